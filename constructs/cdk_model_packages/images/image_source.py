"""Where an image comes from: what each kind of image can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdk_model_packages._place import region_of
from cdk_model_packages.errors import SpecError
from cdk_model_packages.images.image_name import digest_of
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from pathlib import Path

    from aws_cdk import aws_iam as iam
    from constructs import Construct


@dataclass(frozen=True)
class ImageLocation:
    """What a container is told of its image.

    Attributes:
        image: ``REGISTRY/REPOSITORY@DIGEST`` or ``REGISTRY/REPOSITORY:TAG``; may hold CDK tokens.
        image_digest: ``sha256:`` and 64 hexadecimal digits, where known.
    """

    image: str
    image_digest: str | None = None

    @classmethod
    def of(cls, uri: str) -> ImageLocation:
        """Take an image's URI; the digest is what it ends with."""
        return cls(uri, digest_of(uri))


class ImageSource(ABC):
    """What an :class:`~cdk_model_packages.InferenceImage` is made of."""

    local_path: Path | None = None
    """The folder that it is built from, where there is one."""

    @abstractmethod
    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        """Make the image available to a stack; see :meth:`cdk_model_packages.InferenceImage.bind`."""

    def warn_of_tag(self, scope: Construct) -> None:
        """Warn when a tag names it that can be moved. Here: none does.

        Args:
            scope: The package.
        """
        del scope

    @abstractmethod
    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        """Let somebody of another account pull; see :meth:`cdk_model_packages.InferenceImage.open_to`."""


def require_same_region(scope: Construct, image: str, region: str | None) -> None:
    """Refuse an image of another region than the stack's, where both are known.

    Raises:
        SpecError: ``CT-009``.
    """
    if region is None or is_token(region):
        return
    wanted = region_of(scope)
    if not is_token(wanted) and wanted != region:
        need = f"in the package's region {wanted}, not in {region}"
        raise SpecError("CT-009", "Image", got=image, need=need, fix="copy the image there, and name the copy")
