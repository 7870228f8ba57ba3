"""The files of a model archive, as Neo looks at them before it compiles, and as this emulator passes them on."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTE = "NOT_COMPILED.txt"
_NOTE_TEXT = b"The embedded AWS does not compile: it passes the files of the model through unchanged.\n"

# https://docs.aws.amazon.com/sagemaker/latest/dg/neo-compilation-preparing-model.html, and the classes of errors in
# https://docs.aws.amazon.com/sagemaker/latest/dg/neo-troubleshooting.html. What SKLEARN needs is not documented.
_NEEDED = {
    "TENSORFLOW": ((".pb", ".pbtxt"),),
    "KERAS": ((".h5",),),
    "MXNET": ((".json",), (".params",)),
    "ONNX": ((".onnx",),),
    "PYTORCH": ((".pth", ".pt"),),
    "XGBOOST": ((".model",),),
    "TFLITE": ((".tflite",),),
    "DARKNET": ((".cfg",), (".weights",)),
}


class NotAnArchiveError(Exception):
    """It is not a ``.tar.gz``."""


def names(archive: bytes) -> list[str]:
    """Return the files of an archive.

    Raises:
        NotAnArchiveError: It is not one.
    """
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as opened:
            return [member.name for member in opened if member.isfile()]
    except (tarfile.TarError, OSError, EOFError, zlib.error) as error:
        raise NotAnArchiveError(str(error)) from error


def findings(framework: str, files: list[str]) -> Iterator[str]:
    """Tell what a framework's model lacks or has too often, in Neo's words."""
    for endings in _NEEDED.get(framework, ()):
        if sum(name.lower().endswith(endings) for name in files) != 1:
            yield f"Exactly one {' or '.join(endings)} file is allowed for {framework} models."


def passed_through(archive: bytes) -> bytes:
    """Return the same files in a new archive, with a note that nothing was compiled."""
    written = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as source,
        gzip.GzipFile(fileobj=written, mode="wb", mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w") as target,
    ):
        for member in source:
            target.addfile(member, source.extractfile(member) if member.isfile() else None)
        note = tarfile.TarInfo(NOTE)
        note.size = len(_NOTE_TEXT)
        target.addfile(note, io.BytesIO(_NOTE_TEXT))
    return written.getvalue()
