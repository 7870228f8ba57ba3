"""The folder that stands for a device: made, and removed again."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cdk_model_packages.edge.device.file_modes import let_be_removed
from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from cdk_model_packages.edge.device.run_user import RunUser


def made_folder(wanted: Path | None) -> Path:
    """Make an empty folder.

    Args:
        wanted: ``None``: one in the folder for temporary files.

    Raises:
        EdgeError: It is there, and is not empty.
    """
    if wanted is None:
        return Path(tempfile.mkdtemp(prefix="greengrass-")).resolve()
    if wanted.exists() and (not wanted.is_dir() or any(wanted.iterdir())):
        raise EdgeError(f"{wanted}: is not an empty folder; name one that is, or that is not there")
    wanted.mkdir(parents=True, exist_ok=True)
    return wanted.resolve()


def check_entered(folder: Path, user: RunUser) -> None:
    """Refuse a folder that the steps' user cannot come to.

    Raises:
        EdgeError: It cannot.
    """
    blocking = user.enters(folder.parent)
    if blocking is not None:
        raise EdgeError(
            f"{blocking}: the user {user.name}, who runs the steps, may not enter it; set TMPDIR to a folder that "
            "everyone may enter, or name another user with --user"
        )


def left_folder(folder: Path, *, keep: bool) -> None:
    """Remove the folder, or open it to whom it belongs."""
    let_be_removed(folder)
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)
