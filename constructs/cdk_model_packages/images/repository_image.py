"""An image of an ECR repository: one that the app makes or refers to, or one of the stack's own account by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_ecr as ecr

from cdk_model_packages.images.image_name import check_repository_name, check_tag_or_digest, is_digest
from cdk_model_packages.images.image_source import ImageLocation, ImageSource, require_same_region
from cdk_model_packages.images.mutable_tag import warn_of_mutable_tag
from cdk_model_packages.images.pull import PULL_ACTIONS, grant_pull, open_pull
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from constructs import Construct


class RepositoryImage(ImageSource):
    """An image of a repository that the app makes or refers to."""

    def __init__(self, repository: ecr.IRepository, tag_or_digest: str) -> None:
        check_tag_or_digest(tag_or_digest)
        self._repository = repository
        self._tag_or_digest = tag_or_digest

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        """Name the image, and let somebody pull it."""
        uri = self._repository.repository_uri_for_tag_or_digest(self._tag_or_digest)
        require_same_region(scope, uri, self._repository.env.region)
        if grantable is not None:
            self._repository.grant_pull(grantable)
        return ImageLocation.of(uri)

    def warn_of_tag(self, scope: Construct) -> None:
        """Warn of a tag, unless the app makes the repository's tags immutable."""
        if is_digest(self._tag_or_digest) or _has_immutable_tags(self._repository):
            return
        uri = self._repository.repository_uri_for_tag_or_digest(self._tag_or_digest)
        known = self._repository.repository_name if is_token(uri) else uri.rpartition(":")[0]
        warn_of_mutable_tag(scope, known, self._tag_or_digest)

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        """Let somebody of another account pull it, or say why that is not possible here."""
        if open_pull(self._repository, principal):
            return None
        name = self._repository.repository_name
        return _not_made_here("of the image" if is_token(name) else name)


class OwnRepositoryImage(ImageSource):
    """An image of a repository of the stack's own account and region, by name."""

    def __init__(self, repository_name: str, tag_or_digest: str) -> None:
        check_repository_name(repository_name)
        check_tag_or_digest(tag_or_digest)
        self._name = repository_name
        self._tag_or_digest = tag_or_digest

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        """Name the image, and let somebody pull it."""
        stack = cdk.Stack.of(scope)
        pinned = is_digest(self._tag_or_digest)
        if grantable is not None:
            grant_pull(grantable, stack.format_arn(service="ecr", resource="repository", resource_name=self._name))
        registry = f"{stack.account}.dkr.ecr.{stack.region}.{stack.url_suffix}"
        return ImageLocation.of(f"{registry}/{self._name}{'@' if pinned else ':'}{self._tag_or_digest}")

    def warn_of_tag(self, scope: Construct) -> None:
        """Warn of a tag."""
        if not is_digest(self._tag_or_digest):
            warn_of_mutable_tag(scope, self._name, self._tag_or_digest)

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        """Let somebody of another account pull it, or say why that is not possible here."""
        return _not_made_here(self._name)


def _not_made_here(name: str) -> str:
    return (
        f"image repository {name} is not made by this app, so its policy was not opened; "
        f"allow {', '.join(PULL_ACTIONS)} in it, or pass the repository that this app makes to from_ecr"
    )


def _has_immutable_tags(repository: ecr.IRepository) -> bool:
    if not isinstance(repository, ecr.Repository):  # of one that is only referred to nothing is known
        return False
    resource = repository.node.default_child
    return isinstance(resource, ecr.CfnRepository) and resource.image_tag_mutability == "IMMUTABLE"
