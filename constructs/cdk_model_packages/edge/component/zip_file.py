"""ZIPs that are made at synth, and remembered: an unchanged model is not packed again."""

from __future__ import annotations

import hashlib
import os
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from cdk_model_packages.artifacts.atomic_file import replacing
from cdk_model_packages.artifacts.manifest import CACHE_VARIABLE, DEFAULT_CACHE
from cdk_model_packages.edge.functions.repackage.component_zip import ZipFacts, runner_digest, write_zip
from cdk_model_packages.edge.functions.repackage.errors import RepackagingError
from cdk_model_packages.edge.functions.repackage.file_tree import StoredFile
from cdk_model_packages.edge.functions.repackage.repackage import repackage_archive
from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdk_model_packages.artifacts import Archive
    from cdk_model_packages.artifacts.folder import Folder

_FORMAT = f"1 zlib {zlib.ZLIB_RUNTIME_VERSION}"  # another one makes other bytes
_KEPT_SECONDS = 600  # another run may be about to take a ZIP that this run has outdated


@dataclass(frozen=True)
class ZipFile:
    """A ZIP that nobody writes again.

    Attributes:
        path: The file.
        content_sha256: Hash of what is in it.
        size_bytes: Its size.
    """

    path: Path
    content_sha256: str
    size_bytes: int


@dataclass(frozen=True)
class _Remembered:
    content_sha256: str
    size_bytes: int
    modified_ns: int


_REMEMBERED = TypeAdapter(_Remembered)


def component_zip(archive: Archive, source: Path) -> ZipFile:
    """Return the ZIP of a component, made of a model's archive: the same as the repackaging function makes of it.

    Args:
        archive: The model.
        source: The folder or archive that it comes from.

    Raises:
        EdgeError: when a device must not unpack it, when it is too large, or when there is no place for the ZIP.
    """

    def make(target: Path) -> ZipFacts:
        with archive.path.open("rb") as stream:
            return repackage_archive(f"model {str(source)!r}", stream, target)

    return _remembered(f"component {source.resolve()}", f"{archive.content_sha256} {runner_digest()}", make)


def files_zip(folder: Folder) -> ZipFile:
    """Return the ZIP of a folder.

    Args:
        folder: What a walk has found.

    Raises:
        EdgeError: when there is no place for the ZIP.
    """
    entries = [
        (entry.name, StoredFile(Path(entry.path), entry.size_bytes, entry.is_executable))
        for entry in folder.entries
        if not entry.is_folder
    ]
    return _remembered(f"files {folder.root}", folder.state, lambda target: write_zip(entries, target))


def _remembered(source: str, state: str, make: Callable[[Path], ZipFacts]) -> ZipFile:
    cache = Path(os.environ.get(CACHE_VARIABLE) or DEFAULT_CACHE)
    prefix = f"{source.partition(' ')[0]}-{_hash(source)}-"
    path = cache / f"{prefix}{_hash(_FORMAT + state)}.zip"
    notes = path.with_suffix(".zip.json")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        found = _read(path, notes)
        if found is None:
            found = _make(path, notes, make)
            _prune(cache, prefix, path)
    except RepackagingError as error:
        raise EdgeError(str(error)) from error
    except OSError as error:
        raise EdgeError(
            f"{source}: cannot be packed in {str(cache)!r} ({error.strerror}); "
            f"set {CACHE_VARIABLE} to a folder that can be written"
        ) from error
    return found


def _read(path: Path, notes: Path) -> ZipFile | None:
    try:
        told = _REMEMBERED.validate_json(notes.read_bytes())
        facts = path.stat()
    except (OSError, ValidationError):
        return None
    fits = (facts.st_size, facts.st_mtime_ns) == (told.size_bytes, told.modified_ns)
    return ZipFile(path, told.content_sha256, told.size_bytes) if fits else None


def _make(path: Path, notes: Path, make: Callable[[Path], ZipFacts]) -> ZipFile:
    notes.unlink(missing_ok=True)
    with TemporaryDirectory(dir=path.parent) as folder:
        made = Path(folder) / path.name
        facts = make(made)
        made.replace(path)
    told = _Remembered(facts.content_sha256, facts.size_bytes, path.stat().st_mtime_ns)
    with replacing(notes) as file:
        file.write(_REMEMBERED.dump_json(told))
    return ZipFile(path, facts.content_sha256, facts.size_bytes)


def _prune(cache: Path, prefix: str, kept: Path) -> None:
    """Remove what another state of the same source has made, unless it is recent."""
    oldest = time.time() - _KEPT_SECONDS
    for path in cache.glob(f"{prefix}*"):
        with suppress(OSError):  # another run prunes too
            if not path.name.startswith(kept.name) and path.stat().st_mtime < oldest:
                path.unlink()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]
