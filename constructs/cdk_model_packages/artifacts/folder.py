"""A folder that becomes an archive: what is in it, told by one walk that opens no file."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cdk_model_packages.artifacts.secret_files import secret_files
from cdk_model_packages.errors import ArtifactError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DEFAULT_EXCLUDE = (
    ".git",
    ".hg",
    ".svn",
    "__pycache__",
    ".ipynb_checkpoints",
    ".DS_Store",
    "Thumbs.db",
    ".model-packages",
    "cdk.out",
)
"""Left out of every archive: no model needs them, and each differs from one machine or run to the next."""

# Unix alone has a change time that nobody can set; Windows calls the creation time so.
_HAS_CHANGE_TIME = os.name != "nt"
_CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")


class Entry(NamedTuple):
    """A file or folder below a model folder.

    Attributes:
        name: Path below the folder, with ``/``.
        path: Where it is read: its own place, or what a link leads to.
        is_folder: A folder, and not a file.
        is_executable: Its owner may run it.
        size_bytes: Size of a file; 0 for a folder.
        modified_ns: Time of the last change of content; anybody can set it. 0 for a folder.
        changed_ns: Time of the last change of anything, kept by the system. 0 for a folder.
        inode: Number in the file system. 0 for a folder.
    """

    name: str
    path: str
    is_folder: bool
    is_executable: bool
    size_bytes: int
    modified_ns: int
    changed_ns: int
    inode: int


@dataclass(frozen=True)
class Folder:
    """What was found in a folder.

    Attributes:
        path: The folder, as the user named it.
        label: What errors and warnings call it.
        root: The same, absolute and without links.
        exclude: The patterns that left things out, besides ``DEFAULT_EXCLUDE``.
        entries: Files and folders, ordered by the bytes of their names.
    """

    path: Path
    label: str
    root: str
    exclude: tuple[str, ...]
    entries: tuple[Entry, ...]

    @cached_property
    def size_bytes(self) -> int:
        """Size of all files together."""
        return sum(entry.size_bytes for entry in self.entries)

    @cached_property
    def secret_files(self) -> tuple[str, ...]:
        """Names of the files that look like secrets."""
        return secret_files(entry.name for entry in self.entries if not entry.is_folder)

    @cached_property
    def changed_ns(self) -> int:
        """Time of the newest change of any file."""
        return max(entry.changed_ns for entry in self.entries)

    @cached_property
    def state(self) -> str:
        """A hash that changes whenever a file is added, removed, renamed, replaced or written."""
        facts = "\0".join(map(repr, self.entries))
        return hashlib.sha256(facts.encode("utf-8", "surrogateescape")).hexdigest()

    def holds(self, path: Path) -> bool:
        """Tell whether a path would be a member of the archive."""
        root, real = self.root, os.path.realpath(path)
        if real == root or not _is_within(real, root):
            return False
        name = Path(real).relative_to(root)
        left_out = _matcher(self.exclude)
        return not any(left_out(part.as_posix(), part.name) for part in (name, *name.parents))


def scan_folder(path: str | Path, *, exclude: Iterable[str] = (), kind: str = "model") -> Folder:
    """Walk a folder once; nothing is opened.

    A link to something inside the folder counts as that thing: not everything that unpacks a model
    knows links.

    Args:
        path: The folder.
        exclude: Shell patterns of what to leave out besides ``DEFAULT_EXCLUDE``. One without ``/``
            fits names at any depth (``*.ckpt``), one with ``/`` the path below the folder
            (``logs/*``, where ``*`` also fits ``/``).
        kind: What the folder holds, for errors.

    Raises:
        ArtifactError: when there is no such folder, when it holds no file, a link that leaves it or
            leads nowhere or in circles, a name that is not UTF-8 or holds a control character, or
            something that is neither file nor folder.
    """
    if isinstance(exclude, str):
        raise TypeError("exclude takes a list of patterns, not one string")
    folder, label = Path(path), f"{kind} folder {str(path)!r}"
    if not folder.exists():
        where = "" if folder.is_absolute() else f" in {Path.cwd()}"
        raise ArtifactError(f"{label}: no such folder{where}; correct the path")
    if not folder.is_dir():
        advice = "name the folder that it is in"
        if kind == "model":
            advice += " (ModelArtifact.from_archive takes a .tar.gz)"
        raise ArtifactError(f"{label}: is not a folder; {advice}")
    root = os.path.realpath(folder)
    patterns = tuple(exclude)
    try:
        entries = tuple(sorted(_walk(label, root, patterns), key=lambda entry: entry.name.encode()))
    except OSError as error:
        raise ArtifactError(
            f"{label}: cannot read {error.filename!r} ({error.strerror}); "
            "give yourself the right to read it, or exclude it"
        ) from error
    if all(entry.is_folder for entry in entries):
        raise ArtifactError(f"{label}: holds no file; put the {kind} into it")
    return Folder(folder, label, root, patterns, entries)


def change_time_ns(facts: os.stat_result) -> int:
    """Return the time of a file's last change, as the system and not a user tells it."""
    return facts.st_ctime_ns if _HAS_CHANGE_TIME else facts.st_mtime_ns


def _walk(label: str, root: str, exclude: tuple[str, ...]) -> Iterator[Entry]:
    left_out = _matcher(exclude)
    pending: list[tuple[str, tuple[str, ...]]] = [("", (root,))]
    while pending:
        prefix, trail = pending.pop()  # the trail: all real folders on the way down
        with os.scandir(trail[-1]) as found:
            for item in found:
                name = prefix + item.name
                if left_out(name, item.name):
                    continue
                _check_name(label, name)
                path = _follow(label, root, item.path, name, trail) if item.is_symlink() else item.path
                facts = item.stat()
                if stat.S_ISDIR(facts.st_mode):
                    yield Entry(name, path, True, True, 0, 0, 0, 0)
                    pending.append((f"{name}/", (*trail, path)))
                elif stat.S_ISREG(facts.st_mode):
                    yield _file(name, path, facts)
                else:
                    raise _refused(label, name, "is a device, pipe or socket", "remove it")


def _file(name: str, path: str, facts: os.stat_result) -> Entry:
    is_executable = bool(facts.st_mode & stat.S_IXUSR)
    return Entry(
        name, path, False, is_executable, facts.st_size, facts.st_mtime_ns, change_time_ns(facts), facts.st_ino
    )


def _follow(label: str, root: str, link: str, name: str, trail: tuple[str, ...]) -> str:
    target = str(Path(link).readlink())
    try:
        real = os.path.realpath(link, strict=True)
    except OSError as error:
        reason = f"is a link that leads nowhere ({target!r}: {error.strerror})"
        raise _refused(label, name, reason, "mend or remove it") from error
    if not _is_within(real, root):
        raise _refused(label, name, f"is a link that leaves the folder ({target!r})", "copy what it names into it")
    if any(_is_within(passed, real) for passed in trail):
        raise _refused(label, name, f"is a link in a circle ({target!r})", "remove it")
    return real


def _check_name(label: str, name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise _refused(label, name, "has a name that is not UTF-8", "rename it") from error
    if _CONTROL_CHARACTER.search(name):
        raise _refused(label, name, "has a control character in its name", "rename it")


def _refused(label: str, name: str, reason: str, fix: str) -> ArtifactError:
    return ArtifactError(f"{label}: {name!r} {reason}; {fix}, or exclude it")


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _matcher(exclude: tuple[str, ...]) -> Callable[[str, str], bool]:
    """Return what tells whether a path, or its last part, is left out: two expressions for a whole walk."""
    patterns = [pattern.rstrip("/") for pattern in (*DEFAULT_EXCLUDE, *exclude)]
    names = _union(pattern for pattern in patterns if "/" not in pattern)
    paths = _union(pattern.lstrip("/") for pattern in patterns if "/" in pattern)
    return lambda path, name: bool(names.match(name) or paths.match(path))


def _union(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(fnmatch.translate, patterns)) or r"(?!)")
