"""Comparisons that cannot hold, in templates that are not well formed either."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_model_packages.templates.comparisons import never_equal

STAGE = {"Type": "String", "AllowedValues": ["dev", "prod", 3]}


def _found(condition: object, parameter: object = STAGE) -> list[str]:
    document: dict[str, Any] = {
        "Parameters": {"Stage": parameter},
        "Conditions": {"Live": condition},
        "Resources": {"One": {"Type": "A", "Condition": "Live"}, "Two": 3},
    }
    return [one["value"] for one in never_equal(document)]


def test_also_inside_of_other_conditions() -> None:
    equals = {"Fn::Equals": ["production", {"Ref": "Stage"}]}
    assert _found({"Fn::Or": [{"Fn::Not": [equals]}, {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}]}) == ["production"]


@pytest.mark.parametrize(
    "condition",
    [3, [], {}, {"Fn::Equals": 3}, {"Fn::Equals": []}, {"Fn::Equals": [{"Ref": ["Stage"]}, "x"]}, {"Fn::Equals": "x"}],
    ids=str,
)
def test_what_is_malformed_is_not_judged(condition: object) -> None:
    assert _found(condition) == []


@pytest.mark.parametrize("parameter", [3, {}, {"AllowedValues": "prod"}], ids=str)
def test_a_parameter_that_takes_anything(parameter: object) -> None:
    assert _found({"Fn::Equals": [{"Ref": "Stage"}, "production"]}, parameter) == []


def test_a_number_is_its_text() -> None:
    assert _found({"Fn::Equals": [{"Ref": "Stage"}, "3"]}) == []
