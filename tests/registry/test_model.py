"""A model of a package: refers to it, and may read just what it is made of."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk.assertions import Annotations, Match, Template

from cdk_model_packages import ModelApprovalStatus, ModelPackage, ModelPackageGroup
from tests.registry.packages import version

MODEL = "AWS::SageMaker::Model"


def test_a_model_refers_to_its_package(stack: cdk.Stack) -> None:
    made = version(stack)
    model = made.to_model(environment={"LOG": "info"})
    assert isinstance(model, sagemaker.CfnModel)
    ((_, resource),) = Template.from_stack(stack).find_resources(MODEL).items()
    properties = resource["Properties"]
    assert properties["Containers"] == [
        {"ModelPackageName": stack.resolve(made.model_package_arn), "Environment": {"LOG": "info"}}
    ]
    assert "EnableNetworkIsolation" not in properties
    assert resource["DependsOn"], "its rights come first"


def test_its_role_reads_what_the_package_is_made_of(stack: cdk.Stack) -> None:
    version(stack).to_model()
    template = Template.from_stack(stack)
    template.has_resource_properties(
        "AWS::IAM::Policy",
        {
            "PolicyDocument": {
                "Statement": Match.array_with(
                    [
                        Match.object_like({"Action": Match.array_with(["ecr:BatchGetImage"])}),
                        Match.object_like({"Action": "s3:GetObject"}),
                    ]
                )
            }
        },
    )
    (role,) = template.find_resources("AWS::IAM::Role").values()
    (trust,) = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "sagemaker.amazonaws.com"}
    assert "aws:SourceArn" not in str(trust)


def test_a_role_of_the_users(stack: cdk.Stack) -> None:
    role = iam.Role.from_role_arn(stack, "Mine", "arn:aws:iam::123456789012:role/Mine", mutable=False)
    version(stack).to_model(role=role)
    template = Template.from_stack(stack)
    template.resource_count_is("AWS::IAM::Role", 0)
    template.has_resource_properties(MODEL, {"ExecutionRoleArn": role.role_arn})


@pytest.mark.parametrize("asked", [True, False])
def test_isolation_is_a_choice_for_a_version(stack: cdk.Stack, *, asked: bool) -> None:
    version(stack).to_model(enable_network_isolation=asked)
    expected = True if asked else Match.absent()
    Template.from_stack(stack).has_resource_properties(MODEL, {"EnableNetworkIsolation": expected})


def test_a_network_of_the_users(stack: cdk.Stack) -> None:
    version(stack).to_model(
        vpc_config=sagemaker.CfnModel.VpcConfigProperty(security_group_ids=["sg-1"], subnets=["subnet-1"])
    )
    Template.from_stack(stack).has_resource_properties(
        MODEL, {"VpcConfig": {"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]}}
    )


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (ModelApprovalStatus.APPROVED, False),
        (ModelApprovalStatus.PENDING_MANUAL_APPROVAL, True),
        (ModelApprovalStatus.REJECTED, True),
    ],
)
def test_a_version_that_is_not_approved_warns(stack: cdk.Stack, status: ModelApprovalStatus, *, told: bool) -> None:
    version(stack, model_approval_status=status).to_model()
    found = Annotations.from_stack(stack).find_warning("*", Match.string_like_regexp(r".*\[MP-014\].*"))
    assert bool(found) is told


def test_a_model_of_a_copy(stack: cdk.Stack) -> None:
    """Nothing shows what it is made of: nothing more than logs is granted."""
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    source = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/digits/3"
    ModelPackage.from_source(stack, "Copy", model_package_group=group, source=source).to_model()
    template = Template.from_stack(stack)
    template.resource_count_is(MODEL, 1)
    assert "s3:GetObject" not in str(template.to_json())


@pytest.mark.parametrize("private", [True, False])
def test_a_model_in_a_vpc_may_make_its_interfaces(stack: cdk.Stack, *, private: bool) -> None:
    network = sagemaker.CfnModel.VpcConfigProperty(security_group_ids=["sg-1"], subnets=["subnet-1"])
    version(stack).to_model(vpc_config=network if private else None)
    assert ("ec2:CreateNetworkInterface" in str(Template.from_stack(stack).to_json())) is private
