"""The digest that a tag stands for, asked of ECR in whatever AWS the environment points to."""

# boto3 ships no types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.errors import SpecError
from cdk_model_packages.images import dlc_search
from cdk_model_packages.images.image_name import (
    ImageError,
    ImageName,
    check_repository_name,
    check_tag_or_digest,
    is_dlc_reference,
)
from cdk_model_packages.spec import is_local_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.exceptions import BotoCoreError, ClientError

_DOCKER = "application/vnd.docker.distribution.manifest.v2+json"
_MEDIA_TYPES = (
    _DOCKER,
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
)
"""All are asked for: ECR would convert a manifest of another type, and a converted one has another digest."""
_SIGN_IN = 'sign in (aws sso login, AWS_PROFILE), or for the embedded AWS: eval "$(model-packages local env)"'


@dataclass(frozen=True)
class PinnedImage:
    """An image by its digest.

    Attributes:
        reference: What was asked for.
        uri: ``REGISTRY/REPOSITORY@sha256:DIGEST``.
        media_type: Of its manifest. ``None``: the reference held a digest, and nobody was asked.
    """

    reference: str
    uri: str
    media_type: str | None = None

    @property
    def warning(self) -> str | None:
        """Why SageMaker may refuse it, in one line.

        Source: https://github.com/aws/amazon-sagemaker-feedback/issues/180.
        """
        if self.media_type in {None, _DOCKER}:
            return None
        return (
            f"{self.reference}: SageMaker has refused manifests of the media type {self.media_type}; "
            "build it with: docker buildx build --provenance=false --output type=docker"
        )


class EcrDigests:
    """Digests of ECR images.

    Args:
        region: Of images that name none. ``None``: that of the AWS environment.
        client_of: Makes boto3's ECR client for a region. ``None``: by the AWS environment.
    """

    def __init__(self, region: str | None = None, client_of: Callable[[str | None], Any] | None = None) -> None:
        self._region = region
        self._client_of = client_of or _client_of
        self._clients: dict[str | None, Any] = {}

    def pin(self, reference: str) -> PinnedImage:
        """Find the digest of an image.

        Args:
            reference: ``REPOSITORY:TAG``, the same with a registry, or ``dlc:FRAMEWORK:VERSION[:CHOICE...]``.
                One with a digest comes back as it is, without a tag.

        Raises:
            ImageError: when it cannot be looked up, or there is no such repository or tag.
            SpecError: ``CT-009`` when it is not in ECR; ``CT-010`` when it is no image's name; ``DLC-001``.
        """
        if is_local_path(reference):
            raise ImageError(f"image {reference}: is built from a folder; its tag is a hash of that and never moves")
        name = self._dlc(reference) if is_dlc_reference(reference) else ImageName.parse(reference)
        if name is None:
            raise SpecError("CT-010", "Image", got=reference, need="REPOSITORY:TAG", fix="name the repository")
        check_repository_name(name.repository)
        check_tag_or_digest(name.digest or name.tag or "latest")
        registry = "" if name.registry is None else f"{name.registry}/"
        if name.digest is not None:
            return PinnedImage(reference, f"{registry}{name.repository}@{name.digest}")
        if registry and name.account is None:
            need = "in ECR: ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG"
            fix = "copy it to a repository of yours, and pin that; SageMaker takes no public registry's"
            raise SpecError("CT-009", "Image", got=reference, need=need, fix=fix)
        region = name.region or self._region
        found = self._look_up(reference, name, region)
        if not registry:
            region = str(self._client(region).meta.region_name)
            registry = f"{found['registryId']}.dkr.ecr.{region}.{url_suffix(region)}/"
        digest = found["imageId"]["imageDigest"]
        return PinnedImage(reference, f"{registry}{name.repository}@{digest}", found.get("imageManifestMediaType"))

    def _dlc(self, reference: str) -> ImageName:
        container = dlc_search.parse(reference)
        region = self._region or str(self._client(None).meta.region_name)
        account = container.account(region)
        registry = f"{account}.dkr.ecr.{region}.{url_suffix(region)}"
        return ImageName(registry, container.repository, tag=container.tag, account=account, region=region)

    def _look_up(self, reference: str, name: ImageName, region: str | None) -> dict[str, Any]:
        from botocore.exceptions import BotoCoreError, ClientError

        request: dict[str, Any] = {
            "repositoryName": name.repository,
            "imageIds": [{"imageTag": name.tag or "latest"}],
            "acceptedMediaTypes": list(_MEDIA_TYPES),
        }
        if name.account is not None:
            request["registryId"] = name.account
        try:
            # Who may pull may ask this; DescribeImages is not granted by AWS's own repositories.
            answer = self._client(region).batch_get_image(**request)
        except ClientError as error:
            raise _refused(reference, name, error) from None
        except BotoCoreError as error:
            raise _unreached(reference, error) from None
        if answer["images"]:
            return answer["images"][0]
        failure = answer["failures"][0]
        if failure["failureCode"] == "ImageNotFound":
            missing = f"repository {name.repository} has no tag {name.tag or 'latest'}"
            raise ImageError(f"image {reference}: {missing}; push it, or name another")
        why = f"{failure['failureReason']} ({failure['failureCode']})"
        raise ImageError(f"image {reference}: {why}; look at the repository")

    def _client(self, region: str | None) -> Any:
        from botocore.exceptions import BotoCoreError

        if region not in self._clients:
            try:
                self._clients[region] = self._client_of(region)
            except BotoCoreError as error:
                raise _unreached("ECR", error) from None
        return self._clients[region]


def url_suffix(region: str) -> str:
    """Return the domain of a region's services, for example ``amazonaws.com``.

    Raises:
        ImageError: when there is no such region.
    """
    from botocore.loaders import create_loader  # pyright: ignore[reportUnknownVariableType]

    partitions: list[dict[str, Any]] = cast("Any", create_loader()).load_data("partitions")["partitions"]
    for partition in partitions:
        if region in partition["regions"] or re.fullmatch(partition["regionRegex"], region):
            return partition["outputs"]["dnsSuffix"]
    raise ImageError(f"region {region!r}: there is none of that name; write like eu-west-1")


def _client_of(region: str | None) -> Any:
    import boto3  # takes a while to load: only who asks ECR waits

    session: Any = boto3.Session(region_name=region or os.environ.get("AWS_REGION"))
    return session.client("ecr")


def _refused(reference: str, name: ImageName, error: ClientError) -> ImageError:
    told = cast("dict[str, Any]", error.response).get("Error", {})
    code, message = str(told.get("Code", "")), str(told.get("Message", ""))
    if code == "RepositoryNotFoundException":
        where = f"account {name.account} in {name.region}" if name.account else "this account and region"
        missing = f"{where} has no repository {name.repository}"
        return ImageError(f"image {reference}: {missing}; correct the name or the region")
    if code == "AccessDeniedException":
        return ImageError(f"image {reference}: may not be looked up ({message}); ask for ecr:BatchGetImage on it")
    if code in {"ExpiredTokenException", "UnrecognizedClientException", "InvalidSignatureException"}:
        return ImageError(f"image {reference}: AWS refuses the credentials ({code}); {_SIGN_IN}")
    return ImageError(f"image {reference}: ECR answers {code}: {message}; try again, or correct the name")


def _unreached(what: str, error: BotoCoreError) -> ImageError:
    from botocore.exceptions import NoCredentialsError, NoRegionError

    if isinstance(error, NoCredentialsError):
        return ImageError(f"{what}: no AWS credentials; {_SIGN_IN}")
    if isinstance(error, NoRegionError):
        return ImageError(f"{what}: no AWS region; say --region, or set AWS_REGION")
    return ImageError(f"{what}: {' '.join(str(error).split())}; {_SIGN_IN}")
