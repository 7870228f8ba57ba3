"""A template's values as a reader sees them: text, with the resources that it refers to by name."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.templates import UNKNOWN
from cdk_model_packages.templates.intrinsics import NOT_DETERMINED, as_written, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_OPEN = re.compile(r"\$\{Unknown|\((?:not determined|(?:parameter|import) [^)]*)\)")
_FORMS = frozenset({"Ref", "Fn::GetAtt", "Fn::Sub"})
_REFERENCE = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}")


def shown(value: object) -> str:
    """Return a value as text: references as ``${Bucket.Arn}``, what the template does not determine in words.

    Args:
        value: In one of the forms of :mod:`cdk_model_packages.templates.intrinsics`.
    """
    if isinstance(value, str):
        return as_written(value)
    if value is UNKNOWN:
        return NOT_DETERMINED
    try:
        text = text_of(value)
    except TypeError:  # what looks like a reference, in a policy or recipe that is a text
        text = None
    if text is None:
        return NOT_DETERMINED if value is None else json.dumps(value, default=str)
    return as_written(text).replace("${!", "${")


def is_determined(text: str | None) -> bool:
    """Tell whether a shown text has no part that the template leaves open.

    Args:
        text: As :func:`shown` returns it.
    """
    return text is not None and _OPEN.search(text) is None


def type_of(resource: Mapping[str, Any]) -> str:
    """Return a resource's type; an empty text when it has none.

    Args:
        resource: As a world has it.
    """
    kind = resource.get("Type")
    return kind if isinstance(kind, str) else ""


def several(value: object) -> tuple[str, ...]:
    """Return a value that may be one text or a list of them, as texts.

    Args:
        value: For example an ``Action``.
    """
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(shown(one) for one in cast("list[object]", value))
    return (shown(value),)


def references(text: str) -> list[str]:
    """Return the logical ids that a shown text refers to.

    Args:
        text: For example ``${Repository.RepositoryUri}:1.0``.
    """
    return _REFERENCE.findall(text) if "${" in text else []


def target(text: str) -> str | None:
    """Return the logical id that a shown text is nothing but a reference to.

    Args:
        text: For example ``${Role.Arn}``.
    """
    found = _REFERENCE.fullmatch(text) if text.startswith("${") else None
    return None if found is None else found[1]


def mapping(value: object) -> dict[str, Any]:
    """Return a mapping that the template determines; an empty one for everything else.

    Args:
        value: In one of the forms of :mod:`cdk_model_packages.templates.intrinsics`.
    """
    if not isinstance(value, dict) or value is UNKNOWN:
        return {}
    found = cast("dict[str, Any]", value)
    return {} if len(found) == 1 and not _FORMS.isdisjoint(found) else found


def at(value: object, *keys: str) -> Any:
    """Return what is at a path of mappings; ``None`` where it ends.

    Args:
        value: Where to start.
        *keys: One a level.
    """
    for key in keys:
        value = mapping(value).get(key)
    return value


def mappings(value: object) -> list[dict[str, Any]]:
    """Return the mappings of a list, without what the template does not determine.

    Args:
        value: A list, or anything else.
    """
    if not isinstance(value, list):
        return []
    return [one for one in map(mapping, cast("Iterable[object]", value)) if one]


def listed(words: Iterable[str]) -> str:
    """Return words in a sentence: ``a, b and c``.

    Args:
        words: At least one.
    """
    found = list(words)
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)
