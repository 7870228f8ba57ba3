"""The inference image of a container: an ECR image, or a folder with a Dockerfile."""

from __future__ import annotations

import hashlib
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import aws_cdk as cdk
from aws_cdk import aws_ecr_assets as ecr_assets

from cdk_model_packages.errors import ArtifactError, SpecError
from cdk_model_packages.images.pull import grant_pull
from cdk_model_packages.spec import ModelPackageContainerDefinition, is_token, names_a_registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_ecr as ecr
    from aws_cdk import aws_iam as iam
    from constructs import Construct

_UNKNOWN = r"\$\{Token\[[^\]]+\]\}"
_ECR_URI = re.compile(
    rf"(?P<account>\d{{12}}|{_UNKNOWN})\.dkr\.ecr(?:-fips)?\.(?P<region>[a-z0-9-]+|{_UNKNOWN})\.(?:[a-z0-9.-]+|{_UNKNOWN})"
    r"/(?P<repository>[^:@]+)(?:[:@].*)?"
)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_TAG = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}")
_REPOSITORY = re.compile(r"(?=.{2,256}$)[a-z0-9]+(?:[._/-]+[a-z0-9]+)*")
"""Source: ECR API, RepositoryName; tags: OCI distribution specification."""


@dataclass(frozen=True)
class ImageLocation:
    """What a container is told of its image.

    Attributes:
        image: ``REGISTRY/REPOSITORY@DIGEST`` or ``REGISTRY/REPOSITORY:TAG``; may hold CDK tokens.
        image_digest: ``sha256:`` and 64 hexadecimal digits, where known.
    """

    image: str
    image_digest: str | None = None


class InferenceImage(ABC):
    """An image that answers ``/ping`` and ``/invocations`` on port 8080.

    Made by one of the ``from_*`` methods. One object may serve any number of packages and stacks.
    """

    local_path: Path | None = None
    """The folder that it is built from, where there is one."""

    @staticmethod
    def from_uri(uri: str) -> InferenceImage:
        """Use an image by its full ECR URI.

        Args:
            uri: ``ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY``, then ``@sha256:DIGEST`` (pinned) or
                ``:TAG``; at most 255 characters. The repository must be in the package's region; one of
                another account must allow the pull itself. Account and region may be CDK tokens; where
                the whole is one, nobody can be granted the pull: use ``from_ecr``.

        Raises:
            SpecError: ``CT-009`` when no registry is named.
            ValidationError: ``CT-010`` when it is too long or holds a space.
        """
        if not is_token(uri) and not names_a_registry(uri):
            raise SpecError(
                "CT-009",
                "Image",
                got=uri,
                need="ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG",
                fix="write the registry too, or use from_repository_name",
            )
        ModelPackageContainerDefinition(image=uri)
        return _Uri(uri)

    @staticmethod
    def from_ecr(repository: ecr.IRepository, tag_or_digest: str) -> InferenceImage:
        """Use an image of an ECR repository.

        Args:
            repository: The repository, created or imported.
            tag_or_digest: A tag, or ``sha256:`` and 64 hexadecimal digits. A digest is better: a tag can
                be moved while the package stays (CT-013).

        Raises:
            SpecError: ``CT-010`` when it is neither.
        """
        _check_reference(tag_or_digest)
        return _Ecr(repository, tag_or_digest)

    @staticmethod
    def from_repository_name(repository_name: str, tag_or_digest: str) -> InferenceImage:
        """Use an image of a repository in the stack's own account and region, by name.

        Args:
            repository_name: For example ``digits`` or ``team/digits``.
            tag_or_digest: A tag, or ``sha256:`` and 64 hexadecimal digits.

        Raises:
            SpecError: ``CT-010`` when the one is no repository's name, or the other neither tag nor digest.
        """
        if not is_token(repository_name) and _REPOSITORY.fullmatch(repository_name) is None:
            need = "a repository's name: lower case letters, digits, and single . _ - / between them"
            raise SpecError("CT-010", "Image", got=repository_name, need=need, fix="correct it")
        _check_reference(tag_or_digest)
        return _OwnRepository(repository_name, tag_or_digest)

    @staticmethod
    def from_directory(
        path: str | Path,
        *,
        file: str | None = None,
        build_args: Mapping[str, str] | None = None,
        target: str | None = None,
        platform: ecr_assets.Platform | None = None,
    ) -> InferenceImage:
        """Build an image from a folder when the stack is deployed, with the engine that ``CDK_DOCKER`` names.

        Args:
            path: Folder with a Dockerfile.
            file: The Dockerfile below it. ``None``: ``Dockerfile``.
            build_args: Build arguments. ``None``: none.
            target: Build stage. ``None``: the last one.
            platform: ``None``: ``linux/amd64``, whatever machine deploys: SageMaker's GPU and most CPU
                instance types run nothing else.

        Raises:
            ArtifactError: when there is no such folder, or no Dockerfile in it.
        """
        folder = Path(path)
        dockerfile = folder / (file or "Dockerfile")
        if not folder.is_dir():
            where = "" if folder.is_absolute() else f" in {Path.cwd()}"
            raise ArtifactError(f"image folder {str(path)!r}: no such folder{where}; correct the path")
        if not dockerfile.is_file():
            raise ArtifactError(f"image folder {str(path)!r}: has no {dockerfile.name}; add one, or name it with file=")
        return _Directory(folder, file, dict(build_args or {}), target, platform or ecr_assets.Platform.LINUX_AMD64)

    @abstractmethod
    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        """Make the image available to a stack.

        Args:
            scope: A construct of the stack that uses the image.
            grantable: Who may pull it. ``None``: nobody is granted anything.
        """


class _Uri(InferenceImage):
    def __init__(self, uri: str) -> None:
        self._uri = uri

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        if grantable is not None:
            ecr_uri = _ECR_URI.fullmatch(self._uri)
            repository_arn = ecr_uri and cdk.Stack.of(scope).format_arn(
                service="ecr",
                account=ecr_uri["account"],
                region=ecr_uri["region"],
                resource="repository",
                resource_name=ecr_uri["repository"],
            )
            grant_pull(grantable, repository_arn)
        return _located(self._uri)


class _Ecr(InferenceImage):
    def __init__(self, repository: ecr.IRepository, tag_or_digest: str) -> None:
        self._repository = repository
        self._tag_or_digest = tag_or_digest

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        if grantable is not None:
            self._repository.grant_pull(grantable)
        return _located(self._repository.repository_uri_for_tag_or_digest(self._tag_or_digest))


class _OwnRepository(InferenceImage):
    def __init__(self, name: str, tag_or_digest: str) -> None:
        self._name = name
        self._separator = "@" if _DIGEST.fullmatch(tag_or_digest) else ":"
        self._tag_or_digest = tag_or_digest

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        stack = cdk.Stack.of(scope)
        if grantable is not None:
            arn = stack.format_arn(service="ecr", resource="repository", resource_name=self._name)
            grant_pull(grantable, arn)
        registry = f"{stack.account}.dkr.ecr.{stack.region}.{stack.url_suffix}"
        return _located(f"{registry}/{self._name}{self._separator}{self._tag_or_digest}")


class _Directory(InferenceImage):
    def __init__(
        self,
        folder: Path,
        file: str | None,
        build_args: dict[str, str],
        target: str | None,
        platform: ecr_assets.Platform,
    ) -> None:
        self.local_path = folder
        self._file = file
        self._build_args = build_args
        self._target = target
        self._platform = platform
        self._assets: WeakKeyDictionary[cdk.Stack, ecr_assets.DockerImageAsset] = WeakKeyDictionary()

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ImageLocation:
        stack = cdk.Stack.of(scope)
        asset = self._assets.get(stack)
        if asset is None:
            asset = self._assets[stack] = self._asset(stack)
        if grantable is not None:
            asset.repository.grant_pull(grantable)
        return _located(asset.image_uri)

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


def _check_reference(tag_or_digest: str) -> None:
    if is_token(tag_or_digest) or _DIGEST.fullmatch(tag_or_digest) or _TAG.fullmatch(tag_or_digest):
        return
    need = "a tag of at most 128 letters, digits and _.-, or sha256: and 64 hex digits"
    raise SpecError("CT-010", "Image", got=tag_or_digest, need=need, fix="correct it")


def _located(uri: str) -> ImageLocation:
    digest = uri.rpartition("@")[2]
    return ImageLocation(uri, digest if _DIGEST.fullmatch(digest) else None)
