"""An image that is built from a folder when the stack is deployed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import aws_cdk as cdk
from aws_cdk import aws_ecr_assets as ecr_assets

from cdk_model_packages.errors import ArtifactError
from cdk_model_packages.images.image_source import ImageLocation, ImageSource
from cdk_model_packages.images.pull import PULL_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_iam as iam
    from constructs import Construct


class DirectoryImage(ImageSource):
    """An image that is built from a folder; its tag is a hash of the folder, so it is never moved."""

    def __init__(
        self,
        path: str | Path,
        *,
        file: str | None,
        build_args: Mapping[str, str] | None,
        target: str | None,
        platform: ecr_assets.Platform | None,
    ) -> None:
        folder = Path(path)
        dockerfile = folder / (file or "Dockerfile")
        if not folder.is_dir():
            where = "" if folder.is_absolute() else f" in {Path.cwd()}"
            raise ArtifactError(f"image folder {str(path)!r}: no such folder{where}; correct the path")
        if not dockerfile.is_file():
            raise ArtifactError(f"image folder {str(path)!r}: has no {dockerfile.name}; add one, or name it with file=")
        self.local_path = self._folder = folder
        self._file = file
        self._build_args = dict(build_args or {})
        self._target = target
        self._platform = platform or ecr_assets.Platform.LINUX_AMD64
        self._assets: WeakKeyDictionary[cdk.Stack, ecr_assets.DockerImageAsset] = WeakKeyDictionary()

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        """Name the image, and let somebody pull it."""
        stack = cdk.Stack.of(scope)
        asset = self._assets.get(stack)
        if asset is None:
            asset = self._assets[stack] = self._asset(stack)
        if grantable is not None:
            asset.repository.grant_pull(grantable)
        return ImageLocation.of(asset.image_uri)

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        """Let somebody of another account pull it, or say why that is not possible here."""
        return (
            f"the image of folder {_told(self._folder)} goes to the repository of the CDK's bootstrap, whose policy "
            f"no app can open; push it to a repository that this app makes and use from_ecr, or allow "
            f"{', '.join(PULL_ACTIONS)} in the bootstrap's container-assets repository"
        )

    def _asset(self, stack: cdk.Stack) -> ecr_assets.DockerImageAsset:
        platform = self._platform.platform
        choices = (str(self.local_path), self._file, sorted(self._build_args.items()), self._target, platform)
        same_choices = f"InferenceImage{hashlib.sha256(repr(choices).encode()).hexdigest()[:8]}"
        existing = stack.node.try_find_child(same_choices)
        if isinstance(existing, ecr_assets.DockerImageAsset):
            return existing
        return ecr_assets.DockerImageAsset(
            stack,
            same_choices,
            directory=str(self.local_path),
            file=self._file,
            build_args=self._build_args or None,
            target=self._target,
            platform=self._platform,
        )


def _told(folder: Path) -> str:
    """Return a folder as it is told: relative where it is below the project, so that it is the same everywhere."""
    path = folder.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else path.name
