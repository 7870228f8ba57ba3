"""A card of its own: what is deployed, retained, imported and granted."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk.assertions import Template
from jsonschema import Draft7Validator
from pydantic import ValidationError

from cdk_model_packages import ModelPackage, SpecError
from cdk_model_packages.registry.model_card import ModelCard
from cdk_model_packages.spec.model_card import (
    IntendedUses,
    ModelCardContent,
    ModelCardSpec,
    ModelCardStatus,
    ModelOverview,
    RiskRating,
)
from tests.registry.packages import version
from tests.spec.model_card import schema

CARD = "AWS::SageMaker::ModelCard"
ARN = "arn:aws:sagemaker:eu-central-1:111122223333:model-card/digits"
KEY = "arn:aws:kms:us-east-1:123456789012:key/0123abcd-0123-abcd-0123-0123456789ab"
LOW = ModelCardContent(intended_uses=IntendedUses(risk_rating=RiskRating.LOW))
WHOLE = schema.whole(schema.card_schema()["definitions"]["Content"])


def card_of(stack: cdk.Stack) -> dict[str, Any]:
    (resource,) = Template.from_stack(stack).find_resources(CARD).values()
    return resource


def statements_of(stack: cdk.Stack) -> list[dict[str, Any]]:
    (policy,) = Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
    return policy["Properties"]["PolicyDocument"]["Statement"]


def reader(stack: cdk.Stack) -> iam.Role:
    return iam.Role(stack, "Reader", assumed_by=iam.AccountRootPrincipal())


def test_a_card_is_a_draft_and_retained(stack: cdk.Stack) -> None:
    ModelCard(stack, "Card", model_card_name="digits", content=LOW)
    assert card_of(stack) == {
        "Type": CARD,
        "Properties": {
            "ModelCardName": "digits",
            "ModelCardStatus": "Draft",
            "Content": {"IntendedUses": {"RiskRating": "Low"}},
        },
        "DeletionPolicy": "RetainExceptOnCreate",
        "UpdateReplacePolicy": "Retain",
    }


def test_every_value_of_a_card_is_in_the_template(stack: cdk.Stack) -> None:
    ModelCard(stack, "Card", content=ModelCardContent.model_validate(WHOLE), model_card_status=ModelCardStatus.APPROVED)
    properties = card_of(stack)["Properties"]
    assert properties["Content"] == WHOLE
    Draft7Validator(schema.object_schema()).validate(properties["Content"])
    assert properties["ModelCardStatus"] == "Approved"


def test_the_l1_would_refuse_the_name_of_an_axis(stack: cdk.Stack) -> None:
    """Why evaluations are an override."""
    metric = {"name": "m", "type": "number", "value": 1, "xAxisName": "epoch"}
    content = {"evaluationDetails": [{"name": "e", "metricGroups": [{"name": "g", "metricData": [metric]}]}]}
    with pytest.raises(RuntimeError, match=r"Key 'xAxisName'[\s\S]*Value is not an array"):
        sagemaker.CfnModelCard(stack, "Card", model_card_name="a", model_card_status="Draft", content=content)


def test_a_name_is_made_where_none_is_given(app: cdk.App) -> None:
    stack = cdk.Stack(app, "S" * 100)
    card = ModelCard(stack, "Card" * 20, content=LOW)
    assert len(card.model_card_name) <= 63
    assert card_of(stack)["Properties"]["ModelCardName"] == card.model_card_name


def test_a_bad_name_is_refused(stack: cdk.Stack) -> None:
    with pytest.raises(ValidationError, match="use letters, digits and -"):
        ModelCard(stack, "Card", model_card_name="my_card", content=LOW)
    with pytest.raises(ValidationError, match="use letters, digits and -"):
        ModelCard.from_model_card_name(stack, "Imported", "my_card")


def test_a_card_may_go_with_its_stack(stack: cdk.Stack) -> None:
    ModelCard(stack, "Card", content=LOW, removal_policy=cdk.RemovalPolicy.DESTROY)
    assert card_of(stack)["DeletionPolicy"] == card_of(stack)["UpdateReplacePolicy"] == "Delete"


def test_tags_are_the_cdks(stack: cdk.Stack) -> None:
    card = ModelCard(stack, "Card", content=LOW)
    cdk.Tags.of(card).add("team", "vision")
    assert card_of(stack)["Properties"]["Tags"] == [{"Key": "team", "Value": "vision"}]


def test_a_card_tells_what_the_service_answers(stack: cdk.Stack) -> None:
    card = ModelCard(stack, "Card", content=LOW)
    (logical_id,) = Template.from_stack(stack).find_resources(CARD)
    told = {
        "ModelCardArn": card.model_card_arn,
        "ModelCardVersion": card.model_card_version,
        "CreationTime": card.creation_time,
        "LastModifiedTime": card.last_modified_time,
        "ModelCardProcessingStatus": card.model_card_processing_status,
    }
    for name, value in told.items():
        assert stack.resolve(value) == {"Fn::GetAtt": [logical_id, name]}
    assert card.model_card_ref.model_card_name == card.model_card_name
    assert stack.resolve(card.model_card_ref.model_card_arn) == {"Fn::GetAtt": [logical_id, "ModelCardArn"]}


def test_a_card_describes_a_package(stack: cdk.Stack) -> None:
    package = version(stack, domain="COMPUTER_VISION", model_package_description="Digits, 8 by 8")
    ModelCard(stack, "Card", content=ModelCardContent(model_package_details=ModelCard.details_of(package)))
    details = card_of(stack)["Properties"]["Content"]["ModelPackageDetails"]
    arn = details.pop("ModelPackageArn")
    assert arn["Fn::GetAtt"][1] == "ModelPackageArn"
    assert details == {
        "ModelPackageGroupName": "digits",
        "ModelPackageDescription": "Digits, 8 by 8",
        "Domain": "COMPUTER_VISION",
    }


@pytest.mark.parametrize(
    ("group", "told"),
    [
        pytest.param("digits", "digits", id="name"),
        pytest.param("arn:aws:sagemaker:us-east-1:123456789012:model-package-group/digits", "digits", id="arn"),
        pytest.param("${Token[Group.Arn]}", None, id="token"),
    ],
)
def test_a_card_tells_a_groups_name_where_it_is_known(stack: cdk.Stack, group: str, told: str | None) -> None:
    package = version(stack)
    package.resource.model_package_group_name = group
    assert ModelCard.details_of(package).model_package_group_name == told


def test_a_card_describes_an_imported_package_and_an_l1(stack: cdk.Stack) -> None:
    arn = "arn:aws:sagemaker:eu-central-1:111122223333:model-package/digits/3"
    imported = ModelPackage.from_model_package_arn(stack, "Imported", arn)
    assert ModelCard.details_of(imported).properties() == {"ModelPackageArn": arn}
    l1 = sagemaker.CfnModelPackage(stack, "L1", model_package_group_name="digits")
    (name, value) = next(iter(ModelCard.details_of(l1).properties().items()))
    assert (name, stack.resolve(value)) == ("ModelPackageArn", {"Ref": "L1"})


def test_tokens_pass(stack: cdk.Stack) -> None:
    text = cdk.CfnParameter(stack, "Text").value_as_string
    number = cdk.CfnParameter(stack, "Number", type="Number").value_as_number
    ModelCard(
        stack,
        "Card",
        model_card_name=text,
        content=ModelCardContent(model_overview=ModelOverview(model_creator=f"by {text}", model_version=number)),
    )
    properties = card_of(stack)["Properties"]
    assert properties["ModelCardName"] == {"Ref": "Text"}
    assert properties["Content"]["ModelOverview"] == {
        "ModelCreator": {"Fn::Join": ["", ["by ", {"Ref": "Text"}]]},
        "ModelVersion": {"Ref": "Number"},
    }


def test_a_spec_is_deployed_as_it_is(stack: cdk.Stack) -> None:
    spec = {
        "ModelCardName": "digits",
        "Content": WHOLE,
        "ModelCardStatus": "PendingReview",
        "SecurityConfig": {"KmsKeyId": "alias/cards"},
    }
    ModelCard.from_spec(stack, "Card", value=ModelCardSpec.model_validate(spec))
    assert card_of(stack)["Properties"] == spec


def test_a_construct_s_key_goes_before_the_specs(stack: cdk.Stack) -> None:
    value = ModelCardSpec.model_validate(
        {"ModelCardName": "digits", "Content": {}, "SecurityConfig": {"KmsKeyId": "alias/cards"}}
    )
    key = kms.Key.from_key_arn(stack, "Key", KEY)
    ModelCard.from_spec(stack, "Card", value=value, encryption_key=key, removal_policy=cdk.RemovalPolicy.DESTROY)
    assert card_of(stack)["Properties"]["SecurityConfig"] == {"KmsKeyId": KEY}
    assert card_of(stack)["DeletionPolicy"] == "Delete"


@pytest.mark.parametrize(
    ("verb", "actions", "key_actions"),
    [
        (
            "grant_read",
            ["sagemaker:DescribeModelCard", "sagemaker:ListModelCardVersions", "sagemaker:ListTags"],
            "kms:Decrypt",
        ),
        (
            "grant_update",
            ["sagemaker:UpdateModelCard", "sagemaker:DescribeModelCard"],
            ["kms:Decrypt", "kms:GenerateDataKey"],
        ),
    ],
)
def test_a_grant_is_for_this_card_and_its_key(
    stack: cdk.Stack, verb: str, actions: list[str], key_actions: list[str] | str
) -> None:
    card = ModelCard(stack, "Card", content=LOW, encryption_key=kms.Key.from_key_arn(stack, "Key", KEY))
    getattr(card, verb)(reader(stack)).assert_success()
    (logical_id,) = Template.from_stack(stack).find_resources(CARD)
    assert card_of(stack)["Properties"]["SecurityConfig"] == {"KmsKeyId": KEY}
    assert statements_of(stack) == [
        {"Effect": "Allow", "Action": actions, "Resource": {"Fn::GetAtt": [logical_id, "ModelCardArn"]}},
        {"Effect": "Allow", "Action": key_actions, "Resource": KEY},
    ]
    handlers = schema.card_schema()["handlers"]
    known = {action for handler in handlers.values() for action in handler["permissions"]}
    assert {*actions, *([key_actions] if isinstance(key_actions, str) else key_actions)} <= known


def test_a_card_without_a_key_grants_none(stack: cdk.Stack) -> None:
    card = ModelCard(stack, "Card", content=LOW)
    card.grant_read(reader(stack))
    (statement,) = statements_of(stack)
    assert all(action.startswith("sagemaker:") for action in statement["Action"])


def test_a_card_of_this_account_is_imported_by_name(stack: cdk.Stack) -> None:
    card = ModelCard.from_model_card_name(stack, "Card", "digits")
    assert card.model_card_name == card.model_card_ref.model_card_name == "digits"
    assert stack.resolve(card.model_card_arn)["Fn::Join"][1][-1].endswith(":model-card/digits")


def test_a_card_of_another_account_is_imported_by_arn(stack: cdk.Stack) -> None:
    card = ModelCard.from_model_card_arn(stack, "Card", ARN)
    assert (card.env.account, card.env.region) == ("111122223333", "eu-central-1")
    assert (card.model_card_name, card.model_card_arn, card.encryption_key) == ("digits", ARN, None)
    card.grant_read(reader(stack))
    (statement,) = statements_of(stack)
    assert statement["Resource"] == ARN


@pytest.mark.parametrize(
    "arn",
    [
        ARN.replace("model-card", "model-package"),
        ARN.replace("sagemaker", "s3"),
        ARN.replace("111122223333", "1"),
        f"{ARN} x",
        "digits",
    ],
)
def test_what_is_no_arn_of_a_card_is_refused(stack: cdk.Stack, arn: str) -> None:
    with pytest.raises(SpecError, match=r"copy it from the card \[MP-015\]"):
        ModelCard.from_model_card_arn(stack, "Card", arn)
