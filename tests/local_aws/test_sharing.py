"""Groups in the hands of another account, as their policies allow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, OTHER_ACCOUNT, REGION, SPECIFICATION, Aws, outputs, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdk_model_packages.local_aws import LocalAws

pytestmark = pytest.mark.slow

PREFIX = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}"


@pytest.fixture(scope="module")
def other(local_aws: LocalAws) -> Iterator[Aws]:
    """Clients of another account."""
    found = Aws(local_aws.environment(), account=OTHER_ACCOUNT)
    yield found
    found.close()


def statement(group: str, *operations: str, principal: Any = None, **more: Any) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Principal": principal or {"AWS": f"arn:aws:iam::{OTHER_ACCOUNT}:root"},
        "Action": [f"sagemaker:{operation}" for operation in operations],
        "Resource": [f"{PREFIX}:model-package-group/{group}", f"{PREFIX}:model-package/{group}/*"],
        **more,
    }


def policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def share(aws: Aws, group: str, *statements: dict[str, Any]) -> str:
    """Give a group a policy and return the group's ARN."""
    aws.sagemaker.put_model_package_group_policy(
        ModelPackageGroupName=group, ResourcePolicy=json.dumps(policy(*statements))
    )
    return f"{PREFIX}:model-package-group/{group}"


def test_without_a_policy_another_account_reaches_nothing(aws: Aws, other: Aws, group: str) -> None:
    version = aws.version(group)
    for refused in (
        lambda: other.version(f"{PREFIX}:model-package-group/{group}"),
        lambda: other.sagemaker.describe_model_package(ModelPackageName=version),
        lambda: other.sagemaker.create_model(ModelName="m", PrimaryContainer={"ModelPackageName": version}),
    ):
        with pytest.raises(ClientError, match=r"AccessDeniedException.*no resource-based policy allows"):
            refused()
    assert aws.versions(group) == [1]


def test_an_account_registers_what_the_policy_lets_it_and_no_more(aws: Aws, other: Aws, group: str) -> None:
    arn = share(aws, group, statement(group, "CreateModelPackage"))
    version = other.version(arn)
    assert version == f"{PREFIX}:model-package/{group}/1"  # the version is the group's, and so the owner's
    assert aws.finished(version)["ModelPackageStatus"] == "Completed"
    for action, refused in (
        ("DescribeModelPackage", lambda: other.sagemaker.describe_model_package(ModelPackageName=version)),
        ("DeleteModelPackage", lambda: other.sagemaker.delete_model_package(ModelPackageName=version)),
        ("ListModelPackages", lambda: other.sagemaker.list_model_packages(ModelPackageGroupName=arn)),
    ):
        with pytest.raises(ClientError, match=f"AccessDeniedException.*{action}"):
            refused()


def test_registering_is_allowed_on_the_versions_and_not_on_the_group(aws: Aws, other: Aws, group: str) -> None:
    of_the_group = {**statement(group, "CreateModelPackage"), "Resource": f"{PREFIX}:model-package-group/{group}"}
    arn = share(aws, group, of_the_group)
    with pytest.raises(ClientError, match=rf"on resource: {PREFIX}:model-package/{group}/\*"):
        other.version(arn)


def test_an_account_reads_lists_and_deploys(aws: Aws, other: Aws, group: str) -> None:
    version = aws.version(group, ModelApprovalStatus="Approved")
    aws.finished(version)
    allowed = ("DescribeModelPackageGroup", "DescribeModelPackage", "ListModelPackages", "CreateModel")
    arn = share(aws, group, statement(group, *allowed))
    found = other.sagemaker.describe_model_package_group(ModelPackageGroupName=arn)
    assert found["ModelPackageGroupName"] == group
    assert other.sagemaker.describe_model_package(ModelPackageName=version)["ModelPackageArn"] == version
    assert other.versions(arn) == [1]
    model = other.sagemaker.create_model(ModelName=group, PrimaryContainer={"ModelPackageName": version})
    assert model["ModelArn"] == f"arn:aws:sagemaker:{REGION}:{OTHER_ACCOUNT}:model/{group}"
    with pytest.raises(ClientError, match=r"AccessDeniedException.*sagemaker:UpdateModelPackage"):
        other.sagemaker.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Rejected")


def test_a_deny_wins_and_another_group_is_not_shared(aws: Aws, other: Aws, group: str) -> None:
    allow, deny = statement(group, "CreateModelPackage"), statement(group, "CreateModelPackage", Effect="Deny")
    with pytest.raises(ClientError, match="AccessDeniedException"):
        other.version(share(aws, group, allow, deny))
    with pytest.raises(ClientError, match="AccessDeniedException"):
        other.version(share(aws, group, statement(f"{group}x", "CreateModelPackage")))


@pytest.mark.parametrize(
    ("principal", "allowed"),
    [
        ({"AWS": OTHER_ACCOUNT}, True),
        ({"AWS": [f"arn:aws:iam::{ACCOUNT}:root", f"arn:aws:iam::{OTHER_ACCOUNT}:root"]}, True),
        ("*", True),
        ({"AWS": "333333333333"}, False),
    ],
)
def test_principals(aws: Aws, other: Aws, group: str, principal: Any, allowed: bool) -> None:
    arn = share(aws, group, statement(group, "CreateModelPackage", principal=principal))
    if allowed:
        other.version(arn)
        return
    with pytest.raises(ClientError, match="AccessDeniedException"):
        other.version(arn)


def test_an_organization_and_its_units_are_told_apart(aws: Aws, local_aws: LocalAws, group: str) -> None:
    organizations = aws.organizations
    root = organizations.list_roots()["Roots"][0]["Id"]
    organization = organizations.describe_organization()["Organization"]["Id"]
    unit = organizations.create_organizational_unit(ParentId=root, Name=group)["OrganizationalUnit"]["Id"]
    created = organizations.create_account(Email="ml@example.com", AccountName="ml")["CreateAccountStatus"]
    organizations.move_account(AccountId=created["AccountId"], SourceParentId=root, DestinationParentId=unit)
    member, stranger = (
        Aws(local_aws.environment(), account=account) for account in (created["AccountId"], OTHER_ACCOUNT)
    )
    for key, operator, value in (
        ("aws:PrincipalOrgID", "StringEquals", organization),
        ("aws:PrincipalOrgPaths", "ForAnyValue:StringLike", f"{organization}/{root}/{unit}/*"),
    ):
        condition = {operator: {key: value}}
        arn = share(aws, group, statement(group, "CreateModelPackage", principal="*", Condition=condition))
        member.version(arn)
        with pytest.raises(ClientError, match="AccessDeniedException"):
            stranger.version(arn)
    elsewhere = {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": f"{organization}/{root}/ou-none/*"}}
    arn = share(aws, group, statement(group, "CreateModelPackage", principal="*", Condition=elsewhere))
    with pytest.raises(ClientError, match="AccessDeniedException"):
        member.version(arn)
    member.close()
    stranger.close()


@pytest.mark.parametrize("form", [dict, json.dumps])
def test_a_stack_shares_a_group_with_an_object_or_a_string(aws: Aws, other: Aws, stack_name: str, form: Any) -> None:
    def template(*statements: dict[str, Any]) -> dict[str, Any]:
        properties = {"ModelPackageGroupName": stack_name, "ModelPackageGroupPolicy": form(policy(*statements))}
        return {"Resources": {"Group": {"Type": "AWS::SageMaker::ModelPackageGroup", "Properties": properties}}}

    arn = f"{PREFIX}:model-package-group/{stack_name}"
    aws.deploy(stack_name, template(statement(stack_name, "ListModelPackages")))
    with pytest.raises(ClientError, match="AccessDeniedException"):
        other.version(arn)
    aws.deploy(stack_name, template(statement(stack_name, "ListModelPackages", "CreateModelPackage")))
    other.version(arn)
    assert aws.drift(stack_name)["Group"] == ("IN_SYNC", [])


def test_a_stack_of_another_account_adds_a_version(aws: Aws, other: Aws, group: str, stack_name: str) -> None:
    allowed = ("CreateModelPackage", "DescribeModelPackage")
    arn = share(aws, group, statement(group, *allowed))
    properties = {"ModelPackageGroupName": arn, "InferenceSpecification": SPECIFICATION}
    template = {
        "Resources": {
            "Version": {
                "Type": "AWS::SageMaker::ModelPackage",
                "Properties": properties,
                "DeletionPolicy": "Retain",
            }
        },
        "Outputs": {"Ref": {"Value": {"Ref": "Version"}}},
    }
    assert outputs(other.deploy(stack_name, template)) == {"Ref": f"{PREFIX}:model-package/{group}/1"}
    share(aws, group)
    refused = other.deploy(f"{stack_name}-refused", template)
    assert "is not authorized to perform: sagemaker:CreateModelPackage" in reasons(other, refused)
