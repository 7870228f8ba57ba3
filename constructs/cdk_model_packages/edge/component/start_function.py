"""The function that starts compilations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from cdk_model_packages._place import stack_of
from cdk_model_packages.edge.repackaging.edge_function import edge_function

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from constructs import Construct

_HANDLER = "functions.package.handler.on_event"


def start_function(
    scope: Construct, construct_id: str, compiles_as: iam.Role, job_name_prefix: str
) -> lambda_.Function:
    """Make the function: it may start compilation jobs as one role, and see how they are.

    Args:
        scope: Parent construct.
        construct_id: Id below it.
        compiles_as: What Neo compiles as.
        job_name_prefix: What the jobs' names begin with.

    Source: Service Authorization Reference, Amazon SageMaker, CreateCompilationJob.
    """
    function = edge_function(
        scope,
        construct_id,
        handler=_HANDLER,
        description="Starts compilations of models for Greengrass components",
        timeout=cdk.Duration.minutes(1),
    )
    jobs = stack_of(scope).format_arn(
        service="sagemaker", resource="compilation-job", resource_name=f"{job_name_prefix}*"
    )
    function.add_to_role_policy(
        iam.PolicyStatement(
            sid="Compile",
            actions=["sagemaker:CreateCompilationJob", "sagemaker:DescribeCompilationJob"],
            resources=[jobs],
        )
    )
    function.add_to_role_policy(
        iam.PolicyStatement(
            sid="PassCompilationRole",
            actions=["iam:PassRole"],
            resources=[compiles_as.role_arn],
            conditions={"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}},
        )
    )
    return function
