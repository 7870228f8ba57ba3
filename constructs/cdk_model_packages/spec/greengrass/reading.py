"""A recipe that somebody else wrote, as text: JSON or YAML, with the line of each mistake."""

# ruamel.yaml ships no complete types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq, TaggedScalar
from ruamel.yaml.resolver import VersionedResolver

from cdk_model_packages.errors import SpecError, root_findings, tell_finding
from cdk_model_packages.spec.greengrass.value import ALL, Reading
from cdk_model_packages.spec.yaml_source import MAX_FILE_BYTES, SpecFileError, line_of_entry, load_yaml

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from cdk_model_packages.spec.greengrass.value import RecipeValue

MAX_VALUES = 16_000
"""More do not fit into a recipe's 16,000 bytes: each takes two at least."""
MAX_DEPTH = 100


class _NoDates(VersionedResolver):
    """YAML without dates: JSON has none, and ``2020-01-25`` is a version."""

    @property
    def versioned_resolver(self) -> Any:
        return {
            first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
            for first, found in cast("Mapping[str, Any]", super().versioned_resolver).items()
        }


def read_recipe(kind: type[RecipeValue], text: str, name: str) -> RecipeValue:
    """Return the recipe that a text holds.

    Args:
        kind: What a recipe is read as.
        text: JSON or YAML.
        name: How errors call it.

    Raises:
        SpecFileError: when it is neither, or breaks a rule: one line for each finding.
    """
    if len(text) > MAX_FILE_BYTES:
        raise SpecFileError(f"{name}: {len(text)} characters is no recipe, which has 16,000 bytes; keep data out of it")
    located = _json(text, name) if text.lstrip("\ufeff \t\r\n").startswith("{") else _yaml(text, name)
    document = _Plain(name).of(located)
    if not isinstance(document, dict):
        kind_of = "empty" if document is None else "a list" if isinstance(document, list) else "a text"
        raise SpecFileError(f"{name}:1: must be a mapping with RecipeFormatVersion, not {kind_of} [GG-039]")
    try:
        return kind.model_validate(document, context=Reading(selections_of(cast("dict[str, Any]", document))))
    except ValidationError as error:
        if not isinstance(located, CommentedMap):
            located = _lines_of(text)
        findings = [(_line(located, found), tell_finding(found)) for found in root_findings(error)]
        raise SpecFileError("\n".join(f"{name}:{line}: {told}" for line, told in sorted(set(findings)))) from None


def selections_of(document: Mapping[str, Any]) -> frozenset[str]:
    """Return the selection keys of a recipe's manifests.

    Source: collectAllSelectors of RecipeLoader.java of aws-greengrass-nucleus.
    """
    found = {ALL}
    for manifest in _listed(_at(document, "Manifests")):
        selections = _at(cast("object", manifest), "Selections")
        found.update(one for one in _listed(selections) if isinstance(one, str))
    return frozenset(found)


def _listed(value: object) -> Sequence[Any]:
    return (value,) if isinstance(value, str) else value if isinstance(value, list | tuple) else ()


def _at(document: object, part: str | int) -> Any:
    """Return the value of a key in any case, or of an index."""
    if isinstance(document, Mapping):
        entries = cast("Mapping[object, object]", document)
        if part in entries:
            return entries[part]
        return next((value for key, value in entries.items() if str(key).lower() == str(part).lower()), None)
    return None


def _json(text: str, name: str) -> object:
    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            key = next(key for key, _ in pairs if key in seen or seen.add(key))
            raise SpecFileError(f"{name}: key {key!r} is there twice in one object; remove one [GG-039]")
        return found

    try:
        return json.loads(text.lstrip("\ufeff"), object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        problem = f"{error.msg[0].lower()}{error.msg[1:]}"
        raise SpecFileError(f"{name}:{error.lineno}: is not JSON ({problem}); correct it there [GG-039]") from None
    except (RecursionError, ValueError) as error:
        raise SpecFileError(f"{name}: cannot be read ({error}); correct it [GG-039]") from None


def _yaml(text: str, name: str) -> object:
    return load_yaml(text, name, resolver=_NoDates, rule="GG-039")


def _lines_of(text: str) -> object:
    """Return a JSON text so that lines can be told, as far as it is YAML, too."""
    try:
        return _yaml(text, "")
    except SpecFileError:
        return None


class _Plain:
    """Makes plain JSON values of what ruamel.yaml knows more about."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = MAX_VALUES

    def of(self, value: object, depth: int = 0, line: int = 1) -> object:
        """Return a value as JSON has it; ``line`` is where the text begins with it, as far as it is known."""
        self._left -= 1
        if self._left < 0:
            raise SpecFileError(f"{self._name}: has more than {MAX_VALUES:,} values; a recipe is smaller [GG-020]")
        if depth > MAX_DEPTH:
            raise self._error(line, f"is nested more than {MAX_DEPTH} levels deep; flatten it")
        if isinstance(value, Mapping):
            entries = cast("Mapping[object, object]", value)
            found: dict[str, object] = {}
            for key, one in entries.items():
                at = line_of_entry(entries, key, line)
                found[self._key(key, at)] = self.of(one, depth + 1, at)
            return found
        if isinstance(value, list | tuple):
            items = cast("Sequence[object]", value)
            return [self.of(one, depth + 1, line_of_entry(items, number, line)) for number, one in enumerate(items)]
        return self._scalar(value, line)

    def _scalar(self, value: object, line: int) -> object:
        if value is None or isinstance(value, bool):
            return value
        tagged: Any = value if isinstance(value, TaggedScalar) else None
        if tagged is not None and str(tagged.tag.value).endswith((":str", ":value")):
            return self._text(str(tagged.value), line)
        if isinstance(value, str):
            return self._text(str(value), line)
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float) and math.isfinite(value):
            return float(value)
        told = value if isinstance(value, float) else f"a {type(value).__name__}"
        raise self._error(line, f"{told} is nothing that JSON has; write a text")

    def _text(self, value: str, line: int) -> str:
        """JSON writes a character beyond U+FFFF as two halves, and so may YAML."""
        try:
            return value.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            raise self._error(line, "half a character (a lone surrogate) is in a text; remove it") from None

    def _key(self, key: object, line: int) -> str:
        if isinstance(key, bool) or key is None:
            return json.dumps(key)
        if isinstance(key, str | int | float):
            return self._text(str(key), line)
        raise self._error(line, f"a key is no text: {key!r:.80}; write one")

    def _error(self, line: int, problem: str) -> SpecFileError:
        return SpecFileError(f"{self._name}:{line}: {problem} [GG-039]")


def _line(located: object, finding: ErrorDetails) -> int:
    """Return the line of what a finding is about, as deep as the text has it."""
    line, node = 1, located
    cause = finding.get("ctx", {}).get("error")
    told = re.findall(r"[^.\[\]]+", cause.path) if isinstance(cause, SpecError) else ()
    for part in (*finding["loc"], *told):
        index = int(part) if isinstance(node, CommentedSeq) and str(part).isdigit() else None
        if isinstance(node, CommentedMap):
            keys = [key for key in cast("Mapping[Any, object]", node) if str(key).lower() == str(part).lower()]
            if keys:
                line, node = line_of_entry(cast("object", node), keys[0], line), node[keys[0]]
        elif isinstance(node, CommentedSeq) and index is not None and index < len(node):
            line, node = line_of_entry(cast("object", node), index, line), node[index]
    return line
