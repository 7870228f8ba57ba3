"""What ``Fn::FindInMap`` does not find: CloudFormation stops there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.templates.intrinsics import evaluate
from cdk_model_packages.templates.mappings import mapping_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cdk_model_packages.templates.intrinsics import Surroundings


def missing_keys(resources: Mapping[str, Mapping[str, Any]], around: Surroundings) -> list[dict[str, Any]]:
    """Return the keys that a mapping lacks: ``resource``, ``path`` below Properties, ``mapping`` and ``keys``.

    Args:
        resources: Those of one stack, as they are written.
        around: What their references stand for.
    """
    if not around.mappings:
        return []
    found: list[dict[str, Any]] = []
    for name, resource in resources.items():
        for path, argument in _lookups(resource.get("Properties"), (), around):
            miss = _miss(argument, around)
            one = miss and {"resource": name, "path": list(path), **miss}
            if one and one not in found:
                found.append(one)
    return found


def _lookups(value: object, path: tuple[str, ...], around: Surroundings) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield where something is looked up in a map, in the branches that this stack takes."""
    if isinstance(value, list):
        for index, one in enumerate(cast("list[object]", value)):
            yield from _lookups(one, (*path, str(index)), around)
        return
    mapping = mapping_of(value)
    for key, one in mapping.items():
        if len(mapping) == 1 and key.startswith("Fn::"):
            if key == "Fn::FindInMap":
                yield path, one
            for argument in _taken(one, around) if key == "Fn::If" else [one]:
                yield from ((path, found) for _, found in _lookups(argument, path, around))
        else:
            yield from _lookups(one, (*path, key), around)


def _taken(argument: object, around: Surroundings) -> list[object]:
    items = cast("list[object]", argument)
    if not isinstance(argument, list) or len(items) != 3 or not isinstance(items[0], str):
        return []
    holds = around.conditions.get(items[0])
    return [] if holds is None else [items[1] if holds else items[2]]


def _miss(argument: object, around: Surroundings) -> dict[str, Any] | None:
    items = cast("list[object]", argument)
    if not isinstance(argument, list) or len(items) != 3:  # a fourth is the default
        return None
    name, first, second = (evaluate(one, around) for one in items)
    mapping = mapping_of(around.mappings.get(name)) if isinstance(name, str) else {}
    if not mapping or any(key.startswith("Fn::") for key in mapping) or not isinstance(first, str):
        return None
    if first not in mapping:
        return {"mapping": name, "keys": [first]}
    below = mapping_of(mapping[first])
    if not isinstance(second, str) or second in below or any(key.startswith("Fn::") for key in below):
        return None
    return {"mapping": name, "keys": [first, second]}
