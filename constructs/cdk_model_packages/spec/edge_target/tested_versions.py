"""Which CUDA and TensorRT are documented for which GPU: what Lookout's models ran with, and Neo's own (LV-007)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.edge_target.platform import TargetAccelerator, TargetArch, TargetPlatform

if TYPE_CHECKING:
    from cdk_model_packages.spec.edge_target.compiler_options import CompilerOptions

_SOURCE = "Lookout for Vision developer guide, models-devices-setup-requirements"
_AMPERE = 80
_XAVIER = 72

_Version = tuple[int, ...]


class _Software(NamedTuple):
    cuda: str
    least_trt: _Version
    below_trt: _Version
    trt: str
    only: tuple[_Version, ...] = ()

    def has(self, options: CompilerOptions) -> bool:
        trt = _version(str(options.trt_ver))
        return (
            options.cuda_ver == self.cuda
            and self.least_trt <= trt < self.below_trt
            and (not self.only or trt in self.only)
        )


_BEFORE_AMPERE = _Software("10.2", (7, 1, 3), (8, 0, 0), "7.1.3 or newer, before 8.0.0")
_OF_AMPERE = _Software("11.2", (8, 2, 0), (8, 2, 1), "8.2.0")
_OF_XAVIER = _Software("10.2", (7, 1, 3), (8, 2, 2), "7.1.3 or 8.2.1", only=((7, 1, 3), (8, 2, 1)))


# Neo's own for Jetson Xavier: (gpu-code, cuda-ver, trt-ver). Source: SageMaker API, OutputConfig.CompilerOptions, its
# examples; SageMaker developer guide, neo-supported-devices-edge-devices.
_OF_NEO = {("sm_72", "10.1", "6.0.1"), ("sm_72", "10.0", "5.1.6")}


def check_versions(platform: TargetPlatform, options: CompilerOptions) -> None:
    """Refuse versions that contradict the table of the GPU; a GPU that has none is not judged.

    Raises:
        SpecError: ``LV-007``.
    """
    named = (str(options.gpu_code), str(options.cuda_ver), str(options.trt_ver))
    if platform.accelerator != TargetAccelerator.NVIDIA or named in _OF_NEO:
        return
    software = _needed(platform.arch, int(str(options.gpu_code).removeprefix("sm_")))
    if software is not None and not software.has(options):
        gpu = f"{options.gpu_code} on {platform.arch}"
        need = f"cuda-ver {software.cuda} and trt-ver {software.trt} for {gpu} ({_SOURCE})"
        raise SpecError("LV-007", "CompilerOptions", got=options.options(), need=need, fix="name what the device has")


def _needed(arch: TargetArch, architecture: int) -> _Software | None:
    if arch == TargetArch.ARM64:
        return _OF_XAVIER if architecture == _XAVIER else None
    if architecture < _AMPERE:
        return _BEFORE_AMPERE
    return _OF_AMPERE if architecture == _AMPERE else None


def _version(text: str) -> _Version:
    return tuple(map(int, text.split(".")))
