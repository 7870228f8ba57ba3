"""Unpacks artifacts as a nucleus does.

Source: aws-greengrass-nucleus, Unarchiver.unzip. What Java's ``ZipFile`` refuses is
refused here, too: other methods than stored and deflated, encrypted entries. A link in a ZIP becomes a plain file that
holds its target, and the permissions in a ZIP are not taken over.
"""

from __future__ import annotations

import os
import shutil
import zipfile
import zlib
from pathlib import Path

from cdk_model_packages.errors import EdgeError

_BLOCK_BYTES = 64 * 1024
_ENCRYPTED = 0x1
_JAVA_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_OTHER_METHODS = {zipfile.ZIP_BZIP2: "bzip2", zipfile.ZIP_LZMA: "LZMA", 93: "Zstandard", 9: "deflate64"}


def unzip(archive: Path, folder: Path) -> int:
    """Unpack a ZIP.

    Args:
        archive: The file.
        folder: Where its entries go; made here, and removed again when one cannot be written.

    Returns:
        How many files it held.

    Raises:
        EdgeError: It is no ZIP that a device unpacks, or an entry leads out of the folder.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = opened.infolist()
            _check_space(archive, folder.parent, sum(entry.file_size for entry in entries))
            folder.mkdir(exist_ok=True)
            for entry in entries:
                _write(opened, entry, _inside(archive, folder, entry.filename))
    except (zipfile.BadZipFile, NotImplementedError, UnicodeError, zlib.error, EOFError) as error:
        _forget(folder)
        raise EdgeError(
            f"{archive.name}: Unarchive is ZIP, and this is none that a device can unpack ({error}); nothing unpacks "
            "a .tar.gz: make a ZIP of it, or unpack it in the Install step into {work:path} [GG-010]"
        ) from None
    except OSError as error:
        _forget(folder)
        raise EdgeError(f"{archive.name}: cannot be unpacked into {folder}: {error.strerror or error}") from None
    except EdgeError:
        _forget(folder)
        raise
    return sum(not entry.is_dir() for entry in entries)


def _write(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    if entry.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        return
    if entry.flag_bits & _ENCRYPTED:
        raise zipfile.BadZipFile(f"{entry.filename} is encrypted")
    if entry.compress_type not in _JAVA_METHODS:
        method = _OTHER_METHODS.get(entry.compress_type, str(entry.compress_type))
        raise zipfile.BadZipFile(f"{entry.filename} is compressed by method {method}, and a device knows deflate alone")
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened.open(entry) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target, _BLOCK_BYTES)


def _inside(archive: Path, folder: Path, name: str) -> Path:
    """Return where an entry goes. A leading slash is of no meaning, in Java as here."""
    found = os.path.normpath(f"{folder}/{name}")
    if not found.startswith(f"{folder}{os.sep}"):
        raise EdgeError(
            f"{archive.name}: entry {name!r} leads out of the folder that it is unpacked into: a device refuses the "
            "archive; make it again from within its folder"
        )
    return Path(found)


def _check_space(archive: Path, folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise EdgeError(
            f"{archive.name}: would unpack to {needed:,} bytes, and {folder} has {free:,} free; make room, or set "
            "TMPDIR to another disk"
        )


def _forget(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
