"""``model-package.yaml``: read with errors that name the file, the line and the field."""

from __future__ import annotations

import difflib
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from pydantic import BaseModel, ValidationError

from cdk_model_packages.errors import SpecError, field_path, root_findings, tell_finding
from cdk_model_packages.spec.marketplace import MarketplaceModelPackageSpec
from cdk_model_packages.spec.model_package import ModelPackageSpec
from cdk_model_packages.spec.yaml_source import SpecFileError, line_of, path_to, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic_core import ErrorDetails

    from cdk_model_packages.spec.package import PackageSpec

_UNVERSIONED = {"ModelPackageName", "CertifyForMarketplace"}


def load_spec(file: Path | str) -> ModelPackageSpec | MarketplaceModelPackageSpec:
    """Read a model package's spec from a YAML (or JSON) file.

    Paths in it are relative to the file: pass its folder on to whatever resolves them. A file with
    ``ModelPackageName`` or ``CertifyForMarketplace``, and no group, describes an unversioned package.

    Raises:
        SpecFileError: when there is no such file, it is not YAML, or it breaks a rule: one line for each
            finding, with the file, the line and the field.
    """
    path = Path(file)
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise SpecFileError(f"{path}:1: must be a mapping with InferenceSpecification, not {_kind(content)}")
    document = cast("dict[str, Any]", content)
    kind = _kind_of_package(document)
    try:
        return _validated(kind, document, path)
    except ValidationError as error:
        findings = [
            # an unknown key first: it is often why a required one is missing
            (_line(document, found), found["type"] != "extra_forbidden", _tell(kind, found))
            for found in root_findings(error)
        ]
        lines = [f"{path}:{line}: {text}" for line, _, text in sorted(findings)]
        raise SpecFileError("\n".join(lines)) from None


def _validated(
    kind: type[ModelPackageSpec | MarketplaceModelPackageSpec], document: dict[str, Any], path: Path
) -> ModelPackageSpec | MarketplaceModelPackageSpec:
    """Make the value; what it warns of is told with the file and the line."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        value = kind.model_validate(document, by_name=False)
    for found in caught:
        name = str(found.message).partition(" ")[0]
        warnings.warn_explicit(found.message, found.category, str(path), line_of(document, (name,)))
    return value


def _kind_of_package(document: Mapping[str, Any]) -> type[ModelPackageSpec | MarketplaceModelPackageSpec]:
    unversioned = not _UNVERSIONED.isdisjoint(document) and "ModelPackageGroupName" not in document
    return MarketplaceModelPackageSpec if unversioned else ModelPackageSpec


def _line(document: Mapping[str, Any], finding: ErrorDetails) -> int:
    """Return the line of a finding; a value's own rule names the field, which may be deeper within the value."""
    cause = finding.get("ctx", {}).get("error")
    if not isinstance(cause, SpecError):
        return line_of(document, finding["loc"])
    location = finding["loc"]
    for name in cause.path.replace(",", ".").split("."):
        deeper = path_to(document, location, name.strip())
        if deeper is None:
            break
        location = deeper
    return line_of(document, location)


def _tell(kind: type[PackageSpec], finding: ErrorDetails) -> str:
    if finding["type"] != "extra_forbidden":
        return tell_finding(finding)
    *parents, unknown = finding["loc"]
    known = _fields_at(kind, parents)
    close = difflib.get_close_matches(str(unknown), known, n=1)
    advice = f"did you mean {close[0]}?" if close else f"known here: {', '.join(known)}"
    return f"{field_path(finding['loc'])}: unknown key; {advice}"


def _fields_at(kind: type[PackageSpec], location: Sequence[str | int]) -> list[str]:
    """Return the keys that the spec knows at a location."""
    model: type[BaseModel] = kind
    for part in location:
        if isinstance(part, int):
            continue
        field = next(field for field in model.model_fields.values() if field.alias == part)
        model = _model_in(field.annotation)
    return sorted(field.alias or "" for field in model.model_fields.values())


def _model_in(annotation: Any) -> type[BaseModel]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(_model_in(part) for part in get_args(annotation) if part not in (type(None), ...))


def _kind(value: object) -> str:
    return "empty" if value is None else f"a {type(value).__name__.removeprefix('Commented').lower()}"
