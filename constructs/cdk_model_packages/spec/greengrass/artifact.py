"""A file or an image that a component brings to a device."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import is_token
from cdk_model_packages.spec.greengrass.choice import AnyCase
from cdk_model_packages.spec.greengrass.text import Written
from cdk_model_packages.spec.greengrass.value import NUCLEUS, REFERENCE, RecipeValue, short

_FACTORY = f"ArtifactDownloaderFactory.java of {NUCLEUS}"
_S3 = f"S3Downloader.java of {NUCLEUS}"
_DOCKER = f"DockerImageArtifactParser.java of {NUCLEUS}"
_UNARCHIVER = f"Unarchiver.java of {NUCLEUS}"
_TRANSFORMER = "BuildRecipeTransformer.py of aws-greengrass-gdk-cli"
SCHEMES = ("s3", "docker", "greengrass")

_S3_OBJECT = re.compile(r"s3://[^/\s]+/(\S.*[^/]|[^/\s])")
_IMAGE = re.compile(
    r"([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*(:[0-9]+)?/)?"
    r"[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*"
    r"(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?"
)
_PRIVATE_ECR = re.compile(r"[0-9]{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.(amazonaws\.|on\.aws)")
_GDK = re.compile(
    r"s3://\{?(BUCKET_NAME|COMPONENT_NAME)\}?/|\{(BUCKET_NAME|COMPONENT_NAME|COMPONENT_VERSION)\}|/COMPONENT_VERSION/"
)
_OTHER_ARCHIVE = re.compile(r"(?i).*\.(tar(\.[a-z0-9]+)?|tgz|tbz2?|txz|gz|bz2|xz|zst|7z|rar)")
_NO_ARCHIVE = re.compile(r"(?i).*\.(py|sh|json|ya?ml|txt|onnx|tflite|bat|ps1|js|csv|md|png|jpe?g)")


class Unarchive(StrEnum):
    """Whether the device unpacks an artifact.

    Source: Unarchive.java of aws-greengrass-component-common.
    """

    NONE = "NONE"
    ZIP = "ZIP"


class Permission(StrEnum):
    """Who has a permission on an artifact's files.

    Source: PermissionType.java of aws-greengrass-component-common.
    """

    NONE = "NONE"
    OWNER = "OWNER"
    ALL = "ALL"


class ArtifactPermission(RecipeValue):
    """Who may read and run an artifact's files on the device. Nobody may write them.

    Source: component recipe reference; Permission.java of aws-greengrass-component-common.
    """

    rule: ClassVar = "GG-209"

    read: Annotated[Permission | None, AnyCase("GG-209", "Read", Permission)] = None
    """``None``: ``OWNER``. ``ALL`` for an artifact that other components read."""

    execute: Annotated[Permission | None, AnyCase("GG-209", "Execute", Permission)] = None
    """``None``: ``NONE``. Includes reading."""

    @model_validator(mode="after")
    def _no_other(self) -> Self:
        for key, value in self.more.items():
            need = f"Read or Execute ({REFERENCE})"
            raise SpecError("GG-209", key, got=short(value), need=need, fix="use one of them")
        return self


def _uri(value: object) -> object:
    if is_token(value) or not isinstance(value, str) or value.startswith("${"):
        return value
    if _GDK.search(value) and "${" not in value:
        need = f"what is deployed: these placeholders are the GDK's ({_TRANSFORMER})"
        raise SpecError("GG-216", "URI", got=short(value), need=need, fix="write bucket, name and version out")
    scheme, _, rest = value.partition(":")
    if scheme.lower() not in SCHEMES:
        need = f"s3://BUCKET/KEY, docker:IMAGE or greengrass:ID ({_FACTORY})"
        raise SpecError("GG-013", "URI", got=short(value), need=need, fix="upload it to S3 and name it so")
    if "${" in value:
        return value
    if scheme.lower() == "s3" and not _S3_OBJECT.fullmatch(value):
        raise SpecError("GG-013", "URI", got=short(value), need=f"an object, s3://BUCKET/KEY ({_S3})", fix="write that")
    if scheme.lower() == "docker" and not _IMAGE.fullmatch(rest):
        need = f"docker:REGISTRY/IMAGE:TAG or docker:REGISTRY/IMAGE@DIGEST ({_DOCKER})"
        raise SpecError("GG-013", "URI", got=short(value), need=need, fix="write that")
    return value


class Artifact(RecipeValue):
    """A file or an image that a component brings to a device.

    Raises:
        SpecError: ``GG-013`` for another kind of URI, ``GG-216`` for a placeholder of the GDK, ``GG-010`` and
            ``NC-014`` for a file that is no ZIP archive and is to be unpacked.

    Source: component recipe reference; ComponentArtifact.java of aws-greengrass-component-common.
    """

    needed: ClassVar = {"URI": "GG-013"}
    rule: ClassVar = "GG-013"

    uri: Annotated[str, Field(alias="URI"), BeforeValidator(_uri), Written("URI", "GG-013")]
    """``s3://bucket/key``, ``docker:registry/image:tag`` or, for components of AWS, ``greengrass:id``."""

    unarchive: Annotated[Unarchive | None, AnyCase("GG-010", "Unarchive", Unarchive)] = None
    """``ZIP``: unpacked into ``{artifacts:decompressedPath}/<file name without its extension>``."""

    permission: ArtifactPermission | None = None
    """``None``: the component's user reads it, nobody runs it."""

    digest: Annotated[str | None, Written("Digest")] = None
    """Set by the service when the component is created; what is given here is replaced (GG-016)."""

    algorithm: Annotated[str | None, Written("Algorithm")] = None
    """Set by the service, as the digest."""

    @model_validator(mode="after")
    def _is_an_archive(self) -> Self:
        name = self.file_name
        if self.unarchive != Unarchive.ZIP or name is None:
            return self
        if _OTHER_ARCHIVE.fullmatch(name):
            need = f"left out: {name} is no ZIP archive ({_UNARCHIVER})"
            fix = "repackage it as a ZIP archive, or leave Unarchive out and unpack it into {work:path} in Install"
            raise SpecError("NC-014", "Unarchive", got="ZIP", need=need, fix=fix)
        if _NO_ARCHIVE.fullmatch(name):
            need = f"left out: {name} is no archive ({_UNARCHIVER})"
            raise SpecError("GG-010", "Unarchive", got="ZIP", need=need, fix="upload a ZIP archive, or leave it out")
        return self

    @property
    def scheme(self) -> str | None:
        """``s3``, ``docker`` or ``greengrass``; ``None`` while a token stands for it."""
        scheme = self.uri.partition(":")[0].lower()
        return scheme if scheme in SCHEMES else None

    @property
    def image(self) -> str | None:
        """The image's name; ``None`` for a file."""
        return self.uri.partition(":")[2] if self.scheme == "docker" else None

    @property
    def is_private_ecr(self) -> bool:
        """Whether it is an image of a private ECR repository, for which a device needs credentials."""
        return self.image is not None and _PRIVATE_ECR.match(self.image) is not None

    @property
    def file_name(self) -> str | None:
        """The name of the file on the device, the last part of the key; ``None`` for an image and for a token."""
        if self.scheme == "docker":
            return None
        name = re.split("[/:]", self.uri)[-1]
        return None if "${" in name or (is_token(self.uri) and is_token(name)) else name or None

    @property
    def folder(self) -> str | None:
        """Where it is unpacked below ``{artifacts:decompressedPath}``; ``None`` when it is not.

        Source: ComponentManager.java of aws-greengrass-nucleus, getFileName.
        """
        name = self.file_name
        if name is None or self.unarchive != Unarchive.ZIP:
            return None
        return name.rpartition(".")[0] if name.find(".") > 0 else name
