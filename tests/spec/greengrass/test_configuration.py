"""The default configuration, and the access control in it (AuthorizationPolicyParser.java)."""

from __future__ import annotations

import math
from typing import Any

import pytest

from cdk_model_packages.spec.greengrass import AccessControlPolicy, ComponentConfiguration, Recipe
from tests.spec.greengrass.values import TOKEN, recipe, refused

POLICY = {"policyDescription": "Says", "operations": ["aws.greengrass#PublishToTopic"], "resources": ["a/#"]}
CONTROL = {"aws.greengrass.ipc.pubsub": {"com.example:1": POLICY}}


def test_access_control_is_part_of_the_default_configuration() -> None:
    policy = AccessControlPolicy(
        operations=("aws.greengrass#PublishToTopic",), resources=("a/#",), policy_description="Says"
    )
    control = {"aws.greengrass.ipc.pubsub": {"com.example:1": policy}}
    typed = ComponentConfiguration(default_configuration={"Port": "8080"}, access_control=control)
    assert typed.properties() == {"DefaultConfiguration": {"Port": "8080", "accessControl": CONTROL}}
    plain = ComponentConfiguration(default_configuration={"Port": "8080", "accessControl": CONTROL})
    assert plain == typed
    assert plain.access_control == control
    assert ComponentConfiguration(access_control=control).properties() == {
        "DefaultConfiguration": {"accessControl": CONTROL}
    }


@pytest.mark.parametrize(
    "control",
    [
        {"aws.greengrass.ipc.pubsub": {"com.example:1": {"resources": ["*"]}}},  # GG-212: a warning of the review
        {"aws.greengrass.ipc.pubsub": {"com.example:1": {"operations": "aws.greengrass#PublishToTopic"}}},
        {"aws.greengrass.ipc.pubsub": [POLICY]},
        '{"aws.greengrass.ipc.pubsub": {}}',  # "Be flexible and do best to understand customer intent"
        None,
    ],
)
def test_what_the_nucleus_may_not_read_is_kept_as_it_is(control: Any) -> None:
    found = ComponentConfiguration(default_configuration={"accessControl": control})
    assert found.access_control is None
    assert found.properties() == {"DefaultConfiguration": {"accessControl": control}}


def test_a_policy_allows_something() -> None:
    refused(AccessControlPolicy, "GG-212", operations=())
    refused(AccessControlPolicy)
    AccessControlPolicy(operations=("*",))


def test_access_control_is_given_once() -> None:
    refused(
        ComponentConfiguration,
        "SPEC-001",
        default_configuration={"accessControl": CONTROL},
        access_control={"aws.greengrass.ipc.pubsub": {}},
    )


def test_a_configuration_is_any_json() -> None:
    given = {"a": None, "b": [1, 2.5, {"c": [[], {}, ""]}], "number": 8080, "token": TOKEN}
    assert ComponentConfiguration(default_configuration=given).properties() == {"DefaultConfiguration": given}
    for number in (math.nan, math.inf):
        refused(ComponentConfiguration, "SPEC-001", default_configuration={"a": [number]})
    for other in ({"a": object()}, [], "text"):
        refused(ComponentConfiguration, default_configuration=other)


def test_what_is_beside_the_default_configuration_is_kept_when_it_is_read() -> None:
    configuration = {"DefaultConfiguration": {}, "accessControl": {"not": "here"}, "Other": 1}
    document = {**recipe().properties(), "ComponentConfiguration": configuration}
    found = Recipe.from_document(document).component_configuration
    assert found is not None
    assert found.properties() == configuration
    assert found.access_control is None
