"""KMS keys of a package: what encrypts its information, its validation's results and volumes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from aws_cdk import aws_kms as kms

# Source: SageMaker developer guide, sagemaker-roles and api-permissions-reference (CreateTransformJob).
WRITE_RESULTS = ("kms:GenerateDataKey", "kms:Decrypt")
READ_PACKAGE = ("kms:Decrypt",)
"""Source: SageMaker API, DescribeModelPackage (SC-002)."""
ENCRYPT_VOLUMES = ("kms:CreateGrant", "kms:DescribeKey")


def grant_key_use(grantee: iam.IGrantable, key: kms.IKey | str | None, actions: tuple[str, ...]) -> None:
    """Let somebody use a key.

    Args:
        grantee: Who may.
        key: A key, or its ARN or id. An alias names no key that a policy could: it is not granted.
        actions: What the job does with it.
    """
    if key is None:
        return
    if not isinstance(key, str):
        key.grant(grantee, *actions)
        return
    if not key.startswith("alias/") and ":alias/" not in key:
        iam.Grant.add_to_principal(grantee=grantee, actions=list(actions), resource_arns=[_arn(key)])


def _arn(key: str) -> str:
    if key.startswith("arn:") or is_token(key):
        return key
    return f"arn:{cdk.Aws.PARTITION}:kms:{cdk.Aws.REGION}:{cdk.Aws.ACCOUNT_ID}:key/{key}"
