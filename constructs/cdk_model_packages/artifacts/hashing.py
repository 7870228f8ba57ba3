"""Streams that are hashed and counted on their way."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

Seen = Callable[[int], None]
"""Told how many bytes have passed so far."""


class HashingWriter(io.RawIOBase):
    """Hashes what is written.

    Args:
        write: Where it goes.
        seen: Told after each block. ``None``: nobody is told.
    """

    def __init__(self, write: Callable[[ReadableBuffer], int], seen: Seen | None = None) -> None:
        self._write = write
        self._seen = seen
        self.sha256 = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def tell(self) -> int:
        """Tell how many bytes have passed."""
        return self.size

    def write(self, data: ReadableBuffer, /) -> int:
        """Hash a block and pass it on whole."""
        self.sha256.update(data)
        self.size += memoryview(data).nbytes
        if self._seen is not None:
            self._seen(self.size)
        return self._write(data)


class HashingReader(io.RawIOBase):
    """Hashes what is read.

    Args:
        readinto: Where it comes from.
    """

    def __init__(self, readinto: Callable[[WriteableBuffer], int | None]) -> None:
        self._readinto = readinto
        self.sha256 = hashlib.sha256()
        self.size = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer and hash what came."""
        count = self._readinto(buffer) or 0
        self.sha256.update(memoryview(buffer)[:count])
        self.size += count
        return count
