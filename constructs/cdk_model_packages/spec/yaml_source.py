"""YAML with line numbers: what ruamel.yaml knows about where each key stands."""

# ruamel.yaml ships no complete types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from cdk_model_packages.errors import ModelPackagesError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAX_FILE_BYTES = 1024 * 1024
"""Larger is not a spec: CloudFormation itself takes templates of at most 1 MB."""


class SpecFileError(ModelPackagesError):
    """A spec file cannot be read, or breaks a rule. Its text starts with ``FILE:LINE:``."""


def read_yaml(path: Path) -> object:
    """Read a YAML file so that :func:`line_of` can tell lines.

    Raises:
        SpecFileError: when it is missing, unreadable, too large, not UTF-8 or not YAML.
    """
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise SpecFileError(f"{path}: {size} bytes is more than a spec's {MAX_FILE_BYTES}; keep data out of it")
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SpecFileError(f"{path}: no such file; name a model-package.yaml") from None
    except IsADirectoryError:
        raise SpecFileError(f"{path}: is a folder; name a model-package.yaml") from None
    except UnicodeDecodeError as error:
        raise SpecFileError(f"{path}: not UTF-8 text at byte {error.start}; save it as UTF-8") from None
    except OSError as error:
        raise SpecFileError(f"{path}: {error.strerror}; make it readable") from None
    reader = YAML(typ="rt", pure=True)
    reader.allow_duplicate_keys = False
    try:
        return cast("object", reader.load(text))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else 1
        problem = (error.problem or "not YAML").splitlines()[0]
        raise SpecFileError(f"{path}:{line}: {problem}; mend the YAML there") from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise SpecFileError(f"{path}: not YAML: {str(error).splitlines()[0]}; mend it") from None


def line_of(document: object, location: Sequence[str | int]) -> int:
    """Return the line of the deepest part of a location that the file has."""
    line, node = 1, document
    for part in location:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0] + 1
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1
        else:
            break
        node = cast("Mapping[Any, object] | Sequence[object]", node)[cast("Any", part)]
    return line


def path_to(document: object, location: Sequence[str | int], key: str) -> Sequence[str | int] | None:
    """Return the location of the first such key at or below a location; ``None`` when there is none."""
    node: Any = document
    for part in location:
        if not (isinstance(node, CommentedMap) and part in node) and not (
            isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node)
        ):
            return None
        node = node[part]
    if isinstance(node, CommentedMap) and key in node:
        return (*location, key)
    parts: list[Any] = (
        list(node)
        if isinstance(node, CommentedMap)
        else list(range(len(node)))
        if isinstance(node, CommentedSeq)
        else []
    )
    below = (path_to(document, (*location, part), key) for part in parts)
    return next((found for found in below if found is not None), None)
