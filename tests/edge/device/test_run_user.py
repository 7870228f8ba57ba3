"""Who runs the steps."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.edge.device.run_user import RunUser
from cdk_model_packages.errors import EdgeError
from tests.edge.device.components import AS_ROOT

if TYPE_CHECKING:
    from pathlib import Path


@AS_ROOT
def test_root_becomes_nobody() -> None:
    found = RunUser.of()
    assert (found.name, found.switches) == ("nobody", True)
    assert found.uid != 0
    assert 0 not in found.groups


@AS_ROOT
def test_root_may_name_another() -> None:
    assert RunUser.of("daemon").name == "daemon"


@pytest.mark.parametrize(
    ("name", "told"), [("root", "is root, and steps run unprivileged"), ("no-such-user", "there is no such user")]
)
def test_refused(name: str, told: str) -> None:
    with pytest.raises(EdgeError, match=f"--user {name}: {told}"):
        RunUser.of(name)


def test_another_user_than_root_stays_who_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4242)  # of no name, as in a container
    found = RunUser.of()
    assert (found.name, found.uid, found.switches) == ("4242", 4242, False)
    with pytest.raises(EdgeError, match="--user daemon: only root may become another user"):
        RunUser.of("daemon")


@pytest.mark.parametrize(
    ("owner", "group", "mode", "enters"),
    [
        (4242, 0, 0o100, True),
        (4242, 4242, 0o011, False),  # the owner's permission counts alone
        (0, 4242, 0o010, True),
        (0, 4242, 0o001, False),
        (0, 4343, 0o010, True),
        (0, 0, 0o001, True),
        (0, 0, 0o770, False),
    ],
)
@AS_ROOT
def test_enters(open_folder: Path, owner: int, group: int, mode: int, enters: bool) -> None:
    folder = open_folder / "folder"
    folder.mkdir()
    os.chown(folder, owner, group)
    folder.chmod(mode)
    user = RunUser("ggc", 4242, 4242, (4242, 4343), switches=True)
    assert user.enters(folder) == (None if enters else folder)
