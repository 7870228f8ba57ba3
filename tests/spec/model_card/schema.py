"""The service's schema of a card, as the pinned cfn-lint ships it, and values made from it."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import cfnlint
from hypothesis import strategies as st
from pydantic.alias_generators import to_snake

FOLDER = Path(cfnlint.__file__).parent / "data" / "schemas" / "resources"


class Case(NamedTuple):
    """A value at a limit, and one past it."""

    limit: str
    at: Any
    past: Any


@cache
def schema_of(type_name: str) -> dict[str, Any]:
    """Return the schema of a resource type."""
    for path in FOLDER.glob("*.json"):
        text = path.read_text(encoding="utf-8")
        if f'"typeName": "{type_name}"' in text:
            return json.loads(text)
    raise AssertionError(f"cfn-lint ships no schema of {type_name}")


def card_schema() -> dict[str, Any]:
    """Return the schema of a card of its own."""
    return schema_of("AWS::SageMaker::ModelCard")


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    """Follow references."""
    while "$ref" in node:
        node = card_schema()["definitions"][node["$ref"].rpartition("/")[2]]
    return node


def limits(node: dict[str, Any]) -> dict[str, Any]:
    """Return the limits that a node means.

    Patterns ``.{1,63}`` are lengths; ``maxItems`` below ``items`` is of the list (the guide's schema and SDK 2 agree).
    """
    node = resolve(node)
    names = ("minLength", "maxLength", "minItems", "maxItems", "minimum")
    found = {name: node[name] for name in names if node.get(name)}
    span = re.fullmatch(r"\.\{(\d+),(\d+)\}", node.get("pattern", ""))
    if span is not None:
        found |= {"minLength": int(span[1]), "maxLength": int(span[2])}
    if "$ref" in node.get("items", {}) and "maxItems" in node["items"]:
        found["maxItems"] = node["items"]["maxItems"]
    return found


def least(node: dict[str, Any]) -> Any:
    """Return the smallest value that a node takes."""
    node = resolve(node)
    if "anyOf" in node:
        return least(node["anyOf"][0])
    if "enum" in node:
        return node["enum"][0]
    match node["type"]:
        case "object":
            return {name: least(node["properties"][name]) for name in node.get("required", [])}
        case "array":
            return [least(node["items"]) for _ in range(limits(node).get("minItems", 0))]
        case "string":
            return "x" * limits(node).get("minLength", 0)
        case "boolean":
            return True
        case _:
            return limits(node).get("minimum", 0)


def whole(node: dict[str, Any]) -> Any:
    """Return a value with everything in it that a node can have."""
    node = resolve(node)
    if "anyOf" in node and "$ref" not in node["anyOf"][0]:
        return whole(node["anyOf"][0])
    if "enum" in node:
        return node["enum"][0]
    match node["type"]:
        case "object" if "patternProperties" in node:
            return {"my_key": "value", "my key": "value"}
        case "object":
            return {name: whole(child) for name, child in node["properties"].items()}
        case "array":
            kinds = node["items"].get("anyOf", [node["items"]]) if "$ref" in str(node["items"]) else [node["items"]]
            return [whole(kind) for kind in kinds for _ in range(max(1, limits(node).get("minItems", 1)))]
        case "string":
            return "text"
        case _:
            return 1.5


def cases(node: dict[str, Any]) -> Iterator[Case]:
    """Return a case of each limit in a node."""
    node, limit = resolve(node), limits(node)
    if "anyOf" in node and "$ref" in node["anyOf"][0]:
        for kind in node["anyOf"]:
            name = kind["$ref"].rpartition("/")[2]
            yield from (Case(f"{name}.{case.limit}", case.at, case.past) for case in cases(kind))
    elif "enum" in node:
        for choice in node["enum"]:
            yield Case(f"enum-{choice}", choice, f"{choice}s")
    elif "patternProperties" in node:
        (entry,) = node["patternProperties"].values()
        for case in cases(entry):
            yield Case(f"entry.{case.limit}", {"key": case.at}, {"key": case.past})
    elif node.get("type") == "object":
        for name, child in node["properties"].items():
            for case in cases(child):
                rest = least(node)
                yield Case(f"{name}.{case.limit}", {**rest, name: case.at}, {**rest, name: case.past})
        for name in node.get("required", []):
            yield Case(f"{name}.required", least(node), {key: item for key, item in least(node).items() if key != name})
        yield Case("closed", least(node), {**least(node), "Nonsense": "x"})
    elif node.get("type") == "array":
        padding = [least(node["items"])] * (limit.get("minItems", 1) - 1)
        for case in cases(node["items"]):
            yield Case(f"[].{case.limit}", [case.at, *padding], [case.past, *padding])
        for name, step in (("minItems", -1), ("maxItems", 1)):
            if name in limit:
                item = least(node["items"])
                yield Case(name, [item] * limit[name], [item] * (limit[name] + step))
    elif node.get("type") == "string":
        for name, step in (("minLength", -1), ("maxLength", 1)):
            if name in limit:
                yield Case(name, "x" * limit[name], "x" * (limit[name] + step))
    elif "minimum" in limit:
        yield Case("minimum", limit["minimum"], limit["minimum"] - 0.5)


LETTERS = st.characters(exclude_categories=["Cs"])
NUMBERS = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False, min_value=-1e200))
SIMPLE = {
    "number": NUMBERS,
    "string": st.text(LETTERS, max_size=63),
    "boolean": st.booleans(),
}


def simple_metrics(node: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return metrics whose value is of their type."""
    rest = objects({**node, "required": ["Name"], "properties": {k: v for k, v in node["properties"].items()
                                                                 if k not in ("Type", "Value")}})  # fmt: skip
    one_of_each = [st.fixed_dictionaries({"Type": st.just(kind), "Value": value}) for kind, value in SIMPLE.items()]
    return st.builds(lambda one, other: {**one, **other}, rest, st.one_of(one_of_each))


def objects(node: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return objects with some of the optional properties."""
    fields = {name: values(child) for name, child in node["properties"].items()}
    required = {name: fields.pop(name) for name in node.get("required", [])}
    return st.fixed_dictionaries(required, optional=fields)


def values(node: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return any value that a node takes; numbers where the guide's schema takes nothing else."""
    node, limit = resolve(node), limits(node)
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if "anyOf" in node:
        return st.one_of(*map(values, node["anyOf"])) if "$ref" in node["anyOf"][0] else NUMBERS
    if "patternProperties" in node:
        keys = st.text(LETTERS, max_size=10).map(lambda text: f"k{text}")
        return st.dictionaries(keys, st.text(LETTERS, max_size=20), max_size=3)
    match node["type"]:
        case "object":
            return simple_metrics(node) if "number" in str(node["properties"].get("Type")) else objects(node)
        case "array":
            least_items = limit.get("minItems", 0)
            most = min(limit.get("maxItems", 3), max(3, least_items))
            return st.lists(values(node["items"]), min_size=least_items, max_size=most)
        case "string":
            letters = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) if "pattern" in node else LETTERS
            return st.text(letters, min_size=limit.get("minLength", 0), max_size=20)
        case _:
            return st.integers(1, 10**6) | st.floats(1, 1e6) if "minimum" in limit else NUMBERS


def contents() -> st.SearchStrategy[Any]:
    """Return contents in CloudFormation's spelling."""
    return values(card_schema()["definitions"]["Content"])


def json_text_schema() -> dict[str, Any]:
    """Return the schema of the API's JSON text: the same in snake_case, with numbers only in graphs."""

    def renamed(node: Any) -> Any:
        if isinstance(node, list):
            return [renamed(item) for item in node]
        if not isinstance(node, dict):
            return node
        found = {key: renamed(item) for key, item in node.items()}
        if isinstance(node.get("properties"), dict):
            found["properties"] = {to_snake(key): renamed(item) for key, item in node["properties"].items()}
        if isinstance(node.get("required"), list):
            found["required"] = [to_snake(name) for name in node["required"]]
        if found.get("anyOf") == [{"type": "number"}, {"type": "string"}]:
            return {"type": "number"}
        return found

    return renamed(object_schema())


def object_schema() -> dict[str, Any]:
    """Return the schema of CloudFormation's object."""
    definitions = {name: node for name, node in card_schema()["definitions"].items() if name != "Tag"}
    return {"definitions": definitions, "$ref": "#/definitions/Content"}


def flat(value: Any) -> list[str]:
    """Return the names and scalars of a value, sorted."""
    if isinstance(value, dict):
        return sorted(itertools.chain(value, *(flat(item) for item in value.values())))
    if isinstance(value, list):
        return sorted(itertools.chain(*(flat(item) for item in value)))
    return [repr(value)]
