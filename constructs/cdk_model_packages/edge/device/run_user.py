"""The user that steps run as, and what it may reach."""

from __future__ import annotations

import grp
import os
import pwd
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_USER = "nobody"
_ROOT = 0


@dataclass(frozen=True)
class RunUser:
    """An unprivileged user, as ``ggc_user`` is on a device.

    Attributes:
        name: Its name.
        uid: Its number.
        gid: Its primary group.
        groups: All its groups.
        switches: Whether it is another user than this process's.
    """

    name: str
    uid: int
    gid: int
    groups: tuple[int, ...]
    switches: bool

    @classmethod
    def of(cls, name: str | None = None) -> Self:
        """Find the user.

        Args:
            name: ``None``: ``nobody`` when this process is root's, else this process's own.

        Raises:
            EdgeError: There is no such user, it is root, or this process may not become it.
        """
        ours = os.geteuid()
        if name is None and ours != _ROOT:
            return cls(_name_of(ours), ours, os.getegid(), tuple(os.getgroups()), switches=False)
        entry = _entry(name or DEFAULT_USER)
        if entry.pw_uid == _ROOT:
            raise EdgeError(
                f"--user {entry.pw_name}: is root, and steps run unprivileged, as on a device; name another user"
            )
        if ours not in {_ROOT, entry.pw_uid}:
            raise EdgeError(
                f"--user {entry.pw_name}: only root may become another user; leave it out, or run this as root"
            )
        groups = tuple(os.getgrouplist(entry.pw_name, entry.pw_gid))
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid, groups, switches=ours == _ROOT)

    @property
    def group(self) -> str:
        """The name of its primary group, or its number where it has none."""
        try:
            return grp.getgrgid(self.gid).gr_name
        except KeyError:
            return str(self.gid)

    def give(self, path: Path) -> None:
        """Make it the owner of a file or folder; a link is not followed."""
        if self.switches:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def enters(self, folder: Path) -> Path | None:
        """Return the first folder on the way that it may not enter; ``None``: it comes all the way."""
        for part in (*reversed(folder.parents), folder):
            if not self._may(part.stat(), stat.S_IXUSR, stat.S_IXGRP, stat.S_IXOTH):
                return part
        return None

    def _may(self, found: os.stat_result, owner: int, group: int, other: int) -> bool:
        if found.st_uid == self.uid:
            return bool(found.st_mode & owner)
        if found.st_gid in {self.gid, *self.groups}:
            return bool(found.st_mode & group)
        return bool(found.st_mode & other)


def _entry(name: str) -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        raise EdgeError(f"--user {name}: there is no such user; name one of this machine") from None


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # as in a container that is run by a number alone
        return str(uid)
