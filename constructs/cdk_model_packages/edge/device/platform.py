"""What this machine is to a nucleus, and which manifest of a recipe a device takes.

Source: aws-greengrass-nucleus, PlatformResolver.
"""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING

from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec.greengrass import Platform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cdk_model_packages.spec.greengrass import Manifest

OS, ARCHITECTURE, ARCHITECTURE_DETAIL = "os", "architecture", "architecture.detail"
_UNKNOWN = "unknown"
_ARM_DETAILS = frozenset({"armv6l", "armv7l", "armv8l", "armv6b", "armv7b", "armv8b"})


def this_platform() -> dict[str, str]:
    """Return what a nucleus would detect on this machine."""
    machine = platform.machine().lower()
    found = {OS: _os(), ARCHITECTURE: _architecture(machine)}
    # `uname -m` of a 64-bit ARM is aarch64, which is in no list of details: only 32-bit ones get any.
    return {**found, ARCHITECTURE_DETAIL: machine} if machine in _ARM_DETAILS else found


def select_manifest(manifests: Sequence[Manifest], device: Mapping[str, str]) -> int:
    """Return the index of the first manifest that fits.

    Args:
        manifests: In the recipe's order, which is the order of preference.
        device: Its attributes, for example ``{"os": "linux", "architecture": "amd64"}``.

    Raises:
        EdgeError: None does.
    """
    for index, manifest in enumerate(manifests):
        if manifest.is_for(device):
            return index
    told = " ".join(f"{name}={value}" for name, value in device.items())
    asked = "; ".join(
        " ".join(f"{name}={value}" for name, value in (manifest.platform or Platform()).attributes().items())
        for manifest in manifests
    )
    raise EdgeError(
        f"no manifest fits {told} (the recipe has: {asked or 'none'}): a deployment would fail; "
        "add a manifest, or say which device is meant with --prepare-only, --os and --architecture"
    )


def _os() -> str:
    system = platform.system().lower()
    if system in {"windows", "darwin"}:
        return system
    return "linux" if Path("/proc").exists() else _UNKNOWN


def _architecture(machine: str) -> str:
    if machine in {"x86_64", "amd64"}:
        return "amd64"
    if machine in {"i386", "i486", "i586", "i686", "x86"}:
        return "x86"
    if machine in {"aarch64", "arm64"}:
        return "aarch64"
    return "arm" if "arm" in machine else _UNKNOWN
