"""``model-packages check`` and ``schema``: the spec file, before synth and for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cdk_model_packages.spec import load_spec
from cdk_model_packages.spec.json_schema import render_json_schema


def check(spec: Path = Path("model-package.yaml"), /) -> None:
    """Check a model-package.yaml against the service's limits.

    Example: model-packages check examples/digits/model-package.yaml

    Args:
        spec: The file.
    """
    load_spec(spec)
    print(f"{spec}: fits the service's limits")


def schema(*, output: Annotated[Path | None, Parameter(alias="-o")] = None) -> None:
    """Print the JSON Schema of model-package.yaml, for editors.

    Example: model-packages schema -o model-package.schema.json

    Args:
        output: File to write. Left out: standard output.
    """
    text = render_json_schema()
    if output is None:
        print(text, end="")
    else:
        output.write_text(text, encoding="utf-8")
        print(f"wrote {output}")
