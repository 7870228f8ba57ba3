"""Everything else that a package is created with: kept, described, updated, and refused where nothing can use it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, OTHER_ACCOUNT, REGION, SPECIFICATION, UNVERSIONED, Aws, outputs, reasons

pytestmark = pytest.mark.slow

STATISTICS = {"ContentType": "application/json", "S3Uri": "s3://models/digits/statistics.json"}
CARD = {"ModelCardContent": '{"intended_uses":{"risk_rating":"Low"}}', "ModelCardStatus": "Draft"}
INPUTS: dict[str, Any] = {
    "ModelMetrics": {"ModelQuality": {"Statistics": STATISTICS}, "Bias": {"Report": STATISTICS}},
    "DriftCheckBaselines": {"ModelDataQuality": {"Statistics": STATISTICS, "Constraints": STATISTICS}},
    "MetadataProperties": {"CommitId": "62baf65", "Repository": "digits", "GeneratedBy": "train", "ProjectId": "p"},
    "AdditionalInferenceSpecifications": [{"Name": "gpu", "Containers": SPECIFICATION["Containers"]}],
    "CustomerMetadataProperties": {"team": "qa"},
    "ModelCard": CARD,
    "SamplePayloadUrl": "s3://models/digits/payload.tar.gz",
    "Domain": "COMPUTER_VISION",
    "Task": "IMAGE_CLASSIFICATION",
    "SkipModelValidation": "All",
    "ModelPackageDescription": "digits",
}


@pytest.fixture(scope="session")
def key(aws: Aws) -> str:
    """The ARN of a key."""
    return aws.kms.create_key()["KeyMetadata"]["Arn"]


def test_every_input_is_kept_and_described(aws: Aws, group: str, key: str) -> None:
    inputs = {**INPUTS, "SecurityConfig": {"KmsKeyId": key}}
    found = aws.finished(aws.version(group, **inputs))
    assert {name: found[name] for name in inputs} == inputs


def test_every_input_passes_through_a_stack(aws: Aws, stack_name: str, group: str) -> None:
    package = {
        "ModelPackageGroupName": group,
        "InferenceSpecification": SPECIFICATION,
        **INPUTS,
        "SecurityConfig": {"KmsKeyId": {"Fn::GetAtt": ["Key", "Arn"]}},
    }
    allow = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "kms:*", "Resource": "*"}
    template = {
        "Resources": {
            "Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {"Statement": [allow]}}},
            "Version": {"Type": "AWS::SageMaker::ModelPackage", "Properties": package},
        },
        "Outputs": {"Version": {"Value": {"Ref": "Version"}}, "Key": {"Value": {"Fn::GetAtt": ["Key", "Arn"]}}},
    }
    told = outputs(aws.deploy(stack_name, template))
    found = aws.finished(told["Version"])
    assert {name: found[name] for name in INPUTS} == INPUTS
    assert found["SecurityConfig"] == {"KmsKeyId": told["Key"]}
    assert aws.drift(stack_name)["Version"] == ("IN_SYNC", [])
    with pytest.raises(ClientError, match="No updates are to be performed"):
        aws.deploy(stack_name, template)
    aws.destroy(stack_name)
    assert aws.versions(group) == []


def test_an_unversioned_package_of_a_stack_is_described_and_taken_away(aws: Aws, stack_name: str) -> None:
    properties = {"ModelPackageName": stack_name, "InferenceSpecification": UNVERSIONED, "Domain": "OTHER"}
    template = {"Resources": {"Package": {"Type": "AWS::SageMaker::ModelPackage", "Properties": properties}}}
    aws.deploy(stack_name, template)
    found = aws.finished(stack_name)
    assert {name: found[name] for name in properties} == properties
    assert aws.drift(stack_name)["Package"] == ("IN_SYNC", [])
    aws.destroy(stack_name)
    with pytest.raises(ClientError, match="does not exist"):
        aws.sagemaker.describe_model_package(ModelPackageName=stack_name)


def test_an_update_takes_the_card_the_source_and_a_specification(aws: Aws, group: str) -> None:
    arn = aws.version(group, ModelCard=CARD)
    for change in (
        {"ModelCard": {"ModelCardStatus": "Approved"}},
        {"SourceUri": "s3://models/digits/"},
        {"InferenceSpecification": {**SPECIFICATION, "SupportedContentTypes": ["application/json"]}},
    ):
        aws.sagemaker.update_model_package(ModelPackageArn=arn, **change)
    found = aws.finished(arn)
    assert found["ModelCard"] == {**CARD, "ModelCardStatus": "Approved"}
    assert found["SourceUri"] == "s3://models/digits/"
    assert found["InferenceSpecification"]["SupportedContentTypes"] == ["application/json"]


def test_card_and_source_of_a_stack_change_in_place(aws: Aws, group: str, stack_name: str) -> None:
    def template(**more: Any) -> dict[str, Any]:
        properties = {"ModelPackageGroupName": group, "InferenceSpecification": SPECIFICATION, **more}
        return {"Resources": {"Version": {"Type": "AWS::SageMaker::ModelPackage", "Properties": properties}}}

    aws.deploy(stack_name, template(ModelCard=CARD))
    changed = {
        "ModelCard": {**CARD, "ModelCardStatus": "Archived"},
        "SourceUri": "s3://models/digits/",
        "AdditionalInferenceSpecificationsToAdd": [{"Name": "gpu", "Containers": SPECIFICATION["Containers"]}],
    }
    aws.deploy(stack_name, template(**changed))
    assert aws.versions(group) == [1]
    found = aws.finished(aws.physical_id(stack_name, "Version"))
    assert (found["ModelCard"], found["SourceUri"]) == (changed["ModelCard"], changed["SourceUri"])
    assert [extra["Name"] for extra in found["AdditionalInferenceSpecifications"]] == ["gpu"]
    other = {"ModelCardContent": "{}", "ModelCardStatus": "Archived"}
    stack = aws.deploy(stack_name, template(**{**changed, "ModelCard": other}))
    assert "Model Card is in Archived state" in reasons(aws, stack)


def test_a_package_holds_fifteen_additional_specifications(aws: Aws, group: str) -> None:
    extras = [{"Name": f"extra-{number}", "Containers": SPECIFICATION["Containers"]} for number in range(16)]
    arn = aws.version(group, AdditionalInferenceSpecifications=extras[:14])
    with pytest.raises(ClientError, match="at most 15 AdditionalInferenceSpecifications, this makes 16"):
        aws.sagemaker.update_model_package(ModelPackageArn=arn, AdditionalInferenceSpecificationsToAdd=extras[14:])
    aws.sagemaker.update_model_package(ModelPackageArn=arn, AdditionalInferenceSpecificationsToAdd=extras[14:15])
    assert len(aws.finished(arn)["AdditionalInferenceSpecifications"]) == 15


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("model_overview: qa", "ModelCard.ModelCardContent is not JSON"),
        ('["a"]', "not a JSON object"),
        (json.dumps({"model_package_details": {}}), "does not include model_package_details"),
        ('{\n"intended_uses":{}}', "regular expression pattern"),
    ],
)
def test_the_card_of_a_package_is_judged(aws: Aws, group: str, content: str, told: str) -> None:
    card = {"ModelCardContent": content, "ModelCardStatus": "Draft"}
    arn = aws.version(group)
    for refused in (
        lambda: aws.version(group, ModelCard=card),
        lambda: aws.sagemaker.update_model_package(ModelPackageArn=arn, ModelCard=card),
    ):
        with pytest.raises(ClientError, match=f"(?s)ValidationException.*{told}"):
            refused()


def test_a_key_is_there_and_enabled_or_refused(aws: Aws, group: str, key: str) -> None:
    aws.kms.create_alias(AliasName=f"alias/{group}", TargetKeyId=key)
    elsewhere = f"arn:aws:kms:{REGION}:{OTHER_ACCOUNT}:key/unknown"
    for usable in (key, key.rpartition("/")[2], f"alias/{group}", elsewhere):
        aws.version(group, SecurityConfig={"KmsKeyId": usable})
    unknown = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/unknown"
    for missing in ("unknown", unknown, "alias/unknown", key.replace(REGION, "eu-west-1")):
        with pytest.raises(ClientError, match=r"SecurityConfig\.KmsKeyId: the key .* does not exist"):
            aws.version(group, SecurityConfig={"KmsKeyId": missing})
    disabled = aws.kms.create_key()["KeyMetadata"]["KeyId"]
    aws.kms.disable_key(KeyId=disabled)
    with pytest.raises(ClientError, match="is not enabled, its state is Disabled"):
        aws.version(group, SecurityConfig={"KmsKeyId": disabled})
    assert aws.versions(group) == [1, 2, 3, 4]
