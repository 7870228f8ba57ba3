"""Folders below a Greengrass root.

Source: aws-greengrass-nucleus, NucleusPaths, ComponentStore and Permissions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cdk_model_packages.edge.device.run_user import RunUser

EVERYONE_ENTERS = 0o755
OWNER_ONLY = 0o700
_EVERYONE_WRITES = 0o1777


@dataclass(frozen=True)
class DeviceLayout:
    """The folders of one device.

    Attributes:
        root: What ``{kernel:rootPath}`` names.
    """

    root: Path

    @property
    def packages(self) -> Path:
        """The component store."""
        return self.root / "packages"

    @property
    def home(self) -> Path:
        """Home folder of the user that steps run as."""
        return self.root / "home"

    @property
    def temporary(self) -> Path:
        """Temporary files of steps."""
        return self.root / "tmp"

    @property
    def logs(self) -> Path:
        """What steps print, a file a step."""
        return self.root / "logs"

    def artifacts(self, name: str, version: str) -> Path:
        """Return what ``{artifacts:path}`` names."""
        return self.packages / "artifacts" / name / version

    def unarchived(self, name: str, version: str) -> Path:
        """Return what ``{artifacts:decompressedPath}`` names."""
        return self.packages / "artifacts-unarchived" / name / version

    def work(self, name: str) -> Path:
        """Return what ``{work:path}`` names."""
        return self.root / "work" / name

    def create(self, user: RunUser) -> None:
        """Make what every device has."""
        self.root.chmod(EVERYONE_ENTERS)
        for folder in (self.packages, self.root / "work"):
            _make(folder, EVERYONE_ENTERS)
        _make(self.logs, OWNER_ONLY)
        _make(self.temporary, _EVERYONE_WRITES)
        _make(self.home, OWNER_ONLY)
        user.give(self.home)

    def create_component(self, name: str, version: str, user: RunUser) -> None:
        """Make the folders of a component; only its work folder is its user's own."""
        for folder in (self.artifacts(name, version), self.unarchived(name, version)):
            for part in (folder.parents[1], folder.parent, folder):
                _make(part, EVERYONE_ENTERS)
        _make(self.work(name), OWNER_ONLY)
        user.give(self.work(name))


def _make(folder: Path, mode: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(mode)
