"""Which manifest of a recipe a device takes.

Source: aws-greengrass-component-common, PlatformHelper.findBestMatch; aws-greengrass-nucleus, PlatformResolver.
"""

from __future__ import annotations

import platform
import re
from pathlib import Path
from typing import TYPE_CHECKING

from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cdk_model_packages.spec.greengrass import Manifest

OS, ARCHITECTURE, ARCHITECTURE_DETAIL = "os", "architecture", "architecture.detail"
_UNKNOWN = "unknown"
_ARM_DETAILS = frozenset({"armv6l", "armv7l", "armv8l", "armv6b", "armv7b", "armv8b"})
_ANYTHING = "*"
_LEGACY_WILDCARDS = frozenset({"all", "any"})
_PLAIN = re.compile(r"[a-zA-Z0-9]")


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
        if fits(_required(manifest), device):
            return index
    told = " ".join(f"{name}={value}" for name, value in device.items())
    asked = "; ".join(
        " ".join(f"{name}={value}" for name, value in _required(manifest).items()) for manifest in manifests
    )
    raise EdgeError(
        f"no manifest fits {told} (the recipe has: {asked or 'none'}): a deployment would fail; "
        "add a manifest, or say which device is meant with --prepare-only, --os and --architecture"
    )


def fits(required: Mapping[str, str | None], device: Mapping[str, str]) -> bool:
    """Tell whether a device has what a manifest's platform asks for; what it does not name may be anything."""
    return all(_fits(name, template, device.get(name)) for name, template in required.items())


def _required(manifest: Manifest) -> dict[str, str]:
    found = manifest.properties().get("Platform")
    return {} if found is None else dict(found)


def _fits(name: str, template: str | None, label: str | None) -> bool:
    if template is None or template == _ANYTHING:
        return True
    if not label:
        return False
    if len(template) > 1 and template.startswith("/") and template.endswith("/"):
        try:
            return re.fullmatch(template[1:-1], label) is not None
        except re.error as error:
            raise EdgeError(
                f"platform {name}={template}: is no regular expression that can be read here ({error}); write a "
                "simpler one, such as /linux|darwin/"
            ) from None
    if name in {OS, ARCHITECTURE} and template in _LEGACY_WILDCARDS:
        return True
    return _PLAIN.match(template) is not None and template == label


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
