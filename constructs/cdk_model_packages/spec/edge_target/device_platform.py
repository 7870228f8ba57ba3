"""What each of Neo's devices is to Greengrass: a platform, or no core device at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.edge_target.device import TargetDevice
from cdk_model_packages.spec.edge_target.platform import TargetAccelerator

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEO = "SageMaker developer guide, neo-supported-devices-edge-devices"


class DevicePlatform(NamedTuple):
    """What runs on a device.

    Attributes:
        architecture: Greengrass's name of what its Linux reports.
        accelerator: Neo's name of its accelerator. ``None``: the processor, or one that ``TargetPlatform`` cannot name.
        source: Where it comes from.
    """

    architecture: str
    accelerator: TargetAccelerator | None = None
    source: str = _NEO


_ARM64_NVIDIA = DevicePlatform("aarch64", TargetAccelerator.NVIDIA)
_ARM64_MALI = DevicePlatform("aarch64", TargetAccelerator.MALI)
_ARM64 = DevicePlatform("aarch64")

PLATFORMS: Mapping[TargetDevice, DevicePlatform] = {
    TargetDevice.JETSON_TX1: _ARM64_NVIDIA,
    TargetDevice.JETSON_TX2: _ARM64_NVIDIA,
    TargetDevice.JETSON_NANO: _ARM64_NVIDIA,
    TargetDevice.JETSON_XAVIER: _ARM64_NVIDIA,
    TargetDevice.RASP3B: DevicePlatform("arm"),
    # Neo's table leaves its architecture out; the compiler's own target of that name makes 32-bit code.
    TargetDevice.RASP4B: DevicePlatform("arm", source="Apache TVM, tag arm/rasp4b: armv8l-linux-gnueabihf"),
    TargetDevice.IMX8QM: _ARM64,
    TargetDevice.IMX8MPLUS: _ARM64,
    TargetDevice.DEEPLENS: DevicePlatform("amd64", TargetAccelerator.INTEL_GRAPHICS),
    TargetDevice.RK3399: _ARM64_MALI,
    TargetDevice.RK3288: DevicePlatform("arm", TargetAccelerator.MALI),
    TargetDevice.AISAGE: _ARM64_MALI,
    TargetDevice.SBE_C: DevicePlatform("amd64"),
    # Neo's table says ARM64 of the first and ARM of the second; the processors are the other way round.
    TargetDevice.SITARA_AM57X: DevicePlatform("arm", source="Texas Instruments, AM57x: Cortex-A15, 32 bits"),
    TargetDevice.JACINTO_TDA4VM: DevicePlatform("aarch64", source="Texas Instruments, TDA4VM: Cortex-A72, 64 bits"),
    TargetDevice.AMBA_CV2: _ARM64,
    TargetDevice.AMBA_CV22: _ARM64,
    TargetDevice.AMBA_CV25: _ARM64,
}
"""Devices that can run Greengrass, which supports Linux on armv7l, armv8 (AArch64) and x86_64.

Source of what Greengrass supports: AWS IoT Greengrass V2 developer guide, setting-up.
"""

_WINDOWS = "it is for Windows, and the steps of a component made here are those of a Linux shell"
_INSTEAD = "describe the machine with TargetPlatform, or name a device"

NO_CORE_DEVICES: Mapping[TargetDevice, str] = {
    TargetDevice.LAMBDA: "it is AWS Lambda in the cloud",
    TargetDevice.COREML: "it is for Apple's iOS and macOS, which Greengrass does not run on",
    TargetDevice.QCS603: "it is compiled for Android, which Greengrass has no platform for",
    TargetDevice.QCS605: "it is compiled for Android, which Greengrass has no platform for",
    TargetDevice.X86_WIN32: _WINDOWS,
    TargetDevice.X86_WIN64: _WINDOWS,
    **{device: "it is an ML instance in the cloud" for device in TargetDevice if device.startswith("ml_")},
}
"""Why the others cannot be Greengrass core devices, or not with a component made here."""


def platform_of(device: TargetDevice) -> DevicePlatform:
    """Return what runs on a device.

    Raises:
        SpecError: ``ET-001`` when it is no Greengrass core device.
    """
    if device in NO_CORE_DEVICES:
        need = f"a Greengrass core device: {NO_CORE_DEVICES[device]}; those are {', '.join(PLATFORMS)}"
        raise SpecError("ET-001", "TargetDevice", got=device.value, need=need, fix=_INSTEAD)
    return PLATFORMS[device]
