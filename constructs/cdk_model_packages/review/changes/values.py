"""Values of two templates side by side: what differs, what refers to what, and their form as a fact for the rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.templates import UNKNOWN, unnamed_text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdk_model_packages.review.changes.schemas import Keys

UNKNOWN_TEXT = "${Unknown}"
_REFERENCE = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?\}")
_MISSING = object()


def differences(old: object, new: object, path: Keys = ()) -> Iterator[Keys]:
    """Yield the paths at which two values certainly differ. A list that got longer or shorter differs as a whole.

    Args:
        old: In the forms of :mod:`cdk_model_packages.templates.intrinsics`.
        new: Likewise.
        path: Where the two are.
    """
    if _is_plain(old) and _is_plain(new):
        left, right = cast("dict[str, object]", old), cast("dict[str, object]", new)
        for key in dict.fromkeys([*left, *right]):
            yield from differences(left.get(key, _MISSING), right.get(key, _MISSING), (*path, str(key)))
        return
    ones, others = _items(old), _items(new)
    if ones is not None and others is not None and len(ones) == len(others):
        for index, (one, other) in enumerate(zip(ones, others, strict=True)):
            yield from differences(one, other, (*path, str(index)))
    elif _differ(old, new):
        yield path


def leaves(value: object, path: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a value, references as ``${Bucket}``, with its path."""
    if _is_plain(value):
        for key, one in cast("dict[str, object]", value).items():
            yield from leaves(one, (*path, str(key)))
    elif isinstance(value, list):
        for index, one in enumerate(cast("list[object]", value)):
            yield from leaves(one, (*path, str(index)))
    else:
        text = unnamed_text_of(value)
        if text is not None:
            yield path, text


def references(text: str) -> set[tuple[str, str]]:
    """Return the resources that a text refers to, each with the attribute; an empty one for a ``Ref``."""
    return {(name, attribute) for name, attribute in _REFERENCE.findall(text) if name != "Unknown"}


def fact(value: object) -> Any:
    """Return a value as rules read it: references as texts, and nothing that the engine would carry out."""
    if value is UNKNOWN:
        return UNKNOWN_TEXT
    if isinstance(value, dict):
        text = unnamed_text_of(cast("object", value))
        if text is not None:
            return text
        items = cast("dict[object, object]", value).items()
        return {_harmless(str(key), is_only=len(items) == 1): fact(one) for key, one in items}
    if isinstance(value, list):
        return [fact(one) for one in cast("list[object]", value)]
    return value


def text(value: object) -> str | None:
    """Return a value as one text, if the template determines all of it."""
    found = unnamed_text_of(value)
    return None if found is None or UNKNOWN_TEXT in found else found


def _harmless(key: str, *, is_only: bool) -> str:
    return f"{key} " if key.startswith("Fn::") or (is_only and key in ("Ref", "Condition")) else key


def _is_plain(value: object) -> bool:
    """Tell a mapping that is written from one that stands for a text."""
    return isinstance(value, dict) and value is not UNKNOWN and unnamed_text_of(cast("object", value)) is None


def _items(value: object) -> list[object] | None:
    return cast("list[object]", value) if isinstance(value, list) else None


def _differ(old: object, new: object) -> bool:
    if old is UNKNOWN or new is UNKNOWN:
        return False
    left, right = unnamed_text_of(old), unnamed_text_of(new)
    if left is None or right is None or left == right:
        return left != right or (left is None and old != new)
    return not (_may_be(left, right) or _may_be(right, left))


def _may_be(pattern: str, value: str) -> bool:
    """Tell whether a text of which parts are not determined may be another one."""
    if UNKNOWN_TEXT not in pattern:
        return False
    return (
        re.fullmatch(".*".join(re.escape(part) for part in pattern.split(UNKNOWN_TEXT)), value, re.DOTALL) is not None
    )
