"""The stacks that a template can become: one for each way in which its conditions come out."""

from __future__ import annotations

from typing import Any

from cdk_model_packages.templates import Place, worlds
from cdk_model_packages.templates.worlds import MAX_WORLDS
from tests.rules.cases_of import template_of

CONDITIONAL = {
    "Parameters": {"Stage": {"Type": "String", "Default": "dev"}},
    "Conditions": {
        "Live": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]},
        "Trial": {"Fn::Not": [{"Condition": "Live"}]},
        "Both": {"Fn::And": [{"Condition": "Live"}, {"Condition": "Trial"}]},
    },
    "Resources": {
        "Always": {"Type": "A", "Properties": {"Name": {"Fn::If": ["Live", "live", {"Ref": "Stage"}]}}},
        "OnlyLive": {"Type": "B", "Condition": "Live", "Properties": {"Of": {"Ref": "Always"}}},
    },
}


def test_the_defaults_come_first_and_each_outcome_once() -> None:
    found = worlds(template_of(CONDITIONAL))
    assert [world.conditions for world in found] == [
        {"Live": False, "Trial": True, "Both": False},
        {"Live": True, "Trial": False, "Both": False},
    ]
    assert [world.is_default for world in found] == [True, False]


def test_a_value_is_that_of_its_world() -> None:
    trial, live = worlds(template_of(CONDITIONAL))
    assert trial.resources["Always"]["Properties"] == {"Name": "dev"}
    assert live.resources["Always"]["Properties"] == {"Name": "live"}


def test_a_resource_is_there_when_its_condition_holds() -> None:
    trial, live = worlds(template_of(CONDITIONAL))
    assert set(trial.resources) == {"Always"}
    assert set(live.resources) == {"Always", "OnlyLive"}


def test_a_known_region_decides_what_compares_it() -> None:
    document = {
        "Conditions": {"Europe": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]}},
        "Resources": {"One": {"Type": "A"}},
    }
    assert len(worlds(template_of(document))) == 2
    assert [world.conditions for world in worlds(template_of(document), Place(region="eu-west-1"))] == [
        {"Europe": True}
    ]


def test_only_allowed_values_make_worlds() -> None:
    document: dict[str, Any] = {
        "Parameters": {"Stage": {"Type": "String", "AllowedValues": ["prod"]}},
        "Conditions": {"Live": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
        "Resources": {"One": {"Type": "A", "Properties": {"Stage": {"Ref": "Stage"}}}},
    }
    (world,) = worlds(template_of(document))
    assert world.conditions == {"Live": True}
    assert world.resources["One"]["Properties"] == {"Stage": "prod"}


def test_the_number_of_worlds_is_bounded() -> None:
    names = [f"P{number}" for number in range(30)]
    document = {
        "Parameters": {name: {"Type": "String"} for name in names},
        "Conditions": {f"Is{name}": {"Fn::Equals": [{"Ref": name}, "x"]} for name in names},
        "Resources": {"One": {"Type": "A"}},
    }
    assert len(worlds(template_of(document))) == MAX_WORLDS


def test_a_circle_of_conditions_is_not_decided() -> None:
    document = {
        "Conditions": {"A": {"Condition": "B"}, "B": {"Condition": "A"}},
        "Resources": {"One": {"Type": "T", "Condition": "A", "Properties": {"X": {"Fn::If": ["A", 1, 2]}}}},
    }
    (world,) = worlds(template_of(document))
    assert world.conditions == {}
    assert set(world.resources) == {"One"}


def test_the_default_of_an_ssm_parameter_is_not_its_value() -> None:
    document = {
        "Parameters": {"Image": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/path"}},
        "Resources": {"One": {"Type": "T", "Properties": {"X": {"Ref": "Image"}}}},
    }
    (world,) = worlds(template_of(document))
    assert world.resources["One"]["Properties"]["X"] != "/path"


def test_a_parameter_without_a_value_is_the_same_wherever_it_is_named() -> None:
    document: dict[str, Any] = {
        "Parameters": {"Bucket": {"Type": "String"}, "Keys": {"Type": "CommaDelimitedList"}},
        "Resources": {"One": {"Type": "A", "Properties": {"Uri": {"Fn::Sub": "s3://${Bucket}/${Keys}"}}}},
    }
    (world,) = worlds(template_of(document))
    assert world.resources["One"]["Properties"] == {"Uri": {"Fn::Sub": "s3://${Unknown-Bucket}/${Unknown}"}}
