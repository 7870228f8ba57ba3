"""A platform that SageMaker Neo compiles for: operating system, architecture, accelerator."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Spec

SOURCE = "SageMaker API, TargetPlatform"
_MATRIX = "SageMaker developer guide, neo-supported-devices-edge-devices"


class TargetOs(StrEnum):
    """Operating system of a platform."""

    ANDROID = "ANDROID"
    LINUX = "LINUX"


class TargetArch(StrEnum):
    """Architecture of a platform."""

    X86_64 = "X86_64"
    X86 = "X86"
    ARM64 = "ARM64"
    ARM_EABI = "ARM_EABI"
    ARM_EABIHF = "ARM_EABIHF"


class TargetAccelerator(StrEnum):
    """Accelerator of a platform; a processor alone is none.

    ``NNA`` is a value of the API that the tables of supported platforms do not have: it is not judged.
    """

    INTEL_GRAPHICS = "INTEL_GRAPHICS"
    MALI = "MALI"
    NVIDIA = "NVIDIA"
    NNA = "NNA"


SUPPORTED: dict[TargetOs, dict[TargetAccelerator | None, tuple[TargetArch, ...]]] = {
    TargetOs.LINUX: {
        None: (TargetArch.X86_64, TargetArch.ARM64, TargetArch.ARM_EABIHF, TargetArch.ARM_EABI),
        TargetAccelerator.NVIDIA: (TargetArch.X86_64, TargetArch.ARM64),
        TargetAccelerator.INTEL_GRAPHICS: (TargetArch.X86_64,),
        TargetAccelerator.MALI: (TargetArch.ARM64, TargetArch.ARM_EABIHF, TargetArch.ARM_EABI),
    },
    TargetOs.ANDROID: {
        None: (TargetArch.X86_64, TargetArch.X86, TargetArch.ARM64, TargetArch.ARM_EABI),
        TargetAccelerator.INTEL_GRAPHICS: (TargetArch.X86_64, TargetArch.X86),
        TargetAccelerator.MALI: (TargetArch.ARM64, TargetArch.ARM_EABI),
    },
}
"""The architectures that Neo supports with each operating system and accelerator (NC-005)."""

_OTHER_NAMES: dict[str, StrEnum] = {
    "AMD64": TargetArch.X86_64,
    "X86-64": TargetArch.X86_64,
    "ARM_64": TargetArch.ARM64,  # Lookout's own texts spell it so, its enumeration does not
    "AARCH64": TargetArch.ARM64,
    "ARMV7": TargetArch.ARM_EABIHF,
    "ARMV7L": TargetArch.ARM_EABIHF,
}


def _choice(kind: type[StrEnum], code: str = "SPEC-001") -> BeforeValidator:
    """Take a name of an enumeration; nothing else, for what a target is decides what is made at synth."""

    def choose(value: Any) -> Any:
        if value is None or value in set(kind):
            return value
        upper = str(value).upper()
        meant = _OTHER_NAMES.get(upper) or (upper if upper in set(kind) else None)
        need = f"one of {', '.join(kind)} ({SOURCE})"
        fix = f"write {meant}" if meant else "choose one"
        raise SpecError(code, kind.__name__.removeprefix("Target"), got=value, need=need, fix=fix)

    return BeforeValidator(choose)


def _no_processor(value: Any) -> Any:
    if str(value).upper() == "CPU":
        need = f"left out for a processor alone; else one of {', '.join(TargetAccelerator)} ({SOURCE})"
        raise SpecError("LV-004", "Accelerator", got=value, need=need, fix="leave it out")
    return value


class TargetPlatform(Spec):
    """A platform, as Neo describes it.

    Raises:
        SpecError: ``NC-005`` when Neo does not support the three together; ``LV-004`` for an accelerator ``CPU``;
            ``LV-005`` for an
            operating system or architecture by a name that is not Neo's.

    Source: SageMaker API, TargetPlatform.
    """

    os: Annotated[TargetOs, _choice(TargetOs, "LV-005")]
    """``LINUX`` or ``ANDROID``."""

    arch: Annotated[TargetArch, _choice(TargetArch, "LV-005")]
    """``X86_64``, ``X86``, ``ARM64``, ``ARM_EABI`` or ``ARM_EABIHF``."""

    accelerator: Annotated[TargetAccelerator | None, _choice(TargetAccelerator), BeforeValidator(_no_processor)] = None
    """``NVIDIA``, ``MALI`` or ``INTEL_GRAPHICS``. ``None``: the processor alone."""

    @model_validator(mode="after")
    def _is_supported(self) -> Self:
        if self.accelerator == TargetAccelerator.NNA:
            return self
        if self.arch not in SUPPORTED[self.os].get(self.accelerator, ()):
            kinds = SUPPORTED[self.os].items()
            pairs = [f"{', '.join(archs)} with {kind or 'no accelerator'}" for kind, archs in kinds]
            raise SpecError(
                "NC-005",
                "Os, Arch, Accelerator",
                got=" ".join(filter(None, (self.os, self.arch, self.accelerator))),
                need=f"a platform that Neo supports; on {self.os}: {'; '.join(pairs)} ({_MATRIX})",
                fix="choose one of them, or leave Accelerator out",
            )
        return self
