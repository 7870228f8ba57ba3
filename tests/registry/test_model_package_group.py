"""A group: named, retained, imported, and what it grants."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk.assertions import Template
from pydantic import ValidationError

from cdk_model_packages import IModelPackageGroup, ModelPackage, ModelPackageGroup, SpecError
from tests.registry.packages import version_props

GROUP = "AWS::SageMaker::ModelPackageGroup"


def group_of(stack: cdk.Stack) -> dict:
    (resource,) = Template.from_stack(stack).find_resources(GROUP).values()
    return resource


def test_a_group_is_retained(stack: cdk.Stack) -> None:
    ModelPackageGroup(
        stack, "Group", model_package_group_name="digits", model_package_group_description="Handwritten digits"
    )
    assert group_of(stack) == {
        "Type": GROUP,
        "Properties": {"ModelPackageGroupName": "digits", "ModelPackageGroupDescription": "Handwritten digits"},
        "DeletionPolicy": "RetainExceptOnCreate",
        "UpdateReplacePolicy": "Retain",
    }


def test_a_name_is_made_where_none_is_given(app: cdk.App) -> None:
    stack = cdk.Stack(app, "S" * 100)
    group = ModelPackageGroup(stack, "Group" * 20)
    assert len(group.model_package_group_name) <= 63
    assert group_of(stack)["Properties"]["ModelPackageGroupName"] == group.model_package_group_name


def test_a_bad_name_is_refused(stack: cdk.Stack) -> None:
    with pytest.raises(ValidationError, match="use letters, digits and -"):
        ModelPackageGroup(stack, "Group", model_package_group_name="my_group")
    with pytest.raises(ValidationError, match="use letters, digits and -"):
        ModelPackageGroup.from_model_package_group_name(stack, "Imported", "my_group")


def test_a_group_of_this_account_is_imported_by_name(stack: cdk.Stack) -> None:
    group = ModelPackageGroup.from_model_package_group_name(stack, "Group", "digits")
    assert group.resource is None
    assert stack.resolve(group.model_package_group_ref.model_package_group_arn)["Fn::Join"][1][-1].endswith(
        ":model-package-group/digits"
    )


def test_a_group_of_another_account_is_imported_by_arn(stack: cdk.Stack) -> None:
    arn = "arn:aws:sagemaker:eu-central-1:111122223333:model-package-group/digits"
    group = ModelPackageGroup.from_model_package_group_arn(stack, "Group", arn)
    assert (group.env.account, group.env.region) == ("111122223333", "eu-central-1")
    assert group.model_package_group_name == "digits"
    assert group.model_package_group_arn == arn


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:sagemaker:eu-central-1:111122223333:model-package/digits",
        "foo:model-package-group/x",
        "arn:aws:s3:eu-west-1:111122223333:model-package-group/digits",
        "arn:aws:sagemaker:eu-central-1:111122223333:model-package-group/x y",
        "arn:aws:sagemaker:eu-central-1:1:model-package-group/digits",
    ],
)
def test_what_is_no_arn_of_a_group_is_refused(stack: cdk.Stack, arn: str) -> None:
    with pytest.raises(SpecError, match=r"copy it from the group, not from a version \[MP-015\]"):
        ModelPackageGroup.from_model_package_group_arn(stack, "Group", arn)


def test_a_version_of_another_accounts_group_names_it_by_arn(stack: cdk.Stack) -> None:
    """By name alone, the service would look in the caller's own account."""
    arn = "arn:aws:sagemaker:eu-central-1:111122223333:model-package-group/digits"
    ModelPackageGroup.from_model_package_group_arn(stack, "Group", arn).add_version("Version", **version_props())
    Template.from_stack(stack).has_resource_properties("AWS::SageMaker::ModelPackage", {"ModelPackageGroupName": arn})


def test_a_version_takes_the_cdks_own_group(stack: cdk.Stack) -> None:
    group = sagemaker.CfnModelPackageGroup(stack, "Group", model_package_group_name="digits")
    ModelPackage(stack, "Version", model_package_group=group, **version_props())
    (package,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackage").values()
    assert "Group" in str(package["Properties"]["ModelPackageGroupName"])


def test_l1s_take_our_groups(stack: cdk.Stack) -> None:
    """The CDK's interfaces: what takes an IModelPackageGroupRef takes a group."""
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    arn = sagemaker.CfnModelPackageGroup.arn_for_model_package_group(group)
    assert stack.resolve(arn) == stack.resolve(group.model_package_group_arn)


@pytest.mark.parametrize(
    ("name", "actions", "resources"),
    [
        (
            "grant_read",
            {
                "sagemaker:DescribeModelPackageGroup",
                "sagemaker:GetModelPackageGroupPolicy",
                "sagemaker:ListTags",
                "sagemaker:DescribeModelPackage",
                "sagemaker:ListModelPackages",
            },
            {"model-package-group/digits", "model-package/digits/*"},
        ),
        (
            "grant_create_model",
            {"sagemaker:CreateModel", "sagemaker:DescribeModelPackage"},
            {"model/*", "model-package/digits/*"},
        ),
        (
            "grant_register",
            {"sagemaker:CreateModelPackage"},
            {"model-package-group/digits", "model-package/digits/*"},
        ),
        (
            "grant_approve",
            {"sagemaker:UpdateModelPackage", "sagemaker:DescribeModelPackage"},
            {"model-package/digits/*"},
        ),
    ],
)
@pytest.mark.parametrize("imported", [False, True])
def test_grants(stack: cdk.Stack, name: str, actions: set[str], resources: set[str], *, imported: bool) -> None:
    if imported:
        arn = "arn:aws:sagemaker:eu-central-1:111122223333:model-package-group/digits"
        group = ModelPackageGroup.from_model_package_group_arn(stack, "Group", arn)
    else:
        group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    getattr(group, name)(role)
    (policy,) = Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
    granted: set[str] = set()
    arns: set[str] = set()
    for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
        assert statement["Effect"] == "Allow"
        granted |= {statement["Action"]} if isinstance(statement["Action"], str) else set(statement["Action"])
        found = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
        arns |= {one["Fn::Join"][1][-1].rsplit(":", 1)[1] for one in found}
        if imported and "model/*" not in str(found):
            assert all(":eu-central-1:111122223333:" in str(one) for one in found)
    assert granted == actions
    assert arns == resources


def test_an_imported_group_of_this_account_takes_versions_and_grants(stack: cdk.Stack) -> None:
    group = ModelPackageGroup.from_model_package_group_name(stack, "Group", "digits")
    group.add_version("Version", **version_props())
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    assert group.grant_register(role).success
    template = Template.from_stack(stack)
    (package,) = template.find_resources("AWS::SageMaker::ModelPackage").values()
    assert package["Properties"]["ModelPackageGroupName"] == "digits"
    assert package["DeletionPolicy"] == "RetainExceptOnCreate"
    template.resource_count_is(GROUP, 0)
    assert "model-package/digits/*" in str(template.find_resources("AWS::IAM::Policy"))


def test_a_group_is_what_code_that_takes_one_asks_for(stack: cdk.Stack) -> None:
    asked = {name for name in vars(IModelPackageGroup) if not name.startswith("_")}
    assert {"share_with", "add_to_resource_policy", "on_approved", "add_validation_alarm"} <= asked
    for group in (
        ModelPackageGroup(stack, "Made", model_package_group_name="digits"),
        ModelPackageGroup.from_model_package_group_name(stack, "Imported", "letters"),
    ):
        assert all(hasattr(group, name) for name in asked)


def test_either_case_of_a_name_is_granted(stack: cdk.Stack) -> None:
    """SageMaker has authorised with the name as it is and in lower case (IM-002)."""
    group = ModelPackageGroup(stack, "Group", model_package_group_name="Digits")
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    group.grant_approve(role)
    template = str(Template.from_stack(stack).to_json())
    assert "model-package/Digits/*" in template
    assert "model-package/digits/*" in template


def test_attributes(stack: cdk.Stack) -> None:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    (logical_id,) = Template.from_stack(stack).find_resources(GROUP)
    assert stack.resolve(group.model_package_group_arn) == {"Fn::GetAtt": [logical_id, "ModelPackageGroupArn"]}
    assert stack.resolve(group.creation_time) == {"Fn::GetAtt": [logical_id, "CreationTime"]}
    assert stack.resolve(group.model_package_group_status) == {"Fn::GetAtt": [logical_id, "ModelPackageGroupStatus"]}
