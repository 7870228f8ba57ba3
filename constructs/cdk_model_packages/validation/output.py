"""Where a validation job writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import aws_cdk as cdk

from cdk_model_packages.artifacts.s3_uri import parse_s3_uri
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

_DEFAULT_BUCKET_ID = "ModelPackageValidationOutput"


class Output(NamedTuple):
    """Where results go.

    Attributes:
        uri: ``s3://bucket/prefix/``.
        objects_arn: ARN of what the job writes there.
        bucket: The bucket, where it is known as one: its key is granted, too.
    """

    uri: str
    objects_arn: str
    bucket: s3.IBucket | None = None


def output_in(bucket: s3.IBucket, prefix: str) -> Output:
    """Write below a prefix of a bucket."""
    below = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
    return Output(bucket.s3_url_for_object(below), bucket.arn_for_objects(f"{below}*"), bucket)


def output_at(uri: str) -> Output:
    """Write below a URI.

    Raises:
        SpecError: ``SPEC-001`` when bucket and prefix do not show.
    """
    place = parse_s3_uri(uri if is_token(uri) or uri.count("/") > 2 else f"{uri}/")
    if place is not None:
        path = f"{place.bucket_name}/{place.key.rstrip('/')}".rstrip("/")
    elif is_token(uri):
        path = cdk.Fn.select(1, cdk.Fn.split("s3://", uri))
    else:
        raise SpecError("SPEC-001", "S3OutputPath", got=uri, need="like s3://BUCKET/PREFIX/", fix="write that")
    return Output(uri, f"arn:{cdk.Aws.PARTITION}:s3:::{path}/*" if place else f"arn:{cdk.Aws.PARTITION}:s3:::{path}*")


def default_output(scope: Construct) -> Output:
    """Write below a prefix of the package's own, in the stack's bucket for validation results.

    The bucket is made on first use: private, encrypted, TLS only. Results expire after 30 days, the
    bucket itself is retained.
    """
    from aws_cdk import aws_s3 as s3  # 30 ms that only an app with validation pays

    stack = cdk.Stack.of(scope)
    bucket = stack.node.try_find_child(_DEFAULT_BUCKET_ID)
    if not isinstance(bucket, s3.Bucket):
        bucket = s3.Bucket(
            stack,
            _DEFAULT_BUCKET_ID,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            lifecycle_rules=[s3.LifecycleRule(expiration=cdk.Duration.days(30))],
            removal_policy=cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        )
    prefix = cdk.Names.unique_resource_name(scope, separator="-", max_length=63)
    uri = bucket.s3_url_for_object(f"{prefix}/")
    return Output(uri, f"arn:{cdk.Aws.PARTITION}:s3:::{bucket.bucket_name}/{prefix}/*")
