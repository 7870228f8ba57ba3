"""What AWS's SageMaker SDK says of AWS's own images: the JSON files of ``sagemaker-core``, read as data.

The SDK itself is not imported (docs/decisions/0009-where-deep-learning-containers-are-found.md).
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from cdk_model_packages.errors import one_line
from cdk_model_packages.images.image_name import ImageError

INFERENCE, INFERENCE_GRAVITON = "inference", "inference_graviton"
_SDK = "sagemaker-core"
_FOLDER = "sagemaker/core/image_uri_config"
_FRAMEWORK = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ImageData(BaseModel):
    """Images of one version: a repository, what its tags are made of, and the registries that hold it.

    Closed: what a later SDK adds may change the tag (``processor_in_tag`` once did), so that it is not
    overlooked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    registries: dict[str, str]
    repository: str
    py_versions: tuple[str, ...] = ()
    processors: tuple[str, ...] = ()
    tag_prefix: str | None = None
    container_version: dict[str, str] = {}
    sdk_versions: tuple[str, ...] = ()
    processor_in_tag: bool = True


class VariantsData(BaseModel):
    """Images of one version that come in variants: by base framework (Hugging Face) or by Python (MXNet)."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, ImageData]  # pyright: ignore[reportIncompatibleVariableOverride]

    version_aliases: dict[str, str] = {}

    @property
    def variants(self) -> dict[str, ImageData]:
        """The images, by what tells them apart."""
        return self.__pydantic_extra__


class ScopeData(BaseModel):
    """All versions of a framework for one purpose."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    versions: dict[str, ImageData | VariantsData]
    version_aliases: dict[str, str] = {}
    processors: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()


def sdk_version() -> str:
    """Return the installed SDK's version.

    Raises:
        ImageError: when there is none.
    """
    return _folder()[0]


@cache
def frameworks() -> tuple[str, ...]:
    """Return the frameworks and algorithms that have images for inference.

    Raises:
        ImageError: when the SDK is missing.
    """
    return tuple(name for name in _files() if scopes(name))


def scopes(framework: str) -> dict[str, ScopeData]:
    """Return what is known of a framework's inference images, by image scope; empty: nothing.

    Raises:
        ImageError: when the SDK is missing, or describes the framework in a way that is not known here.
    """
    if _FRAMEWORK.fullmatch(framework) is None:
        return {}
    return _scopes(framework)


@cache
def aws_accounts() -> frozenset[str]:
    """Return the accounts in which AWS publishes these images, in any region.

    Raises:
        ImageError: as :func:`scopes`.
    """
    return frozenset(
        account
        for framework in frameworks()
        for scope in scopes(framework).values()
        for version in scope.versions.values()
        for image in (version.variants.values() if isinstance(version, VariantsData) else (version,))
        for account in image.registries.values()
    )


@cache
def _scopes(framework: str) -> dict[str, ScopeData]:
    version, folder = _folder()
    try:
        content = cast("dict[str, Any]", json.loads((folder / f"{framework}.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    # One set of versions for some purposes, or one for each purpose.
    shared: list[str] = content.get("scope") or []
    by_scope = dict.fromkeys(shared, content) if "versions" in content else content
    try:
        return {
            name: ScopeData.model_validate(by_scope[name])
            for name in (INFERENCE, INFERENCE_GRAVITON)
            if name in by_scope
        }
    except ValidationError as error:
        raise ImageError(
            f"{_SDK} {version} tells of {framework} what is not known here ({one_line(error)[:120]}); "
            "update cdk-model-packages, or name the image by its URI"
        ) from None


@cache
def _files() -> tuple[str, ...]:
    _, folder = _folder()
    return tuple(sorted(path.stem for path in folder.glob("*.json") if path.stem != "instance_gpu_info"))


@cache
def _folder() -> tuple[str, Path]:
    how = "pip install 'cdk-model-packages[dlc]'"
    try:
        found = distribution(_SDK)
    except PackageNotFoundError:
        raise ImageError(
            f"AWS's own images are looked up in {_SDK}, which is not installed; {how}, or name the image by its URI"
        ) from None
    folder = Path(str(found.locate_file(_FOLDER)))
    if not folder.is_dir():
        raise ImageError(f"{_SDK} {found.version} has no {_FOLDER}; {how}, or name the image by its URI")
    return found.version, folder
