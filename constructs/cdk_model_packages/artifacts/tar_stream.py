"""A model folder as a tar stream: what is in it depends on the files, and on nothing else."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self, cast

from cdk_model_packages.errors import ArtifactError

if TYPE_CHECKING:
    from types import TracebackType

    from cdk_model_packages.artifacts.folder import Entry, Folder
    from cdk_model_packages.artifacts.hashing import HashingWriter

_TIME = 315_532_800  # 1980-01-01, the first that a ZIP can tell too
_FILE_MODE, _EXECUTABLE_MODE = 0o644, 0o755
_BLOCK_BYTES = 1 << 20


def write_tar(folder: Folder, target: HashingWriter) -> None:
    """Write a folder as a tar stream.

    PAX format: POSIX defines it for names of any length in UTF-8 and for files beyond 8 GiB, and short
    names stay plain ustar, which everything reads.

    Args:
        folder: What a walk has found.
        target: Written in order; never sought.

    Raises:
        ArtifactError: when a file cannot be read, or is no longer what the walk has found.
    """
    with tarfile.TarFile(
        fileobj=cast("IO[bytes]", target),
        mode="w",
        format=tarfile.PAX_FORMAT,
        encoding="utf-8",
        copybufsize=_BLOCK_BYTES,
    ) as tar:
        for entry in folder.entries:
            if entry.is_folder:
                tar.addfile(_member(entry))
                continue
            with _Source(folder, entry) as file:
                tar.addfile(_member(entry), cast("IO[bytes]", file))


def _member(entry: Entry) -> tarfile.TarInfo:
    member = tarfile.TarInfo(entry.name)
    member.type = tarfile.DIRTYPE if entry.is_folder else tarfile.REGTYPE
    member.mode = _EXECUTABLE_MODE if entry.is_executable else _FILE_MODE
    member.size = entry.size_bytes
    member.mtime = _TIME
    return member


class _Source:
    """A file of the folder, which must stay what the walk has found."""

    def __init__(self, folder: Folder, entry: Entry) -> None:
        self._label = f"{folder.label}: {entry.name!r}"
        self._entry = entry
        try:
            self._file = Path(entry.path).open("rb")  # noqa: SIM115  closed by __exit__
        except OSError as error:
            raise self._unreadable(error) from error

    def __enter__(self) -> Self:
        self._check()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._file:
            if error is None:
                self._check()

    def read(self, size: int) -> bytes:
        try:
            data = self._file.read(size)
        except OSError as error:
            raise self._unreadable(error) from error
        if len(data) != size:
            raise self._changed()
        return data

    def _check(self) -> None:
        facts = os.fstat(self._file.fileno())
        if (facts.st_size, facts.st_mtime_ns) != (self._entry.size_bytes, self._entry.modified_ns):
            raise self._changed()

    def _changed(self) -> ArtifactError:
        return ArtifactError(f"{self._label} changed while it was archived; run again when nothing writes it")

    def _unreadable(self, error: OSError) -> ArtifactError:
        return ArtifactError(
            f"{self._label} cannot be read ({error.strerror}); "
            "give yourself the right to read it, or leave it out with exclude="
        )
