"""Names of the 2022 reference that have another place now: taken, with a warning."""

from __future__ import annotations

import warnings
from typing import Any, cast

from pydantic.alias_generators import to_snake

from cdk_model_packages.errors import SpecError

_ADDITIONAL = "AdditionalInferenceSpecificationDefinition"
_ENVIRONMENT = "Environment"


class FormerNameWarning(UserWarning):
    """A package uses a name that its resource type has no longer."""


def renamed(package: dict[str, Any]) -> dict[str, Any]:
    """Return a package's fields with former names moved to their places.

    ``AdditionalInferenceSpecificationDefinition`` becomes the first of ``AdditionalInferenceSpecifications``, and
    ``Environment`` that of each container, whose own entries win.

    Raises:
        SpecError: ``MP-018`` when there is no container that could take an environment, or it is no map.

    Warns:
        FormerNameWarning: for each that is moved.
    """
    if package.keys().isdisjoint({_ADDITIONAL, _ENVIRONMENT, to_snake(_ADDITIONAL), to_snake(_ENVIRONMENT)}):
        return package
    moved = dict(package)
    environment = _take(moved, _ENVIRONMENT)
    if environment is not None:
        key, inference = _find(moved, "InferenceSpecification")
        moved[key] = _with_environment(inference, environment)
        _warn(_ENVIRONMENT, "Environment of each container")
    additional = _take(moved, _ADDITIONAL)
    if additional is not None:
        _warn(_ADDITIONAL, "AdditionalInferenceSpecifications[0]")
        key, others = _find(moved, "AdditionalInferenceSpecifications")
        moved[key] = [additional, *(others or ())]
    return moved


def _with_environment(inference: Any, environment: Any) -> dict[str, Any]:
    changed = dict(cast("dict[str, Any]", inference)) if isinstance(inference, dict) else {}
    key, containers = _find(changed, "Containers")
    if not isinstance(environment, dict) or not isinstance(containers, list):
        need = "the Environment of a container: a map, beside InferenceSpecification.Containers"
        raise SpecError(
            "MP-018", _ENVIRONMENT, got=cast("object", environment), need=need, fix="write it in the container"
        )
    changed[key] = [
        _with_shared(container, cast("dict[str, Any]", environment)) for container in cast("list[object]", containers)
    ]
    return changed


def _with_shared(container: object, shared: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(container, dict):
        need = "the Environment of a container"
        raise SpecError("MP-018", _ENVIRONMENT, got=shared, need=need, fix="write it in the container")
    fields = dict(cast("dict[str, Any]", container))
    key, own = _find(fields, _ENVIRONMENT)
    if own is None or isinstance(own, dict):  # anything else is refused where it stands
        fields[key] = {**shared, **cast("dict[str, Any]", own or {})}
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
