"""From a model's files to a component's ZIP, with temporary files in between."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from .component_zip import ZipFacts, write_component_zip
from .file_tree import FileTree
from .tar_reader import read_archive

if TYPE_CHECKING:
    from collections.abc import Callable


def repackage(label: str, fill: Callable[[FileTree], None], target: Path) -> ZipFacts:
    """Make a component's ZIP of a model.

    Contents are stored first: the ZIP's order is not the archive's. Unpacked, a model may take half of what is free
    beside the ZIP, because the ZIP can be as large. A function of Lambda has at most 10,240 MiB.

    Args:
        label: What errors call the model.
        fill: Puts the model's files into a tree.
        target: The ZIP, in an existing folder.

    Raises:
        RepackagingError: when the model cannot be repackaged.
    """
    most_bytes = shutil.disk_usage(target.parent).free // 2
    with TemporaryDirectory(dir=target.parent) as folder:
        tree = FileTree(label, Path(folder), most_bytes)
        fill(tree)
        return write_component_zip(tree, target)


def repackage_archive(label: str, stream: IO[bytes], target: Path) -> ZipFacts:
    """Make a component's ZIP of a ``.tar.gz``; see :func:`repackage`.

    Args:
        label: What errors call the archive.
        stream: The compressed archive; read once.
        target: The ZIP, in an existing folder.
    """
    return repackage(label, lambda tree: read_archive(stream, tree), target)
