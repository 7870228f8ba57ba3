"""The ZIP of a component: the same files make the same bytes, with the same zlib."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .runner_files import runner_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .file_tree import FileTree, StoredFile

FILE_NAME = "component.zip"
"""Last part of the key: Greengrass unpacks into a folder that is called like it, without ``.zip`` (GG-011)."""
MODEL, RUNNER = "model", "runner"
"""The two folders in it."""
_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can tell
_COMPRESSION_LEVEL = 6
_UNIX = 3
_FOLDER, _FILE, _EXECUTABLE = 0o040755, 0o100644, 0o100755
_FOLDER_IN_DOS = 0x10
_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True)
class ZipFacts:
    """What is known of a ZIP.

    Attributes:
        sha256: Hash of the file. Another version of zlib may compress the same content to other bytes.
        content_sha256: Hash of the names, the rights and the contents of what is in it.
        size_bytes: Its size.
    """

    sha256: str
    content_sha256: str
    size_bytes: int


def write_component_zip(model: FileTree, target: Path) -> ZipFacts:
    """Write a component's ZIP: the model's files and what runs them; see :func:`write_zip`.

    Args:
        model: The model's files.
        target: The ZIP. What has that name is replaced.

    Raises:
        RepackagingError: what :meth:`FileTree.files` raises.
    """
    entries = [(f"{MODEL}/{name}", file) for name, file in model.files()]
    entries += [(f"{RUNNER}/{name}", file) for name, file in runner_files()]
    return write_zip(entries, target)


def write_zip(entries: Iterable[tuple[str, StoredFile | None]], target: Path) -> ZipFacts:
    """Write a ZIP.

    Names are ordered by their bytes and date from 1980; a file is 0644, or 0755 when its owner may run it. Entries are
    deflated, with sizes before their contents: the nucleus once refused others (aws-greengrass-nucleus#860).

    Args:
        entries: Names and files; ``None``: an empty folder.
        target: The ZIP. What has that name is replaced.
    """
    content = hashlib.sha256()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION_LEVEL) as archive:
        for name, file in sorted(entries, key=lambda entry: entry[0].encode()):
            digest = _write(archive, name, file)
            rights = "folder" if file is None else "executable" if file.is_executable else "file"
            content.update(f"{rights} {digest} {name}\n".encode())
    with target.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    return ZipFacts(sha256, content.hexdigest(), target.stat().st_size)


def runner_digest() -> str:
    """Return a hash of what runs models, which every ZIP holds."""
    digests = (f"{hashlib.sha256(file.path.read_bytes()).hexdigest()} {name}\n" for name, file in runner_files())
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _write(archive: zipfile.ZipFile, name: str, file: StoredFile | None) -> str:
    """Write an entry; return the hash of its content."""
    entry = zipfile.ZipInfo(name if file is not None else f"{name}/", _TIME)
    entry.create_system = _UNIX  # what Python takes from the machine otherwise
    digest = hashlib.sha256()
    if file is None:
        entry.external_attr = _FOLDER << 16 | _FOLDER_IN_DOS
        archive.writestr(entry, b"", zipfile.ZIP_STORED)
        return digest.hexdigest()
    entry.external_attr = (_EXECUTABLE if file.is_executable else _FILE) << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.file_size = file.size_bytes  # tells whether the entry needs ZIP64
    with archive.open(entry, "w") as target, file.path.open("rb") as source:
        while block := source.read(_BLOCK_BYTES):
            digest.update(block)
            target.write(block)
    return digest.hexdigest()
