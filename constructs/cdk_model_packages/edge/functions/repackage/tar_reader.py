"""A model's ``.tar.gz``, read once from beginning to end."""

from __future__ import annotations

import gzip
import tarfile
import zlib
from typing import IO, TYPE_CHECKING, cast

from .errors import NotAnArchive, UnsafeArchive

if TYPE_CHECKING:
    from .file_tree import FileTree

_BLOCK_BYTES = 1 << 20
_MOST_HEADER_BYTES = 1 << 20  # of a long name or of extended attributes, which are read whole
_LONG_HEADERS = {
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
}


class _StrictTarInfo(tarfile.TarInfo):
    """Takes a damaged header for an error; ``tarfile`` takes it for the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _StrictTarInfo:
        try:
            member = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if any(buf):
                raise tarfile.ReadError(str(error)) from error
            raise  # nothing, or zeros: the end
        if member.type in _LONG_HEADERS and member.size > _MOST_HEADER_BYTES:
            raise tarfile.ReadError(f"a header of {member.size} bytes")
        return member


def read_archive(stream: IO[bytes], tree: FileTree) -> None:
    """Take the members of an archive into a tree.

    Args:
        stream: The compressed archive; read to its end, where the checksum is.
        tree: What takes them, and checks them.

    Raises:
        UnsafeArchive: when a member has no place in a model.
        ArchiveTooLarge: when there are too many, or too large ones.
        NotAnArchive: when it is no gzip-compressed tar, damaged or cut short.
    """
    try:
        with gzip.GzipFile(fileobj=stream, mode="rb") as unpacked:
            content = cast("IO[bytes]", unpacked)
            with tarfile.open(fileobj=content, mode="r|", bufsize=_BLOCK_BYTES, tarinfo=_StrictTarInfo) as tar:
                for member in tar:
                    _take(tar, member, tree)
            while unpacked.read(_BLOCK_BYTES):
                pass
    except EOFError as error:
        raise NotAnArchive(f"{tree.label}: is cut short; upload it again") from error
    except (gzip.BadGzipFile, tarfile.TarError, zlib.error) as error:
        raise NotAnArchive(
            f"{tree.label}: is damaged, or no gzip-compressed tar ({error}); make it with `tar -czf`"
        ) from error


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, tree: FileTree) -> None:
    if member.isdir():
        tree.add_folder(f"{member.name}/")
    elif member.isreg():
        content = tar.extractfile(member)
        assert content is not None  # noqa: S101  it is a file
        tree.add_file(member.name, content, member.size, is_executable=bool(member.mode & 0o100))
    elif member.issym():
        tree.add_link(member.name, member.linkname)
    elif member.islnk():
        tree.add_hard_link(member.name, member.linkname)
    else:
        raise UnsafeArchive(f"{tree.label}: {member.name!r} is a device or pipe; make the archive again without it")
