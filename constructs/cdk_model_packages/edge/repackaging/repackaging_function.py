"""The function that makes a component's ZIP of a model in S3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from cdk_model_packages.edge.repackaging.edge_function import edge_function

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

_HANDLER = "functions.repackage.handler.handler"
_MINUTES = 15  # as long as a function may run
_STORAGE_GIB = 10  # as much as one may have; a model takes up to half of it, unpacked
_MEMORY_MIB = 1769  # one processor: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html


def repackaging_function(
    scope: Construct,
    construct_id: str,
    *,
    bucket: s3.IBucket,
    folder: str,
    description: str,
    handler: str = _HANDLER,
) -> lambda_.Function:
    """Make the function. It may write below one folder of one bucket; what it reads grants itself to its role.

    Args:
        scope: Parent construct.
        construct_id: Id below it.
        bucket: Where ZIPs go. Its key may be used.
        folder: What their keys begin with, ending in ``/``; may be empty.
        description: What it is for.
        handler: What is called: the function that answers a packaging job, or a custom resource's.

    Source: Lambda quotas: 15 minutes, 10,240 MB of storage.
    """
    function = edge_function(
        scope,
        construct_id,
        handler=handler,
        description=description,
        timeout=cdk.Duration.minutes(_MINUTES),
        memory_size=_MEMORY_MIB,
        ephemeral_storage_size=cdk.Size.gibibytes(_STORAGE_GIB),
    )
    components = bucket.arn_for_objects(f"{folder}*")
    function.add_to_role_policy(
        iam.PolicyStatement(
            sid="WriteComponents",
            actions=["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"],
            resources=[components],
        )
    )
    if bucket.encryption_key is not None:
        bucket.encryption_key.grant_encrypt_decrypt(function)
    return function
