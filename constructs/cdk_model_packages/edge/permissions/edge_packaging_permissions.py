"""What IAM must allow whoever packages a model as a component, step by step and for one component."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.permissions.arns import key_arn
from cdk_model_packages.registry.permissions.permission import Permission, merged
from cdk_model_packages.registry.permissions.permission_list import PermissionList
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

_NAME = re.compile(r"[a-zA-Z0-9_.*-]{1,128}")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


class EdgePackagingPermissions(PermissionList):
    """What IAM must allow whoever packages a model as a Greengrass component without this library's constructs.

    The list that Lookout for Vision documented for StartModelPackagingJob, but for its own actions, for one component
    and one place:

    | Action | On | Why |
    |---|---|---|
    | ``s3:PutObject`` | what is below the prefix | the component's artifact is uploaded |
    | ``s3:GetBucketLocation`` | the bucket | it must be in the component's region (GG-014) |
    | ``kms:GenerateDataKey`` | the key, where one is used | the upload is encrypted |
    | ``greengrass:CreateComponentVersion`` | the component | the version is made |
    | ``greengrass:DescribeComponent`` | its versions | whoever makes it waits until it is ``DEPLOYABLE`` |
    | ``greengrass:TagResource`` | both, where asked for | the version is tagged |

    Greengrass reads the artifact with the caller's rights, too: grant ``s3:GetObject`` where nothing else does.

    Args:
        scope: A construct of the stack whose account and region the component is in.
        bucket: Where artifacts go: a bucket, or the name of one.
        prefix: What their keys begin with. Empty: anywhere in the bucket.
        component_name: The component; ``*`` is the policy's own wildcard.
        encryption_key: Encrypts the artifacts: a key, its ARN or id. ``None``: that of ``bucket``, where it shows; else
            none is used.
        tags: Whether versions are tagged.

    Raises:
        SpecError: ``GG-002`` when the component's name is none; ``SPEC-001`` when bucket or key are none.

    Source: Lookout for Vision developer guide, package-job-sdk; Lookout for Vision API, StartModelPackagingJob
    (``kms:GenerateDataKey``); Service Authorization Reference, AWS IoT Greengrass V2.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        bucket: s3.IBucket | str,
        prefix: str = "",
        component_name: str,
        encryption_key: kms.IKey | str | None = None,
        tags: bool = False,
    ) -> None:
        if not is_token(component_name) and _NAME.fullmatch(component_name) is None:
            need = "1 to 128 letters, digits, '.', '-' and '_'; '*' for any of them"
            raise SpecError("GG-002", "ComponentName", got=component_name, need=need, fix="use only those")
        if isinstance(bucket, str) and not is_token(bucket) and _BUCKET.fullmatch(bucket) is None:
            raise SpecError("SPEC-001", "Bucket", got=bucket, need="a bucket, or its name", fix="pass one")
        key = bucket.encryption_key if encryption_key is None and not isinstance(bucket, str) else encryption_key
        partition = cdk.Stack.of(scope).partition
        self._bucket_arn = f"arn:{partition}:s3:::{bucket}" if isinstance(bucket, str) else bucket.bucket_arn
        self._folder = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._key_arn = None if key is None else key_arn(scope, key)
        self._component_arn = cdk.Stack.of(scope).format_arn(
            service="greengrass",
            resource="components",
            resource_name=component_name,
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        self._permissions = merged(self._wanted(tags=tags))

    def _wanted(self, *, tags: bool) -> Iterator[Permission]:
        component, versions = self._component_arn, f"{self._component_arn}:versions:*"
        yield Permission("WriteArtifacts", ("s3:PutObject",), (f"{self._bucket_arn}/{self._folder}*",))
        yield Permission("FindBucket", ("s3:GetBucketLocation",), (self._bucket_arn,))
        if self._key_arn is not None:
            yield Permission("EncryptArtifacts", ("kms:GenerateDataKey",), (self._key_arn,))
        yield Permission("CreateComponent", ("greengrass:CreateComponentVersion",), (component,))
        yield Permission("FollowComponent", ("greengrass:DescribeComponent",), (versions,))
        if tags:
            yield Permission("TagComponent", ("greengrass:TagResource",), (component, versions))
