"""What the component's user, and another one, may do with artifacts; as real processes."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from cdk_model_packages.edge.device import ComponentRun, DeviceOptions, StepFailedError
from tests.edge.device.components import AS_ROOT, NAME, archive, recipe, source

if TYPE_CHECKING:
    from pathlib import Path

FILE, ARCHIVE = "tool.sh", "component.zip"
SCRIPT = b"#!/bin/sh\necho it runs\n"


def prepared(folder: Path, permission: dict[str, str], script: str, user: str | None = None) -> ComponentRun:
    """Return a component with a plain file and an unpacked archive."""
    uris = [f"s3://bucket/{FILE}", f"s3://bucket/{ARCHIVE}"]
    artifacts: list[dict[str, Any]] = [{"URI": uri, "Permission": permission} for uri in uris]
    artifacts[1]["Unarchive"] = "ZIP"
    files = {FILE: SCRIPT, ARCHIVE: archive({FILE: SCRIPT, "folder/file": "content"})}
    found = source(folder, recipe({"Install": script}, Artifacts=artifacts), files)
    return ComponentRun(found, options=DeviceOptions(user=user))


def is_ok(folder: Path, permission: dict[str, str], script: str) -> bool:
    """Tell whether the component's user can do what a script does."""
    with prepared(folder, permission, script) as run:
        try:
            run.install()
        except StepFailedError:
            return False
        return True


@pytest.mark.parametrize("place", ["{artifacts:path}", "{artifacts:decompressedPath}/component"])
@pytest.mark.parametrize(
    ("permission", "reads", "executes"),
    [
        ({"Read": "NONE"}, True, False),  # of its own user a nucleus takes no permission to read
        ({"Read": "OWNER"}, True, False),
        ({"Read": "ALL"}, True, False),
        ({"Execute": "OWNER"}, True, True),
        ({"Execute": "ALL"}, True, True),
    ],
)
def test_the_components_own_user(
    tmp_path: Path, place: str, permission: dict[str, str], reads: bool, executes: bool
) -> None:
    assert is_ok(tmp_path / "read", permission, f"cat {place}/{FILE}") is reads
    assert is_ok(tmp_path / "execute", permission, f"{place}/{FILE}") is executes


@AS_ROOT
@pytest.mark.parametrize(
    ("permission", "reads", "executes"),
    [
        ({"Read": "NONE"}, False, False),
        ({"Read": "OWNER"}, False, False),
        ({"Read": "ALL"}, True, False),
        ({"Execute": "OWNER"}, False, False),
        ({"Execute": "ALL"}, True, True),
    ],
)
def test_another_user(tmp_path: Path, permission: dict[str, str], reads: bool, executes: bool) -> None:
    with prepared(tmp_path, permission, "true") as run:
        for folder in (run.layout.artifacts(NAME, "1.0.0"), run.layout.unarchived(NAME, "1.0.0") / "component"):
            assert (of_another_user("cat", str(folder / FILE)) == 0) is reads
            assert (of_another_user("env", str(folder / FILE)) == 0) is executes
        assert of_another_user("ls", str(run.layout.work(NAME))) != 0
        assert of_another_user("ls", str(run.layout.logs)) != 0


@pytest.mark.parametrize(
    "place",
    [
        "{artifacts:path}",
        "{artifacts:decompressedPath}",
        "{artifacts:decompressedPath}/component",
        "{artifacts:decompressedPath}/component/folder",
    ],
)
def test_artifact_folders_are_read_only(tmp_path: Path, place: str) -> None:
    """GG-012."""
    assert is_ok(tmp_path / "enter", {"Read": "ALL"}, f"cd {place}")
    assert not is_ok(tmp_path / "write", {"Read": "ALL"}, f"cd {place} && echo x > new")
    overwrite = 'find . -type f | while read -r file; do echo x > "$file" || exit 1; done'
    assert not is_ok(tmp_path / "overwrite", {"Read": "ALL"}, f"cd {place} && {overwrite}")
    assert not is_ok(tmp_path / "remove", {"Read": "ALL"}, f"cd {place} && rm -rf $PWD/*")


@pytest.mark.parametrize("place", ["{work:path}", "$PWD", "$HOME", "$TMPDIR"])
def test_other_folders_are_not(tmp_path: Path, place: str) -> None:
    assert is_ok(tmp_path, {"Read": "ALL"}, f"echo x > {place}/new")


@AS_ROOT
def test_steps_are_not_roots(tmp_path: Path) -> None:
    script = "id -un; id -Gn; cat /proc/self/status | grep CapEff"
    with prepared(tmp_path, {}, script, user="daemon") as run:
        run.install()
        printed = (run.layout.logs / f"{NAME}.install.log").read_text().split()
    assert printed == ["daemon", "daemon", "CapEff:", "0000000000000000"]


def of_another_user(*command: str) -> int:
    process = subprocess.run(command, user="daemon", group="daemon", extra_groups=[], capture_output=True, check=False)
    return process.returncode
