"""What a device's role needs to fetch the artifacts of a component (GG-037).

Source: Greengrass V2 developer guide, device-service-role, "Allow access to S3 buckets for component artifacts".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

if TYPE_CHECKING:
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

    from cdk_model_packages.edge.component.zip_asset import ZipLocation

_READ = "s3:GetObject"
_FIND = "s3:GetBucketLocation"  # the nucleus asks for the bucket's region first


def grant_zip(scope: Construct, grantee: iam.IGrantable, location: ZipLocation) -> iam.Grant:
    """Let devices fetch a ZIP in the asset bucket, in all versions of its component."""
    bucket = f"arn:{cdk.Stack.of(scope).partition}:s3:::{location.bucket_name}"
    grant = iam.Grant.add_to_principal(
        grantee=grantee, actions=[_READ], resource_arns=[f"{bucket}/{location.versions}"]
    ).combine(iam.Grant.add_to_principal(grantee=grantee, actions=[_FIND], resource_arns=[bucket]))
    if location.key_arn is None:
        return grant
    return grant.combine(
        iam.Grant.add_to_principal(grantee=grantee, actions=["kms:Decrypt"], resource_arns=[location.key_arn])
    )


def grant_in_bucket(grantee: iam.IGrantable, bucket: s3.IBucket, keys: str) -> iam.Grant:
    """Let devices fetch objects of a bucket, also across accounts.

    Args:
        grantee: The devices' role.
        bucket: The bucket.
        keys: What their keys match, as a policy writes it.
    """
    resource = cast("iam.IResourceWithPolicyV2", bucket)  # it is one; a parameter has another name
    grant = iam.Grant.add_to_principal_or_resource(
        grantee=grantee, actions=[_READ], resource_arns=[bucket.arn_for_objects(keys)], resource=resource
    ).combine(
        iam.Grant.add_to_principal_or_resource(
            grantee=grantee, actions=[_FIND], resource_arns=[bucket.bucket_arn], resource=resource
        )
    )
    key = bucket.encryption_key
    return grant if key is None else grant.combine(key.grant_decrypt(grantee))
