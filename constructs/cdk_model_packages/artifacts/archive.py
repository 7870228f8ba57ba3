"""``model.tar.gz``: the same files make the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cdk_model_packages.artifacts.atomic_file import replacing
from cdk_model_packages.artifacts.folder import Folder, scan_folder
from cdk_model_packages.artifacts.gzip_stream import compressing
from cdk_model_packages.artifacts.hashing import HashingWriter
from cdk_model_packages.artifacts.interruption import interrupted_between_steps
from cdk_model_packages.artifacts.secret_files import warn_of_secret_files
from cdk_model_packages.artifacts.tar_stream import write_tar
from cdk_model_packages.errors import ArtifactError

Progress = Callable[[int, int], None]
"""Told of bytes done and of bytes in all, at least once a MiB."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A gzip-compressed tar archive.

    Attributes:
        path: The file.
        sha256: Hash of the file, as ``sha256sum`` prints it. Another version of ISA-L, or another kind of
            processor, may compress the same content to other bytes.
        content_sha256: Hash of the tar stream inside: the model's identity.
        size_bytes: Size of the file.
        content_bytes: Size of the tar stream.
        secret_files: Names of members that look like secrets.
    """

    path: Path
    sha256: str
    content_sha256: str
    size_bytes: int
    content_bytes: int
    secret_files: tuple[str, ...] = ()


def build_archive(
    source: str | Path, target: str | Path, *, exclude: Iterable[str] = (), progress: Progress | None = None
) -> Archive:
    """Make a ``model.tar.gz`` of a folder.

    Members are ordered by the bytes of their names, belong to user 0 and date from 1980. Files are 0644;
    folders, and files that their owner may run, are 0755: of all the bits of a mode, that one alone is
    the author's doing and not the umask's, and an entry point needs it. Names do not hold the folder's
    own: they are what appears in ``/opt/ml/model``. Empty folders are kept: Triton asks for them.

    Args:
        source: The folder.
        target: The archive. What has that name is replaced once the archive is complete.
        exclude: Shell patterns of what to leave out, see :func:`scan_folder`.
        progress: Told how far it is. ``None``: nobody is told.

    Raises:
        ArtifactError: when the folder is refused (see :func:`scan_folder`), when a file cannot be read
            or changes meanwhile, or when the archive cannot be written or would hold itself.

    Warns:
        SecretFileWarning: when names look like those of secrets.
    """
    folder = scan_folder(source, exclude=exclude)
    warn_of_secret_files(folder.label, folder.secret_files, stacklevel=2)
    return write_archive(folder, Path(target), progress=progress)


def write_archive(folder: Folder, target: Path, *, progress: Progress | None = None) -> Archive:
    """Make an archive of a folder that has been walked; see :func:`build_archive`."""
    if folder.holds(target):
        raise ArtifactError(f"archive {str(target)!r}: would hold itself; write it outside {str(folder.path)!r}")

    try:
        with interrupted_between_steps() as let_interrupt_through, replacing(target) as file:

            def tell(done_bytes: int) -> None:
                let_interrupt_through()
                if progress is not None:
                    progress(min(done_bytes, folder.size_bytes), folder.size_bytes)

            packed = HashingWriter(file.write)
            with compressing(packed) as compressed:
                content = HashingWriter(compressed.write, tell)
                write_tar(folder, content)
    except OSError as error:
        raise ArtifactError(
            f"archive {str(target)!r}: cannot be written ({error.strerror}); choose another place"
        ) from error
    return Archive(
        path=target,
        sha256=packed.sha256.hexdigest(),
        content_sha256=content.sha256.hexdigest(),
        size_bytes=packed.size,
        content_bytes=content.size,
        secret_files=folder.secret_files,
    )
