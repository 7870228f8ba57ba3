"""YAML with line numbers: what ruamel.yaml knows about where each key stands."""

# ruamel.yaml ships no complete types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.resolver import VersionedResolver

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
    return load_yaml(text, str(path))


def load_yaml(
    text: str, name: str, *, resolver: type[VersionedResolver] = VersionedResolver, rule: str | None = None
) -> object:
    """Read a YAML text so that :func:`line_of` can tell lines.

    Args:
        text: The text.
        name: How errors call it.
        resolver: What plain texts are taken for.
        rule: Rule id of the errors. ``None``: they have none.

    Raises:
        SpecFileError: when it is not YAML.
    """
    reader = YAML(typ="rt", pure=True)
    reader.Resolver = resolver
    reader.allow_duplicate_keys = False
    told_rule = "" if rule is None else f" [{rule}]"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)  # the last one counts, as YAML has it
            return cast("object", reader.load(text))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else 1
        problem = (error.problem or "not YAML").splitlines()[0]
        raise SpecFileError(f"{name}:{line}: is not YAML ({problem}); correct it there{told_rule}") from None
    except (YAMLError, ValueError, RecursionError) as error:
        problem = [*str(error).splitlines(), type(error).__name__][0]
        raise SpecFileError(f"{name}: is not YAML ({problem}); correct it{told_rule}") from None
    except TypeError:
        raise SpecFileError(f"{name}: is not YAML (a key is no text); correct it{told_rule}") from None
    except (LookupError, AttributeError):  # a number without digits, a mapping that is merged into itself
        raise SpecFileError(f"{name}: is not YAML (a value cannot be read); correct it{told_rule}") from None


def line_of(document: object, location: Sequence[str | int]) -> int:
    """Return the line of the deepest part of a location that the file has."""
    line, node = 1, document
    for part in location:
        is_key = isinstance(node, CommentedMap) and part in node
        if not is_key and not (isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node)):
            break
        line = line_of_entry(cast("object", node), part, line)
        node = cast("Mapping[Any, object] | Sequence[object]", node)[cast("Any", part)]
    return line


def line_of_entry(holder: object, entry: object, line: int) -> int:
    """Return the line of a key or an item.

    Args:
        holder: Where it is.
        entry: The key, or the index.
        line: The holder's own, which it gets when it came by a merge or an alias.
    """
    if not isinstance(holder, CommentedMap | CommentedSeq):
        return line
    known: Mapping[object, Sequence[int]] = holder.lc.data or {}
    return known[entry][0] + 1 if entry in known else line


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
