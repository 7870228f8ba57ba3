"""Where the ZIPs go that are made while a stack is deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3

from cdk_model_packages._place import region_of, stack_of
from cdk_model_packages.edge.component.arguments import check_text
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from constructs import Construct

_DEFAULT_BUCKET_ID = "EdgeComponentArtifacts"


class ArtifactPlace(NamedTuple):
    """Where ZIPs go.

    Attributes:
        bucket: The bucket.
        folder: What their keys begin with, ending in ``/``; may be empty.
    """

    bucket: s3.IBucket
    folder: str


def artifact_place(scope: Construct, bucket: s3.IBucket | None, prefix: str) -> ArtifactPlace:
    """Return where ZIPs go.

    Args:
        scope: The component.
        bucket: ``None``: the stack's bucket for components, which is made on first use: private, encrypted, TLS only,
            and retained, because devices read it.
        prefix: What keys begin with; may be empty.

    Raises:
        SpecError: ``GG-014`` when the bucket is in another region than the stack, where both are known; ``SPEC-001``
            when it is none.
    """
    check_text(prefix, "artifact_prefix")
    folder = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
    if bucket is None:
        return ArtifactPlace(_default_bucket(stack_of(scope)), folder)
    if not hasattr(bucket, "bucket_arn"):
        need = "a bucket"
        raise SpecError("SPEC-001", "artifact_bucket", got=bucket, need=need, fix="use s3.Bucket.from_bucket_name(...)")
    here, there = region_of(scope), bucket.env.region
    if not is_token(here) and not is_token(there) and here != there:
        need = f"a bucket of region {here}, in which the component is made"
        raise SpecError("GG-014", "artifact_bucket", got=there, need=need, fix="make a bucket in that region")
    return ArtifactPlace(bucket, folder)


def _default_bucket(stack: cdk.Stack) -> s3.IBucket:
    found = stack.node.try_find_child(_DEFAULT_BUCKET_ID)
    if isinstance(found, s3.Bucket):
        return found
    return s3.Bucket(
        stack,
        _DEFAULT_BUCKET_ID,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        removal_policy=cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    )
