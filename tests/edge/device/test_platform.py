"""Which manifest a device takes: the cases of PlatformHelperTest in aws-greengrass-component-common, and its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.edge.device import platform
from cdk_model_packages.edge.device.platform import select_manifest, this_platform
from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec.greengrass import Manifest, Platform

if TYPE_CHECKING:
    from collections.abc import Sequence

DEVICE = {"os": "linux", "architecture": "amd64"}
EXACT = {"os": "linux", "architecture": "amd64"}
ANY_OS = {"os": "*", "architecture": "amd64"}
NO_OS = {"architecture": "amd64"}
EVERYTHING: dict[str, str] = {}
OTHER_OS = {"os": "windows"}
OTHER_ARCHITECTURE = {"architecture": "arm"}


def chosen(platforms: Sequence[dict[str, str]], device: dict[str, str] = DEVICE) -> int:
    return select_manifest([Manifest(platform=Platform.model_validate(found)) for found in platforms], device)


@pytest.mark.parametrize(
    "platforms",
    [
        pytest.param([EXACT, ANY_OS, NO_OS, EVERYTHING, OTHER_OS], id="exact"),
        pytest.param([ANY_OS, NO_OS, EVERYTHING, OTHER_OS], id="any-os"),
        pytest.param([NO_OS, EVERYTHING, OTHER_OS], id="no-os"),
        pytest.param([EVERYTHING, OTHER_OS], id="everything"),
    ],
)
def test_the_first_that_fits_is_taken(platforms: list[dict[str, str]]) -> None:
    """GIVEN_platform_WHEN_findBestMatch_THEN_correct_recipe_returned."""
    assert chosen(platforms) == 0
    assert chosen([OTHER_OS, OTHER_ARCHITECTURE, *platforms]) == 2


def test_none_fits() -> None:
    with pytest.raises(EdgeError, match=r"no manifest fits os=linux architecture=amd64 \(the recipe has: os=windows; "):
        chosen([OTHER_OS, OTHER_ARCHITECTURE])


def test_a_manifest_without_a_platform_fits() -> None:
    assert select_manifest([Manifest()], DEVICE) == 0


@pytest.mark.parametrize(
    ("machine", "architecture", "detail"),
    [
        ("x86_64", "amd64", None),
        ("AMD64", "amd64", None),
        ("i686", "x86", None),
        ("aarch64", "aarch64", None),
        ("arm64", "aarch64", None),  # what macOS calls it; Java says aarch64
        ("armv7l", "arm", "armv7l"),
        ("armv5tel", "arm", None),
        ("riscv64", "unknown", None),
    ],
)
def test_this_machine(monkeypatch: pytest.MonkeyPatch, machine: str, architecture: str, detail: str | None) -> None:
    """PlatformResolver.getArchInfo and getArchDetailInfo of aws-greengrass-nucleus."""
    monkeypatch.setattr(platform.platform, "machine", lambda: machine)
    found = this_platform()
    assert found["architecture"] == architecture
    assert found.get("architecture.detail") == detail
