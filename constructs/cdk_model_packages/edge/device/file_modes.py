"""Permissions of artifacts as file modes.

Source: aws-greengrass-nucleus, componentmanager.models.Permission.toFileSystemPermission and
Permissions.setArtifactPermission: the user of the component is the owner, and may always read.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from cdk_model_packages.edge.device.layout import EVERYONE_ENTERS
from cdk_model_packages.spec.greengrass import ArtifactPermission, Permission

if TYPE_CHECKING:
    from cdk_model_packages.edge.device.run_user import RunUser

_SOME = frozenset({Permission.OWNER, Permission.ALL})
_READ_ONLY_FOLDER = 0o555


def artifact_mode(permission: ArtifactPermission | None) -> int:
    """Return the mode of an artifact's files; ``None``: the default, Read OWNER and Execute NONE."""
    read = (permission and permission.read) or Permission.OWNER
    execute = (permission and permission.execute) or Permission.NONE
    mode = stat.S_IRUSR
    if execute in _SOME:
        mode |= stat.S_IXUSR | stat.S_IXGRP
    if read in _SOME or execute in _SOME:
        mode |= stat.S_IRGRP
    if Permission.ALL in {read, execute}:
        mode |= stat.S_IROTH
    if execute == Permission.ALL:
        mode |= stat.S_IXOTH
    return mode


def set_modes(path: Path, mode: int, user: RunUser) -> None:
    """Set the mode of an artifact, or of all files of an unpacked one, and give the files to the component's user.

    Folders stay this process's own, so that another user cannot write into them; where steps run as this process's
    user, they lose the permission to write.
    """
    if path.is_dir():
        for entry in path.iterdir():
            set_modes(entry, mode, user)
        close_folder(path, user)
    else:
        path.chmod(mode)
        user.give(path)


def close_folder(folder: Path, user: RunUser) -> None:
    """Let nothing be made in a folder by the component's user."""
    folder.chmod(EVERYONE_ENTERS if user.switches else _READ_ONLY_FOLDER)


def let_be_removed(root: Path) -> None:
    """Give back to this process's user what it needs to delete a tree, or to look into it."""
    root.chmod(root.stat().st_mode | stat.S_IRWXU)
    for parent, names, _ in os.walk(root):  # goes into a folder after it has been opened
        for folder in (Path(parent, name) for name in names):
            if not folder.is_symlink():
                folder.chmod(folder.stat().st_mode | stat.S_IRWXU)
