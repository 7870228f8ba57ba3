"""The resource types, as CloudFormation creates, updates, replaces, keeps and deletes them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, REGION, SPECIFICATION, UNVERSIONED, Aws, outputs, reasons

pytestmark = pytest.mark.slow


BROKEN = {"Type": "AWS::SageMaker::ModelPackage", "Properties": {}, "DependsOn": "Version"}
RETAIN = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}


def template(
    name: str,
    *,
    policy: dict[str, str] | None = None,
    group: dict[str, Any] | None = None,
    more: dict[str, Any] | None = None,
    **version: Any,
) -> dict[str, Any]:
    """A group with one version."""
    kept = RETAIN if policy is None else policy
    return {
        "Resources": {
            "Group": {
                "Type": "AWS::SageMaker::ModelPackageGroup",
                "Properties": {"ModelPackageGroupName": name, **(group or {})},
                **kept,
            },
            "Version": {
                "Type": "AWS::SageMaker::ModelPackage",
                "DependsOn": "Group",
                "Properties": {
                    "ModelPackageGroupName": name,
                    "InferenceSpecification": SPECIFICATION,
                    **version,
                },
                **kept,
            },
            **(more or {}),
        },
        "Outputs": {
            "GroupRef": {"Value": {"Ref": "Group"}},
            "VersionRef": {"Value": {"Ref": "Version"}},
            "Status": {"Value": {"Fn::GetAtt": ["Version", "ModelPackageStatus"]}},
            "GroupStatus": {"Value": {"Fn::GetAtt": ["Group", "ModelPackageGroupStatus"]}},
            "GroupArn": {"Value": {"Fn::GetAtt": ["Group", "ModelPackageGroupArn"]}},
        },
    }


def test_created_with_ref_and_attributes(aws: Aws, stack_name: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name))
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    arn = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}"
    assert outputs(stack) == {
        "GroupRef": f"{arn}:model-package-group/{stack_name}",
        "GroupArn": f"{arn}:model-package-group/{stack_name}",
        "GroupStatus": "Completed",
        "VersionRef": f"{arn}:model-package/{stack_name}/1",
        "Status": "Completed",
    }


def test_an_equal_template_changes_nothing(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name))
    with pytest.raises(ClientError, match="No updates are to be performed"):
        aws.deploy(stack_name, template(stack_name))


def test_approval_changes_in_place_and_keeps_the_rest(aws: Aws, stack_name: str) -> None:
    metadata = {"team": "qa", "stage": "test"}
    aws.deploy(stack_name, template(stack_name, CustomerMetadataProperties=metadata))
    changed = {
        "ModelApprovalStatus": "Approved",
        "ApprovalDescription": "reviewed",
        "CustomerMetadataProperties": {"team": "ml"},
    }
    stack = aws.deploy(stack_name, template(stack_name, **changed))
    assert stack["StackStatus"] == "UPDATE_COMPLETE"
    found = aws.sagemaker.describe_model_package(ModelPackageName=outputs(stack)["VersionRef"])
    assert {name: found[name] for name in changed} == changed
    assert aws.versions(stack_name) == [1]


def test_a_change_set_names_what_is_replaced(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name))
    for change, replacement in (
        ({"ModelApprovalStatus": "Approved"}, "False"),
        ({"ModelPackageDescription": "second"}, "True"),
        ({"SourceUri": "s3://models/source"}, "Conditional"),
    ):
        aws.cloudformation.create_change_set(
            StackName=stack_name,
            ChangeSetName="preview",
            TemplateBody=json.dumps(template(stack_name, **change)),
        )
        aws.cloudformation.get_waiter("change_set_create_complete").wait(
            StackName=stack_name, ChangeSetName="preview", WaiterConfig={"Delay": 0.1, "MaxAttempts": 50}
        )
        found = aws.cloudformation.describe_change_set(StackName=stack_name, ChangeSetName="preview")["Changes"]
        told = {
            change["ResourceChange"]["LogicalResourceId"]: change["ResourceChange"]["Replacement"] for change in found
        }
        assert told == {"Version": replacement}
        aws.cloudformation.delete_change_set(StackName=stack_name, ChangeSetName="preview")


def test_a_replaced_version_is_kept_when_retained(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name))
    stack = aws.deploy(stack_name, template(stack_name, ModelPackageDescription="second"))
    assert outputs(stack)["VersionRef"].endswith(f"{stack_name}/2")
    assert aws.versions(stack_name) == [1, 2]


def test_a_replaced_version_is_deleted_when_not_retained(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name, policy={}))
    aws.deploy(stack_name, template(stack_name, policy={}, ModelPackageDescription="second"))
    assert aws.versions(stack_name) == [2]


def test_a_failed_update_rolls_back_and_loses_nothing(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name, policy={}, ModelApprovalStatus="Rejected"))
    stack = aws.deploy(
        stack_name, template(stack_name, policy={}, ModelApprovalStatus="Approved", more={"Broken": BROKEN})
    )
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE", reasons(aws, stack)
    found = aws.sagemaker.describe_model_package(ModelPackageName=aws.physical_id(stack_name, "Version"))
    assert found["ModelApprovalStatus"] == "Rejected"


def test_a_rolled_back_replacement_keeps_the_old_version_and_its_number_does_not_return(
    aws: Aws, stack_name: str
) -> None:
    aws.deploy(stack_name, template(stack_name, policy={}))
    broken = template(stack_name, policy={}, ModelPackageDescription="second", more={"Broken": BROKEN})
    assert aws.deploy(stack_name, broken)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert aws.versions(stack_name) == [1]
    aws.deploy(stack_name, template(stack_name, policy={}, ModelPackageDescription="third"))
    assert aws.versions(stack_name) == [3]


def test_a_package_that_fails_its_validation_fails_the_stack_with_the_reason(aws: Aws, stack_name: str) -> None:
    job = {
        "TransformInput": {
            "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://no-such-bucket/in/"}}
        },
        "TransformOutput": {"S3OutputPath": "s3://no-such-bucket/out/"},
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
    }
    validation = {
        "ValidationRole": f"arn:aws:iam::{ACCOUNT}:role/nobody",
        "ValidationProfiles": [{"ProfileName": "smoke", "TransformJobDefinition": job}],
    }
    stack = aws.deploy(stack_name, template(stack_name, policy={}, ValidationSpecification=validation))
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "smoke: The role" in reasons(aws, stack)
    with pytest.raises(ClientError, match="does not exist"):  # the failed version went first, then its group
        aws.sagemaker.describe_model_package_group(ModelPackageGroupName=stack_name)


def test_a_failed_package_that_is_retained_can_be_looked_at(aws: Aws, stack_name: str) -> None:
    validation = {
        "ValidationRole": f"arn:aws:iam::{ACCOUNT}:role/nobody",
        "ValidationProfiles": [
            {
                "ProfileName": "smoke",
                "TransformJobDefinition": {
                    "TransformInput": {
                        "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://none-such/in/"}}
                    },
                    "TransformOutput": {"S3OutputPath": "s3://none-such/out/"},
                    "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": "1"},
                },
            }
        ],
    }
    aws.deploy(stack_name, template(stack_name, ValidationSpecification=validation))
    assert aws.versions(stack_name) == [1]


def test_retained_things_stay_when_the_stack_goes(aws: Aws, stack_name: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name))
    aws.destroy(stack_name)
    assert aws.versions(stack_name) == [1]
    skipped = {name for name, status, _ in aws.events(stack["StackId"]) if status == "DELETE_SKIPPED"}
    assert skipped == {"Group", "Version"}


def test_what_is_not_retained_goes_with_the_stack(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name, policy={}))
    aws.destroy(stack_name)
    with pytest.raises(ClientError, match="does not exist"):
        aws.sagemaker.describe_model_package_group(ModelPackageGroupName=stack_name)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ({"Colour": "red"}, "#: extraneous key [Colour] is not permitted"),
        ({"InferenceSpecification": {"Containers": []}}, "required key [SupportedContentTypes] not found"),
        ({"ModelApprovalStatus": "Maybe"}, "#/ModelApprovalStatus: 'Maybe' is not one of"),
        ({"ModelPackageStatus": "Completed"}, "extraneous key [ModelPackageStatus] is not permitted, it is read-only"),
        ({"ModelPackageVersion": 7}, "ModelPackageVersion cannot be set"),
        ({"Tags": [{"Key": "a", "Value": "b"}]}, "Tags are not supported in Model Package versions"),
        ({"ModelPackageName": "both"}, "Cannot determine which to use"),
    ],
)
def test_refused_by_schema_or_service(aws: Aws, stack_name: str, version: dict[str, Any], told: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name, policy={}, **version))
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert told in reasons(aws, stack)


def test_tags_of_the_stack_reach_and_refuse_a_version(aws: Aws, stack_name: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name, policy={}), Tags=[{"Key": "app", "Value": "x"}])
    assert "Tags are not supported in Model Package versions" in reasons(aws, stack)


@pytest.mark.parametrize(
    "change",
    [
        {"SkipModelValidation": "All"},
        {"CertifyForMarketplace": False},
        {
            "AdditionalInferenceSpecifications": [
                {"Name": "gpu", "Containers": SPECIFICATION["Containers"]},
            ]
        },
    ],
)
def test_what_no_operation_can_change_is_refused(aws: Aws, stack_name: str, change: dict[str, Any]) -> None:
    aws.deploy(stack_name, template(stack_name))
    stack = aws.deploy(stack_name, template(stack_name, **change))
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert f"{next(iter(change))} cannot change in place" in reasons(aws, stack)


def test_scalars_are_coerced_as_cloudformation_does(aws: Aws, stack_name: str) -> None:
    stack = aws.deploy(
        stack_name,
        {
            "Resources": {
                "Package": {
                    "Type": "AWS::SageMaker::ModelPackage",
                    "Properties": {
                        "ModelPackageName": stack_name,
                        "CertifyForMarketplace": "true",
                        "InferenceSpecification": UNVERSIONED,
                        "Tags": [{"Key": "team", "Value": "qa"}],
                    },
                }
            }
        },
    )
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    package = aws.sagemaker.describe_model_package(ModelPackageName=stack_name)
    assert package["CertifyForMarketplace"] is True
    tags = aws.sagemaker.list_tags(ResourceArn=package["ModelPackageArn"])["Tags"]
    assert {"Key": "team", "Value": "qa"} in tags
    assert {"aws:cloudformation:stack-name"} <= {tag["Key"] for tag in tags}


def test_policy_and_tags_of_a_group_change_in_place(aws: Aws, stack_name: str) -> None:
    policy = {"Version": "2012-10-17", "Statement": []}
    first = {"ModelPackageGroupPolicy": policy, "Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "1"}]}
    stack = aws.deploy(stack_name, template(stack_name, group=first))
    found = aws.sagemaker.get_model_package_group_policy(ModelPackageGroupName=stack_name)
    assert json.loads(found["ResourcePolicy"]) == policy
    stack = aws.deploy(stack_name, template(stack_name, group={"Tags": [{"Key": "b", "Value": "2"}]}))
    assert stack["StackStatus"] == "UPDATE_COMPLETE"
    with pytest.raises(ClientError, match="Cannot find resource policy"):
        aws.sagemaker.get_model_package_group_policy(ModelPackageGroupName=stack_name)
    tags = aws.sagemaker.list_tags(ResourceArn=outputs(stack)["GroupArn"])["Tags"]
    assert [tag for tag in tags if not tag["Key"].startswith("aws:")] == [{"Key": "b", "Value": "2"}]


def test_a_group_that_changes_its_description_collides_with_itself(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name))
    stack = aws.deploy(stack_name, template(stack_name, group={"ModelPackageGroupDescription": "new"}))
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "already exists" in reasons(aws, stack)


def test_drift_is_what_was_changed_or_deleted_outside(aws: Aws, stack_name: str) -> None:
    group = {"Tags": [{"Key": "team", "Value": "qa"}], "ModelPackageGroupPolicy": {"Statement": []}}
    stack = aws.deploy(stack_name, template(stack_name, group=group, ModelApprovalStatus="PendingManualApproval"))
    assert aws.drift(stack_name) == {"Group": ("IN_SYNC", []), "Version": ("IN_SYNC", [])}
    version = outputs(stack)["VersionRef"]
    aws.sagemaker.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    assert aws.drift(stack_name)["Version"] == ("MODIFIED", ["/ModelApprovalStatus"])
    aws.sagemaker.delete_model_package(ModelPackageName=version)
    assert aws.drift(stack_name)["Version"][0] == "DELETED"
