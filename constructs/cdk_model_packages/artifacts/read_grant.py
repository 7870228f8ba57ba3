"""The right to read a model or samples, and nothing else of their bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_s3 as s3
    from constructs import Construct

    from cdk_model_packages.artifacts.s3_uri import S3Object


def grant_object(scope: Construct, grantable: iam.IGrantable, place: S3Object) -> None:
    """Let somebody read one object."""
    _grant(grantable, "s3:GetObject", _arn(scope, f"{place.bucket_name}/{place.key}"))


def grant_prefix(scope: Construct, grantable: iam.IGrantable, place: S3Object) -> None:
    """Let somebody read and list the objects below a prefix."""
    _grant(grantable, "s3:GetObject", _arn(scope, f"{place.bucket_name}/{place.key}*"))
    _grant(grantable, "s3:ListBucket", _arn(scope, place.bucket_name), _below(place.key))


def grant_token(scope: Construct, grantable: iam.IGrantable, uri: str) -> None:
    """Let somebody read the one object that an ``s3://`` URI names, when only the deployment knows it."""
    path = cdk.Fn.select(1, cdk.Fn.split("s3://", uri))
    _grant(grantable, "s3:GetObject", _arn(scope, path))


def grant_token_prefix(scope: Construct, grantable: iam.IGrantable, uri: str) -> None:
    """Let somebody read the objects below a prefix that only the deployment knows, and list the bucket."""
    path = cdk.Fn.select(1, cdk.Fn.split("s3://", uri))
    _grant(grantable, "s3:GetObject", _arn(scope, f"{path}*"))
    _grant(grantable, "s3:ListBucket", _arn(scope, cdk.Fn.select(0, cdk.Fn.split("/", path))))


def grant_bucket_object(grantable: iam.IGrantable, bucket: s3.IBucket, key: str) -> None:
    """Let somebody read one object of a bucket, also across accounts, and use the bucket's key."""
    _grant_in_bucket(grantable, bucket, "s3:GetObject", bucket.arn_for_objects(key))
    _grant_decrypt(grantable, bucket)


def grant_bucket_prefix(grantable: iam.IGrantable, bucket: s3.IBucket, prefix: str) -> None:
    """Let somebody read and list what is below a prefix of a bucket, also across accounts, and use its key."""
    _grant_in_bucket(grantable, bucket, "s3:GetObject", bucket.arn_for_objects(f"{prefix}*"))
    _grant_in_bucket(grantable, bucket, "s3:ListBucket", bucket.bucket_arn, _below(prefix))
    _grant_decrypt(grantable, bucket)


def grant_key(grantable: iam.IGrantable, key_arn: str) -> None:
    """Let somebody decrypt with a key."""
    _grant(grantable, "kms:Decrypt", key_arn)


def _grant_decrypt(grantable: iam.IGrantable, bucket: s3.IBucket) -> None:
    key = bucket.encryption_key
    if key is not None:
        key.grant_decrypt(grantable)


def _grant_in_bucket(
    grantable: iam.IGrantable,
    bucket: s3.IBucket,
    action: str,
    arn: str,
    conditions: Mapping[str, Mapping[str, object]] | None = None,
) -> None:
    iam.Grant.add_to_principal_or_resource(
        grantee=grantable,
        actions=[action],
        resource_arns=[arn],
        resource=cast("iam.IResourceWithPolicyV2", bucket),  # it is one; a parameter has another name
        conditions=conditions,
    )


def _grant(
    grantable: iam.IGrantable, action: str, arn: str, conditions: Mapping[str, Mapping[str, object]] | None = None
) -> None:
    iam.Grant.add_to_principal(grantee=grantable, actions=[action], resource_arns=[arn], conditions=conditions)


def _below(prefix: str) -> Mapping[str, Mapping[str, object]]:
    return {"StringLike": {"s3:prefix": [f"{prefix}*"]}}


def _arn(scope: Construct, path: str) -> str:
    return f"arn:{cdk.Stack.of(scope).partition}:s3:::{path}"
