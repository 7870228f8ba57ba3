"""The right to read a model or samples, and nothing else of their bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

    from cdk_model_packages.artifacts.s3_uri import S3Object

IN_ASSET_BUCKET = (
    "a model archive is in the CDK's asset bucket, whose policy belongs to the bootstrap stack and whose default key, "
    "aws/s3, no policy can open to another account (cdk bootstrap --trust and --trust-for-lookup open roles, not the "
    "bucket); put the archive into a bucket made in this app and use ModelArtifact.from_bucket"
)
"""Why a model that is uploaded with the stack cannot be opened. Source: bootstrap-template.yaml of the CDK CLI."""


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


def open_bucket(bucket: s3.IBucket, principal: iam.IPrincipal, *, key: str = "", prefix: str = "") -> str | None:
    """Let another account read one object, or what is below a prefix, by the policies of the bucket and of its key.

    Args:
        bucket: A bucket; only one made in the app has a policy that can be added to.
        principal: Who may.
        key: Key of the object; empty when there is a prefix.
        prefix: What all keys start with; empty when there is a key.

    Returns:
        ``None`` when it is open; otherwise what is not, why, and what to do, in one sentence.
    """
    name = bucket.node.path if is_token(bucket.bucket_name) else bucket.bucket_name
    if bucket.encryption_key is None and _has_kms_key(bucket):
        return (
            f"bucket {name!r} is encrypted with a KMS key that cannot be opened to another account, as aws/s3 cannot; "
            "give it encryption_key=kms.Key(...), or the keys of S3 itself (BucketEncryption.S3_MANAGED)"
        )
    statements = [_allow(principal, "s3:GetObject", bucket.arn_for_objects(key or f"{prefix}*"))]
    if prefix:
        statements.append(_allow(principal, "s3:ListBucket", bucket.bucket_arn, _below(prefix)))
    if not all(bucket.add_to_resource_policy(statement).statement_added for statement in statements):
        return (
            f"bucket {name!r} is not made in this app, which therefore cannot add to its policy; allow "
            "s3:GetObject there, and kms:Decrypt on its key if it has one, or use a bucket made in this app"
        )
    return None if bucket.encryption_key is None else open_key(bucket.encryption_key, principal)


def open_key(key: kms.IKey | str, principal: iam.IPrincipal) -> str | None:
    """Let another account decrypt with a key, by the key's policy.

    Returns:
        ``None`` when it is open; otherwise why not, and what to do, in one sentence.
    """
    if not isinstance(key, str):
        if key.add_to_resource_policy(_allow(principal, "kms:Decrypt", "*")).statement_added:
            return None
        key = key.node.path if is_token(key.key_id) else key.key_id
    return (
        f"key {key!r} is not made in this app, which therefore cannot add to its policy; allow kms:Decrypt there (an "
        "AWS managed key never can be opened to another account), or use a kms.Key made in this app"
    )


def named_by_text(place: S3Object | None) -> str:
    """Return why a model whose bucket nobody has given cannot be opened."""
    where = "a model" if place is None or is_token(place.bucket_name) else f"bucket {place.bucket_name!r}"
    return (
        f"{where} is named by text, so its policy cannot be added to; allow s3:GetObject there, and kms:Decrypt on its "
        "key if it has one, or use ModelArtifact.from_bucket with a bucket made in this app"
    )


def _has_kms_key(bucket: s3.IBucket) -> bool:
    resource = bucket.node.default_child
    encryption = getattr(resource, "bucket_encryption", None)
    return encryption is not None and "aws:kms" in str(cdk.Stack.of(bucket).resolve(encryption))


def _allow(
    principal: iam.IPrincipal, action: str, arn: str, conditions: Mapping[str, Mapping[str, object]] | None = None
) -> iam.PolicyStatement:
    return iam.PolicyStatement(principals=[principal], actions=[action], resources=[arn], conditions=conditions)


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
