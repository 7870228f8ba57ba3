"""What the values of a recipe share: keys in any case, and what the format does not know is kept."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Self, cast

from pydantic import (
    BaseModel,
    Field,
    JsonValue,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_serializer,
    model_validator,
)
from pydantic_core import InitErrorDetails

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Spec, is_token

REFERENCE = "AWS IoT Greengrass component recipe reference"
"""Where most rules come from: the service's documentation of the recipe format 2020-01-25."""

SCHEMA = "recipe_schema.json of aws-greengrass-component-common"
NUCLEUS = "aws-greengrass-nucleus"

ALL = "all"
"""The selection key that every manifest has."""


@dataclass(frozen=True)
class Reading:
    """Validation context of a recipe that somebody else wrote: what the format does not know is kept.

    Attributes:
        selections: The selection keys of its manifests.
    """

    selections: frozenset[str] = frozenset({ALL})


_KEPT = ("selected", "more")
"""Fields whose entries stand beside the other keys."""

Place = tuple[str | int, ...]
Finding = tuple[Place, SpecError]


class RecipeValue(Spec):
    """A part of a recipe.

    Keys are read in any case, as the nucleus and the GDK read them, and rendered as the documentation writes them.
    A key that the format does not know is kept in ``more`` when an existing recipe is read; from Python it is
    refused, as a typing mistake, unless it is given in ``more``.
    """

    needed: ClassVar[Mapping[str, str]] = {}
    """Keys that a part must have, with the rule id for one that is missing."""

    rule: ClassVar[str] = "SPEC-001"
    """Rule id for a part that is no mapping."""

    more: dict[str, JsonValue] = Field(default_factory=dict, alias="more", repr=False)
    """Keys that the recipe format does not know, kept as they are. The schema allows them below the top level."""

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if isinstance(data, BaseModel):
            return handler(data)
        if not isinstance(data, Mapping):
            need = f"a mapping of {', '.join(_names(cls).values())} ({REFERENCE})"
            raise SpecError(cls.rule, cls.__name__.removeprefix("Global"), got=short(data), need=need, fix="write one")
        given, findings = cls._spelled(cast("Mapping[Any, object]", data), reading_of(info))
        findings += [
            ((name,), SpecError(code, name, got=None, need=f"given ({REFERENCE})", fix="add it"))
            for name, code in cls.needed.items()
            if given.get(name) is None
        ]
        if not findings:
            return handler(given)
        refused = {place[0] for place, _ in findings}
        try:  # what else is wrong is told together with it
            handler({name: value for name, value in given.items() if name not in refused})
        except ValidationError as error:
            others = [
                InitErrorDetails(type=one["type"], loc=one["loc"], input=one["input"], ctx=one.get("ctx", {}))
                for one in error.errors(include_url=False)
                if one["loc"][:1] not in {(name,) for name in refused}
            ]
        else:
            others = []
        raise ValidationError.from_exception_data(cls.__name__, [*details(findings), *others])

    @classmethod
    def _spelled(cls, data: Mapping[Any, object], reading: Reading | None) -> tuple[dict[str, object], list[Finding]]:
        """Return the fields as the documentation spells them, and what is wrong with the keys."""
        found: dict[str, object] = {}
        unknown: dict[str, object] = {}
        findings: list[Finding] = []
        reads = reading is not None
        for key, value in data.items():
            name = cls._field_called(str(key), reads=reads)
            if name is None:
                unknown[str(key)] = value
            elif name in found:
                need = f"there once: {name} is given already, and keys are read in any case ({NUCLEUS})"
                findings.append(((name,), SpecError("SPEC-001", str(key), got=short(value), need=need, fix="keep one")))
            elif value is not None or not reads:  # the nucleus takes null for a key that is not there
                found[name] = value
        found.update(unknown if reading is None else cls._unknown(unknown, reading))
        return found, findings

    @classmethod
    def _field_called(cls, key: str, *, reads: bool) -> str | None:
        """Return the service's spelling of a key; ``None``: the format does not know it."""
        if key in cls.model_fields and not reads:  # from Python
            return cls.model_fields[key].alias or key
        return _names(cls).get(key.lower())

    @classmethod
    def _unknown(cls, unknown: dict[str, object], reading: Reading) -> dict[str, object]:
        """Return the fields that keep what the format does not know."""
        return {"more": unknown} if unknown else {}

    @field_validator("more")
    @classmethod
    def _is_unknown(cls, more: dict[str, JsonValue]) -> dict[str, JsonValue]:
        cls._no_fields(more)
        finite(more)
        return more

    @classmethod
    def _no_fields(cls, entries: Mapping[str, object]) -> None:
        for key, value in entries.items():
            known = cls._field_called(key, reads=True)
            if known is not None:
                raise SpecError("SPEC-001", key, got=short(value), need="a key that is no field", fix=f"set {known}")

    @model_serializer(mode="plain")
    def _serialized(self) -> dict[str, Any]:
        return self.properties()

    def properties(self) -> dict[str, Any]:
        """Return this part as a recipe holds it: what is given, in the documentation's keys, then what is unknown."""
        fields = type(self).model_fields.items()
        given = ((field, name, getattr(self, name)) for name, field in fields)
        values = {field.alias or name: value for field, name, value in given if value != () or field.default != ()}
        kept = [values.pop(name, {}) for name in _KEPT]
        written = {name: rendered(value) for name, value in values.items() if value is not None}
        return {**written, **{key: rendered(value) for entries in kept for key, value in entries.items()}}

    def __eq__(self, other: object) -> bool:
        """Tell whether two parts are written the same."""
        return type(other) is type(self) and cast("Self", other).properties() == self.properties()

    def __hash__(self) -> int:
        return hash(json.dumps(self.properties(), sort_keys=True, default=str))


def reading_of(info: ValidationInfo) -> Reading | None:
    """Return how a recipe is read; ``None``: a value is made from Python."""
    return info.context if isinstance(info.context, Reading) else None


def short(value: object, limit: int = 80) -> object:
    """Return a value as an error tells it: its beginning, when it is long."""
    told = repr(value)
    return value if len(told) <= limit else f"{told[: limit - 3]}..."


def rendered(value: Any) -> Any:
    """Return a value as JSON has it, so that it is a value of its own."""
    if isinstance(value, RecipeValue):
        return value.properties()
    if isinstance(value, Mapping):
        return {str(key): rendered(one) for key, one in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [rendered(one) for one in cast("Iterable[Any]", value)]
    return str(value) if isinstance(value, str) else value


def finite(value: Any) -> None:
    """Refuse numbers that JSON does not have.

    Raises:
        SpecError: ``SPEC-001``.
    """
    for one in scalars(value):
        if isinstance(one, float) and not math.isfinite(one):
            raise SpecError("SPEC-001", "number", got=one, need="one that JSON has", fix="write a text")


def scalars(value: Any) -> Iterator[Any]:
    """Return all that is no mapping and no list."""
    if isinstance(value, Mapping):
        for one in cast("Mapping[Any, Any]", value).values():
            yield from scalars(one)
    elif isinstance(value, list | tuple):
        for one in cast("Iterable[Any]", value):
            yield from scalars(one)
    else:
        yield value


def details(findings: Iterable[Finding]) -> list[InitErrorDetails]:
    """Return findings of our own as pydantic carries them."""
    return [
        InitErrorDetails(type="value_error", loc=place, input=None, ctx={"error": error}) for place, error in findings
    ]


def holds_token(value: Any) -> bool:
    """Tell whether a CDK token is anywhere in a value: it is not known yet as a whole."""
    return any(is_token(one) for one in scalars(value))


@cache
def _names(kind: type[RecipeValue]) -> Mapping[str, str]:
    """Return the service's spelling of each key, by its lower case."""
    return {
        (field.alias or name).lower(): field.alias or name
        for name, field in kind.model_fields.items()
        if name not in _KEPT
    }
