"""Which Python runs the embedded AWS: it needs versions that the rest of the project does not."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from cdk_model_packages.errors import LocalAwsError

PYTHON_VARIABLE = "CDK_MODEL_PACKAGES_LOCAL_PYTHON"
_ENVIRONMENT = ".venv-local"


def emulator_python(folder: Path) -> Path:
    """Return the interpreter of the environment that holds MiniStack.

    Args:
        folder: Where to look for ``.venv-local``; then in its parents and beside this environment.

    Raises:
        LocalAwsError: There is none.
    """
    chosen = os.environ.get(PYTHON_VARIABLE)
    if chosen is not None:
        if not Path(chosen).is_file():
            raise LocalAwsError(f"{PYTHON_VARIABLE}={chosen}: no such file; point it to a Python that has ministack")
        return Path(chosen)
    for parent in (folder, *folder.parents, Path(sys.prefix).parent):
        python = parent / _ENVIRONMENT / "bin" / "python"
        if python.is_file():
            return python
    if find_spec("ministack") is not None:
        return Path(sys.executable)
    raise LocalAwsError(
        f"no environment for the embedded AWS ({_ENVIRONMENT}) in {folder} or above it; run `make deploy-local`, "
        f"or: python -m venv {_ENVIRONMENT} && {_ENVIRONMENT}/bin/pip install 'cdk-model-packages[local]'"
    )
