"""Spec values in the spelling of the CDK's L1 structs.

The L1 takes plain dicts in camelCase and *silently drops* a key that it does not know, so there is one
place that renames, and a test that no value is lost on the way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import aws_cdk as cdk

from cdk_model_packages.spec import ModelInput, Spec, is_token
from cdk_model_packages.spec.model_card import PackageModelCard

if TYPE_CHECKING:
    from collections.abc import Iterator

# The schema defines these in place, so the L1 has no struct for them and passes them on as they are.
_UNTYPED = (ModelInput,)

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+[0-9]*")


def l1_name(name: str) -> str:
    """Return the L1's name of a CloudFormation property: ``MaxPayloadInMB`` is ``maxPayloadInMb`` there."""
    first, *rest = _WORD.findall(name)
    return first.lower() + "".join(word.capitalize() for word in rest)


def l1(value: Any) -> Any:
    """Return a spec value as the plain data that an L1 takes. Keys of free maps stay as they are."""
    if isinstance(value, _UNTYPED):
        return value.properties()
    if isinstance(value, PackageModelCard):
        return {"modelCardContent": _card_json(value), "modelCardStatus": l1(value.model_card_status)}
    if isinstance(value, Spec):
        fields = ((name, getattr(value, attribute)) for attribute, name in _names(type(value)))
        return {name: l1(item) for name, item in fields if item is not None}
    if isinstance(value, tuple):
        return [l1(item) for item in cast("tuple[Any, ...]", value)]
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, str]", value))
    if isinstance(value, StrEnum):
        return value.value
    return str(value) if isinstance(value, str) else value


def _card_json(card: PackageModelCard) -> str:
    """Return the card's JSON text, with number tokens in the form that the CDK finds in a text."""
    text = card.content_json()
    for number in _number_tokens(card.model_card_content):
        text = text.replace(json.dumps(number), cdk.Token.as_string(number))
    return text


def _number_tokens(value: Any) -> Iterator[int | float]:
    if isinstance(value, Spec):
        for attribute in type(value).model_fields:
            yield from _number_tokens(getattr(value, attribute))
    elif isinstance(value, tuple):
        for item in cast("tuple[Any, ...]", value):
            yield from _number_tokens(item)
    elif isinstance(value, int | float) and is_token(value):
        yield value


@cache
def _names(kind: type[Spec]) -> tuple[tuple[str, str], ...]:
    return tuple((attribute, l1_name(field.alias or attribute)) for attribute, field in kind.model_fields.items())
