"""Lookups that CloudFormation stops at, in templates that are not well formed either."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_model_packages.templates import Place, worlds
from tests.rules.cases_of import template_of


def _faults(kind: str, lookup: object, mappings: object) -> list[dict[str, Any]]:
    document: dict[str, Any] = {
        "Mappings": mappings,
        "Resources": {"One": {"Type": "A", "Properties": {"B": [lookup]}}},
    }
    (world,) = worlds(template_of(document), Place(region="eu-west-3"))
    return world.lookup_faults.get(kind, [])


def test_where_it_is_and_what_is_missing() -> None:
    lookup = {"Fn::Join": ["", ["s3://", {"Fn::FindInMap": ["Names", {"Ref": "AWS::Region"}, "Name"]}]]}
    assert _faults("missing_keys", lookup, {"Names": {"eu-west-1": {"Name": "a"}}}) == [
        {"resource": "One", "path": ["B", "0"], "mapping": "Names", "keys": ["eu-west-3"]}
    ]


@pytest.mark.parametrize(
    "lookup",
    [
        3,
        [],
        ["Names"],
        ["Names", "a", "b", 3],
        [["Names"], "a", "b"],
        ["Names", {}, "b"],
        ["Names", "eu-west-1", 3],
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("mappings", [3, [], {}, {"Names": 3}, {"Names": {"eu-west-1": 3}}], ids=str)
def test_what_is_malformed_is_not_judged(lookup: object, mappings: object) -> None:
    assert _faults("missing_keys", {"Fn::FindInMap": lookup}, mappings) == []


@pytest.mark.parametrize("branches", [3, [], ["Undecided", 1, 2], [["a"], 1, 2]], ids=str)
def test_a_branch_that_is_not_decided_is_not_looked_into(branches: object) -> None:
    assert _faults("missing_keys", {"Fn::If": branches}, {"Names": {"a": {}}}) == []


def test_a_function_in_a_mapping() -> None:
    mappings = {"Names": {"prod": {"Bucket": {"Fn::Sub": "acme-${AWS::AccountId}"}, "Key": "k"}}}
    assert _faults("functions_in_mappings", {"Fn::FindInMap": ["Names", "prod", "Bucket"]}, mappings) == [
        {"resource": "One", "path": ["B", "0"], "mapping": "Names", "keys": ["prod", "Bucket"]}
    ]
    assert _faults("functions_in_mappings", {"Fn::FindInMap": ["Others", "prod", "Bucket"]}, mappings) == []


def test_a_function_that_is_looked_up_twice_is_told_once() -> None:
    mappings = {"Names": {"prod": {"Bucket": {"Ref": "AWS::StackName"}}}}
    lookup = {"Fn::FindInMap": ["Names", "prod", "Bucket"]}
    assert len(_faults("functions_in_mappings", [lookup, lookup], mappings)) == 1
    assert len(_faults("missing_keys", [{"Fn::FindInMap": ["Names", "dev", "Bucket"]}] * 2, mappings)) == 2
