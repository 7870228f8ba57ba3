"""Conditions that compare a parameter with a value that it never has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.templates.mappings import mapping_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def never_equal(document: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the comparisons that cannot hold: ``condition``, ``parameter``, ``value``, and a ``resource`` that asks.

    Args:
        document: A template.
    """
    allowed = {
        name: [str(value) for value in cast("list[object]", given)]
        for name, one in mapping_of(document.get("Parameters")).items()
        if isinstance(given := mapping_of(one).get("AllowedValues"), list)
    }
    asking = {
        str(mapping_of(one).get("Condition")): name
        for name, one in mapping_of(document.get("Resources")).items()
        if isinstance(mapping_of(one).get("Condition"), str)
    }
    return [
        {"condition": condition, "parameter": parameter, "value": value, "resource": asking[condition]}
        for condition, given in mapping_of(document.get("Conditions")).items()
        if condition in asking
        for parameter, value in _compared(given)
        if parameter in allowed and value not in allowed[parameter]
    ]


def _compared(condition: object) -> Iterator[tuple[str, str]]:
    if isinstance(condition, list):
        for one in cast("list[object]", condition):
            yield from _compared(one)
        return
    for name, argument in mapping_of(condition).items():
        if name != "Fn::Equals" or not isinstance(argument, list):
            yield from _compared(argument)
            continue
        sides = cast("list[object]", argument)
        names = [mapping_of(one).get("Ref") for one in sides]
        values = [one for one in sides if isinstance(one, str)]
        yield from ((str(parameter), value) for parameter in names if isinstance(parameter, str) for value in values)
