"""What a request may hold and what an answer holds, read from botocore's service model.

botocore checks a request's members and types before it is sent, but neither limits nor patterns nor enums;
the service does. So does this walker.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import regex
from botocore.session import get_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from botocore.model import ServiceModel, Shape

_TYPES: dict[str, tuple[type, ...]] = {
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "string": (str,),
    "blob": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float, str),
}


@lru_cache
def service_model(service: str) -> ServiceModel:
    """Load the model of one service."""
    return get_session().get_service_model(service)


def findings(shape: Shape, value: Any, path: str = "") -> Iterator[str]:
    """Tell everything that the service would refuse in a value, one sentence each."""
    where = path or "request"
    kind = shape.type_name
    is_boolean = isinstance(value, bool)
    if not isinstance(value, _TYPES[kind]) or (is_boolean and kind != "boolean"):
        yield f"Value at '{where}' must be of type {kind}, got {type(value).__name__}"
        return
    if kind == "structure":
        yield from _structure_findings(shape, value, path)
    elif kind == "list":
        yield from _limit_findings(shape, len(value), where, "length")
        for index, item in enumerate(value):
            yield from findings(shape.member, item, f"{where}.{index + 1}.member")
    elif kind == "map":
        yield from _limit_findings(shape, len(value), where, "length")
        for key, item in value.items():
            yield from findings(shape.key, key, f"{where}.key")
            yield from findings(shape.value, item, f"{where}.{key}")
    elif kind == "string":
        yield from _string_findings(shape, value, where)
    elif kind in {"integer", "long", "float", "double"}:
        yield from _limit_findings(shape, value, where, "value")


def visible(shape: Shape, value: Any) -> Any:
    """Keep only what an answer of this shape shows."""
    if value is None:
        return None
    if shape.type_name == "structure":
        return {
            name: visible(member, value[name]) for name, member in shape.members.items() if value.get(name) is not None
        }
    if shape.type_name == "list":
        return [visible(shape.member, item) for item in value]
    return value


def _structure_findings(shape: Shape, value: dict[str, Any], path: str) -> Iterator[str]:
    prefix = f"{path}." if path else ""
    for name in shape.required_members:
        if value.get(name) is None:
            yield f"Value null at '{prefix}{name}' failed to satisfy constraint: Member must not be null"
    for name, item in value.items():
        if name not in shape.members:
            yield f"Unknown member '{prefix}{name}'; known are {', '.join(sorted(shape.members))}"
        elif item is not None:
            yield from findings(shape.members[name], item, f"{prefix}{name}")


def _string_findings(shape: Shape, value: str, where: str) -> Iterator[str]:
    yield from _limit_findings(shape, len(value), where, "length")
    pattern = shape.metadata.get("pattern")
    if pattern is not None and not _matches(pattern, value):
        yield (
            f"Value '{value}' at '{where}' failed to satisfy constraint: "
            f"Member must satisfy regular expression pattern: {pattern}"
        )
    if shape.enum and value not in shape.enum:
        yield (
            f"Value '{value}' at '{where}' failed to satisfy constraint: "
            f"Member must satisfy enum value set: [{', '.join(shape.enum)}]"
        )


def _limit_findings(shape: Shape, size: float, where: str, noun: str) -> Iterator[str]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    refused = f"Value at '{where}' failed to satisfy constraint: Member must have {noun}"
    if least is not None and size < least:
        yield f"{refused} greater than or equal to {least}"
    if most is not None and size > most:
        yield f"{refused} less than or equal to {most}"


def _matches(pattern: str, value: str) -> bool:
    try:
        return regex.fullmatch(pattern, value) is not None
    except regex.error:  # a few patterns of the model are not regular expressions (a range of surrogates)
        return True
