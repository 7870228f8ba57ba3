"""Greengrass's resource types, as CloudFormation creates, replaces, retags, compares and deletes them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cdk_model_packages.spec.greengrass import Recipe
from tests.local_aws.aws import ACCOUNT, REGION, Aws, outputs, reasons
from tests.local_aws.greengrass import COMPONENTS, new_name, recipe

pytestmark = pytest.mark.slow

RETAIN = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}


def template(
    name: str,
    version: str = "1.0.0",
    *,
    group: str = "",
    policy: dict[str, str] | None = None,
    tags: dict[str, str] | None = None,
    document: dict[str, Any] | None = None,
    **deployment: Any,
) -> dict[str, Any]:
    """A component version and, with a group, its deployment to it."""
    component = {"InlineRecipe": json.dumps(document or recipe(name, version)), **({"Tags": tags} if tags else {})}
    resources: dict[str, Any] = {
        "Component": {"Type": "AWS::GreengrassV2::ComponentVersion", "Properties": component, **(policy or {})}
    }
    told = {
        "Component": {"Ref": "Component"},
        "Name": {"Fn::GetAtt": ["Component", "ComponentName"]},
        "Version": {"Fn::GetAtt": ["Component", "ComponentVersion"]},
    }
    if group:
        resources["Group"] = {"Type": "AWS::IoT::ThingGroup", "Properties": {"ThingGroupName": group}}
        target = {"Fn::GetAtt": ["Group", "Arn"]}
        components = {name: {"ComponentVersion": {"Fn::GetAtt": ["Component", "ComponentVersion"]}}}
        resources["Deployment"] = {
            "Type": "AWS::GreengrassV2::Deployment",
            "Properties": {"TargetArn": target, "Components": components, **deployment},
        }
        told |= {"Deployment": {"Ref": "Deployment"}, "DeploymentId": {"Fn::GetAtt": ["Deployment", "DeploymentId"]}}
    return {"Resources": resources, "Outputs": {key: {"Value": value} for key, value in told.items()}}


def test_a_recipe_in_utf_8_at_its_limit(aws: Aws, stack_name: str) -> None:
    """As the library writes it where ASCII is too large."""
    document = recipe(new_name(), ComponentDescription="")
    room = 16_000 - len(json.dumps(document, separators=(",", ":")))
    document["ComponentDescription"] = "é" * (room // 2)
    text = Recipe.from_document(document).to_json()
    assert len(text.encode()) in {15_999, 16_000}
    made = template(document["ComponentName"])
    made["Resources"]["Component"]["Properties"]["InlineRecipe"] = text
    stack = aws.deploy(stack_name, made)
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    found = aws.greengrassv2.get_component(arn=outputs(stack)["Component"], recipeOutputFormat="JSON")["recipe"]
    assert json.loads(found)["ComponentDescription"] == document["ComponentDescription"]


def test_created_with_ref_attributes_and_tags(aws: Aws, stack_name: str) -> None:
    name = new_name()
    stack = aws.deploy(
        stack_name,
        template(name, group=stack_name, tags={"team": "qa"}, DeploymentName="first"),
        Tags=[{"Key": "stage", "Value": "test"}],
    )
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    told = outputs(stack)
    arn = f"{COMPONENTS}:{name}:versions:1.0.0"
    assert (told["Component"], told["Name"], told["Version"]) == (arn, name, "1.0.0")
    assert told["Deployment"] == told["DeploymentId"]
    # the handlers pass the template's tags and the stack's, not CloudFormation's own
    assert aws.greengrassv2.list_tags_for_resource(resourceArn=arn)["tags"] == {"team": "qa", "stage": "test"}
    found = aws.greengrassv2.get_deployment(deploymentId=told["Deployment"])
    assert found["targetArn"] == f"arn:aws:iot:{REGION}:{ACCOUNT}:thinggroup/{stack_name}"
    assert found["components"] == {name: {"componentVersion": "1.0.0"}}
    assert (found["deploymentName"], found["tags"]) == ("first", {"stage": "test"})
    with pytest.raises(ClientError, match="No updates are to be performed"):
        aws.deploy(stack_name, template(name, group=stack_name, tags={"team": "qa"}, DeploymentName="first"),
                   Tags=[{"Key": "stage", "Value": "test"}])  # fmt: skip
    assert {status for status, _ in aws.drift(stack_name).values()} == {"IN_SYNC"}


def test_a_new_version_replaces_component_and_deployment(aws: Aws, stack_name: str) -> None:
    name = new_name()
    first = outputs(aws.deploy(stack_name, template(name, group=stack_name)))
    second = outputs(aws.deploy(stack_name, template(name, "1.0.1", group=stack_name)))
    assert second["Component"] == f"{COMPONENTS}:{name}:versions:1.0.1"
    for gone in (
        lambda: aws.greengrassv2.describe_component(arn=first["Component"]),
        lambda: aws.greengrassv2.get_deployment(deploymentId=first["Deployment"]),
    ):
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            gone()
    found = aws.greengrassv2.get_deployment(deploymentId=second["Deployment"])
    assert (found["deploymentStatus"], found["isLatestForTarget"]) == ("ACTIVE", True)


def test_a_retained_version_outlives_its_replacement_and_its_stack(aws: Aws, stack_name: str) -> None:
    name = new_name()
    aws.deploy(stack_name, template(name, policy=RETAIN))
    aws.deploy(stack_name, template(name, "1.0.1", policy=RETAIN))
    aws.destroy(stack_name)
    found = aws.greengrassv2.list_component_versions(arn=f"{COMPONENTS}:{name}")["componentVersions"]
    assert [version["componentVersion"] for version in found] == ["1.0.1", "1.0.0"]


def test_a_changed_recipe_of_the_same_version_is_refused_and_rolled_back(aws: Aws, stack_name: str) -> None:
    name = new_name()
    aws.deploy(stack_name, template(name))
    stack = aws.deploy(stack_name, template(name, document=recipe(name, ComponentDescription="changed")))
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert (
        f"Component [{name} : 1.0.0] for account [{ACCOUNT}] already exists with state: [DEPLOYABLE]"
        '" (HandlerErrorCode: AlreadyExists, ResourceType: AWS::GreengrassV2::ComponentVersion)'
    ) in reasons(aws, stack)
    assert aws.greengrassv2.describe_component(arn=f"{COMPONENTS}:{name}:versions:1.0.0")


def test_a_recipe_that_is_refused_fails_the_stack(aws: Aws, stack_name: str) -> None:
    document = recipe(new_name(), uri="s3://no-such-bucket-anywhere/component.zip")
    stack = aws.deploy(stack_name, template("unused", document=document))
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "Specified artifact resource cannot be accessed" in reasons(aws, stack)
    assert "HandlerErrorCode: InvalidRequest" in reasons(aws, stack)


def test_tags_are_added_and_removed_and_a_new_value_is_not_written(aws: Aws, stack_name: str) -> None:
    # the handler of component versions looks at keys only, that of deployments at values too:
    # https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2
    name = new_name()
    tags = {"gone": "1", "changed": "1"}
    first = aws.deploy(stack_name, template(name, group=stack_name, tags=tags, Tags=tags))
    tags = {"added": "1", "changed": "2"}
    second = aws.deploy(stack_name, template(name, group=stack_name, tags=tags, Tags=tags))
    assert outputs(second) == outputs(first)  # nothing was replaced
    told = outputs(second)
    component = aws.greengrassv2.list_tags_for_resource(resourceArn=told["Component"])["tags"]
    assert component == {"added": "1", "changed": "1"}
    deployment = f"arn:aws:greengrass:{REGION}:{ACCOUNT}:deployments:{told['Deployment']}"
    assert aws.greengrassv2.list_tags_for_resource(resourceArn=deployment)["tags"] == {"added": "1", "changed": "2"}


def test_drift_shows_what_was_changed_outside(aws: Aws, stack_name: str) -> None:
    name = new_name()
    told = outputs(aws.deploy(stack_name, template(name, group=stack_name, tags={"team": "qa"})))
    aws.greengrassv2.tag_resource(resourceArn=told["Component"], tags={"team": "ml"})
    aws.greengrassv2.cancel_deployment(deploymentId=told["Deployment"])
    aws.greengrassv2.delete_deployment(deploymentId=told["Deployment"])
    found = aws.drift(stack_name)
    assert found["Component"] == ("MODIFIED", ["/Tags/team"])
    assert found["Deployment"] == ("DELETED", [])
    aws.destroy(stack_name)  # what is gone already is no error


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ({"Arn": "mine"}, "extraneous key [Arn] is not permitted, it is read-only"),
        ({"Recipe": "{}"}, "extraneous key [Recipe] is not permitted"),
        ({"InlineRecipe": "{}", "Tags": {"a" * 129: "x"}}, "Tags"),
        ({}, "One of inlineRecipe and lambdaFunction must be provided"),
    ],
)
def test_properties_are_judged(aws: Aws, stack_name: str, properties: dict[str, Any], told: str) -> None:
    body = {"Resources": {"Component": {"Type": "AWS::GreengrassV2::ComponentVersion", "Properties": properties}}}
    stack = aws.deploy(stack_name, body)
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert told in reasons(aws, stack)
