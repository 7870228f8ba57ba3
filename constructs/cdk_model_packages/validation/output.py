"""Where a validation job writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aws_cdk as cdk

if TYPE_CHECKING:
    from aws_cdk import aws_s3 as s3

_S3_URI = re.compile(r"s3://(?P<bucket>[^/]+)/?(?P<key>.*)")
_DEFAULT_BUCKET_ID = "ModelPackageValidationOutput"


def output_bucket(stack: cdk.Stack) -> s3.IBucket:
    """Return the stack's bucket for validation results, made on first use.

    Private, encrypted, TLS only; results expire after 30 days, the bucket itself is retained.
    """
    from aws_cdk import aws_s3 as s3  # 30 ms that only an app with validation pays

    existing = stack.node.try_find_child(_DEFAULT_BUCKET_ID)
    if isinstance(existing, s3.Bucket):
        return existing
    return s3.Bucket(
        stack,
        _DEFAULT_BUCKET_ID,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        lifecycle_rules=[s3.LifecycleRule(expiration=cdk.Duration.days(30))],
        removal_policy=cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    )


def split_uri(uri: str) -> tuple[str, str]:
    """Return bucket and prefix of ``s3://bucket/prefix``."""
    found = _S3_URI.fullmatch(uri)
    return (found["bucket"], found["key"]) if found else (uri, "")
