"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be removed: that is lock enough
    fcntl = None

_SUFFIX = ".partial"


@contextmanager
def replacing(target: Path) -> Generator[BinaryIO]:
    """Write a file that takes its name only when it is complete.

    A run that is killed leaves a hidden ``.NAME.*.partial`` beside it, which the next run removes; one
    that somebody still writes is locked and stays. Not flushed to the disk (``fsync``): what is
    written here can be made again.

    Args:
        target: The file to make or to replace, in an existing folder.
    """
    _remove_leftovers(target)
    path, file = _claim(target)
    try:
        with file:
            yield file
            file.flush()
            if fcntl is None:
                file.close()
            path.replace(target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def link(source: Path, target: Path) -> None:
    """Give a file a second name, replacing what has that; a copy where the file system knows no hard links."""
    path = target.with_name(f".{target.name}.{secrets.token_hex(8)}.link")  # no leftover: it lives for two calls
    try:
        path.hardlink_to(source)
    except OSError:
        copy(source, target)
        return
    path.replace(target)
    path.unlink(missing_ok=True)  # replace() does nothing when both are the same file


def copy(source: Path, target: Path) -> None:
    """Copy a file, replacing what has the other name."""
    with source.open("rb") as original, replacing(target) as file:
        shutil.copyfileobj(original, file, 1 << 20)


def _claim(target: Path) -> tuple[Path, BinaryIO]:
    while True:
        path = target.with_name(f".{target.name}.{secrets.token_hex(8)}{_SUFFIX}")
        file = path.open("xb")
        # Between these two lines another run may have taken it for a leftover.
        if _lock(file) and _is_same(file, path):
            return path, file
        file.close()


def _remove_leftovers(target: Path) -> None:
    for path in target.parent.glob(f".{_escape(target.name)}.*{_SUFFIX}"):
        with suppress(OSError), path.open("rb") as file:
            if _lock(file):
                path.unlink()


def _lock(file: BinaryIO) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: nothing is ever taken for a leftover
        return file.writable()
    return True


def _is_same(file: BinaryIO, path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _escape(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
