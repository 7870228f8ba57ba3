"""The files of a model, wherever they came from: names checked, contents in a folder under names of our own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from .errors import ArchiveTooLarge, NotAnArchive, UnsafeArchive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_FILES = 10_000
"""Most files, folders and links of a model. Ours: a device unpacks them one by one."""
MOST_NAME_BYTES = 4095
"""Longest name: Linux's PATH_MAX without its last zero."""
_MOST_LINKS = 40  # on the way to one file; Linux's MAXSYMLINKS
_BLOCK_BYTES = 1 << 20
_CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")
_AGAIN = "make the archive again without it"


@dataclass(frozen=True)
class StoredFile:
    """A file of the model.

    Attributes:
        path: Where its content is.
        size_bytes: Its size.
        is_executable: Its owner may run it.
    """

    path: Path
    size_bytes: int
    is_executable: bool


class FileTree:
    """What a model holds, as a tree of names.

    Nothing is ever written under a name of the model's: no link, no ``..`` and no absolute path leads anywhere.

    Args:
        label: What errors call the model.
        folder: Where contents are kept.
        most_bytes: Most bytes of all files together, a link counted as what it leads to.
    """

    def __init__(self, label: str, folder: Path, most_bytes: int) -> None:
        self.label = label
        self._folder = folder
        self._most_bytes = most_bytes
        self._bytes = 0
        self._files: dict[str, StoredFile] = {}
        self._links: dict[str, str] = {}
        self._folders: dict[str, list[str]] = {"": []}  # and the names in each; the model's own folder is ""

    def add_file(self, name: str, content: IO[bytes], size_bytes: int, *, is_executable: bool = False) -> None:
        """Take a file.

        Raises:
            UnsafeArchive: when its name is none for a file of a model.
            ArchiveTooLarge: when it is one too many, or too large.
            NotAnArchive: when its content ends early.
        """
        place = self._claim(name)
        self._weigh(size_bytes)
        path = self._folder / str(len(self._files))
        written = 0
        with path.open("wb") as file:
            while block := content.read(_BLOCK_BYTES):
                written += len(block)
                file.write(block)
        if written != size_bytes:
            raise NotAnArchive(f"{self.label}: {name!r} is cut short; make the archive again")
        self._files[place] = StoredFile(path, size_bytes, is_executable)

    def add_folder(self, name: str) -> None:
        """Take a folder, which may be there already because something in it is."""
        place = self._checked(name, repr(name))
        if place not in self._folders:
            self._folders[self._claim(place)] = []

    def add_link(self, name: str, target: str) -> None:
        """Take a symbolic link; where it leads is looked at when all is there."""
        if target.startswith("/"):
            raise self._unsafe(name, f"is a link that leaves the model ({target!r})")
        self._check_text(target, f"where {name!r} leads")
        self._links[self._claim(name)] = target

    def add_hard_link(self, name: str, target: str) -> None:
        """Take a second name of a file that came before."""
        file = self._files.get(self._checked(target, f"what {name!r} links to"))
        if file is None:
            raise self._unsafe(name, f"is a hard link to {target!r}, which is no file before it")
        self._weigh(file.size_bytes)
        self._files[self._claim(name)] = file

    def files(self) -> Iterator[tuple[str, StoredFile | None]]:
        """Yield every file, and ``None`` for an empty folder; a link counts as what it leads to.

        Raises:
            UnsafeArchive: when a link leaves the model, leads nowhere or in a circle.
            ArchiveTooLarge: when links make too much of little.
            NotAnArchive: when there is no file.
        """
        if not self._files:
            raise NotAnArchive(f"{self.label}: holds no file; put the model into it")
        self._bytes = 0
        for count, (name, file) in enumerate(self._walk(), 1):
            if count > MOST_FILES:
                raise self._too_many()
            self._check_text(name, repr(name))
            self._weigh(0 if file is None else file.size_bytes)
            yield name, file

    def _walk(self) -> Iterator[tuple[str, StoredFile | None]]:
        pending: list[tuple[str, str, tuple[str, ...]]] = [("", "", ("",))]
        while pending:
            folder, prefix, trail = pending.pop()  # the trail: all real folders on the way down
            if prefix and not self._folders[folder]:
                yield prefix.removesuffix("/"), None
            for child in self._folders[folder]:
                name, place = f"{prefix}{child}", self._follow(_join(folder, child))
                if place in self._files:
                    yield name, self._files[place]
                    continue
                if any(_is_within(passed, place) for passed in trail):
                    raise self._unsafe(name, "is a link in a circle")
                pending.append((place, f"{name}/", (*trail, place)))

    def _follow(self, place: str) -> str:
        """Return what a place is when all links on the way to it are followed."""
        found, links = "", 0
        parts = place.split("/")[::-1]
        while parts:
            part = parts.pop()
            if part in {"", "."}:
                continue
            if part == "..":
                if not found:
                    raise self._unsafe(place, "is a link that leaves the model")
                found = found.rpartition("/")[0]
                continue
            step = _join(found, part)
            if step in self._links:
                links += 1
                if links > _MOST_LINKS:
                    raise self._unsafe(place, "is a link in a circle")
                parts.extend(self._links[step].split("/")[::-1])
            elif step in self._folders or (step in self._files and not parts):
                found = step
            else:
                raise self._unsafe(place, "is a link that leads nowhere")
        return found

    def _claim(self, name: str) -> str:
        """Note a name that is free, and the folders that it lies in; return where it is."""
        place = self._checked(name, repr(name))
        if name.rpartition("/")[2] in {"", "."}:
            raise self._unsafe(name, "is the name of a folder, and no folder")
        if place in self._files or place in self._links or place in self._folders:
            raise self._unsafe(name, "is there twice")
        above, parts = "", place.split("/")
        for part in parts[:-1]:
            below = _join(above, part)
            if below in self._files or below in self._links:
                raise self._unsafe(name, "lies below what is no folder")
            if below not in self._folders:
                self._folders[below] = []
                self._folders[above].append(part)
            above = below
        self._folders[above].append(parts[-1])
        if len(self._files) + len(self._links) + len(self._folders) > MOST_FILES:
            raise self._too_many()
        return place

    def _checked(self, name: str, told: str) -> str:
        """Return a name in one spelling: no ``./``, no double or last ``/``; the model's own is empty."""
        self._check_text(name, told)
        parts = name.split("/")
        if not parts[0]:
            raise UnsafeArchive(f"{self.label}: {told} is an absolute path; {_AGAIN}")
        if ".." in parts:
            raise UnsafeArchive(f"{self.label}: {told} leaves the model; {_AGAIN}")
        return "/".join(part for part in parts if part not in {"", "."})

    def _check_text(self, text: str, told: str) -> None:
        if not text or _CONTROL_CHARACTER.search(text):
            raise UnsafeArchive(f"{self.label}: {told} is empty, or has a control character; rename it")
        try:
            size = len(text.encode())
        except UnicodeEncodeError as error:
            raise UnsafeArchive(f"{self.label}: {told} is not UTF-8; rename it") from error
        if size > MOST_NAME_BYTES:
            raise UnsafeArchive(f"{self.label}: {told[:80]}... has more than {MOST_NAME_BYTES} bytes; rename it")

    def _weigh(self, size_bytes: int) -> None:
        self._bytes += size_bytes
        if self._bytes > self._most_bytes:
            raise ArchiveTooLarge(
                f"{self.label}: unpacks to more than {self._most_bytes} bytes, half of what is free where it is "
                "unpacked, because the ZIP has to fit beside it; make the model smaller, or that storage larger"
            )

    def _too_many(self) -> ArchiveTooLarge:
        return ArchiveTooLarge(f"{self.label}: holds more than {MOST_FILES} files, folders and links; join some")

    def _unsafe(self, name: str, reason: str) -> UnsafeArchive:
        return UnsafeArchive(f"{self.label}: {name!r} {reason}; {_AGAIN}")


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _is_within(place: str, folder: str) -> bool:
    return not folder or place == folder or place.startswith(f"{folder}/")
