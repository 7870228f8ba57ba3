"""Skipif, as GenericExternalService.shouldSkip of aws-greengrass-nucleus reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.edge.device.layout import DeviceLayout
from cdk_model_packages.edge.device.skip import is_skipped
from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def layout(tmp_path: Path) -> DeviceLayout:
    for name in ("here", "packages/p", "home/h", "bin/program", "bin/text"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "bin/program").chmod(0o755)
    return DeviceLayout(tmp_path)


@pytest.mark.parametrize(
    ("condition", "skipped"),
    [
        ("onpath program", True),
        (" onpath   program ", True),
        ("onpath text", False),  # it cannot be run
        ("onpath other", False),
        ("! onpath other", True),
        ("!onpath program", False),
        ("exists {root}/here", True),
        ("exists {root}/there", False),
        ("!exists {root}/there", True),
        ("exists ~root/here", True),
        ("exists ~packages/p", True),
        ("exists ~/h", True),
        ("exists here", True),  # below the nucleus's own folder, not below the step's
    ],
)
def test_condition(layout: DeviceLayout, condition: str, skipped: bool) -> None:
    written = condition.replace("{root}", str(layout.root))
    assert is_skipped(written, layout, str(layout.root / "bin")) is skipped


@pytest.mark.parametrize("condition", ["onpath", "exists", "Onpath program", "which program", "onpathprogram", ""])
def test_another_condition_is_an_error(layout: DeviceLayout, condition: str) -> None:
    """GIVEN_service_config_with_broken_skipif_config_WHEN_launch_service_THEN_service_moves_to_error_state."""
    with pytest.raises(EdgeError, match=r"must be `onpath PROGRAM` or `exists FILE`: on a device the step fails"):
        is_skipped(condition, layout, "/bin")
