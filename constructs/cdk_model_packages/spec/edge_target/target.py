"""What a model is packaged for: a device, or a platform."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Spec
from cdk_model_packages.spec.edge_target.compiler_options import NVIDIA_OPTIONS, CompilerOptions
from cdk_model_packages.spec.edge_target.device import TargetDevice
from cdk_model_packages.spec.edge_target.device_platform import platform_of
from cdk_model_packages.spec.edge_target.platform import TargetAccelerator, TargetArch, TargetOs, TargetPlatform
from cdk_model_packages.spec.edge_target.tested_versions import check_versions

if TYPE_CHECKING:
    from cdk_model_packages.spec.greengrass import Platform

_SOURCE = "SageMaker API, OutputConfig.CompilerOptions"

_ARCHITECTURES = {
    TargetArch.X86_64: "amd64",
    TargetArch.X86: "x86",
    TargetArch.ARM64: "aarch64",
    TargetArch.ARM_EABI: "arm",
    TargetArch.ARM_EABIHF: "arm",
}
"""Greengrass's names. Source: Greengrass V2 developer guide, component-recipe-reference, Platform.architecture."""

_OTHERS_OPTIONS = {
    "ANDROID_PLATFORM": ("NC-006", "the operating system ANDROID"),
    "class_labels": ("NC-012", "the device coreml"),
    "signature_def_key": ("NC-012", "the device ml_eia2"),
    "output_names": ("NC-012", "the device ml_eia2"),
}


def _check_options(accelerator: TargetAccelerator | None, options: CompilerOptions, instead: str, target: str) -> None:
    """Refuse options that belong to another target."""
    if options.flags is not None:
        need = f"options by name: a text of flags belongs to the device ml_inf1 ({_SOURCE})"
        raise SpecError("NC-011", "CompilerOptions", got=options.flags, need=need, fix=f"name options of {target}")
    given = options.options()
    for name, (code, owner) in _OTHERS_OPTIONS.items():
        if name in given:
            need = f"left out: it belongs to {owner} ({_SOURCE})"
            raise SpecError(code, name, got=given[name], need=need, fix="drop it")
    if accelerator != TargetAccelerator.NVIDIA and (found := [name for name in NVIDIA_OPTIONS if name in given]):
        need = f"left out: they belong to a GPU of NVIDIA, which {target} does not have ({_SOURCE})"
        raise SpecError("ET-002", "CompilerOptions", got=", ".join(found), need=need, fix=f"drop them, or {instead}")
    if "JETPACK_VERSION" in given and target != TargetDevice.JETSON_NANO:
        need = f"left out: it belongs to the device {TargetDevice.JETSON_NANO}"
        fix = f"use {', '.join(NVIDIA_OPTIONS)}"
        raise SpecError("ET-002", "JETPACK_VERSION", got=given["JETPACK_VERSION"], need=need, fix=fix)


class EdgeTarget(Spec, ABC):
    """What a model is packaged for. Made by :meth:`device` and :meth:`platform`: it is one of the two."""

    compiler_options: CompilerOptions | None = None
    """Options of Neo's compiler. ``None``: none."""

    @staticmethod
    def device(device: TargetDevice | str, *, compiler_options: CompilerOptions | None = None) -> DeviceTarget:
        """Package for one of Neo's devices, which knows its own settings.

        Args:
            device: Its name.
            compiler_options: Others than the device's own. ``None``: its own.

        Raises:
            SpecError: ``SPEC-001`` for a device that Neo does not know; ``ET-001`` for one that cannot be a
                Greengrass core device; ``ET-002``, ``NC-006``, ``NC-011``, ``NC-012`` for options of another target.
        """
        return DeviceTarget(target_device=TargetDevice.of(device), compiler_options=compiler_options)

    @staticmethod
    def platform(
        arch: TargetArch | str,
        *,
        os: TargetOs | str = TargetOs.LINUX,
        accelerator: TargetAccelerator | str | None = None,
        compiler_options: CompilerOptions | None = None,
    ) -> PlatformTarget:
        """Package for a platform.

        Args:
            arch: Architecture of its processor.
            os: Its operating system. Greengrass has no platform for ``ANDROID``.
            accelerator: ``None``: the processor alone.
            compiler_options: Required for ``NVIDIA``: see :meth:`CompilerOptions.nvidia`.

        Raises:
            SpecError: ``NC-005`` for a platform that Neo does not support; ``ET-001`` for one that Greengrass does
                not; ``NC-004`` without the options of NVIDIA, ``LV-007`` for versions that contradict the GPU;
                ``ET-002``, ``NC-006``, ``NC-011``, ``NC-012`` for options of another target.
        """
        described = TargetPlatform.model_validate({"os": os, "arch": arch, "accelerator": accelerator})
        return PlatformTarget(target_platform=described, compiler_options=compiler_options)

    @abstractmethod
    def greengrass_platform(self) -> Platform:
        """Return what a recipe's manifest is for: the same target by Greengrass's names."""

    @abstractmethod
    def _named(self) -> dict[str, Any]: ...

    def output_config(self) -> dict[str, Any]:
        """Return the members of Neo's ``OutputConfig`` that tell the target: options are one text of JSON."""
        options = {} if self.compiler_options is None else {"CompilerOptions": self.compiler_options.to_json()}
        return {**self._named(), **options}


def _platform(architecture: str) -> Platform:
    from cdk_model_packages.spec.greengrass import Platform

    return Platform(os="linux", architecture=architecture)


class DeviceTarget(EdgeTarget):
    """One of Neo's devices. See :meth:`EdgeTarget.device`."""

    target_device: Annotated[TargetDevice, BeforeValidator(TargetDevice.of)]
    """Its name."""

    def greengrass_platform(self) -> Platform:
        """Return the device's Linux by Greengrass's names."""
        return _platform(platform_of(self.target_device).architecture)

    def _named(self) -> dict[str, Any]:
        return {"TargetDevice": self.target_device.value}

    @model_validator(mode="after")
    def _is_a_core_device(self) -> Self:
        accelerator = platform_of(self.target_device).accelerator
        if self.compiler_options is not None:
            _check_options(accelerator, self.compiler_options, "name another device", self.target_device)
        return self


class PlatformTarget(EdgeTarget):
    """A platform. See :meth:`EdgeTarget.platform`."""

    target_platform: Annotated[TargetPlatform, Field()]
    """Operating system, architecture and accelerator."""

    def greengrass_platform(self) -> Platform:
        """Return the platform by Greengrass's names."""
        return _platform(_ARCHITECTURES[self.target_platform.arch])

    def _named(self) -> dict[str, Any]:
        return {"TargetPlatform": self.target_platform.properties()}

    @model_validator(mode="after")
    def _is_a_core_device(self) -> Self:
        if self.target_platform.os != TargetOs.LINUX:
            need = f"{TargetOs.LINUX}: Greengrass has no platform for {self.target_platform.os}"
            raise SpecError("ET-001", "Os", got=self.target_platform.os.value, need=need, fix="write LINUX")
        return self

    @model_validator(mode="after")
    def _has_its_options(self) -> Self:
        described, options = self.target_platform, self.compiler_options
        given = {} if options is None else options.options()
        missing = [name for name in NVIDIA_OPTIONS if name not in given]
        if described.accelerator == TargetAccelerator.NVIDIA and missing:
            need = f"{', '.join(NVIDIA_OPTIONS)}, which Accelerator NVIDIA requires (SageMaker API, TargetPlatform)"
            raise SpecError("NC-004", "CompilerOptions", got=given or None, need=need, fix=f"add {', '.join(missing)}")
        if options is not None and options.vendor:
            need = "left out of a platform: a vendor's compiler is that of a device (SageMaker API, CompilerOptions)"
            raise SpecError(
                "NC-012", "vendor", got=", ".join(options.vendor), need=need, fix="drop it, or name a device"
            )
        if options is not None:
            of_processor = f"{described.arch} without Accelerator"
            target = f"Accelerator {described.accelerator}" if described.accelerator else of_processor
            _check_options(described.accelerator, options, "write Accelerator NVIDIA", target)
            check_versions(described, options)
        return self
