"""Deployable models, and which packages make one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, IMAGE, REGION, SPECIFICATION, UNVERSIONED, Aws, outputs, reasons

pytestmark = pytest.mark.slow

ARN = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model"
PRIMARY = {"PrimaryContainer": {"Image": IMAGE, "ModelDataUrl": "s3://models/digits/model.tar.gz"}}


@pytest.fixture(scope="session")
def role(aws: Aws) -> str:
    """A role that SageMaker may assume."""
    return trusting(aws, "models", "sagemaker.amazonaws.com")


def trusting(aws: Aws, name: str, service: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    return aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]


def of(package: str) -> dict[str, Any]:
    return {"PrimaryContainer": {"ModelPackageName": package}}


def test_a_model_is_described_listed_tagged_and_deleted(aws: Aws, group: str, role: str) -> None:
    answer = aws.sagemaker.create_model(
        ModelName=group, ExecutionRoleArn=role, Tags=[{"Key": "team", "Value": "qa"}], **PRIMARY
    )
    assert answer["ModelArn"] == f"{ARN}/{group}"
    found = aws.sagemaker.describe_model(ModelName=group)
    assert found["PrimaryContainer"] == PRIMARY["PrimaryContainer"]
    assert found["EnableNetworkIsolation"] is False
    assert aws.sagemaker.list_tags(ResourceArn=f"{ARN}/{group}")["Tags"] == [{"Key": "team", "Value": "qa"}]
    with pytest.raises(ClientError, match="Cannot create already existing model"):
        aws.sagemaker.create_model(ModelName=group, ExecutionRoleArn=role, **PRIMARY)
    aws.sagemaker.delete_model(ModelName=group)
    with pytest.raises(ClientError, match="Could not find model"):
        aws.sagemaker.describe_model(ModelName=group)


def test_models_are_listed_newest_first(aws: Aws, group: str) -> None:
    for number in range(3):
        aws.sagemaker.create_model(ModelName=f"{group}-{number}", **PRIMARY)
    listed = aws.sagemaker.list_models(NameContains=f"{group}-", MaxResults=2)
    assert [found["ModelName"] for found in listed["Models"]] == [f"{group}-2", f"{group}-1"]
    rest = aws.sagemaker.list_models(NameContains=f"{group}-", NextToken=listed["NextToken"])
    assert [found["ModelName"] for found in rest["Models"]] == [f"{group}-0"]


def test_an_approved_version_makes_a_model_and_another_does_not(aws: Aws, group: str) -> None:
    version = aws.version(group)
    aws.finished(version)
    for status in ("PendingManualApproval", "Rejected"):
        aws.sagemaker.update_model_package(ModelPackageArn=version, ModelApprovalStatus=status)
        with pytest.raises(ClientError, match=f"{version} is {status}: it must be Approved"):
            aws.sagemaker.create_model(ModelName=group, **of(version))
    aws.sagemaker.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    aws.sagemaker.create_model(ModelName=group, **of(version))
    assert aws.sagemaker.describe_model(ModelName=group)["PrimaryContainer"] == {"ModelPackageName": version}


def test_a_package_that_failed_makes_no_model(aws: Aws, group: str) -> None:
    job = {
        "TransformInput": {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://none-such/in/"}}},
        "TransformOutput": {"S3OutputPath": "s3://none-such/out/"},
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
    }
    validation = {
        "ValidationRole": f"arn:aws:iam::{ACCOUNT}:role/nobody",
        "ValidationProfiles": [{"ProfileName": "smoke", "TransformJobDefinition": job}],
    }
    version = aws.version(group, ModelApprovalStatus="Approved", ValidationSpecification=validation)
    aws.finished(version)
    with pytest.raises(ClientError, match=f"{version} is Failed: only a Completed one makes a model"):
        aws.sagemaker.create_model(ModelName=group, **of(version))


@pytest.mark.parametrize("certified", [True, False])
def test_a_marketplace_package_is_isolated(aws: Aws, group: str, certified: bool) -> None:
    arn = aws.sagemaker.create_model_package(
        ModelPackageName=group, InferenceSpecification=UNVERSIONED, CertifyForMarketplace=certified
    )["ModelPackageArn"]
    aws.finished(arn)
    if certified:
        for isolation in ({}, {"EnableNetworkIsolation": False}):
            with pytest.raises(ClientError, match="EnableNetworkIsolation must be true"):
                aws.sagemaker.create_model(ModelName=group, **of(group), **isolation)
        aws.sagemaker.create_model(ModelName=group, **of(group), EnableNetworkIsolation=True)
    else:
        aws.sagemaker.create_model(ModelName=group, **of(group))


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (of("nobody"), r"ModelPackage arn:.*:model-package/nobody does not exist"),
        ({}, "One of PrimaryContainer and Containers"),
        ({**PRIMARY, "Containers": [PRIMARY["PrimaryContainer"]]}, "One of PrimaryContainer and Containers"),
        ({"PrimaryContainer": {}}, "one of Image and ModelPackageName"),
        ({"PrimaryContainer": {"Image": IMAGE, "ModelPackageName": "nobody"}}, "one of Image and ModelPackageName"),
        ({"Containers": [PRIMARY["PrimaryContainer"]] * 16}, "less than or equal to 15"),
        ({**PRIMARY, "ExecutionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/nobody"}, "nobody does not exist"),
    ],
)
def test_refused(aws: Aws, group: str, request_: dict[str, Any], told: str) -> None:
    with pytest.raises(ClientError, match=f"ValidationException.*{told}"):
        aws.sagemaker.create_model(ModelName=group, **request_)


def test_sagemaker_must_be_trusted_by_the_role(aws: Aws, group: str) -> None:
    role = trusting(aws, f"lambda-{group}", "lambda.amazonaws.com")
    with pytest.raises(ClientError, match="does not let sagemaker"):
        aws.sagemaker.create_model(ModelName=group, ExecutionRoleArn=role, **PRIMARY)
    elsewhere = "arn:aws:iam::222222222222:role/somebody"
    aws.sagemaker.create_model(ModelName=group, ExecutionRoleArn=elsewhere, **PRIMARY)


def template(name: str, *, approval: str = "Approved", **model: Any) -> dict[str, Any]:
    return {
        "Resources": {
            "Group": {"Type": "AWS::SageMaker::ModelPackageGroup", "Properties": {"ModelPackageGroupName": name}},
            "Version": {
                "Type": "AWS::SageMaker::ModelPackage",
                "DependsOn": "Group",
                "Properties": {
                    "ModelPackageGroupName": name,
                    "InferenceSpecification": SPECIFICATION,
                    "ModelApprovalStatus": approval,
                },
            },
            "Model": {
                "Type": "AWS::SageMaker::Model",
                "Properties": {"PrimaryContainer": {"ModelPackageName": {"Ref": "Version"}}, **model},
            },
        },
        "Outputs": {
            "Ref": {"Value": {"Ref": "Model"}},
            "Arn": {"Value": {"Fn::GetAtt": ["Model", "ModelArn"]}},
            "Name": {"Value": {"Fn::GetAtt": ["Model", "ModelName"]}},
        },
    }


def test_a_stack_makes_a_version_and_a_model_of_it(aws: Aws, stack_name: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name))
    told = outputs(stack)
    assert told["Name"].startswith(f"{stack_name}-Model-")
    assert told["Ref"] == told["Arn"] == f"{ARN}/{told['Name']}"
    with pytest.raises(ClientError, match="No updates are to be performed"):
        aws.deploy(stack_name, template(stack_name))
    assert aws.drift(stack_name)["Model"] == ("IN_SYNC", [])
    aws.destroy(stack_name)
    with pytest.raises(ClientError, match="Could not find model"):
        aws.sagemaker.describe_model(ModelName=told["Name"])


def test_a_change_replaces_a_model_and_its_name_and_tags_do_not(aws: Aws, stack_name: str) -> None:
    first = outputs(aws.deploy(stack_name, template(stack_name)))["Name"]
    tags = [{"Key": "team", "Value": "qa"}]
    assert outputs(aws.deploy(stack_name, template(stack_name, Tags=tags)))["Name"] == first
    assert tags[0] in aws.sagemaker.list_tags(ResourceArn=f"{ARN}/{first}")["Tags"]
    stack = aws.deploy(stack_name, template(stack_name, Tags=tags, EnableNetworkIsolation="true"))
    second = outputs(stack)["Name"]
    assert second != first
    assert aws.sagemaker.describe_model(ModelName=second)["EnableNetworkIsolation"] is True
    with pytest.raises(ClientError, match="Could not find model"):
        aws.sagemaker.describe_model(ModelName=first)


def test_a_model_of_a_version_that_waits_for_approval_fails_the_stack(aws: Aws, stack_name: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name, approval="PendingManualApproval"))
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "it must be Approved to deploy the model" in reasons(aws, stack)


def test_drift_of_a_model_is_its_deletion(aws: Aws, stack_name: str) -> None:
    name = outputs(aws.deploy(stack_name, template(stack_name)))["Name"]
    aws.sagemaker.delete_model(ModelName=name)
    assert aws.drift(stack_name)["Model"][0] == "DELETED"
