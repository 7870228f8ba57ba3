"""A card's fields and limits are those of the service's schema; what differs is listed here with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cdk_model_packages.spec.model_card import MAX_CONTENT_CHARACTERS, ModelCardSpec
from tests.spec.model_card import schema

DIFFERENT = {
    # where: what differs, and why
    "KmsKeyId.minLength": "an empty key is no key",
}
WITH_DEFAULTS = {
    "LinearGraphMetric": {"Type"},
    "BarChartMetric": {"Type"},
    "MatrixMetric": {"Type"},
    "ModelCardSpec": {"ModelCardStatus"},
}
REQUIRED_HERE = {"ModelCardSecurityConfig": {"KmsKeyId"}}  # it is all that there is
NO_INPUT = {
    "CreatedBy": "read-only in all its parts",
    "LastModifiedBy": "read-only in all its parts",
    "Tags": "the CDK's business",
}


def pairs(ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Pair our nodes with the schema's, at every depth."""

    def mine(node: dict[str, Any]) -> dict[str, Any]:
        if "$ref" in node:
            return mine(ours["$defs"][node["$ref"].rpartition("/")[2]])
        if {"type": "null"} in node.get("anyOf", []):
            (only,) = [part for part in node["anyOf"] if part != {"type": "null"}]
            return {**mine(only), **{key: node[key] for key in ("minLength", "maxLength", "minItems", "maxItems")
                                     if key in node}}  # fmt: skip
        return node

    def walk(name: str, one: dict[str, Any], other: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        one, other = mine(one), schema.resolve(other)
        yield name, one, other
        for part in one.get("oneOf", []):
            kind = part["$ref"].rpartition("/")[2]
            yield from walk(kind, part, {"$ref": f"#/definitions/{kind}"})
        if "items" in one:
            yield from walk(f"{name}[]", one["items"], other["items"])
        for key, value in one.get("properties", {}).items():
            yield from walk(key, value, other["properties"][key])

    yield from walk("ModelCardSpec", ours, theirs)


PAIRS = list(pairs(ModelCardSpec.model_json_schema(by_alias=True), schema.card_schema()))


@pytest.mark.parametrize(
    ("name", "ours", "theirs"), [pytest.param(*pair, id=f"{index}-{pair[0]}") for index, pair in enumerate(PAIRS)]
)
def test_a_node_is_the_schemas(name: str, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    if "properties" in ours:
        read_only = {path.split("/")[2] for path in theirs.get("readOnlyProperties", [])} | set(NO_INPUT)
        inputs = set(theirs["properties"]) - (read_only if name == "ModelCardSpec" else set())
        assert set(ours["properties"]) == inputs
        defaults = WITH_DEFAULTS.get(ours["title"], set())
        required = (set(theirs.get("required", [])) | REQUIRED_HERE.get(ours["title"], set())) - defaults
        assert set(ours.get("required", [])) == required
    if "oneOf" in ours:
        assert [part["$ref"].rpartition("/")[2] for part in ours["oneOf"]] == [
            part["$ref"].rpartition("/")[2] for part in theirs["anyOf"]
        ]
    if "enum" in theirs:
        assert ours.get("enum", [ours.get("const")]) == theirs["enum"] or sorted(ours["enum"]) == sorted(theirs["enum"])
    if name != "Content":  # it is an object: its length is that of the API's text
        limits = {key: value for key, value in schema.limits(ours).items() if f"{name}.{key}" not in DIFFERENT}
        theirs_too = {**schema.limits(theirs), **({"minLength": 1} if name == "ModelCardName" else {})}
        assert limits == theirs_too


def test_each_exception_is_needed() -> None:
    assert {where.partition(".")[0] for where in DIFFERENT} <= {name for name, _, _ in PAIRS}
    assert set(NO_INPUT) <= set(schema.card_schema()["properties"])


def test_the_whole_schema_was_compared() -> None:
    objects = [node for node in schema.card_schema()["definitions"].values() if "properties" in node]
    inline = 4  # InferenceEnvironment, Function, TrainingJobDetails, TrainingEnvironment
    read_only_and_tags = 2  # UserContext, Tag
    ours = {json.dumps(node, sort_keys=True) for _, node, _ in PAIRS if "properties" in node}
    assert len(ours) == len(objects) + inline - read_only_and_tags + 1


def test_the_longest_content_is_the_schemas() -> None:
    assert schema.card_schema()["definitions"]["Content"]["maxLength"] == MAX_CONTENT_CHARACTERS
