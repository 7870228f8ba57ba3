"""Which Greengrass architecture each of Neo's targets is, for the state machine to look up."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cdk_model_packages.spec.edge_target import EdgeTarget, TargetArch, TargetOs
from cdk_model_packages.spec.edge_target.device_platform import PLATFORMS

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def architectures() -> dict[str, dict[str, str]]:
    """Return ``{"devices": {"jetson_xavier": "aarch64"}, "platforms": {"LINUX ARM64": "aarch64"}}`` and so on."""
    return {
        "devices": {device.value: found.architecture for device, found in PLATFORMS.items()},
        "platforms": dict(_platforms()),
    }


def _platforms() -> Iterator[tuple[str, str]]:
    for arch in TargetArch:
        try:
            target = EdgeTarget.platform(arch, os=TargetOs.LINUX)
        except ValidationError:  # one that Neo does not compile for
            continue
        architecture = target.greengrass_platform().architecture
        if architecture is not None:
            yield f"{TargetOs.LINUX} {arch}", architecture
