"""An image by its full URI."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import region_info

from cdk_model_packages.images import dlc_data
from cdk_model_packages.images.image_name import ImageError, ImageName
from cdk_model_packages.images.image_source import ImageLocation, ImageSource, require_same_region
from cdk_model_packages.images.mutable_tag import warn_of_mutable_tag
from cdk_model_packages.images.pull import PULL_ACTIONS, grant_pull
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from constructs import Construct


class UriImage(ImageSource):
    """An image by its full URI, of this account or another."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._name = ImageName.parse(uri)

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        """Name the image, and let somebody pull it."""
        name = self._name
        if name is None:  # only the deployment knows it
            return ImageLocation.of(self._uri)
        require_same_region(scope, self._uri, name.region)
        if grantable is not None and name.account is not None:
            repository_arn = cdk.Stack.of(scope).format_arn(
                service="ecr",
                account=name.account,
                region=name.region,
                resource="repository",
                resource_name=name.repository,
            )
            grant_pull(grantable, repository_arn)
        return ImageLocation.of(self._uri)

    def warn_of_tag(self, scope: Construct) -> None:
        """Warn of a tag, and of none, unless there is a digest."""
        name = self._name
        if name is None or name.digest is not None or (name.tag is None and is_token(name.repository)):
            return
        registry = f"{name.registry}/"
        warn_of_mutable_tag(scope, f"{'' if is_token(registry) else registry}{name.repository}", name.tag)

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        """Let somebody of another account pull it, or say why that is not possible here."""
        name = self._name
        if name is None or name.account is None or name.region is None:
            return f"image {self._uri} is not known to be in an ECR repository, so nobody was let in; use from_ecr"
        if not is_token(name.account) and _is_aws(name.account, name.region):
            return None
        owner = "its owner" if is_token(name.account) else f"account {name.account}"
        return (
            f"image repository {name.repository} is only named here, so its policy was not opened; "
            f"let {owner} allow {', '.join(PULL_ACTIONS)} there, or pass the repository that this app makes to from_ecr"
        )


def _is_aws(account: str, region: str) -> bool:
    """Tell whether AWS publishes images there: every account may pull those."""
    facts = region_info.Fact.find(region, region_info.FactName.DLC_REPOSITORY_ACCOUNT)
    if facts == account:
        return True
    try:
        return account in dlc_data.aws_accounts()
    except ImageError:  # without the SDK only the CDK's facts are known
        return False
