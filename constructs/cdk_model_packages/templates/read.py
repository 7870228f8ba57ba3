"""Reading a CloudFormation template, JSON or YAML, without trusting it."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, NoReturn, cast

from cdk_model_packages.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cloudformation_validate import SourceSpan

MAX_BYTES = 4_000_000
"""CloudFormation takes 1 MB; four times that is still read, so that the finding can say so."""

MAX_DEPTH = 100
_NOWHERE = 2**32 - 1  # the engine's line of a key that is written with escapes
MAX_NODES = 500_000


@dataclass(frozen=True)
class Template:
    """A template as it was written.

    Attributes:
        path: Where it was read.
        text: Its bytes.
        document: Its content; the short forms of YAML (``!Ref``) are written out.
    """

    path: Path
    text: bytes = field(repr=False)
    document: dict[str, Any] = field(repr=False)

    @property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The resources that have the shape of one."""
        return {name: one for name, one in self.document["Resources"].items() if isinstance(one, dict)}

    @cached_property
    def _model(self) -> Any:
        from cloudformation_validate import TemplateContent, TemplateModel

        return TemplateModel(TemplateContent(self.text, name=str(self.path)))

    def position(self, keys: Iterable[str | int]) -> tuple[int, int] | None:
        """Return line and column, from 1, of a place or of the nearest one around it that was written.

        Args:
            keys: For example ``("Resources", "Package", "Properties", "Tags", 0)``.
        """
        parts = [str(key) for key in keys]
        while parts:
            span = cast("SourceSpan | None", self._model.source_location("/".join(parts)))
            if span is not None and span.start_line < _NOWHERE:
                return span.start_line, span.start_column
            parts.pop()
        return None


def read_template(path: Path) -> Template:
    """Read a template.

    Args:
        path: A JSON or YAML file.

    Raises:
        TemplateError: It cannot be read, or is no template: one line that says where and why.
    """
    if not path.exists() or path.is_dir():
        raise TemplateError(f"{path}: no such file; name a template (JSON or YAML) or a cdk.out folder")
    try:
        with path.open("rb") as file:  # a pipe has no size
            text = file.read(MAX_BYTES + 1).removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise TemplateError(f"{path}: {error.strerror or error}; check the path and its permissions") from None
    if len(text) > MAX_BYTES:
        raise TemplateError(f"{path}: more than {MAX_BYTES:,} bytes: CloudFormation takes at most 1,000,000; split it")
    text = _unwrapped(text, str(path))
    return Template(path=path, text=text, document=parse_template(text, str(path)))


def _unwrapped(text: bytes, name: str) -> bytes:
    """Return the template in the answer of ``aws cloudformation get-template``; any other text as it is."""
    if b"TemplateBody" not in text:
        return text
    answer = _parse(text.decode("utf-8", "replace"), name)
    body = cast("dict[str, object]", answer).get("TemplateBody") if isinstance(answer, dict) else None
    if isinstance(body, str):
        return body.encode()
    return json.dumps(body, indent=2).encode() if isinstance(body, dict) else text


def parse_template(text: bytes, name: str) -> dict[str, Any]:
    """Return the content of a template.

    Args:
        text: Its bytes.
        name: How errors call it.

    Raises:
        TemplateError: It is no template.
    """
    try:
        characters = text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TemplateError(
            f"{name}: is not text (byte {error.start} is not UTF-8); name a JSON or YAML template"
        ) from None
    document = _parse(characters, name)
    if not isinstance(document, dict):
        raise TemplateError(f"{name}: is {_kind(document)}, not a template; a template is a mapping with Resources")
    resources = cast("dict[object, object]", document).get("Resources")
    if not isinstance(resources, dict):
        raise TemplateError(f"{name}: has no Resources mapping; name a CloudFormation template")
    for key, one in cast("dict[object, object]", resources).items():
        properties: object = cast("dict[str, object]", one).get("Properties", {}) if isinstance(one, dict) else {}
        if not isinstance(properties, dict):
            raise TemplateError(f"{name}: Resources.{key}.Properties is {_kind(properties)}; it is a mapping")
    _measure(cast("object", document), name)
    return cast("dict[str, Any]", document)


def _kind(value: object) -> str:
    return "empty" if value is None else "a list" if isinstance(value, list) else "a single value"


def _parse(text: str, name: str) -> object:
    if not text.lstrip().startswith("{"):
        return _yaml(text, name)
    try:
        return json.loads(text, object_pairs_hook=_without_duplicates)
    except _DuplicateKeyError as error:
        raise TemplateError(f"{name}: key {error.key!r} is there twice in one mapping; remove one") from None
    except RecursionError:
        _too_deep(name)
    except json.JSONDecodeError as error:
        if name.endswith((".yaml", ".yml")):
            return _yaml(text, name)
        raise TemplateError(
            f"{name}:{error.lineno}:{error.colno}: is not JSON ({error.msg}); correct it there"
        ) from None
    except ValueError as error:  # a number of more digits than Python converts
        raise TemplateError(f"{name}: is not JSON ({error}); correct it") from None


class _DuplicateKeyError(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _DuplicateKeyError(key)
            seen.add(key)
    return found


def _yaml(text: str, name: str) -> object:
    from cdk_model_packages.templates.yaml_text import parse_yaml

    return parse_yaml(text, name)


def _measure(document: object, name: str) -> None:
    """Refuse what would take too long to walk: nesting, and aliases of aliases."""
    level, nodes = [document], 0
    for _ in range(MAX_DEPTH):
        nodes += len(level)
        if nodes > MAX_NODES:
            raise TemplateError(f"{name}: more than {MAX_NODES:,} values; a template of 1 MB has fewer: split it")
        children: list[object] = []
        for node in level:
            if isinstance(node, dict):
                children.extend(cast("dict[object, object]", node).values())
            elif isinstance(node, float) and not isfinite(node):
                raise TemplateError(f"{name}: has the number {node}, which JSON does not have; write another")
            elif isinstance(node, list):
                children.extend(cast("list[object]", node))
            if len(children) > MAX_NODES:
                break
        if not children:
            return
        level = children
    _too_deep(name)


def _too_deep(name: str) -> NoReturn:
    raise TemplateError(f"{name}: is nested more than {MAX_DEPTH} levels deep; flatten it")
