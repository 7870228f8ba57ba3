"""What CloudFormation stops at in an ``Fn::FindInMap``: a key that is not there, a mapping that is not plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.templates.intrinsics import evaluate
from cdk_model_packages.templates.mappings import mapping_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cdk_model_packages.templates.intrinsics import Surroundings


Fault = dict[str, Any]
"""``resource``, ``path`` below Properties, ``mapping`` and ``keys``."""


def lookup_faults(resources: Mapping[str, Mapping[str, Any]], around: Surroundings) -> dict[str, list[Fault]]:
    """Return the keys that a mapping lacks, ``missing_keys``, and ``functions_in_mappings``, where they are looked up.

    Args:
        resources: Those of one stack, as they are written.
        around: What their references stand for.
    """
    faults: dict[str, list[Fault]] = {}
    for name, resource in resources.items() if around.mappings else ():
        for path, argument in _lookups(resource.get("Properties"), (), around):
            for kind, fault in _faults(argument, around):
                one = {"resource": name, "path": list(path), **fault}
                known = faults.setdefault(kind, [])
                # A function is wrong where it is written, however often it is looked up.
                shared = one.keys() if kind == "missing_keys" else fault.keys()
                if not any(all(other[key] == one[key] for key in shared) for other in known):
                    known.append(one)
    return faults


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


def _faults(argument: object, around: Surroundings) -> Iterator[tuple[str, Fault]]:
    """Yield what is wrong with a lookup; nothing where nobody can tell."""
    items = cast("list[object]", argument)
    if not isinstance(argument, list) or len(items) < 3:
        return
    name, first, second = (evaluate(one, around) for one in items[:3])
    mapping = mapping_of(around.mappings.get(name)) if isinstance(name, str) else {}
    if not mapping or _is_made(mapping):
        return
    for top, row in mapping.items():
        for key, value in mapping_of(row).items():
            if isinstance(value, dict) and not _is_made(mapping_of(row)):
                yield "functions_in_mappings", {"mapping": name, "keys": [top, key]}
    if not isinstance(first, str) or len(items) > 3:  # the fourth is the default
        return
    row = mapping_of(mapping.get(first))
    if first not in mapping:
        yield "missing_keys", {"mapping": name, "keys": [first]}
    elif isinstance(second, str) and second not in row and not _is_made(row):
        yield "missing_keys", {"mapping": name, "keys": [first, second]}


def _is_made(mapping: Mapping[str, Any]) -> bool:
    """Tell what a transform makes before CloudFormation looks."""
    return "Fn::Transform" in mapping
