"""What runs a model on a device: the files of the folder ``runner``."""

from __future__ import annotations

from pathlib import Path

from .file_tree import StoredFile

_FOLDER = Path(__file__).resolve().parents[2] / "runner"
_SUFFIXES = {".py", ".txt"}


def runner_files() -> list[tuple[str, StoredFile]]:
    """Return names and files, in the order of their names."""
    found = sorted(path for path in _FOLDER.iterdir() if path.suffix in _SUFFIXES)
    return [(path.name, StoredFile(path, path.stat().st_size, is_executable=False)) for path in found]
