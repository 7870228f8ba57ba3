"""An archive that somebody else has made: whether SageMaker can load it, and what it is."""

from __future__ import annotations

import posixpath
import tarfile
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from isal.igzip import BadGzipFile

from cdk_model_packages.artifacts.archive import Archive
from cdk_model_packages.artifacts.gzip_stream import decompressing
from cdk_model_packages.artifacts.hashing import HashingReader
from cdk_model_packages.artifacts.secret_files import looks_secret
from cdk_model_packages.errors import ArtifactError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK_BYTES = 1 << 20
_MAGIC = b"\x1f\x8b"
_OTHER_KINDS = {b"PK": "a ZIP", b"BZ": "bzip2", b"\xfd7": "xz", b"(\xb5": "Zstandard"}
_REPACK = "pack the folder again with `model-packages pack DIR -o model.tar.gz`"


def check_archive(path: str | Path) -> Archive:
    """Read an archive to its end and refuse what SageMaker cannot load, or should not.

    Args:
        path: A ``.tar.gz``, by whatever name.

    Raises:
        ArtifactError: when there is no such file; when it is not gzip, not tar, damaged or cut short;
            when it holds no file, a member with an absolute path or with ``..``, a link that leaves
            the archive, or a device or pipe.
    """
    archive = Path(path)
    try:
        with archive.open("rb", buffering=0) as file:
            packed = HashingReader(file.readinto)
            _check_magic(archive, file.read(2))
            file.seek(0)
            with decompressing(packed) as unpacked:
                content = HashingReader(unpacked.readinto)
                secret_files = tuple(_secret_members(archive, cast("IO[bytes]", content)))
                while content.read(_BLOCK_BYTES):  # to the end: gzip's checksum comes last
                    pass
    except FileNotFoundError as error:
        raise ArtifactError(f"archive {str(path)!r}: no such file in {Path.cwd()}; correct the path") from error
    except IsADirectoryError as error:
        raise ArtifactError(f"archive {str(path)!r}: is a folder; use from_directory") from error
    except EOFError as error:
        raise _refused(archive, "is cut short", "copy it again, or " + _REPACK) from error
    except (BadGzipFile, tarfile.TarError, ValueError) as error:
        raise _refused(archive, f"is damaged, or not a gzip-compressed tar ({error})", _REPACK) from error
    except OSError as error:
        raise _refused(archive, f"cannot be read ({error.strerror})", "give yourself the right to") from error
    return Archive(
        path=archive,
        sha256=packed.sha256.hexdigest(),
        content_sha256=content.sha256.hexdigest(),
        size_bytes=packed.size,
        content_bytes=content.size,
        secret_files=secret_files,
    )


class _StrictTarInfo(tarfile.TarInfo):
    """Takes a damaged header for an error; ``tarfile`` takes it for the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _StrictTarInfo:
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if any(buf):
                raise tarfile.ReadError(str(error)) from error
            raise  # nothing, or zeros: the end


def _check_magic(archive: Path, start: bytes) -> None:
    if start != _MAGIC:
        kind = "empty" if not start else _OTHER_KINDS.get(start, "something else")
        raise _refused(archive, f"is not gzip but {kind}", _REPACK)


def _secret_members(archive: Path, content: IO[bytes]) -> Iterator[str]:
    has_file = False
    links: set[str] = set()
    with tarfile.open(fileobj=content, mode="r|", bufsize=_BLOCK_BYTES, tarinfo=_StrictTarInfo) as tar:
        for member in tar:
            _check_member(archive, member, links)
            if member.issym():
                links.add(posixpath.normpath(member.name))
            if member.isdir():
                continue
            has_file = True
            if looks_secret(member.name):
                yield member.name
    if not has_file:
        raise _refused(archive, "holds no file", "put the model into it")


def _check_member(archive: Path, member: tarfile.TarInfo, links: set[str]) -> None:
    if member.name.startswith("/"):
        raise _refused(archive, f"member {member.name!r} has an absolute path", _REPACK)
    path = PurePosixPath(member.name)
    if ".." in path.parts:
        raise _refused(archive, f"member {member.name!r} leaves the archive", _REPACK)
    if links and any(str(parent) in links for parent in path.parents):
        raise _refused(archive, f"member {member.name!r} lies below a link", _REPACK)
    if member.isreg() or member.isdir():
        return
    if not (member.issym() or member.islnk()):
        raise _refused(archive, f"member {member.name!r} is a device or pipe", _REPACK)
    if _leaves(member) or _climbs_later(member.linkname):
        raise _leaving(archive, member)


def _leaves(link: tarfile.TarInfo) -> bool:
    """Tell whether a link leads out of the archive: ``tarfile.data_filter`` does, from Python 3.11.4 on."""
    start = posixpath.dirname(link.name) if link.issym() else ""  # a hard link names a member
    target = PurePosixPath(posixpath.normpath(posixpath.join(start, link.linkname)))
    return target.is_absolute() or target.parts[:1] == ("..",)


def _climbs_later(link: str) -> bool:
    """Tell whether a link climbs (``..``) from where another link may lead: text alone cannot say where that ends."""
    parts = PurePosixPath(link).parts
    return any(later == ".." and earlier != ".." for earlier, later in pairwise(parts))


def _leaving(archive: Path, member: tarfile.TarInfo) -> ArtifactError:
    reason = f"member {member.name!r} is a link that leaves the archive ({member.linkname!r})"
    return _refused(archive, reason, _REPACK)


def _refused(archive: Path, reason: str, fix: str) -> ArtifactError:
    return ArtifactError(f"archive {str(archive)!r}: {reason}; {fix}")
