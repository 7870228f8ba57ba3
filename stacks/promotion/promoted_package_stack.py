"""A package in one environment: its group, its version, and copies of what the version names."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cdk_model_packages import ModelPackage
from stacks.acknowledged import acknowledge_package
from stacks.groups import group_of
from stacks.promotion.artifact_copy import ArtifactCopy
from stacks.promotion.copy_role import CopyRole, copy_role_name
from stacks.promotion.image_copy import ImageCopy
from stacks.promotion.promotion_plan import image_uri, plan_promotion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cdk_model_packages.artifacts.s3_uri import S3Object
    from cdk_model_packages.images.image_name import ImageName
    from cdk_model_packages.spec import ModelPackageSpec
    from stacks.promotion.promotion_environment import PromotionEnvironment

_RETAIN = cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE


class PromotedPackageStack(cdk.Stack):
    """Deploys a package to an environment; usually one stack of a :class:`~stacks.PackagePromotion`.

    Args:
        scope: The environment's stage.
        construct_id: Id of the stack.
        value: The package.
        folder: What paths in it are relative to.
        environment: Where it goes.
        source: Account and region of the package's objects in S3. ``None``: not told.
        source_key_arns: KMS keys that these objects are encrypted with; the copy may decrypt with them.
        verify: Read every model file again, even if sizes and times say that nothing has changed.

    Raises:
        PromotionError: when a property cannot go there as it is.
        ArtifactError: when a path in the package names nothing of use.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        value: ModelPackageSpec,
        folder: Path,
        environment: PromotionEnvironment,
        source: cdk.Environment | None = None,
        source_key_arns: Sequence[str] = (),
        verify: bool = False,
    ) -> None:
        plan = plan_promotion(value, environment, source)
        super().__init__(
            scope,
            construct_id,
            env=environment.env,
            description=f"SageMaker model package of {folder.resolve().name}, promoted to {environment.name}",
        )
        self.plan = plan
        """What becomes of each property."""
        self._environment = environment
        self._source_key_arns = list(source_key_arns)
        self._copies = Construct(self, "Copies")
        # Several properties may name one object: it is copied once.
        artifacts = {source: self._artifact(source) for source in dict.fromkeys(plan.objects.values())}
        images = {source: self._image(source) for source in dict.fromkeys(plan.images.values())}
        promoted = plan.with_copies(
            {path: artifacts[source].uri for path, source in plan.objects.items()}
            | {path: images[source].uri for path, source in plan.images.items()}
        )
        self.group = group_of(self, promoted.model_package_group_name, existing=environment.existing_group)
        self.version = ModelPackage.from_spec(
            self, "Version", model_package_group=self.group, value=promoted, folder=folder, verify=verify
        )
        for copy in (*artifacts.values(), *images.values()):  # the service looks for image and artifact at once
            self.version.resource.node.add_dependency(copy)
        self._let_validation_decrypt()
        acknowledge_package(self.version)
        cdk.CfnOutput(self, "ModelPackageGroupName", value=self.group.model_package_group_name)
        cdk.CfnOutput(self, "ModelPackageArn", value=self.version.model_package_arn)
        cdk.CfnOutput(self, "ModelPackageStatus", value=self.version.model_package_status)

    @property
    def copy_role_name(self) -> str:
        """Name of the role that reads the source, whether or not it is there yet."""
        return copy_role_name(self._copies)

    def _let_validation_decrypt(self) -> None:
        """Let the role that was made for the validation read copies that a key of the environment encrypts."""
        role = self.version.node.try_find_child("ValidationRole")
        key_arn = self._environment.artifact_key_arn
        if key_arn is not None and self.plan.objects and isinstance(role, iam.Role):
            role.add_to_principal_policy(iam.PolicyStatement(actions=["kms:Decrypt"], resources=[key_arn]))

    def _artifact(self, source: S3Object) -> ArtifactCopy:
        construct_id = f"Artifact{_short_hash(f'{source.bucket_name}/{source.key}')}"
        role = cast("iam.IRole", self._role)
        return ArtifactCopy(self._copies, construct_id, source=source, bucket=self._bucket, role=role)

    def _image(self, source: ImageName) -> ImageCopy:
        construct_id = f"Image{_short_hash(image_uri(source))}"
        return ImageCopy(self._copies, construct_id, source=source, repository=self._repository, role=self._role)

    @cached_property
    def _role(self) -> CopyRole:
        return CopyRole(self._copies, "Role")

    @cached_property
    def _bucket(self) -> s3.IBucket:
        if self._source_key_arns:
            self._role.allow(["kms:Decrypt"], self._source_key_arns)
        if self._environment.artifact_key_arn is not None:
            self._role.allow(["kms:GenerateDataKey", "kms:Decrypt"], [self._environment.artifact_key_arn])
        if self._environment.artifact_bucket is not None:
            return s3.Bucket.from_bucket_name(self._copies, "Artifacts", self._environment.artifact_bucket)
        bucket = s3.Bucket(
            self._copies,
            "Artifacts",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            removal_policy=_RETAIN,
        )
        cdk.Validations.of(bucket).acknowledge(
            cdk.Acknowledgment(
                id="AwsSolutions::AwsSolutions-S1",
                reason="access logs need a bucket of the organization; CloudTrail records access, too",
            )
        )
        return cast("s3.IBucket", bucket)

    @cached_property
    def _repository(self) -> ecr.IRepository:
        if self._environment.image_repository is not None:
            return ecr.Repository.from_repository_name(self._copies, "Images", self._environment.image_repository)
        repository = ecr.Repository(
            self._copies,
            "Images",
            image_scan_on_push=True,
            image_tag_mutability=ecr.TagMutability.IMMUTABLE,
            removal_policy=_RETAIN,
        )
        return cast("ecr.IRepository", repository)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
