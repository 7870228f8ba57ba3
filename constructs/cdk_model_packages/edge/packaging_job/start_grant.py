"""What the commands that start, describe and list jobs need."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_s3 as s3
    from aws_cdk import aws_stepfunctions as sfn
    from constructs import Construct

    from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase


def allow_start(
    scope: Construct,
    grantee: iam.IGrantable,
    group: ModelPackageGroupBase,
    machine: sfn.StateMachine,
    bucket: s3.IBucket,
    component_names: Sequence[str],
) -> iam.Grant:
    """Let somebody start a job and see how it goes, after the checks that are made before anything is.

    Args:
        scope: The job.
        grantee: Who may.
        group: Its versions are looked up.
        machine: What is started.
        bucket: Its region is looked up.
        component_names: Whether their versions exist is looked up.
    """
    stack = cdk.Stack.of(scope)
    executions = stack.format_arn(
        service="states",
        resource="execution",
        resource_name=f"{machine.state_machine_name}:*",
        arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
    )
    versions = [
        stack.format_arn(
            service="greengrass",
            resource="components",
            resource_name=f"{name}:versions:*",
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        for name in component_names
    ]
    machine_arn = machine.state_machine_arn
    registry = [*group.group_arns, *group.version_arns]
    group.grant_decrypt(grantee)
    allowed = (
        (["states:DescribeStateMachine", "states:StartExecution", "states:ListExecutions"], [machine_arn]),
        (["states:DescribeExecution", "states:GetExecutionHistory"], [executions]),
        (["states:ListStateMachines"], ["*"]),
        (
            ["sagemaker:DescribeModelPackageGroup", "sagemaker:DescribeModelPackage", "sagemaker:ListModelPackages"],
            registry,
        ),
        (["s3:GetBucketLocation"], [bucket.bucket_arn]),
        (["greengrass:DescribeComponent"], versions),
    )
    grants = [
        iam.Grant.add_to_principal(grantee=grantee, actions=actions, resource_arns=resources)
        for actions, resources in allowed
    ]
    return reduce(iam.Grant.combine, grants)
