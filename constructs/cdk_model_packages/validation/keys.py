"""KMS keys of a package: what encrypts its information, its validation's results and volumes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from aws_cdk import aws_kms as kms

# Source: SageMaker developer guide, sagemaker-roles and api-permissions-reference (CreateTransformJob).
WRITE_RESULTS = ("kms:GenerateDataKey", "kms:Decrypt")
READ_PACKAGE = ("kms:Decrypt",)
"""Source: SageMaker API, DescribeModelPackage (SC-002)."""
ENCRYPT_VOLUMES = ("kms:CreateGrant", "kms:DescribeKey")


_REGION_OF_ARN = 3


def check_key_region(key_id: str, region: str, path: str) -> None:
    """Refuse a key of another region, where both are known.

    Args:
        key_id: Id, ARN or alias; may be a CDK token.
        region: Where it is used; may be a CDK token.
        path: The property that names it, for the message.

    Raises:
        SpecError: ``SC-001``.
    """
    parts = key_id.split(":")
    known = len(parts) > _REGION_OF_ARN and not is_token(key_id) and not is_token(region)
    if known and parts[_REGION_OF_ARN] != region:
        raise SpecError("SC-001", path, got=key_id, need=f"a key of region {region}", fix="name that region's key")


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
    if not is_alias(key):
        iam.Grant.add_to_principal(grantee=grantee, actions=list(actions), resource_arns=[_arn(key)])


def is_alias(key: str) -> bool:
    """Tell whether a key is named by an alias."""
    return key.startswith("alias/") or ":alias/" in key


def _arn(key: str) -> str:
    if key.startswith("arn:") or is_token(key):
        return key
    return f"arn:{cdk.Aws.PARTITION}:kms:{cdk.Aws.REGION}:{cdk.Aws.ACCOUNT_ID}:key/{key}"
