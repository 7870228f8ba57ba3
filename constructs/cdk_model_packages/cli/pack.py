"""``model-packages pack``: a model folder becomes a ``model.tar.gz``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from cdk_model_packages.artifacts.atomic_file import copy
from cdk_model_packages.artifacts.folder import scan_folder
from cdk_model_packages.artifacts.manifest import cached_archive
from cdk_model_packages.artifacts.secret_files import tell_secret_files
from cdk_model_packages.errors import ArtifactError

_SUFFIX = ".tar.gz"


def pack(
    directory: Path,
    /,
    *,
    output: Annotated[Path, Parameter(alias="-o")] = Path("model.tar.gz"),
    verify: bool = False,
    exclude: Annotated[tuple[str, ...], Parameter(negative_iterable=())] = (),
) -> None:
    """Archive a model folder: the same files always make the same archive.

    Prints the archive's hash, the hash of its content, which is the model's identity whatever compressed
    it, and its size. An unchanged folder is not read again.

    Example: model-packages pack ./model -o model.tar.gz --exclude '*.ckpt'

    Args:
        directory: The folder; what is in it will be in /opt/ml/model.
        output: The archive to write; its name ends with .tar.gz.
        verify: Read every file even if its size and times are those of an earlier run.
        exclude: Shell pattern of what to leave out, besides version control, caches and the like; may be repeated.
    """
    if not output.name.endswith(_SUFFIX):
        fitting = output.with_name(f"{output.name.partition('.')[0] or 'model'}{_SUFFIX}")
        raise ArtifactError(
            f"archive {str(output)!r}: must end with {_SUFFIX}, as SageMaker takes it; say -o {fitting}"
        )
    folder = scan_folder(directory, exclude=exclude)
    if folder.secret_files:
        print(f"warning: {tell_secret_files(folder.label, folder.secret_files)}", file=sys.stderr)
    if folder.holds(output):
        raise ArtifactError(f"archive {str(output)!r}: would hold itself; write it outside {str(directory)!r}")
    with _progress() as progress:
        task = progress.add_task(f"packing {directory.name}", total=folder.size_bytes)
        archive = cached_archive(
            folder, verify=verify, progress=lambda done, _total: progress.update(task, completed=done)
        )
    try:
        copy(archive.path, output)
    except OSError as error:
        raise ArtifactError(
            f"archive {str(output)!r}: cannot be written ({error.strerror}); choose another place"
        ) from error
    print(f"{output}")
    print(f"sha256          {archive.sha256}")
    print(f"content sha256  {archive.content_sha256}")
    print(f"size            {archive.size_bytes} bytes")


def _progress() -> Progress:
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
