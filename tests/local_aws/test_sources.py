"""What a version takes over from the package or the model that its source URI names."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, IMAGE, OTHER_ACCOUNT, REGION, SPECIFICATION, UNVERSIONED, Aws, outputs

pytestmark = pytest.mark.slow

PREFIX = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}"


def registered(aws: Aws, group: str, uri: str) -> dict[str, Any]:
    arn = aws.sagemaker.create_model_package(ModelPackageGroupName=group, SourceUri=uri)["ModelPackageArn"]
    return aws.finished(arn)


def test_a_clone_takes_over_the_specification_and_stays_its_own(aws: Aws, group: str) -> None:
    source = aws.version(group, ModelPackageDescription="first", ModelApprovalStatus="Approved")
    clone = registered(aws, group, source)
    assert clone["InferenceSpecification"] == SPECIFICATION
    assert clone["SourceUri"] == source
    assert clone["ModelApprovalStatus"] == "PendingManualApproval"
    assert "ModelPackageDescription" not in clone
    other = {**SPECIFICATION, "SupportedContentTypes": ["application/json"]}
    aws.sagemaker.update_model_package(ModelPackageArn=clone["ModelPackageArn"], InferenceSpecification=other)
    assert aws.finished(source)["InferenceSpecification"] == SPECIFICATION


def test_an_unversioned_package_is_cloned_into_a_group(aws: Aws, group: str) -> None:
    source = aws.sagemaker.create_model_package(ModelPackageName=group, InferenceSpecification=UNVERSIONED)
    assert registered(aws, group, source["ModelPackageArn"])["InferenceSpecification"] == UNVERSIONED


def test_a_model_is_registered_with_its_containers(aws: Aws, group: str) -> None:
    version = aws.version(group, ModelApprovalStatus="Approved")
    aws.finished(version)
    container = {"Image": IMAGE, "Environment": {"WORKERS": "2"}}
    aws.sagemaker.create_model(
        ModelName=group, Containers=[{**container, "Mode": "SingleModel"}, {"ModelPackageName": version}]
    )
    found = registered(aws, group, f"{PREFIX}:model/{group}")
    assert found["InferenceSpecification"] == {"Containers": [container, *SPECIFICATION["Containers"]]}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (f"{PREFIX}:model-package/nobody/1", "ModelPackage .*:model-package/nobody/1 does not exist"),
        (f"{PREFIX}:model/nobody", "Could not find model"),
        (f"arn:aws:sagemaker:{REGION}:{OTHER_ACCOUNT}:model-package/nobody/1", "AccessDeniedException"),
    ],
)
def test_a_source_must_exist_and_be_readable(aws: Aws, group: str, source: str, told: str) -> None:
    with pytest.raises(ClientError, match=told):
        registered(aws, group, source)
    assert aws.versions(group) == []


@pytest.mark.parametrize(
    "uri", ["s3://models/digits/", "https://example.com/digits", f"arn:aws:sagemaker:eu-west-1:{ACCOUNT}:model/digits"]
)
def test_another_uri_is_a_label(aws: Aws, group: str, uri: str) -> None:
    found = registered(aws, group, uri)
    assert found["SourceUri"] == uri
    assert "InferenceSpecification" not in found


def test_an_update_records_a_source_and_keeps_the_specification(aws: Aws, group: str) -> None:
    arn = aws.version(group)
    aws.sagemaker.update_model_package(ModelPackageArn=arn, SourceUri="s3://models/digits/")
    found = aws.finished(arn)
    assert (found["SourceUri"], found["InferenceSpecification"]) == ("s3://models/digits/", SPECIFICATION)


def test_another_account_clones_what_it_may_describe(aws: Aws, group: str) -> None:
    other = Aws(aws.variables, account=OTHER_ACCOUNT)
    other.sagemaker.create_model_package_group(ModelPackageGroupName=group)
    source = aws.version(group)
    allow = {
        "Effect": "Allow",
        "Principal": {"AWS": OTHER_ACCOUNT},
        "Action": "sagemaker:DescribeModelPackage",
        "Resource": f"{PREFIX}:model-package/{group}/*",
    }
    aws.sagemaker.put_model_package_group_policy(
        ModelPackageGroupName=group, ResourcePolicy=json.dumps({"Statement": [allow]})
    )
    clone = registered(other, group, source)
    assert clone["ModelPackageArn"] == f"arn:aws:sagemaker:{REGION}:{OTHER_ACCOUNT}:model-package/{group}/1"
    assert clone["InferenceSpecification"] == SPECIFICATION
    other.close()


def test_a_stack_clones_a_version(aws: Aws, group: str, stack_name: str) -> None:
    source = aws.version(group)
    template = {
        "Resources": {
            "Clone": {
                "Type": "AWS::SageMaker::ModelPackage",
                "Properties": {"ModelPackageGroupName": group, "SourceUri": source},
            }
        },
        "Outputs": {"Ref": {"Value": {"Ref": "Clone"}}},
    }
    clone = outputs(aws.deploy(stack_name, template))["Ref"]
    assert aws.finished(clone)["InferenceSpecification"] == SPECIFICATION
    assert aws.drift(stack_name)["Clone"] == ("IN_SYNC", [])
    aws.destroy(stack_name)
    assert aws.versions(group) == [1]
