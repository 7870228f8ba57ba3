"""What the newer policies allow and the older did not: compared by what they allow, not by how they are written."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

from cdk_model_packages.review.changes.statements import ITSELF, Conditions, Statement, statements
from cdk_model_packages.review.changes.values import UNKNOWN_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_STATEMENTS = 200
MAX_COMBINATIONS = 2_000
_NEGATIVE = re.compile(r"Not(?:Equals|Like|IpAddress)", re.IGNORECASE)
_WILD = re.compile(rf"[*?]|{re.escape(UNKNOWN_TEXT)}")
_Owner = tuple[str, str, str]


def gains(old: Mapping[str, dict[str, Any]], new: Mapping[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return what is allowed now and was not, and what is no longer forbidden, by the resource that carries it.

    A role, bucket or key that is new itself gains nothing: all that it has is new.

    Args:
        old: Resources of the stack as it is.
        new: Resources of the stack as it will be.
    """
    before, after = _by_owner(old), _by_owner(new)
    found: dict[str, list[dict[str, Any]]] = {}
    for owner in dict.fromkeys([*before, *after]):
        subject, _, effect = owner
        left, right = before.get(owner, []), after.get(owner, [])
        if (subject in old) != (subject in new) or max(len(left), len(right)) > MAX_STATEMENTS:
            continue
        if effect == "Allow":
            told = ((one, _gained(one, left)) for one in right if one not in left)
        else:
            gone = [one for one in left if not any(_covers(other, one) for other in right)]
            told = ((one, {"new_actions": sorted(one.actions)}) for one in gone)
        for one, gained in told:
            if gained:
                found.setdefault(one.carrier, []).append({**_facts(one), **gained})
    return found


def _by_owner(resources: Mapping[str, dict[str, Any]]) -> dict[_Owner, list[Statement]]:
    found: dict[_Owner, list[Statement]] = {}
    for one in statements(resources):
        found.setdefault((one.subject, one.kind, one.effect), []).append(one)
    return found


def _gained(one: Statement, old: list[Statement]) -> dict[str, Any] | None:
    """Return what a statement adds to what was allowed; ``None`` when it adds nothing that can be told."""
    if len(one.actions) * len(one.resources) * max(1, len(one.principals)) > MAX_COMBINATIONS:
        return None
    added = [part for part in _parts(one) if _is_told(part) and not any(_covers(other, part) for other in old)]
    if not added:
        return None
    free = [(part, [other for other in old if _covers(other, part, conditions=False)]) for part in added]
    fresh = [part for part, others in free if not others]
    if not fresh:
        loosened = _loosened([other for _, others in free for other in others], one)
        return {"loosened": loosened} if loosened else None
    known = [other for other in old if _services(other) & (_services(one) | {"*"}) or "*" in _services(other)]
    actions = {text for part in fresh for text in part.actions if not _any_covers((o.actions for o in known), text)}
    resources = {text for part in fresh for text in part.resources if not _reaches(known, text)}
    principals = {text for part in fresh for text in part.principals if not _knows(known, text)}
    reached = {
        action
        for part in fresh
        if all(_takes_in(known, text) for text in part.resources)
        and all(_knows(known, text) for text in part.principals)
        for action in part.actions
    }
    gained = {
        "new_actions": sorted(actions),
        "new_resources": sorted(resources),
        "new_principals": sorted(principals),
        "reached_actions": sorted(reached),
        "wider": _wider(resources, known),
    }
    return gained if any(gained.values()) else None


def _parts(one: Statement) -> list[Statement]:
    """Return a statement as one for each combination of principal, action and resource."""
    who = [frozenset({text}) for text in sorted(one.principals)] or [frozenset[str]()]
    return [
        one.narrowed(principals, frozenset({action}), frozenset({resource}))
        for principals, action, resource in product(who, sorted(one.actions), sorted(one.resources))
    ]


def _services(one: Statement) -> set[str]:
    return {action.split(":", 1)[0].lower() for action in one.actions}


def _reaches(old: list[Statement], text: str) -> bool:
    """Tell whether a resource was within reach; what has to be granted on everything reaches nothing."""
    if text == ITSELF:
        return True
    return any(_any_covers([other.resources - {"*"}], text) for other in old)


def _takes_in(old: list[Statement], text: str) -> bool:
    """Tell whether a resource is, or takes in, one that was within reach: not only a part of it."""
    return text == ITSELF or any(_any_covers([frozenset({text})], one) for other in old for one in other.resources)


def _knows(old: list[Statement], principal: str) -> bool:
    return any(principal in other.principals or "*" in other.principals for other in old)


def _wider(resources: set[str], old: list[Statement]) -> dict[str, str]:
    """Return the new resources that take in more than those that were there, each with those."""
    known = sorted({text for other in old for text in other.resources if text not in ("*", ITSELF)})
    found: dict[str, str] = {}
    for text in sorted(resources):
        if "*" in text:
            inside = [one for one in known if _matches(text, one)]
            if inside:
                found[text] = " and ".join(inside)
    return found


def _loosened(old: list[Statement], new: Statement) -> list[str]:
    """Return the keys of conditions that were asked for and are not any more, or ask for less than before.

    One that asks for something else is not among them: another group, another package.
    """
    conditions = min((other.conditions for other in old), key=len)
    return sorted({key[1] for key, values in conditions.items() if _asks_less(key, values, new.conditions)})


def _asks_less(key: tuple[str, str], values: frozenset[str], conditions: Conditions) -> bool:
    given = conditions.get(key)
    if given is None:
        return True
    before, after = {key: values}, {key: given}
    return _asks(key, given, before) and not _asks(key, values, after)


def _facts(one: Statement) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "effect": one.effect,
        "path": list(one.path),
        "subject": one.subject,
        "actions": sorted(one.actions),
        "resources": sorted(one.resources),
        "principals": sorted(one.principals),
    }


def _covers(wide: Statement, narrow: Statement, *, conditions: bool = True) -> bool:
    """Tell whether a statement says at least what another one says."""
    return (
        (narrow.principals <= wide.principals or "*" in wide.principals)
        and all(_any_covers([wide.actions], action) for action in narrow.actions)
        and all(_any_covers([wide.resources], text) for text in narrow.resources)
        and (not conditions or all(_asks(key, values, narrow.conditions) for key, values in wide.conditions.items()))
    )


def _asks(key: tuple[str, str], values: frozenset[str], conditions: Conditions) -> bool:
    """Tell whether conditions ask for at least what one condition asks for."""
    given = conditions.get(key)
    if given is None:
        return False
    if _NEGATIVE.search(key[0]):
        return values <= given
    return all(_any_covers([values], text) for text in given)


def _any_covers(sets: Iterable[frozenset[str]], text: str) -> bool:
    return any(text in some or any(_matches(one, text) for one in some) for some in sets)


def _matches(pattern: str, text: str) -> bool:
    """Tell whether a pattern of IAM takes in a text; what is not determined may be anything."""
    if not _WILD.search(pattern):
        return pattern.lower() == text.lower()
    return _glob(pattern).fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _glob(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"([*?])", pattern.replace(UNKNOWN_TEXT, "*"))
    words = {"*": ".*", "?": "."}
    return re.compile("".join(words.get(part) or re.escape(part) for part in parts), re.DOTALL | re.IGNORECASE)


def _is_told(part: Statement) -> bool:
    """Tell whether the template determines who, what and on what: of the rest nobody knows whether it is new."""
    return not any(UNKNOWN_TEXT in text for some in (part.principals, part.actions, part.resources) for text in some)
