"""What has been archived before: an unchanged folder is recognised by one walk and not read again."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from cdk_model_packages.artifacts.archive import Archive, Progress, write_archive
from cdk_model_packages.artifacts.atomic_file import replacing
from cdk_model_packages.artifacts.check import check_archive
from cdk_model_packages.artifacts.folder import change_time_ns
from cdk_model_packages.artifacts.gzip_stream import COMPRESSION_LEVEL
from cdk_model_packages.errors import ArtifactError

if TYPE_CHECKING:
    from cdk_model_packages.artifacts.folder import Folder

CACHE_VARIABLE = "CDK_MODEL_PACKAGES_CACHE"
"""Environment variable that names the cache folder."""
DEFAULT_CACHE = ".model-packages"
"""The cache folder when the variable is not set, below the current folder."""

# Part of every key: another format, compressor or level makes other bytes.
_FORMAT = f"1 isal {version('isal')} level {COMPRESSION_LEVEL}"
_KEPT_NS = 600 * 10**9  # another run may be about to take an archive that this run has outdated
_TICK_NS = 20 * 10**6  # clocks of file systems go in steps of 1 to 10 ms
_COARSE_NS = 2 * 10**9  # or of a second (HFS+), or of two (FAT); their times are whole seconds


@dataclass(frozen=True)
class _Manifest:
    """What is remembered of an archive, beside it."""

    archive: Archive
    modified_ns: int


_MANIFEST = TypeAdapter(_Manifest)


def cached_archive(folder: Folder, *, verify: bool = False, progress: Progress | None = None) -> Archive:
    """Return the archive of a folder, made now or earlier.

    Nothing of the folder is read when each of its files has the name, size, times and inode of an
    earlier run. A file that was written within its file system's clock tick before it was read could
    change again and look the same; such a state is waited out (20 ms), or not remembered where clocks
    are coarse.

    Args:
        folder: What a walk has found.
        verify: Read all files even so.
        progress: Told how far the reading is. ``None``: nobody is told.

    Raises:
        ArtifactError: see :func:`cdk_model_packages.artifacts.archive.build_archive`; or when there is
            no place for the cache.
    """
    slot = _Slot.of(f"folder {folder.root} {folder.exclude!r}", folder.state)
    found = None if verify else slot.read(slot.archive)
    if found is not None:
        return found
    is_settled = _settle(folder.changed_ns)
    slot.forget()
    archive = write_archive(folder, slot.archive, progress=progress)
    if is_settled:
        slot.write(archive)
    slot.prune()
    return archive


def cached_check(path: str | Path, *, verify: bool = False) -> Archive:
    """Return what :func:`check_archive` finds, now or earlier when the file is still the same.

    Args:
        path: A ``.tar.gz``.
        verify: Read it even so.

    Raises:
        ArtifactError: see :func:`check_archive`; or when there is no place for the cache.
    """
    archive = Path(path)
    try:
        facts = archive.stat()
    except OSError:
        return check_archive(archive)
    changed_ns = change_time_ns(facts)
    state = f"{facts.st_size} {facts.st_mtime_ns} {changed_ns} {facts.st_ino}"
    slot = _Slot.of(f"archive {os.path.realpath(archive)}", state)
    found = None if verify else slot.read(archive)
    if found is not None:
        return replace(found, path=archive)
    is_settled = _settle(changed_ns)
    slot.forget()
    checked = check_archive(archive)
    if is_settled:
        slot.write(checked)
    slot.prune()
    return checked


@dataclass(frozen=True)
class _Slot:
    """Where one state of one source is kept: ``SOURCE-STATE.json``, and ``SOURCE-STATE.tar.gz`` if made here."""

    cache: Path
    source: str
    state: str

    @classmethod
    def of(cls, source: str, state: str) -> _Slot:
        cache = Path(os.environ.get(CACHE_VARIABLE) or DEFAULT_CACHE)
        try:
            cache.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArtifactError(
                f"cache folder {str(cache)!r}: cannot be made ({error.strerror}); "
                f"set {CACHE_VARIABLE} to a folder that can be written"
            ) from error
        return cls(cache, _hash(source), _hash(_FORMAT + state))

    @property
    def archive(self) -> Path:
        return self.cache / f"{self.source}-{self.state}.tar.gz"

    @property
    def manifest(self) -> Path:
        return self.cache / f"{self.source}-{self.state}.json"

    def read(self, path: Path) -> Archive | None:
        """Return what is remembered of an archive; ``None`` when there is nothing, or it does not fit."""
        try:
            manifest = _MANIFEST.validate_json(self.manifest.read_bytes())
            facts = path.stat()
        except (OSError, ValidationError):
            return None
        fits = (facts.st_size, facts.st_mtime_ns) == (manifest.archive.size_bytes, manifest.modified_ns)
        return replace(manifest.archive, path=path) if fits else None

    def write(self, archive: Archive) -> None:
        manifest = _Manifest(archive, archive.path.stat().st_mtime_ns)
        with replacing(self.manifest) as file:
            file.write(_MANIFEST.dump_json(manifest))

    def forget(self) -> None:
        self.manifest.unlink(missing_ok=True)

    def prune(self) -> None:
        """Remove other states of the same source, unless they are recent."""
        oldest_ns = time.time_ns() - _KEPT_NS
        for path in self.cache.glob(f"{self.source}-*"):
            with suppress(OSError):  # another run prunes too
                if not path.name.startswith(f"{self.source}-{self.state}.") and path.stat().st_mtime_ns < oldest_ns:
                    path.unlink()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _settle(changed_ns: int) -> bool:
    """Wait until a later change shows in the clock; tell whether it would."""
    step_ns = _TICK_NS if changed_ns % 10**9 else _COARSE_NS
    missing_ns = changed_ns + step_ns - time.time_ns()
    if 0 < missing_ns <= _TICK_NS:
        time.sleep(missing_ns / 1e9)
        return True
    return missing_ns <= 0
