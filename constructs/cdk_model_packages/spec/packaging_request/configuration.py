"""What a packaging job makes: for which target, under which name, where its artifact goes."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self, cast

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, ValidationError, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Items, is_token
from cdk_model_packages.spec.edge_target import (
    CompilerOptions,
    EdgeTarget,
    TargetAccelerator,
    TargetDevice,
    TargetPlatform,
)
from cdk_model_packages.spec.edge_target.compiler_options import NVIDIA_OPTIONS
from cdk_model_packages.spec.packaging_request import text
from cdk_model_packages.spec.packaging_request.source import read_document
from cdk_model_packages.spec.packaging_request.value import RequestValue, as_spec_error

_GREENGRASS = f"{text.API}, GreengrassConfiguration"
_SEMANTIC = "Greengrass V2 developer guide, component-recipe-reference"
_VERSION_DIGITS = 6


def _options(given: Any) -> Any:
    """Take options as the service's text, or, beyond it, as an object or a value."""
    try:
        if isinstance(given, str):
            return CompilerOptions.from_text(given)
        return CompilerOptions.of(cast("dict[str, object]", given)) if isinstance(given, dict) else given
    except ValidationError as error:
        raise as_spec_error(error) from None


def _device(name: Any) -> Any:
    return None if name is None else TargetDevice.of(name)


def _semantic(version: str | None) -> str | None:
    """Refuse what Lookout took and Greengrass does not: a job would fail after its model is compiled."""
    if version is None or is_token(version):
        return version
    meant = ".".join(str(int(number)) for number in version.split("."))
    if meant != version:
        need = f"without leading zeros: Greengrass takes semantic versions ({_SEMANTIC})"
        raise SpecError("GG-004", "ComponentVersion", got=version, need=need, fix=f"write {meant}")
    return version


class S3Location(RequestValue):
    """Where the artifact goes; the bucket is in the account and region of Greengrass (LV-009).

    Source: Lookout for Vision API, S3Location.
    """

    shape: ClassVar = "S3Location"

    bucket: text.BucketName
    """Name of the bucket, 3 to 63 characters."""

    prefix: text.KeyPrefix | None = None
    """Begin of the key, at most 1024 characters, no slash first. ``None``: none."""


class Tag(RequestValue):
    """A tag of the component.

    Source: Lookout for Vision API, Tag.
    """

    shape: ClassVar = "Tag"

    key: text.TagKey
    """1 to 128 characters, not beginning with ``aws:``."""

    value: text.TagValue
    """At most 256 characters."""


class GreengrassConfiguration(RequestValue):
    """The component that a job makes.

    Whatever Lookout took is taken, and with it the rest of Neo's devices and platforms, where Lookout knew
    ``jetson_xavier`` and Linux on ``X86_64`` and ``ARM64`` with ``NVIDIA`` or without.

    Raises:
        SpecError: ``LV-001`` unless there is a device or a platform, and not both; ``LV-002`` for options beside a
            device; ``LV-003`` for a platform with NVIDIA without its options; ``GG-004`` for a version with leading
            zeros, which Lookout took; ``GG-034`` for a tag that is given twice or begins with ``aws:``; what
            :class:`EdgeTarget` raises.

    Source: Lookout for Vision API, GreengrassConfiguration.
    """

    shape: ClassVar = "GreengrassConfiguration"

    target_device: Annotated[TargetDevice | None, BeforeValidator(_device)] = None
    """A device. Excludes ``target_platform`` and ``compiler_options``."""

    target_platform: TargetPlatform | None = None
    """A platform."""

    compiler_options: Annotated[
        CompilerOptions | None,
        BeforeValidator(_options),
        PlainSerializer(lambda options: None if options is None else options.to_json(), return_type=str | None),
    ] = None
    """Options of a platform: JSON of 3 to 1024 characters; Python's quotes are taken, and sent as JSON."""

    s3_output_location: S3Location
    """Where the artifact goes."""

    component_name: text.ComponentName
    """1 to 128 characters."""

    component_version: Annotated[text.ComponentVersion | None, AfterValidator(_semantic)] = None
    """Three numbers without leading zeros. ``None``: the model's version and ``.0.0``."""

    component_description: text.ComponentDescription | None = None
    """1 to 256 characters. ``None``: none."""

    tags: Annotated[tuple[Tag, ...] | None, Items("Tags", 0, 200, source=f"{text.API}, TagList")] = None
    """At most 200, each key once. ``None``: none."""

    def target(self) -> EdgeTarget:
        """Return what the model is packaged for."""
        platform = self.target_platform
        if platform is None:
            return EdgeTarget.device(str(self.target_device))
        return EdgeTarget.platform(
            platform.arch, os=platform.os, accelerator=platform.accelerator, compiler_options=self.compiler_options
        )

    def with_defaults(self, model_version: str) -> Self:
        """Return the same with the component's version, which Lookout made of the model's (LV-008).

        Lookout also took ``core-avx2`` where a processor had no ``mcpu``; that is left to who compiles, for a model
        need not be compiled here.

        Args:
            model_version: A number, or ``latest``, of which the component's version is not known yet.

        Raises:
            SpecError: ``LV-008`` when the model's version makes none.
        """
        if self.component_version is not None or not model_version.isdecimal():
            return self
        if len(model_version) > _VERSION_DIGITS:
            need = f"given for a model's version of more than {_VERSION_DIGITS} digits, {model_version}"
            raise SpecError("LV-008", "ComponentVersion", got=None, need=need, fix="name a ComponentVersion")
        return self.model_copy(update={"component_version": f"{model_version}.0.0"})

    @model_validator(mode="after")
    def _is_one_target(self) -> Self:
        device, platform = self.target_device, self.target_platform
        if (device is None) == (platform is None):
            got = "none of them" if device is None else "both"
            need = f"one of the two ({_GREENGRASS})"
            fix = "add one" if device is None else "drop one"
            raise SpecError("LV-001", "TargetDevice, TargetPlatform", got=got, need=need, fix=fix)
        if device is not None and self.compiler_options is not None:
            need = f"left out beside TargetDevice, which has settings of its own ({_GREENGRASS})"
            fix = "drop it, or describe a TargetPlatform"
            raise SpecError("LV-002", "CompilerOptions", got=self.compiler_options.to_json(), need=need, fix=fix)
        given = {} if self.compiler_options is None else self.compiler_options.options()
        if platform is not None and platform.accelerator == TargetAccelerator.NVIDIA:
            missing = [name for name in NVIDIA_OPTIONS if name not in given]
            if missing:
                need = f"{', '.join(NVIDIA_OPTIONS)}, which Accelerator NVIDIA requires ({text.API}, TargetPlatform)"
                fix = f"add {', '.join(missing)}"
                raise SpecError("LV-003", "CompilerOptions", got=given or None, need=need, fix=fix)
        return self

    @model_validator(mode="after")
    def _can_be_packaged(self) -> Self:
        try:
            self.target()
        except ValidationError as error:
            raise as_spec_error(error) from None
        return self

    @model_validator(mode="after")
    def _tags_are_a_map(self) -> Self:
        keys = [tag.key for tag in self.tags or ()]
        for key in keys:
            if keys.count(key) > 1:
                need = "given once: Greengrass keeps tags as a map"
                raise SpecError("GG-034", "Tags.Key", got=key, need=need, fix="drop one of the two")
            if key.lower().startswith("aws:"):
                need = "not one of AWS's own, which begin with aws: (Greengrass V2 API, TagKey)"
                raise SpecError("GG-034", "Tags.Key", got=key, need=need, fix="give it another name")
        return self


class ModelPackagingConfiguration(RequestValue):
    """What is made of the model: a Greengrass component.

    Source: Lookout for Vision API, ModelPackagingConfiguration.
    """

    shape: ClassVar = "ModelPackagingConfiguration"
    instead: ClassVar = 'put Greengrass around the fields: {"Greengrass": {...}} or Greengrass={...}'

    greengrass: GreengrassConfiguration
    """The component."""

    @classmethod
    def from_text(cls, source: str) -> Self:
        """Read a configuration.

        Args:
            source: JSON, the AWS CLI's shorthand, ``file://PATH``, or the path of a file that holds one of them.

        Raises:
            EdgeError: when it cannot be read.
            ValidationError: when it breaks a rule of its shape.
        """
        return cls.model_validate(read_document(source), by_alias=True, by_name=False)
