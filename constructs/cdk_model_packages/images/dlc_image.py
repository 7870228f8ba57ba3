"""One of AWS's own images, in whatever region the stack is deployed to."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import region_info

from cdk_model_packages.images.image_source import ImageLocation, ImageSource
from cdk_model_packages.images.mutable_tag import warn_of_mutable_tag
from cdk_model_packages.images.pull import grant_pull
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from constructs import Construct

    from cdk_model_packages.images.deep_learning_container import DeepLearningContainer


class DlcImage(ImageSource):
    """One of AWS's own images: the account that publishes it follows from the stack's region."""

    def __init__(self, container: DeepLearningContainer) -> None:
        self._container = container

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        """Name the image, and let somebody pull it."""
        container = self._container
        stack = cdk.Stack.of(scope)
        region = stack.region
        if is_token(region):
            account, url_suffix = _account_at_deploy(stack, container), stack.url_suffix
        else:
            account = container.account(region)
            url_suffix = region_info.RegionInfo.get(region).domain_suffix or stack.url_suffix
        if grantable is not None:
            repository_arn = stack.format_arn(
                service="ecr", account=account, resource="repository", resource_name=container.repository
            )
            grant_pull(grantable, repository_arn)
        registry = f"{account}.dkr.ecr.{region}.{url_suffix}"
        return ImageLocation.of(f"{registry}/{container.repository}:{container.tag}")

    def warn_of_tag(self, scope: Construct) -> None:
        """Warn of the tag: AWS moves it."""
        container = self._container
        moves = "AWS moves when it patches the image"
        warn_of_mutable_tag(
            scope, container.repository, container.tag, reference=container.reference, how_it_moves=moves
        )

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        """Let somebody of another account pull it, or say why that is not possible here."""
        return None  # every AWS account may pull it


def _account_at_deploy(stack: cdk.Stack, container: DeepLearningContainer) -> str:
    """Return the account as CloudFormation looks it up, in a table that images with the same accounts share."""
    registries = {region: {"account": account} for region, account in sorted(container.registries.items())}
    same_registries = hashlib.sha256(json.dumps(registries).encode()).hexdigest()[:8]
    construct_id = f"DeepLearningContainers{same_registries}"
    table = stack.node.try_find_child(construct_id)
    if not isinstance(table, cdk.CfnMapping):
        table = cdk.CfnMapping(stack, construct_id, mapping=registries)
    return table.find_in_map(stack.region, "account")
