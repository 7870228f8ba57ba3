"""The function that starts compilations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

from cdk_model_packages._place import stack_of

if TYPE_CHECKING:
    from constructs import Construct

_EDGE = Path(__file__).parents[1]
_CODE = ("functions", "runner")
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
    log_group = logs.LogGroup(
        scope, f"{construct_id}Log", retention=logs.RetentionDays.ONE_MONTH, removal_policy=cdk.RemovalPolicy.DESTROY
    )
    role = iam.Role(
        scope,
        f"{construct_id}Role",
        description="Starts compilations of models for Greengrass components",
        assumed_by=cast("iam.IPrincipal", iam.ServicePrincipal("lambda.amazonaws.com")),
    )
    log_group.grant_write(role)
    jobs = stack_of(scope).format_arn(
        service="sagemaker", resource="compilation-job", resource_name=f"{job_name_prefix}*"
    )
    role.add_to_policy(
        iam.PolicyStatement(
            sid="Compile",
            actions=["sagemaker:CreateCompilationJob", "sagemaker:DescribeCompilationJob"],
            resources=[jobs],
        )
    )
    role.add_to_policy(
        iam.PolicyStatement(
            sid="PassCompilationRole",
            actions=["iam:PassRole"],
            resources=[compiles_as.role_arn],
            conditions={"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}},
        )
    )
    others = [found.name for found in _EDGE.iterdir() if found.name not in _CODE]
    return lambda_.Function(
        scope,
        construct_id,
        description="Starts compilations of models for Greengrass components",
        runtime=lambda_.Runtime.PYTHON_3_14,
        handler=_HANDLER,
        code=lambda_.Code.from_asset(str(_EDGE), exclude=[*others, "**/__pycache__"]),
        role=cast("iam.IRole", role),
        log_group=cast("logs.ILogGroup", log_group),
        timeout=cdk.Duration.minutes(1),
    )
