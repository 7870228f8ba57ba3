"""Names of the 2022 reference that have another place now: taken, with a warning."""

from __future__ import annotations

import warnings
from typing import Any, cast

from pydantic.alias_generators import to_snake

_ADDITIONAL = "AdditionalInferenceSpecificationDefinition"
_ENVIRONMENT = "Environment"


class FormerNameWarning(UserWarning):
    """A package uses a name that its resource type has no longer."""


def renamed(package: dict[str, Any]) -> dict[str, Any]:
    """Return a package's fields with former names moved to their places.

    ``AdditionalInferenceSpecificationDefinition`` becomes the first of ``AdditionalInferenceSpecifications``, and
    ``Environment`` that of each container, whose own entries win.

    Warns:
        FormerNameWarning: for each that is moved.
    """
    if package.keys().isdisjoint({_ADDITIONAL, _ENVIRONMENT, to_snake(_ADDITIONAL), to_snake(_ENVIRONMENT)}):
        return package
    moved = dict(package)
    environment = _take(moved, _ENVIRONMENT)
    if environment is not None:
        _warn(_ENVIRONMENT, "Environment of each container")
        key, inference = _find(moved, "InferenceSpecification")
        moved[key] = _with_environment(inference, environment)
    additional = _take(moved, _ADDITIONAL)
    if additional is not None:
        _warn(_ADDITIONAL, "AdditionalInferenceSpecifications[0]")
        key, others = _find(moved, "AdditionalInferenceSpecifications")
        moved[key] = [additional, *(others or ())]
    return moved


def _with_environment(inference: Any, environment: Any) -> Any:
    if not isinstance(inference, dict) or not isinstance(environment, dict):
        return cast("object", inference)
    changed = dict(cast("dict[str, Any]", inference))
    key, containers = _find(changed, "Containers")
    if isinstance(containers, list | tuple):
        shared = cast("dict[str, Any]", environment)
        changed[key] = [_with_shared(container, shared) for container in cast("list[object]", containers)]
    return changed


def _with_shared(container: object, shared: dict[str, Any]) -> object:
    if not isinstance(container, dict):
        return container
    fields = dict(cast("dict[str, Any]", container))
    key, own = _find(fields, _ENVIRONMENT)
    fields[key] = {**shared, **(own or {})}
    return fields


def _take(fields: dict[str, Any], name: str) -> Any:
    return fields.pop(name, None) or fields.pop(to_snake(name), None)


def _find(fields: dict[str, Any], name: str) -> tuple[str, Any]:
    key = to_snake(name) if to_snake(name) in fields else name
    return key, fields.get(key)


def _warn(name: str, place: str) -> None:
    text = (
        f"{name} is a name of the 2022 reference, gone from the schema by 2023-06-29: taken as {place}; write it there"
    )
    warnings.warn(text, FormerNameWarning, stacklevel=5)
