"""This library's runner, as a process of the component's own user."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import ClassVar

from cdk_model_packages.edge.component.arguments import check_text
from cdk_model_packages.edge.component.inference import Inference
from cdk_model_packages.edge.component.port import checked_port
from cdk_model_packages.edge.component.recipe_parts import MODEL_FOLDER, RUNNER_FOLDER, RecipeParts
from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec.greengrass import Lifecycle, LifecycleStep

_ARCHITECTURES = ("amd64", "aarch64")
_PYTHON = '"{work:path}/venv/bin/python"'


@dataclass(frozen=True)
class PythonInference(Inference):
    """The runner; see :meth:`Inference.python`."""

    listens_at_port: ClassVar[bool] = True
    port: int
    interpreter: str
    index_url: str | None
    install_timeout_seconds: int

    def __post_init__(self) -> None:
        checked_port(self.port)
        check_text(self.interpreter, "interpreter")
        if self.index_url is not None:
            check_text(self.index_url, "index_url")

    def check_runs_on(self, architecture: str | None) -> None:
        """Refuse what its packages are not built for.

        Source: the files of onnxruntime and dlr on PyPI.
        """
        if architecture is not None and architecture not in _ARCHITECTURES:
            raise EdgeError(
                f"Inference.python(): ONNX Runtime and DLR are built for {' and '.join(_ARCHITECTURES)} on PyPI, not "
                f"for architecture {architecture!r}; run the model with Inference.command, Inference.container or "
                "Inference.none"
            )

    def parts(self) -> RecipeParts:
        """Return how it is installed and run.

        Installing what is installed needs no network: a device that restarts without one comes up.
        """
        index = "" if self.index_url is None else f"--index-url {shlex.quote(self.index_url)} "
        install = (
            f'{shlex.quote(self.interpreter)} -m venv "{{work:path}}/venv" && '
            f"{_PYTHON} -m pip install --disable-pip-version-check --no-input {index}"
            f'--requirement "{RUNNER_FOLDER}/requirements.txt"'
        )
        run = f'exec {_PYTHON} "{RUNNER_FOLDER}/run.py" --model "{MODEL_FOLDER}" --port {{configuration:/Port}}'
        return RecipeParts(
            lifecycle=Lifecycle(
                install=LifecycleStep(script=install, timeout=self.install_timeout_seconds),
                run=LifecycleStep(script=run),
            ),
            configuration={"Port": str(self.port)},
        )
