"""Model cards, as the service and as CloudFormation keep them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, REGION, Aws, outputs, reasons

pytestmark = pytest.mark.slow

ARN = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model-card"
SNAKE_METRIC = {"name": "confusion", "type": "matrix", "value": [[9, 1]], "x_axis_name": ["yes", "no"]}
PASCAL_METRIC = {"Name": "confusion", "Type": "matrix", "Value": [[9, 1]], "XAxisName": ["yes", "no"]}
SNAKE: dict[str, Any] = {
    "model_overview": {"model_owner": "qa", "model_version": 2, "inference_environment": {"container_image": ["i"]}},
    "intended_uses": {"risk_rating": "Low", "explanations_for_risk_rating": "numbers only"},
    "evaluation_details": [
        {
            "name": "holdout",
            "metadata": {"DataSet": "CamelCase stays"},
            "metric_groups": [{"name": "quality", "metric_data": [SNAKE_METRIC]}],
        }
    ],
    "additional_information": {"custom_details": {"Cost Centre": "42"}},
}
PASCAL = {
    "ModelOverview": {"ModelOwner": "qa", "ModelVersion": 2, "InferenceEnvironment": {"ContainerImage": ["i"]}},
    "IntendedUses": {"RiskRating": "Low", "ExplanationsForRiskRating": "numbers only"},
    "EvaluationDetails": [
        {
            "Name": "holdout",
            "Metadata": {"DataSet": "CamelCase stays"},
            "MetricGroups": [{"Name": "quality", "MetricData": [PASCAL_METRIC]}],
        }
    ],
    "AdditionalInformation": {"CustomDetails": {"Cost Centre": "42"}},
}


def content(owner: str = "qa") -> str:
    return json.dumps({"model_overview": {"model_owner": owner}})


@pytest.fixture
def card(aws: Aws, group: str) -> str:
    """A draft that no other test uses."""
    name = f"card-of-{group}"
    aws.sagemaker.create_model_card(ModelCardName=name, Content=content(), ModelCardStatus="Draft")
    return name


def versions(aws: Aws, name: str, **filters: Any) -> list[tuple[int, str]]:
    found = aws.sagemaker.list_model_card_versions(ModelCardName=name, **filters)["ModelCardVersionSummaryList"]
    return [(version["ModelCardVersion"], version["ModelCardStatus"]) for version in found]


def test_a_card_is_described_by_name_and_by_arn(aws: Aws, card: str) -> None:
    for name in (card, f"{ARN}/{card}"):
        found = aws.sagemaker.describe_model_card(ModelCardName=name)
        assert (found["ModelCardArn"], found["ModelCardVersion"]) == (f"{ARN}/{card}", 1)
        assert (found["Content"], found["ModelCardStatus"]) == (content(), "Draft")


def test_a_card_is_made_once_and_gone_with_all_versions(aws: Aws, card: str) -> None:
    with pytest.raises(ClientError, match="ConflictException"):
        aws.sagemaker.create_model_card(ModelCardName=card, Content=content(), ModelCardStatus="Draft")
    aws.sagemaker.update_model_card(ModelCardName=card, Content=content("ml"))
    aws.sagemaker.delete_model_card(ModelCardName=card)
    for gone in (aws.sagemaker.describe_model_card, aws.sagemaker.list_model_card_versions):
        with pytest.raises(ClientError, match="ResourceNotFound"):
            gone(ModelCardName=card)


def test_content_makes_a_version_and_a_status_does_not(aws: Aws, card: str) -> None:
    aws.sagemaker.update_model_card(ModelCardName=card, ModelCardStatus="PendingReview")
    assert versions(aws, card) == [(1, "PendingReview")]
    aws.sagemaker.update_model_card(ModelCardName=f"{ARN}/{card}", Content=content("ml"))
    aws.sagemaker.update_model_card(ModelCardName=card, ModelCardStatus="Approved")
    assert versions(aws, card) == [(1, "PendingReview"), (2, "Approved")]
    assert versions(aws, card, SortOrder="Descending", MaxResults=1) == [(2, "Approved")]
    assert versions(aws, card, ModelCardStatus="PendingReview") == [(1, "PendingReview")]
    assert aws.sagemaker.describe_model_card(ModelCardName=card)["Content"] == content("ml")
    first = aws.sagemaker.describe_model_card(ModelCardName=card, ModelCardVersion=1)
    assert (first["Content"], first["ModelCardVersion"]) == (content(), 1)
    for number in (0, 3):
        with pytest.raises(ClientError, match=f"has no version {number}"):
            aws.sagemaker.describe_model_card(ModelCardName=card, ModelCardVersion=number)


def test_versions_are_listed_in_pages(aws: Aws, card: str) -> None:
    for owner in ("b", "c"):
        aws.sagemaker.update_model_card(ModelCardName=card, Content=content(owner))
    page = aws.sagemaker.list_model_card_versions(ModelCardName=card, MaxResults=2)
    assert [found["ModelCardVersion"] for found in page["ModelCardVersionSummaryList"]] == [1, 2]
    assert versions(aws, card, NextToken=page["NextToken"]) == [(3, "Draft")]


def test_cards_are_listed_by_status_and_tagged(aws: Aws, card: str) -> None:
    for status, found in (("Draft", [card]), ("Approved", [])):
        listed = aws.sagemaker.list_model_cards(NameContains=card, ModelCardStatus=status)["ModelCardSummaries"]
        assert [summary["ModelCardName"] for summary in listed] == found
    aws.sagemaker.add_tags(ResourceArn=f"{ARN}/{card}", Tags=[{"Key": "team", "Value": "qa"}])
    assert aws.sagemaker.list_tags(ResourceArn=f"{ARN}/{card}")["Tags"] == [{"Key": "team", "Value": "qa"}]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"Content": content("ml"), "ModelCardStatus": "Approved"}, "cannot update both"),
        ({}, "One of Content and ModelCardStatus"),
        ({"ModelCardStatus": "Rejected"}, "enum value set"),
    ],
)
def test_an_update_changes_one_thing(aws: Aws, card: str, change: dict[str, str], told: str) -> None:
    with pytest.raises(ClientError, match=f"ValidationException.*{told}"):
        aws.sagemaker.update_model_card(ModelCardName=card, **change)
    assert versions(aws, card) == [(1, "Draft")]


def test_an_archived_card_keeps_its_content_and_may_come_back(aws: Aws, card: str) -> None:
    aws.sagemaker.update_model_card(ModelCardName=card, ModelCardStatus="Archived")
    with pytest.raises(ClientError, match="Model Card is in Archived state"):
        aws.sagemaker.update_model_card(ModelCardName=card, Content=content("ml"))
    aws.sagemaker.update_model_card(ModelCardName=card, ModelCardStatus="Draft")
    aws.sagemaker.update_model_card(ModelCardName=card, Content=content("ml"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("model_overview: qa", "Content is not JSON"),
        ("[]", "not a JSON object"),
        (json.dumps(SNAKE, indent=1), "regular expression pattern"),
        (json.dumps(PASCAL), r"extraneous key \[ModelOverview\]"),
        (json.dumps({"intended_uses": {"risk_rating": "Severe"}}), "#/intended_uses/risk_rating: 'Severe' is not one"),
        (json.dumps({"evaluation_details": [{}]}), r"#/evaluation_details/0: required key \[name\] not found"),
        (json.dumps({"model_overview": {"model_owner": "o" * 1025}}), "expected maximum length: 1024, found: 1025"),
    ],
)
def test_content_that_is_not_a_cards_is_refused(aws: Aws, group: str, text: str, told: str) -> None:
    with pytest.raises(ClientError, match=f"(?s)ValidationException.*{told}"):
        aws.sagemaker.create_model_card(ModelCardName=f"refused-{group}", Content=text, ModelCardStatus="Draft")


def test_the_key_of_a_card_must_exist(aws: Aws, group: str) -> None:
    request = {"ModelCardName": f"kept-{group}", "Content": content(), "ModelCardStatus": "Draft"}
    with pytest.raises(ClientError, match="the key nobody does not exist"):
        aws.sagemaker.create_model_card(**request, SecurityConfig={"KmsKeyId": "nobody"})
    key = aws.kms.create_key()["KeyMetadata"]["Arn"]
    aws.sagemaker.create_model_card(**request, SecurityConfig={"KmsKeyId": key})
    found = aws.sagemaker.describe_model_card(ModelCardName=f"kept-{group}")
    assert found["SecurityConfig"] == {"KmsKeyId": key}


def template(name: str, **properties: Any) -> dict[str, Any]:
    card = {"ModelCardName": name, "Content": PASCAL, "ModelCardStatus": "Draft", **properties}
    return {
        "Resources": {"Card": {"Type": "AWS::SageMaker::ModelCard", "Properties": card}},
        "Outputs": {
            "Ref": {"Value": {"Ref": "Card"}},
            "Arn": {"Value": {"Fn::GetAtt": ["Card", "ModelCardArn"]}},
            "Version": {"Value": {"Fn::GetAtt": ["Card", "ModelCardVersion"]}},
            "Processing": {"Value": {"Fn::GetAtt": ["Card", "ModelCardProcessingStatus"]}},
        },
    }


def test_a_stack_writes_an_object_and_the_api_answers_json(aws: Aws, stack_name: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name))
    assert outputs(stack) == {
        "Ref": stack_name,
        "Arn": f"{ARN}/{stack_name}",
        "Version": "1",
        "Processing": "UnsetValue",
    }
    found = aws.sagemaker.describe_model_card(ModelCardName=stack_name)["Content"]
    assert json.loads(found) == SNAKE
    assert "\n" not in found
    with pytest.raises(ClientError, match="No updates are to be performed"):
        aws.deploy(stack_name, template(stack_name))
    aws.destroy(stack_name)
    with pytest.raises(ClientError, match="ResourceNotFound"):
        aws.sagemaker.describe_model_card(ModelCardName=stack_name)


def test_content_and_status_change_in_place_even_together(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name))
    other = {"ModelOverview": {"ModelOwner": "ml"}}
    stack = aws.deploy(stack_name, template(stack_name, Content=other, ModelCardStatus="Archived"))
    assert stack["StackStatus"] == "UPDATE_COMPLETE"
    assert outputs(stack)["Version"] == "2"
    assert versions(aws, stack_name) == [(1, "Draft"), (2, "Archived")]
    stack = aws.deploy(stack_name, template(stack_name, ModelCardStatus="Approved", Tags=[{"Key": "a", "Value": "1"}]))
    assert stack["StackStatus"] == "UPDATE_COMPLETE"
    assert versions(aws, stack_name) == [(1, "Draft"), (2, "Approved"), (3, "Approved")]
    tags = aws.sagemaker.list_tags(ResourceArn=f"{ARN}/{stack_name}")["Tags"]
    assert {"Key": "a", "Value": "1"} in tags


def test_archived_content_that_changes_fails_the_stack(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name, ModelCardStatus="Archived"))
    stack = aws.deploy(stack_name, template(stack_name, ModelCardStatus="Archived", Content={}))
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "Model Card is in Archived state" in reasons(aws, stack)


def test_another_key_replaces_a_card_and_collides_with_its_name(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name))
    key = aws.kms.create_key()["KeyMetadata"]["KeyId"]
    stack = aws.deploy(stack_name, template(stack_name, SecurityConfig={"KmsKeyId": key}))
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "Model Card already exists" in reasons(aws, stack)


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ({"Content": SNAKE}, "extraneous key [model_overview] is not permitted"),
        ({"Content": {"IntendedUses": {"RiskRating": "Severe"}}}, "#/Content/IntendedUses/RiskRating: 'Severe'"),
        ({"ModelCardVersion": 2}, "extraneous key [ModelCardVersion] is not permitted, it is read-only"),
    ],
)
def test_refused_by_the_schema(aws: Aws, stack_name: str, properties: dict[str, Any], told: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name, **properties))
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert told in reasons(aws, stack)


def test_drift_is_what_was_changed_or_deleted_outside(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name))
    assert aws.drift(stack_name)["Card"] == ("IN_SYNC", [])
    changed = {**SNAKE, "model_overview": {**SNAKE["model_overview"], "model_owner": "ml"}}
    aws.sagemaker.update_model_card(ModelCardName=stack_name, Content=json.dumps(changed))
    assert aws.drift(stack_name)["Card"] == ("MODIFIED", ["/Content/ModelOverview/ModelOwner"])
    aws.sagemaker.delete_model_card(ModelCardName=stack_name)
    assert aws.drift(stack_name)["Card"][0] == "DELETED"
