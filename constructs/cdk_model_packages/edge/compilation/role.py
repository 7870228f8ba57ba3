"""The role that SageMaker Neo compiles as."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from cdk_model_packages.validation.role import grant_telemetry

if TYPE_CHECKING:
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

_LOG_GROUP = "/aws/sagemaker/CompilationJobs"


def compilation_role(scope: Construct, construct_id: str, *, output: s3.IBucket, prefix: str) -> iam.Role:
    """Build the role of compilation jobs: trusted for this account's jobs only, and allowed to write below one prefix.

    What it reads grants itself: ``model.bind(scope, role)``.

    Args:
        scope: Parent construct.
        construct_id: Id below it.
        output: Bucket that the compiled model goes to; its key may be used.
        prefix: What keys start with; compiled models are in a folder ``compiled`` below it.

    Source: SageMaker API, CreateCompilationJob.RoleArn; developer guide, security-confused-deputy-prevention,
    neo-troubleshooting-compilation (the log group).
    """
    jobs = cdk.Stack.of(scope).format_arn(service="sagemaker", resource="compilation-job", resource_name="*")
    sagemaker = iam.ServicePrincipal(
        "sagemaker.amazonaws.com",
        conditions={
            "StringEquals": {"aws:SourceAccount": cdk.Aws.ACCOUNT_ID},
            "ArnLike": {"aws:SourceArn": jobs},
        },
    )
    role = iam.Role(
        scope,
        construct_id,
        description="SageMaker Neo compiles models for edge devices",
        assumed_by=cast("iam.IPrincipal", sagemaker),
    )
    role.add_to_policy(
        iam.PolicyStatement(
            sid="WriteCompiledModels",
            actions=["s3:PutObject"],
            resources=[output.arn_for_objects(f"{prefix}*/compiled/*")],  # and no component that is published
        )
    )
    role.add_to_policy(
        iam.PolicyStatement(
            sid="FindOutputBucket", actions=["s3:GetBucketLocation", "s3:ListBucket"], resources=[output.bucket_arn]
        )
    )
    if output.encryption_key is not None:
        output.encryption_key.grant_encrypt_decrypt(role)
    grant_telemetry(
        cast("iam.IRole", role),
        [_LOG_GROUP, f"{_LOG_GROUP}:*"],
        {"StringEquals": {"cloudwatch:namespace": _LOG_GROUP}},
    )
    return role


def may_find_bucket(role: iam.IRole, scope: Construct, bucket_name: str | None) -> None:
    """Let compilation jobs look up the region of the bucket that a model is in, and list it: Neo checks both.

    Args:
        role: What Neo compiles as.
        scope: A construct of the stack.
        bucket_name: ``None``: not known; whoever names the model only by a deploy-time URI grants it.

    Source: SageMaker developer guide, neo-troubleshooting-compilation (it checks the region); the actions are
    inferred.
    """
    if bucket_name is None:
        return
    arn = f"arn:{cdk.Stack.of(scope).partition}:s3:::{bucket_name}"
    role.add_to_principal_policy(
        iam.PolicyStatement(sid="FindModelBucket", actions=["s3:GetBucketLocation", "s3:ListBucket"], resources=[arn])
    )
