"""The inference image of a container: AWS's own, one in ECR, or a folder with a Dockerfile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.errors import SpecError
from cdk_model_packages.images.directory_image import DirectoryImage
from cdk_model_packages.images.image_name import is_dlc_reference
from cdk_model_packages.images.repository_image import OwnRepositoryImage, RepositoryImage
from cdk_model_packages.images.uri_image import UriImage
from cdk_model_packages.spec import ModelPackageContainerDefinition, is_local_path, is_token, names_a_registry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aws_cdk import aws_ecr as ecr
    from aws_cdk import aws_ecr_assets as ecr_assets
    from aws_cdk import aws_iam as iam
    from constructs import Construct

    from cdk_model_packages.images.image_source import ImageLocation, ImageSource


class InferenceImage:
    """An image that answers ``/ping`` and ``/invocations`` on port 8080.

    Made by one of the ``from_*`` methods. One object may serve any number of packages and stacks.

    Args:
        source: Where it comes from.
    """

    def __init__(self, source: ImageSource) -> None:
        self._source = source

    @property
    def local_path(self) -> Path | None:
        """The folder that it is built from, where there is one."""
        return self._source.local_path

    @staticmethod
    def from_dlc(
        framework: str,
        version: str,
        *,
        py_version: str | None = None,
        instance_type: str | None = None,
        processor: str | None = None,
        base_framework_version: str | None = None,
        image_scope: str | None = None,
    ) -> InferenceImage:
        """Use one of AWS's own images: a Deep Learning Container, or an algorithm's.

        Looked up in the data of the SageMaker SDK (``pip install 'cdk-model-packages[dlc]'``), without a
        network. The stack may be for any region: then CloudFormation looks the account up.

        Args:
            framework: As the SDK calls it: ``pytorch``, ``sklearn``, ``xgboost``, ``huggingface``,
                ``djl-lmi``, ... ``model-packages image find`` lists them.
            version: For example ``2.6.0``, or ``2.6`` for its newest patch that the SDK knows.
            py_version: For example ``py312``. ``None``: the only one.
            instance_type: Where it will run, for example ``ml.g5.xlarge``: tells CPU, GPU or accelerator,
                and Graviton. ``None``: see ``processor``.
            processor: ``cpu``, ``gpu``, ``inf``, ... ``None``: that of ``instance_type``, or the only one.
            base_framework_version: For Hugging Face, for example ``pytorch2.6.0``. ``None``: the only one.
            image_scope: ``inference`` or ``inference_graviton``. ``None``: that of ``instance_type``.

        Raises:
            SpecError: ``DLC-001`` when AWS publishes no such image, as far as the SDK knows; when it is
                bound, ``CT-009`` if there is none in the stack's region.
            ImageError: when the SDK is not installed.

        Source: sagemaker-core, image_uri_config.
        """
        from cdk_model_packages.images import dlc_image, dlc_search  # the SDK's data, which other images do not need

        found = dlc_search.find(
            framework,
            version,
            py_version=py_version,
            instance_type=instance_type,
            processor=processor,
            base_framework_version=base_framework_version,
            image_scope=image_scope,
        )
        return InferenceImage(dlc_image.DlcImage(found))

    @staticmethod
    def from_uri(uri: str) -> InferenceImage:
        """Use an image by its full ECR URI.

        Args:
            uri: ``ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY``, then ``@sha256:DIGEST`` (pinned) or
                ``:TAG``; at most 255 characters. The repository must be in the package's region; one of
                another account must allow the pull itself. Account and region may be CDK tokens; where
                the whole is one, nobody can be granted the pull: use ``from_ecr``.

        Raises:
            SpecError: ``CT-009`` when no registry is named; when it is bound, also if the repository is in
                another region than the stack.
            ValidationError: ``CT-010`` when it is too long or holds a space.

        Source: SageMaker API, ContainerImage (255 characters).
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
        return InferenceImage(UriImage(uri))

    @staticmethod
    def from_ecr(repository: ecr.IRepository, tag_or_digest: str) -> InferenceImage:
        """Use an image of an ECR repository.

        Args:
            repository: The repository, created or imported; in the package's region. One of another
                account that this app makes lets the validation's role in; an imported one must do so itself.
            tag_or_digest: A tag, or ``sha256:`` and 64 hexadecimal digits. A digest is better: a tag can
                be moved while the package stays (CT-013).

        Raises:
            SpecError: ``CT-010`` when it is neither; when it is bound, ``CT-009`` if the repository is in
                another region than the stack.
        """
        return InferenceImage(RepositoryImage(repository, tag_or_digest))

    @staticmethod
    def from_repository_name(repository_name: str, tag_or_digest: str) -> InferenceImage:
        """Use an image of a repository in the stack's own account and region, by name.

        Args:
            repository_name: For example ``digits`` or ``team/digits``.
            tag_or_digest: A tag, or ``sha256:`` and 64 hexadecimal digits.

        Raises:
            SpecError: ``CT-010`` when the one is no repository's name, or the other neither tag nor digest.
        """
        return InferenceImage(OwnRepositoryImage(repository_name, tag_or_digest))

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
        return InferenceImage(DirectoryImage(path, file=file, build_args=build_args, target=target, platform=platform))

    @classmethod
    def from_reference(cls, text: str, folder: Path) -> InferenceImage:
        """Use an image as a ``model-package.yaml`` names it.

        Args:
            text: ``./FOLDER`` (built from its Dockerfile), ``dlc:FRAMEWORK:VERSION[:CHOICE...]`` (AWS's own,
                for example ``dlc:pytorch:2.6.0:gpu``), ``REGISTRY/REPOSITORY`` with ``:TAG`` or ``@DIGEST``,
                or the same without registry for the stack's own account and region.
            folder: What paths are relative to: the folder of the file.

        Raises:
            SpecError: as the factory for that form does.
            ArtifactError: when a path names no folder with a Dockerfile.
        """
        if is_local_path(text):
            return cls.from_directory(folder / text)
        if is_dlc_reference(text):
            from cdk_model_packages.images import dlc_image, dlc_search  # see from_dlc

            return cls(dlc_image.DlcImage(dlc_search.parse(text)))
        if is_token(text) or names_a_registry(text):
            return cls.from_uri(text)
        name, at, digest = text.partition("@")
        if at:
            return cls.from_repository_name(name, digest)
        name, _, tag = text.partition(":")
        return cls.from_repository_name(name, tag or "latest")

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None, *, pinned: bool = False) -> ImageLocation:
        """Make the image available to a stack.

        Warns (``CT-013``) when a tag names it that can be moved, unless ``pinned``.

        Args:
            scope: What uses the image: the package.
            grantable: Who may pull it. ``None``: nobody is granted anything.
            pinned: What uses it tells the digest itself, beside the image's name.

        Raises:
            SpecError: ``CT-009`` when the image is in another region than the stack, or AWS publishes none
                there.
        """
        if not pinned:
            self._source.warn_of_tag(scope)
        return self._source.bind(scope, grantable)

    def locate(self, scope: Construct) -> ImageLocation:
        """Name the image in a stack that does not run it: nobody is granted or warned of anything.

        Args:
            scope: What wants to know, for example who writes a policy.

        Raises:
            SpecError: as :meth:`bind` does.
        """
        return self._source.bind(scope)

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        """Let a principal of another account pull the image, by the policy of its repository.

        Args:
            scope: What uses the image: the package.
            principal: For example ``iam.AccountPrincipal``, ``iam.OrganizationPrincipal``, or one with
                conditions. A second call for the same one changes nothing.

        Returns:
            ``None`` when it may pull now. Otherwise one sentence: why this app cannot open the repository,
            and what to do.
        """
        return self._source.open_to(scope, principal)
