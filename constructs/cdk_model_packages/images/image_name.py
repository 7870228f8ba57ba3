"""What an image is called: registry, repository, tag and digest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cdk_model_packages.errors import ModelPackagesError, SpecError
from cdk_model_packages.spec import is_token, names_a_registry

_UNKNOWN = r"\$\{Token\[[^\]]+\]\}"
_REGISTRY = re.compile(
    rf"(?P<account>\d{{12}}|{_UNKNOWN})\.dkr\.ecr(?:-fips)?\.(?P<region>[a-z0-9-]+|{_UNKNOWN})\.(?:[a-z0-9.-]+|{_UNKNOWN})"
)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_TAG = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}")
_REPOSITORY = re.compile(r"(?=.{2,256}$)[a-z0-9]+(?:[._/-]+[a-z0-9]+)*")
"""Source: ECR API, RepositoryName; tags: OCI distribution specification."""


class ImageError(ModelPackagesError):
    """An image is not there, cannot be looked up, or cannot be pinned."""


@dataclass(frozen=True)
class ImageName:
    """An image's name, in its parts.

    Attributes:
        registry: Host name; ``None``: the registry of the stack's own account and region.
        repository: For example ``team/digits``.
        tag: ``None``: none is named, which means ``latest`` unless there is a digest.
        digest: ``sha256:`` and 64 hexadecimal digits. ``None``: none is named.
        account: Of an ECR registry; may be a CDK token. ``None``: the registry is not a private one of ECR.
        region: Of an ECR registry; may be a CDK token. ``None``: as for ``account``.
    """

    registry: str | None
    repository: str
    tag: str | None = None
    digest: str | None = None
    account: str | None = None
    region: str | None = None

    @classmethod
    def parse(cls, text: str) -> ImageName | None:
        """Take a name apart; ``None`` when only the deployment knows it, or it names nothing."""
        registry, slash, rest = text.partition("/") if names_a_registry(text) else ("", "", text)
        path, _, digest = rest.partition("@")
        repository, _, tag = path.partition(":")
        if not repository or (not slash and is_token(repository)):
            return None
        ecr = _REGISTRY.fullmatch(registry)
        return cls(
            registry=registry if slash else None,
            repository=repository,
            tag=tag or None,
            digest=digest or None,
            account=ecr and ecr["account"],
            region=ecr and ecr["region"],
        )


def is_digest(text: str) -> bool:
    """Tell a digest from a tag."""
    return _DIGEST.fullmatch(text) is not None


def digest_of(uri: str) -> str | None:
    """Return the digest that an image's name ends with, where it does."""
    digest = uri.rpartition("@")[2]
    return digest if is_digest(digest) else None


def check_repository_name(name: str) -> None:
    """Refuse what is no repository's name.

    Raises:
        SpecError: ``CT-010``.
    """
    if not is_token(name) and _REPOSITORY.fullmatch(name) is None:
        need = "a repository's name: lower case letters, digits, and single . _ - / between them"
        raise SpecError("CT-010", "Image", got=name, need=need, fix="correct it")


def check_tag_or_digest(text: str) -> None:
    """Refuse what is neither a tag nor a digest.

    Raises:
        SpecError: ``CT-010``.
    """
    if is_token(text) or is_digest(text) or _TAG.fullmatch(text):
        return
    need = "a tag of at most 128 letters, digits and _.-, or sha256: and 64 hex digits"
    raise SpecError("CT-010", "Image", got=text, need=need, fix="correct it")


def is_dlc_reference(image: str) -> bool:
    """Tell ``dlc:FRAMEWORK:VERSION`` from a repository and its tag; ``dlc:`` is never a repository."""
    return image.startswith("dlc:")
