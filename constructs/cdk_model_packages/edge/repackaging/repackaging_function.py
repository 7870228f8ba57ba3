"""The function that makes a component's ZIP of a model in S3."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

if TYPE_CHECKING:
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

_EDGE = Path(__file__).parents[1]
_CODE = ("functions", "runner")
_HANDLER = "functions.repackage.handler.handler"
_MINUTES = 15  # as long as a function may run
_STORAGE_GIB = 10  # as much as one may have; a model takes up to half of it, unpacked
_MEMORY_MIB = 1769  # one processor: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html


def repackaging_function(
    scope: Construct, construct_id: str, *, bucket: s3.IBucket, folder: str, description: str
) -> lambda_.Function:
    """Make the function. It may write below one folder of one bucket; what it reads grants itself to its role.

    Args:
        scope: Parent construct.
        construct_id: Id below it.
        bucket: Where ZIPs go. Its key may be used.
        folder: What their keys begin with, ending in ``/``; may be empty.
        description: What it is for.

    Source: Lambda quotas: 15 minutes, 10,240 MB of storage.
    """
    log_group = logs.LogGroup(
        scope, f"{construct_id}Log", retention=logs.RetentionDays.ONE_MONTH, removal_policy=cdk.RemovalPolicy.DESTROY
    )
    role = iam.Role(
        scope,
        f"{construct_id}Role",
        description=description,
        assumed_by=cast("iam.IPrincipal", iam.ServicePrincipal("lambda.amazonaws.com")),
    )
    log_group.grant_write(role)
    components = bucket.arn_for_objects(f"{folder}*")
    role.add_to_policy(
        iam.PolicyStatement(
            sid="WriteComponents",
            actions=["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"],
            resources=[components],
        )
    )
    if bucket.encryption_key is not None:
        bucket.encryption_key.grant_encrypt_decrypt(role)
    others = [found.name for found in _EDGE.iterdir() if found.name not in _CODE]
    return lambda_.Function(
        scope,
        construct_id,
        description=description,
        runtime=lambda_.Runtime.PYTHON_3_14,
        handler=_HANDLER,
        code=lambda_.Code.from_asset(str(_EDGE), exclude=[*others, "**/__pycache__"]),
        role=cast("iam.IRole", role),
        log_group=cast("logs.ILogGroup", log_group),
        timeout=cdk.Duration.minutes(_MINUTES),
        memory_size=_MEMORY_MIB,
        ephemeral_storage_size=cdk.Size.gibibytes(_STORAGE_GIB),
    )
