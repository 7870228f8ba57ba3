"""A copy of one S3 object in the bucket of another environment."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import custom_resources as cr
from constructs import Construct

if TYPE_CHECKING:
    from aws_cdk import aws_s3 as s3

    from cdk_model_packages.artifacts.s3_uri import S3Object


class ArtifactCopy(Construct):
    """Copies one object when the stack is deployed: by S3 itself, nothing passes through a function.

    The key is ``BUCKET/KEY`` of the source, so that two sources never meet and the origin shows. The
    copy is made once; it stays when the stack is destroyed. Tags of the object do not go with it.

    Args:
        scope: Parent construct.
        construct_id: Id in its parent; of the source, so that another source is another copy.
        source: The object, at most 5 GB: more, S3 refuses when it is deployed.
        bucket: Where to; of the stack's account and region.
        role: Who copies.

    Source: S3 API, CopyObject ("up to 5 GB in a single atomic action").
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, source: S3Object, bucket: s3.IBucket, role: iam.IRole
    ) -> None:
        super().__init__(scope, construct_id)
        path = f"{source.bucket_name}/{source.key}"
        self.uri = f"s3://{bucket.bucket_name}/{path}"
        """URI of the copy."""
        call = cr.AwsSdkCall(
            service="S3",
            action="copyObject",
            parameters={
                "Bucket": bucket.bucket_name,
                "Key": path,
                "CopySource": quote(path, safe="/"),
                "TaggingDirective": "REPLACE",  # else reading the source's tags must be allowed, too
            },
            physical_resource_id=cr.PhysicalResourceId.of(path),
            output_paths=["CopyObjectResult.ETag"],  # a custom resource answers with 4 KB at most
        )
        source_arn = f"arn:{cdk.Aws.PARTITION}:s3:::{path}"
        cr.AwsCustomResource(
            self,
            "Call",
            on_create=call,
            on_update=call,
            resource_type="Custom::S3ObjectCopy",
            role=role,
            policy=cr.AwsCustomResourcePolicy.from_statements(
                [
                    iam.PolicyStatement(actions=["s3:GetObject"], resources=[source_arn]),
                    iam.PolicyStatement(actions=["s3:PutObject"], resources=[bucket.arn_for_objects(path)]),
                ]
            ),
            timeout=cdk.Duration.minutes(15),
            install_latest_aws_sdk=False,  # the one that Lambda has knows CopyObject
        )
