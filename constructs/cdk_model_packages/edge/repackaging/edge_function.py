"""A function of this room: its code, its log, and a role that may write into that alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

if TYPE_CHECKING:
    from constructs import Construct

_EDGE = Path(__file__).parents[1]
_CODE = ("functions", "runner")


def edge_function(
    scope: Construct,
    construct_id: str,
    *,
    handler: str,
    description: str,
    timeout: cdk.Duration,
    memory_size: int | None = None,
    ephemeral_storage_size: cdk.Size | None = None,
) -> lambda_.Function:
    """Make a function of the code in ``functions``, with the files of ``runner`` beside it.

    Args:
        scope: Parent construct.
        construct_id: Id below it.
        handler: What is called, for example ``functions.repackage.handler.handler``.
        description: What it is for.
        timeout: How long it may take.
        memory_size: In MiB. ``None``: Lambda's 128.
        ephemeral_storage_size: Of ``/tmp``. ``None``: Lambda's 512 MiB.
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
    others = [f"/{found.name}" for found in _EDGE.iterdir() if found.name not in _CODE]
    return lambda_.Function(
        scope,
        construct_id,
        description=description,
        runtime=lambda_.Runtime.PYTHON_3_14,
        handler=handler,
        code=lambda_.Code.from_asset(str(_EDGE), exclude=[*others, "__pycache__"], ignore_mode=cdk.IgnoreMode.GIT),
        role=cast("iam.IRole", role),
        log_group=cast("logs.ILogGroup", log_group),
        timeout=timeout,
        memory_size=memory_size,
        ephemeral_storage_size=ephemeral_storage_size,
    )
