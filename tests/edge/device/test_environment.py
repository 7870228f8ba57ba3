"""What steps see of this shell."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.edge.device.environment import base_environment, search_path
from cdk_model_packages.edge.device.layout import DeviceLayout
from cdk_model_packages.edge.device.run_user import RunUser

if TYPE_CHECKING:
    from pathlib import Path

USER = RunUser("ggc", 4242, 4242, (4242,), switches=False)


@pytest.mark.parametrize(
    "name",
    [
        *("PIP_INDEX_URL", "PIP_FIND_LINKS", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"),
        *("HTTP_PROXY", "https_proxy", "ALL_PROXY", "no_proxy"),
    ],
)
def test_what_pip_needs_is_passed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    monkeypatch.setenv(name, "x")
    assert variables(tmp_path)[name] == "x"


@pytest.mark.parametrize(
    "name",
    [
        *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_ENDPOINT_URL"),
        *("AWS_CONFIG_FILE", "GITHUB_TOKEN", "SSH_AUTH_SOCK", "PYTHONPATH", "MY_PROXY", "XPIP_INDEX_URL", "LD_PRELOAD"),
    ],
)
def test_nothing_else_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    monkeypatch.setenv(name, "secret")
    assert "secret" not in variables(tmp_path).values()


def test_a_devices_own(tmp_path: Path) -> None:
    found = variables(tmp_path)
    assert found["HOME"] == str(tmp_path / "home")
    assert found["TMPDIR"] == str(tmp_path / "tmp")
    assert (found["USER"], found["AWS_IOT_THING_NAME"], found["AWS_REGION"]) == ("ggc", "camera-1", "eu-west-1")
    assert "AWS_REGION" not in variables(tmp_path, region=None)


def test_a_virtual_environment_is_no_part_of_the_search_path() -> None:
    own = f"{sys.prefix}/bin"
    given = {"PATH": f"/opt/bin:{own}::/other/bin:/usr/bin:/opt/bin", "VIRTUAL_ENV": "/other"}
    assert search_path(given).split(os.pathsep) == ["/opt/bin", "/usr/bin", "/bin", "/sbin", "/usr/sbin"]


def variables(root: Path, region: str | None = "eu-west-1") -> dict[str, str]:
    return base_environment(DeviceLayout(root), USER, thing_name="camera-1", region=region, run_id="id")
