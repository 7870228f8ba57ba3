"""Roles that SageMaker assumes for a package: just the rights that its own job, or its model, needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from constructs import Construct, IDependable


def sagemaker_role(scope: Construct, construct_id: str, description: str) -> iam.IRole:
    """Build a role that SageMaker may assume, and only for this account.

    The trust names no ``aws:SourceArn`` of a package: validation acts as models and transform jobs,
    which such a condition locks out (VP-013).

    Args:
        scope: The package.
        construct_id: Id below it.
        description: What it is for.

    Source: SageMaker developer guide, security-confused-deputy-prevention.
    """
    sagemaker = iam.ServicePrincipal(
        "sagemaker.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": cdk.Aws.ACCOUNT_ID}}
    )
    # The casts: jsii's classes and its protocols name some arguments differently, which pyright minds.
    role = iam.Role(scope, construct_id, description=description, assumed_by=cast("iam.IPrincipal", sagemaker))
    return cast("iam.IRole", role)


def validation_role(scope: Construct) -> iam.IRole:
    """Build the role of a package's validation.

    Args:
        scope: The package that is validated.
    """
    return sagemaker_role(scope, "ValidationRole", "Runs the validation of a SageMaker model package")


def grant_job(role: iam.IRole, output_arn: str) -> IDependable | None:
    """Let a role run the job itself; image, model, samples and keys grant themselves to it.

    Args:
        role: The validation role; an imported one may stay as it is.
        output_arn: ARN of the objects that the job writes.

    Returns:
        The policy, which must land before the job starts; ``None`` when CDK knows of none.

    Source: SageMaker developer guide, sagemaker-roles (CreateModel, CreateTransformJob).
    """
    results = iam.PolicyStatement(
        sid="WriteResults", actions=["s3:PutObject", "s3:AbortMultipartUpload"], resources=[output_arn]
    )
    role.add_to_principal_policy(results)
    jobs = "/aws/sagemaker/TransformJobs"
    return grant_telemetry(role, [jobs, f"{jobs}:*"], {"StringEquals": {"cloudwatch:namespace": jobs}})


def grant_telemetry(
    role: iam.IRole, log_groups: Sequence[str], namespace: Mapping[str, Mapping[str, str]]
) -> IDependable | None:
    """Let containers write logs and metrics.

    Args:
        role: Runs the containers.
        log_groups: Names, with ``*`` for what is not known.
        namespace: Condition on the metrics' namespace.

    Returns:
        The policy, which must land before the containers start; ``None`` when CDK knows of none.

    Source: SageMaker developer guide, sagemaker-roles (CreateModel).
    """
    prefix = f"arn:{cdk.Aws.PARTITION}:logs:{cdk.Aws.REGION}:{cdk.Aws.ACCOUNT_ID}:log-group:"
    statements = [
        iam.PolicyStatement(
            sid="WriteLogs",
            actions=["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
            resources=[f"{prefix}{name}" for name in log_groups],
        ),
        iam.PolicyStatement(
            sid="WriteMetrics",
            actions=["cloudwatch:PutMetricData"],
            resources=["*"],  # the action supports no resource; the namespace is what can be narrowed
            conditions=namespace,
        ),
    ]
    return [role.add_to_principal_policy(statement) for statement in statements][-1].policy_dependable
