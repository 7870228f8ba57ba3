"""The rules over a ``model-package.yaml``, before there is a template."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.rules.pack_run import run_pack
from cdk_model_packages.spec import ModelPackageSpec, is_local_path
from cdk_model_packages.spec.base import Spec
from cdk_model_packages.templates import Place, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdk_model_packages.rules.finding import Finding
    from cdk_model_packages.spec import PackageSpec

_MADE = {"Ref": "MadeByTheConstruct"}
_LOCATIONS = frozenset({"Image", "ModelDataUrl", "S3Uri"})


def spec_findings(value: PackageSpec, place: Place) -> Iterator[tuple[tuple[str | int, ...], Finding]]:
    """Yield what the rules say of a package file, each with the place in the file.

    What a construct makes of the file (an uploaded model, a role, a name) is not determined here, so no rule judges it.

    Args:
        value: The file's content.
        place: Where it will be deployed.
    """
    properties = cast("dict[str, Any]", _rendered(Spec.properties(value)))
    properties.setdefault("ModelPackageGroupName" if isinstance(value, ModelPackageSpec) else "ModelPackageName", _MADE)
    validation = properties.get("ValidationSpecification")
    if isinstance(validation, dict):
        cast("dict[str, Any]", validation).setdefault("ValidationRole", _MADE)
    document: dict[str, Any] = {
        "Parameters": {"MadeByTheConstruct": {"Type": "String"}},
        "Resources": {"Package": {"Type": "AWS::SageMaker::ModelPackage", "Properties": properties}},
    }
    template = Template(path=Path("model-package.json"), text=json.dumps(document).encode(), document=document)
    for finding in run_pack(template, place):
        keys = (finding.path or "").removeprefix("Properties").split(".")
        yield tuple(int(key) if key.isdigit() else key for key in keys if key), finding


def _rendered(value: object, key: str = "") -> object:
    """Return a value in which what a construct resolves is a parameter without a value."""
    if isinstance(value, dict):
        return {name: _rendered(one, name) for name, one in cast("dict[str, object]", value).items()}
    if isinstance(value, list):
        return [_rendered(one, key) for one in cast("list[object]", value)]
    if isinstance(value, str) and key in _LOCATIONS and (is_local_path(value) or value.startswith("dlc:")):
        return _MADE
    return value
