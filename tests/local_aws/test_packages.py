"""Model packages, as the service keeps them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from urllib3 import request as requests

from tests.local_aws.aws import ACCOUNT, REGION, SPECIFICATION, UNVERSIONED, Aws

pytestmark = pytest.mark.slow

SOURCE = {"SourceUri": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model/digits"}
LABEL = {"SourceUri": "s3://models/digits/"}
ALGORITHM = {"SourceAlgorithms": [{"AlgorithmName": "digits"}]}


def update(aws: Aws, arn: str, **changes: Any) -> dict[str, Any]:
    aws.sagemaker.update_model_package(ModelPackageArn=arn, **changes)
    return aws.sagemaker.describe_model_package(ModelPackageName=arn)


def test_a_version_waits_for_approval_and_has_no_name_of_its_own(aws: Aws, group: str) -> None:
    arn = aws.version(group)
    found = aws.finished(arn)
    assert arn.endswith(f":model-package/{group}/1")
    assert found["ModelApprovalStatus"] == "PendingManualApproval"
    assert found["ModelPackageStatus"] == "Completed"
    assert found["InferenceSpecification"] == SPECIFICATION
    assert "ModelPackageName" not in found
    assert "ClientToken" not in found


def test_a_number_is_never_used_again(aws: Aws, group: str) -> None:
    last = [aws.version(group) for _ in range(3)][-1]
    aws.sagemaker.delete_model_package(ModelPackageName=last)
    assert aws.version(group).endswith("/4")
    assert aws.versions(group) == [1, 2, 4]


def test_a_repeated_request_is_answered_and_not_done_again(aws: Aws, group: str) -> None:
    first = aws.version(group, ClientToken="once")
    assert aws.version(group, ClientToken="once") == first
    assert aws.versions(group) == [1]
    with pytest.raises(ClientError, match=r"ConflictException.*once"):
        aws.version(group, ClientToken="once", ModelPackageDescription="another")


def test_a_group_must_exist(aws: Aws) -> None:
    with pytest.raises(ClientError, match=r"ModelPackageGroup arn:.*:model-package-group/nobody does not exist"):
        aws.version("nobody")


def test_an_unversioned_package_is_made_once(aws: Aws) -> None:
    request = {"ModelPackageName": "listed", "InferenceSpecification": UNVERSIONED}
    arn = aws.sagemaker.create_model_package(**request)["ModelPackageArn"]
    assert arn.endswith(":model-package/listed")
    found = aws.finished("listed")
    assert found["ModelPackageName"] == "listed"
    assert "ModelApprovalStatus" not in found
    with pytest.raises(ClientError, match="already exists"):
        aws.sagemaker.create_model_package(**request)


VERSION = {"ModelPackageGroupName": "GROUP", "InferenceSpecification": SPECIFICATION}
NAMED = {"ModelPackageName": "named", "InferenceSpecification": UNVERSIONED}


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        pytest.param({**VERSION, "ModelPackageName": "named"}, "Cannot determine which to use", id="MP-001"),
        pytest.param({"InferenceSpecification": SPECIFICATION}, "must be provided", id="MP-002"),
        pytest.param(
            {**VERSION, "Tags": [{"Key": "a", "Value": "b"}]},
            "Tags are not supported in Model Package versions. Please add them to the Model Package Group",
            id="MP-003",
        ),
        pytest.param({**NAMED, "ModelApprovalStatus": "Approved"}, "ModelApprovalStatus", id="MP-005"),
        pytest.param({**VERSION, "CertifyForMarketplace": True}, "CertifyForMarketplace", id="MP-006"),
        pytest.param(
            {**NAMED, "InferenceSpecification": SPECIFICATION}, "SupportedTransformInstanceTypes", id="MP-007"
        ),
        pytest.param({**VERSION, "SourceAlgorithmSpecification": ALGORITHM}, "cannot both", id="MP-008"),
        pytest.param({"ModelPackageGroupName": "GROUP"}, "must be provided", id="MP-009"),
        pytest.param({**VERSION, **SOURCE}, "cannot both", id="MP-010"),
        pytest.param({"ModelPackageName": "named", **SOURCE}, "unversioned", id="MP-011"),
        pytest.param({**VERSION, "ModelApprovalStatus": "Maybe"}, "enum value set", id="enum"),
        pytest.param({**VERSION, "CertifyForMarketplace": "yes"}, "must be of type boolean", id="type"),
        pytest.param(
            {**VERSION, "InferenceSpecification": {"SupportedContentTypes": ["text/csv"]}},
            "'InferenceSpecification.Containers' failed to satisfy constraint: Member must not be null",
            id="required-nested",
        ),
        pytest.param(
            {**VERSION, "InferenceSpecification": {**SPECIFICATION, "Containers": []}},
            "length greater than or equal to 1",
            id="min-length",
        ),
    ],
)
def test_refused(aws: Aws, group: str, request_: dict[str, Any], told: str) -> None:
    filled = {name: group if value == "GROUP" else value for name, value in request_.items()}
    with pytest.raises(ClientError) as caught:
        aws.sagemaker.create_model_package(**filled)
    assert caught.value.response["Error"]["Code"] == "ValidationException"
    assert told in str(caught.value)
    assert aws.versions(group) == []


def test_an_unknown_member_is_refused(aws: Aws, group: str) -> None:
    request = json.dumps({"ModelPackageGroupName": group, "Colour": "red"})
    credential = f"Credential={ACCOUNT}/20260101/{REGION}/sagemaker/aws4_request"
    answer = requests(
        "POST",
        aws.variables["AWS_ENDPOINT_URL"],
        body=request,
        headers={
            "X-Amz-Target": "SageMaker.CreateModelPackage",
            "Authorization": f"AWS4-HMAC-SHA256 {credential}, SignedHeaders=host, Signature=0",
        },
    )
    assert answer.status == 400
    assert "Unknown member 'Colour'" in answer.json()["message"]


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param({**VERSION, "CertifyForMarketplace": False}, id="what-the-SDK-sends-for-a-version"),
        pytest.param({"ModelPackageGroupName": "GROUP", **LABEL}, id="MP-009-source-uri"),
        pytest.param({**VERSION, "ModelApprovalStatus": "Approved"}, id="MP-005-version"),
    ],
)
def test_accepted(aws: Aws, group: str, request_: dict[str, Any]) -> None:
    aws.sagemaker.create_model_package(
        **{name: group if value == "GROUP" else value for name, value in request_.items()}
    )
    assert aws.versions(group) == [1]


@pytest.mark.parametrize(("containers", "accepted"), [(15, True), (16, False)])
def test_a_package_holds_fifteen_containers(aws: Aws, group: str, containers: int, accepted: bool) -> None:
    specification = {**SPECIFICATION, "Containers": SPECIFICATION["Containers"] * containers}
    if accepted:
        aws.version(group, InferenceSpecification=specification)
        return
    with pytest.raises(ClientError, match="less than or equal to 15"):
        aws.version(group, InferenceSpecification=specification)


def test_an_update_changes_what_it_names_and_keeps_the_rest(aws: Aws, group: str) -> None:
    arn = aws.version(group, ModelPackageDescription="first", CustomerMetadataProperties={"a": "1", "b": "2"})
    before = aws.finished(arn)
    update(aws, arn, ApprovalDescription="looks good", CustomerMetadataProperties={"b": "3", "c": "4"})
    after = update(aws, arn, ModelApprovalStatus="Approved", CustomerMetadataPropertiesToRemove=["a", "never-set"])
    changed = {name for name in after if after[name] != before.get(name)} - {"ResponseMetadata"}
    assert changed == {
        "ModelApprovalStatus",
        "ApprovalDescription",
        "CustomerMetadataProperties",
        "LastModifiedTime",
    }
    assert after["CustomerMetadataProperties"] == {"b": "3", "c": "4"}
    assert after["ApprovalDescription"] == "looks good"


def test_the_last_metadata_can_go_and_new_can_come(aws: Aws, group: str) -> None:
    arn = aws.version(group, CustomerMetadataProperties={"a": "1"})
    assert "CustomerMetadataProperties" not in update(aws, arn, CustomerMetadataPropertiesToRemove=["a"])
    after = update(aws, arn, CustomerMetadataProperties={"b": "2"})
    assert after["CustomerMetadataProperties"] == {"b": "2"}


@pytest.mark.parametrize(("entries", "accepted"), [(50, True), (51, False)])
def test_metadata_is_counted_over_all_updates(aws: Aws, group: str, entries: int, accepted: bool) -> None:
    arn = aws.version(group, CustomerMetadataProperties={"first": "1"})
    more = {f"key-{number}": "1" for number in range(entries - 1)}
    if accepted:
        assert len(update(aws, arn, CustomerMetadataProperties=more)["CustomerMetadataProperties"]) == entries
        return
    with pytest.raises(ClientError, match="at most 50, this makes 51"):
        update(aws, arn, CustomerMetadataProperties=more)


def test_only_versions_are_updated(aws: Aws) -> None:
    request = {"ModelPackageName": "fixed", "InferenceSpecification": UNVERSIONED}
    arn = aws.sagemaker.create_model_package(**request)["ModelPackageArn"]
    with pytest.raises(ClientError, match="unversioned"):
        update(aws, arn, ModelApprovalStatus="Approved")


def test_additional_specifications_are_added_once(aws: Aws, group: str) -> None:
    arn = aws.version(group)
    extra = {"Name": "gpu", "Containers": SPECIFICATION["Containers"]}
    after = update(aws, arn, AdditionalInferenceSpecificationsToAdd=[extra])
    assert [found["Name"] for found in after["AdditionalInferenceSpecifications"]] == ["gpu"]
    with pytest.raises(ClientError, match="gpu already exists"):
        update(aws, arn, AdditionalInferenceSpecificationsToAdd=[extra])


def test_listing_defaults_to_unversioned_and_filters(aws: Aws, group: str) -> None:
    approved = aws.version(group, ModelApprovalStatus="Approved")
    aws.version(group)

    def listed(**filters: Any) -> list[str]:
        answer = aws.sagemaker.list_model_packages(MaxResults=100, **filters)
        return [found["ModelPackageArn"] for found in answer["ModelPackageSummaryList"]]

    assert approved not in listed()
    assert approved in listed(ModelPackageType="Versioned")
    assert approved in listed(ModelPackageType="Both")
    assert listed(ModelPackageGroupName=group, ModelApprovalStatus="Approved") == [approved]
    assert listed(ModelPackageGroupName=group, SortOrder="Descending") == listed(ModelPackageGroupName=group)[::-1]
    assert listed(ModelPackageType="Versioned", NameContains=group.upper(), SortBy="Name")[0] == approved


def test_listing_pages_and_refuses_a_foreign_token(aws: Aws, group: str) -> None:
    arns = [aws.version(group) for _ in range(5)]
    first = aws.sagemaker.list_model_packages(ModelPackageGroupName=group, MaxResults=2)
    assert [found["ModelPackageArn"] for found in first["ModelPackageSummaryList"]] == arns[:2]
    aws.sagemaker.delete_model_package(ModelPackageName=arns[1])  # the last of the page: nothing is skipped
    rest = aws.sagemaker.list_model_packages(ModelPackageGroupName=group, NextToken=first["NextToken"])
    assert [found["ModelPackageArn"] for found in rest["ModelPackageSummaryList"]] == arns[2:]
    assert "NextToken" not in rest
    with pytest.raises(ClientError, match="Invalid NextToken"):
        aws.sagemaker.list_model_packages(NextToken="bogus")
    for size in (0, 101):
        with pytest.raises(ClientError, match="MaxResults"):
            aws.sagemaker.list_model_packages(MaxResults=size)


def test_tags_belong_to_the_group(aws: Aws, group: str) -> None:
    version = aws.version(group)
    group_arn = aws.sagemaker.describe_model_package_group(ModelPackageGroupName=group)["ModelPackageGroupArn"]
    aws.sagemaker.add_tags(ResourceArn=group_arn, Tags=[{"Key": "team", "Value": "qa"}, {"Key": "a", "Value": "1"}])
    aws.sagemaker.add_tags(ResourceArn=group_arn, Tags=[{"Key": "team", "Value": "ml"}])
    aws.sagemaker.delete_tags(ResourceArn=group_arn, TagKeys=["a"])
    assert aws.sagemaker.list_tags(ResourceArn=group_arn)["Tags"] == [{"Key": "team", "Value": "ml"}]
    with pytest.raises(ClientError, match="Tags are not supported in Model Package versions"):
        aws.sagemaker.add_tags(ResourceArn=version, Tags=[{"Key": "team", "Value": "qa"}])


@pytest.mark.parametrize(("count", "accepted"), [(50, True), (51, False)])
def test_a_group_holds_fifty_tags(aws: Aws, group: str, count: int, accepted: bool) -> None:
    arn = aws.sagemaker.describe_model_package_group(ModelPackageGroupName=group)["ModelPackageGroupArn"]
    aws.sagemaker.add_tags(ResourceArn=arn, Tags=[{"Key": "first", "Value": ""}])
    more = [{"Key": f"key-{number}", "Value": ""} for number in range(count - 1)]
    if accepted:
        aws.sagemaker.add_tags(ResourceArn=arn, Tags=more)
        return
    with pytest.raises(ClientError, match="at most 50"):
        aws.sagemaker.add_tags(ResourceArn=arn, Tags=more)
