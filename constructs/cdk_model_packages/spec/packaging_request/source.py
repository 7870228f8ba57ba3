"""The text of a configuration: JSON, the AWS CLI's shorthand, or a file that holds one of the two."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, cast

from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec.packaging_request.shorthand import parse_shorthand

_FILE = "file://"
_SHORTHAND = re.compile(r"\s*[A-Za-z0-9\-_.#/:]+\s*@?=")
_MAX_CHARACTERS = 256 * 1024
_MAX_DEPTH = 16
_HOW = "name a file, or write JSON or the AWS CLI's shorthand: Greengrass={ComponentName=...}"


def read_document(text: str) -> dict[str, Any]:
    """Read what ``--configuration`` was given.

    Args:
        text: JSON, the AWS CLI's shorthand, ``file://PATH`` or the path of a file that holds one of them.

    Raises:
        EdgeError: when it cannot be read, or is none of them.
    """
    if text.startswith(_FILE):
        return _parsed(_content(Path(text.removeprefix(_FILE)).expanduser()))
    if text.lstrip().startswith(("{", "[")) or (_SHORTHAND.match(text) and not _exists(text)):
        return _parsed(text)
    return _parsed(_content(Path(text)))


def _exists(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or with a sign that no name has
        return False


def _content(path: Path) -> str:
    shown = f"{str(path)!r:.120}"
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_MAX_CHARACTERS + 1)
    except UnicodeDecodeError:
        raise EdgeError(f"configuration {shown}: is no text in UTF-8; {_HOW}") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "is no file's name"
        raise EdgeError(f"configuration {shown}: {why}; {_HOW}") from None
    if not text.strip():
        raise EdgeError(f"configuration {shown}: is empty; {_HOW}")
    return text


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > _MAX_CHARACTERS:
        raise EdgeError(f"configuration: has more than {_MAX_CHARACTERS} characters; {_HOW}")
    document: Any = _json(text) if text.lstrip().startswith(("{", "[")) else _with_lists(parse_shorthand(text))
    if not _is_flat_enough(document):
        raise EdgeError(f"configuration: is nested more than {_MAX_DEPTH} deep; {_HOW}")
    if not isinstance(document, dict):
        raise EdgeError(f"configuration: is a list, where an object is expected; {_HOW}")
    return cast("dict[str, Any]", document)


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_each_once)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if "\n" in text else f"column {error.colno}"
        raise EdgeError(f"configuration, {where}: is no JSON ({error.msg}); correct it") from None
    except (RecursionError, ValueError):  # ValueError: a number of more digits than Python reads
        raise EdgeError("configuration: is no JSON that can be read; correct it") from None


def _is_flat_enough(document: Any) -> bool:
    level: list[Any] = [document]
    for _ in range(_MAX_DEPTH):
        level = [child for value in level for child in _children(value)]
    return not level


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(cast("dict[str, Any]", value).values())
    return cast("list[Any]", value) if isinstance(value, list) else []


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise EdgeError(f"configuration: {twice!r:.80} is given twice; drop one of the two")
    return found


def _with_lists(document: dict[str, Any]) -> dict[str, Any]:
    """Put one tag into a list, as the AWS CLI does where the service's model says list."""
    greengrass = document.get("Greengrass")
    if isinstance(greengrass, dict) and not isinstance(
        tags := cast("dict[str, Any]", greengrass).get("Tags", []), list
    ):
        return {**document, "Greengrass": {**cast("dict[str, Any]", greengrass), "Tags": [tags]}}
    return document
