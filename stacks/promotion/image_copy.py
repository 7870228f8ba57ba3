"""A copy of an image in an ECR repository of another environment, under the same digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from constructs import Construct

from cdk_model_packages import ModelPackagesError
from cdk_model_packages.images.pull import PULL_ACTIONS
from stacks.promotion.promotion_plan import image_uri

if TYPE_CHECKING:
    from aws_cdk import aws_ecr as ecr

    from cdk_model_packages.images.image_name import ImageName
    from stacks.promotion.copy_role import CopyRole

_PUSH_ACTIONS = ("ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage")
"""Source: ECR user guide, image-push-iam."""


class ImageCopy(Construct):
    """Copies one image when the stack is deployed, with ``cdk-ecr-deployment``.

    What is copied is named by its digest at both ends. The copying library (containers/image) then
    refuses to change the manifest, and refuses one that has another digest; an image index is copied
    with all that it lists. So the copy is the same image, or the deploy fails.

    Args:
        scope: Parent construct.
        construct_id: Id in its parent; of the source, so that another image is another copy.
        source: The image; it has a digest.
        repository: Where to; of the stack's account and region.
        role: Who copies. The library grants its function ``*``; this role gets just these two repositories.

    Raises:
        ModelPackagesError: when ``cdk-ecr-deployment`` is not installed.

    Source: cdk-ecr-deployment README; containers/image, copy.Image ("Destination specifies a digest").
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, source: ImageName, repository: ecr.IRepository, role: CopyRole
    ) -> None:
        super().__init__(scope, construct_id)
        try:
            import cdk_ecr_deployment as ecr_deployment  # an extra: only who copies images needs it
        except ImportError as error:
            raise ModelPackagesError(
                f"image {image_uri(source)!r}: cdk-ecr-deployment, which copies it, is not installed; "
                "pip install 'cdk-model-packages[promotion]'"
            ) from error
        stack = cdk.Stack.of(self)
        registry = f"{stack.account}.dkr.ecr.{stack.region}.{stack.url_suffix}"
        self.uri = f"{registry}/{repository.repository_name}@{source.digest}"
        """URI of the copy."""
        source_arn = stack.format_arn(
            service="ecr",
            account=source.account,
            region=source.region,
            resource="repository",
            resource_name=source.repository,
        )
        role.allow(list(PULL_ACTIONS), [source_arn])
        role.allow([*PULL_ACTIONS, *_PUSH_ACTIONS], [repository.repository_arn])
        role.allow(["ecr:GetAuthorizationToken"], ["*"])  # the action supports no resource
        deployment = ecr_deployment.ECRDeployment(
            self,
            "Copy",
            src=ecr_deployment.DockerImageName(image_uri(source)),
            dest=ecr_deployment.DockerImageName(self.uri),
            copy_image_index=True,
            memory_limit=1024,
            role=role.without_policy_updates(),
        )
        deployment.node.add_dependency(role)
