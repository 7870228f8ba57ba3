"""Model package groups, as the service keeps them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, OTHER_ACCOUNT, REGION, Aws

if TYPE_CHECKING:
    from cdk_model_packages.local_aws import LocalAws

pytestmark = pytest.mark.slow

POLICY = json.dumps({"Version": "2012-10-17", "Statement": []})


def test_a_new_group_is_completed_and_described_by_name_and_by_arn(aws: Aws, group: str) -> None:
    arn = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model-package-group/{group}"
    for name in (group, arn):
        found = aws.sagemaker.describe_model_package_group(ModelPackageGroupName=name)
        assert found["ModelPackageGroupArn"] == arn
        assert found["ModelPackageGroupStatus"] == "Completed"


def test_a_group_is_made_once(aws: Aws, group: str) -> None:
    with pytest.raises(ClientError, match="Model Package Group already exists: arn:aws:sagemaker"):
        aws.sagemaker.create_model_package_group(ModelPackageGroupName=group)


@pytest.mark.parametrize(
    ("name", "accepted"),
    [("a" * 63, True), ("a" * 64, False), ("a-b", True), ("a-", False), ("-a", False), ("a_b", False)],
)
def test_the_name_keeps_to_the_limits_of_the_api(aws: Aws, name: str, accepted: bool) -> None:
    if accepted:
        aws.sagemaker.create_model_package_group(ModelPackageGroupName=name)
        aws.sagemaker.delete_model_package_group(ModelPackageGroupName=name)
        return
    with pytest.raises(ClientError, match=r"ValidationException.*ModelPackageGroupName"):
        aws.sagemaker.create_model_package_group(ModelPackageGroupName=name)


@pytest.mark.parametrize(("length", "accepted"), [(1024, True), (1025, False)])
def test_the_description_is_limited(aws: Aws, length: int, accepted: bool) -> None:
    request = {"ModelPackageGroupName": "described", "ModelPackageGroupDescription": "d" * length}
    if accepted:
        aws.sagemaker.create_model_package_group(**request)
        aws.sagemaker.delete_model_package_group(ModelPackageGroupName="described")
        return
    with pytest.raises(ClientError, match="less than or equal to 1024"):
        aws.sagemaker.create_model_package_group(**request)


def test_a_group_with_versions_is_not_deleted(aws: Aws, group: str) -> None:
    arn = aws.version(group)
    with pytest.raises(ClientError, match="ConflictException"):
        aws.sagemaker.delete_model_package_group(ModelPackageGroupName=group)
    aws.sagemaker.delete_model_package(ModelPackageName=arn)
    aws.sagemaker.delete_model_package_group(ModelPackageGroupName=group)
    with pytest.raises(ClientError, match="does not exist"):
        aws.sagemaker.describe_model_package_group(ModelPackageGroupName=group)


def test_a_policy_is_put_read_and_deleted(aws: Aws, group: str) -> None:
    with pytest.raises(ClientError, match="Cannot find resource policy"):
        aws.sagemaker.get_model_package_group_policy(ModelPackageGroupName=group)
    aws.sagemaker.put_model_package_group_policy(ModelPackageGroupName=group, ResourcePolicy=POLICY)
    found = aws.sagemaker.get_model_package_group_policy(ModelPackageGroupName=group)
    assert found["ResourcePolicy"] == POLICY
    aws.sagemaker.delete_model_package_group_policy(ModelPackageGroupName=group)
    with pytest.raises(ClientError, match="Cannot find resource policy"):
        aws.sagemaker.delete_model_package_group_policy(ModelPackageGroupName=group)


def test_a_policy_is_json(aws: Aws, group: str) -> None:
    with pytest.raises(ClientError, match="ResourcePolicy is not JSON"):
        aws.sagemaker.put_model_package_group_policy(ModelPackageGroupName=group, ResourcePolicy="allow")


def test_accounts_and_regions_do_not_see_each_other(local_aws: LocalAws, aws: Aws, group: str) -> None:
    elsewhere = [
        Aws(local_aws.environment(), account=OTHER_ACCOUNT),
        Aws(local_aws.environment(), region="eu-west-1"),
    ]
    for other in elsewhere:
        with pytest.raises(ClientError, match="does not exist"):
            other.sagemaker.describe_model_package_group(ModelPackageGroupName=group)
        arn = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model-package-group/{group}"
        with pytest.raises(ClientError, match="AccessDeniedException"):
            other.sagemaker.describe_model_package_group(ModelPackageGroupName=arn)
        other.close()


def test_an_unknown_operation_is_an_aws_error_and_not_a_500(aws: Aws) -> None:
    with pytest.raises(ClientError, match=r"UnknownOperationException.*ListModels") as caught:
        aws.sagemaker.list_endpoints()
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
