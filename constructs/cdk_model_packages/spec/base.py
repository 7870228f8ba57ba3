"""What every spec value shares: frozen, closed, named as the service names it, blind to CDK tokens."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic.alias_generators import to_pascal
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from cdk_model_packages.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.json_schema import JsonSchemaValue

SCHEMA = "AWS::SageMaker::ModelPackage schema"
"""Where most limits come from: the CloudFormation registry's schema of the resource type."""

# How aws-cdk-lib marks what is known only at deploy time (core/lib/private/encoding.js): strings hold
# a marker, numbers are doubles below this bound. Looking for the marker costs no call into Node.
_STRING_TOKENS = ("${Token[", "#{Token[")
_LARGEST_NUMBER_TOKEN = -1e288


def is_token(value: object) -> bool:
    """Tell whether a value is, or holds, a CDK token: not known yet, therefore not judged."""
    if isinstance(value, str):
        return any(marker in value for marker in _STRING_TOKENS)
    if isinstance(value, int | float):
        return value <= _LARGEST_NUMBER_TOKEN
    return False


def is_local_path(value: str) -> bool:
    """Tell whether a location names a file or folder beside the spec (``./model``, ``../model``)."""
    return value in {".", ".."} or value.startswith(("./", "../"))


_Item = TypeVar("_Item")


def listed(values: Iterable[_Item] | None, name: str) -> tuple[_Item, ...] | None:
    """Return the items of a list argument; a string, or one value, is not one.

    Args:
        values: What the user gave. ``None``: nothing.
        name: The property, for the message.

    Raises:
        SpecError: ``SPEC-001`` when it is no list.
    """
    given = cast("object", values)  # what a caller without types gives is not what is declared
    if isinstance(given, str | BaseModel) or not (given is None or isinstance(given, Iterable)):
        raise SpecError("SPEC-001", name, got=values, need="a list", fix="write [...] around it")
    return None if values is None else tuple(values)


def of_kind(value: object, kind: type, name: str, fix: str) -> None:
    """Refuse a value of another kind than a construct takes, where it is given and not where it is used.

    Raises:
        SpecError: ``SPEC-001``.
    """
    if not isinstance(value, kind):
        raise SpecError("SPEC-001", name, got=value, need=f"of kind {kind.__name__}", fix=fix)


class Spec(BaseModel):
    """A value of the service's vocabulary.

    Fields are snake_case in Python and carry the service's own spelling as alias; either is accepted.
    Equal values are equal, and a value never changes: use ``model_copy(update=...)`` for another one.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_pascal,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        defer_build=True,  # what is not used is not built: importing stays cheap
    )

    def properties(self) -> dict[str, Any]:
        """Return CloudFormation properties: the service's names, no empty entries."""
        return self.model_dump(mode="json", exclude_none=True, warnings=False)  # a token is no enum


class _Limit(ABC):
    """A limit of one scalar. Subclasses say what is checked and what JSON Schema tells an editor."""

    @abstractmethod
    def check(self, value: Any) -> None: ...

    @abstractmethod
    def keywords(self) -> Mapping[str, object]: ...

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def unless_token(value: Any, validate: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if is_token(value):
                return value
            checked = validate(value)
            if checked is not None:
                self.check(checked)
            return checked

        return core_schema.no_info_wrap_validator_function(unless_token, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), **self.keywords()}


@dataclass(frozen=True)
class Text(_Limit):
    """A limited string; a string with a CDK token in it passes.

    Attributes:
        shape: The service's name for the value, told in errors together with the limit.
        min_length: Fewest characters.
        max_length: Most characters.
        pattern: Regular expression, in Rust's syntax, for the *whole* value: the schemas leave anchors
            out (MP-028) and use Unicode classes that Python's ``re`` lacks.
        like: The pattern in words or by example, for the error; ``None``: the pattern itself.
        code: Rule id; ``SPEC-001`` is "a limit of the service's schema".
        hint: What to do when it does not fit.
        source: Where the limit comes from, told in errors.
    """

    shape: str
    min_length: int = 0
    max_length: int | None = None
    pattern: str | None = None
    like: str | None = None
    code: str = "SPEC-001"
    hint: str = "change it"
    source: str = SCHEMA

    def check(self, value: Any) -> None:
        """Refuse a string outside the limit, and what is no string."""
        if not isinstance(value, str):
            raise SpecError(self.code, self.shape, got=value, need=f"text ({self.source})", fix="write it in quotes")
        if not self.min_length <= len(value) <= (len(value) if self.max_length is None else self.max_length):
            most = "more" if self.max_length is None else self.max_length
            need = f"{self.min_length} to {most} characters, not {len(value)} ({self.source})"
            raise SpecError(self.code, self.shape, got=_short(value), need=need, fix=self.hint)
        if self.pattern is not None and not _matcher(self.pattern).isinstance_python(value):
            need = f"like {self.like or self.pattern} ({self.source})"
            raise SpecError(self.code, self.shape, got=_short(value), need=need, fix=self.hint)

    def keywords(self) -> Mapping[str, object]:
        """Return what JSON Schema says of it."""
        return {
            **({"minLength": self.min_length} if self.min_length else {}),
            **({} if self.max_length is None else {"maxLength": self.max_length}),
            # Unicode classes are no part of JSON Schema's own dialect of regular expressions.
            **({} if self.pattern is None or r"\p{" in self.pattern else {"pattern": f"^(?:{self.pattern})$"}),
        }


@dataclass(frozen=True)
class Count(_Limit):
    """A limited whole number; a CDK number token passes.

    Attributes:
        shape: The service's name for the value, told in errors together with the limit.
        minimum: Smallest value.
        maximum: Largest value; ``None``: no limit.
        code: Rule id.
        hint: What to do when it does not fit.
        source: Where the limit comes from, told in errors.
    """

    shape: str
    minimum: int = 0
    maximum: int | None = None
    code: str = "SPEC-001"
    hint: str = "change it"
    source: str = SCHEMA

    def check(self, value: Any) -> None:
        """Refuse a number outside the limit."""
        if not self.minimum <= value <= (value if self.maximum is None else self.maximum):
            need = f"{self.minimum} or more" if self.maximum is None else f"{self.minimum} to {self.maximum}"
            raise SpecError(self.code, self.shape, got=value, need=f"{need} ({self.source})", fix=self.hint)

    def keywords(self) -> Mapping[str, object]:
        """Return what JSON Schema says of it."""
        return {
            "minimum": self.minimum,
            **({} if self.maximum is None else {"maximum": self.maximum}),
        }


@dataclass(frozen=True)
class Items(_Limit):
    """A limited number of entries of a list or a map.

    Attributes:
        shape: The service's name for the value, told in errors together with the limit.
        minimum: Fewest entries.
        maximum: Most entries; ``None``: no limit.
        code: Rule id.
        hint: What to do when it does not fit.
        source: Where the limit comes from, told in errors.
    """

    shape: str
    minimum: int = 0
    maximum: int | None = None
    code: str = "SPEC-001"
    hint: str = "add or drop some"
    source: str = SCHEMA

    def check(self, value: Any) -> None:
        """Refuse too few and too many."""
        if not self.minimum <= len(value) <= (len(value) if self.maximum is None else self.maximum):
            need = f"{self.minimum} to {self.maximum} entries" if self.maximum else f"at least {self.minimum} entry"
            raise SpecError(self.code, self.shape, got=len(value), need=f"{need} ({self.source})", fix=self.hint)

    def keywords(self) -> Mapping[str, object]:
        """Return what JSON Schema says of it, for a list."""
        return {
            **({"minItems": self.minimum} if self.minimum else {}),
            **({} if self.maximum is None else {"maxItems": self.maximum}),
        }


class Entries(Items):
    """A limited number of entries of a map."""

    def keywords(self) -> Mapping[str, object]:
        """Return what JSON Schema says of it, for a map."""
        return {name.replace("Items", "Properties"): value for name, value in super().keywords().items()}


@dataclass(frozen=True)
class Choice(_Limit):
    """A closed choice (``StrEnum``) that a CDK token may stand for.

    Attributes:
        source: Where the choices come from, told in errors.
    """

    source: str = SCHEMA

    def check(self, value: Any) -> None:
        """Accept: the enumeration itself has judged."""

    def keywords(self) -> Mapping[str, object]:
        """Return nothing: the enumeration says it all."""
        return {}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices = _choices(source)

        def choose(value: Any, validate: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if is_token(value):
                return value
            try:
                return validate(value)
            except ValidationError:
                need = f"one of {', '.join(repr(str(each)) for each in choices)} ({self.source})"
                raise SpecError("SPEC-001", type(choices[0]).__name__, got=value, need=need, fix="choose one") from None

        return core_schema.no_info_wrap_validator_function(choose, handler(source))


def _choices(source: Any) -> list[StrEnum]:
    """Return the values of an enumeration, of that or ``None``, or of some of its values."""
    parts = (source, *get_args(source))
    some = [part for part in parts if isinstance(part, StrEnum)]
    return some or next(list(part) for part in parts if isinstance(part, type) and issubclass(part, StrEnum))


@lru_cache
def _matcher(pattern: str) -> SchemaValidator:
    return SchemaValidator(core_schema.str_schema(pattern=f"^(?:{pattern})$"))


def _short(value: str, limit: int = 80) -> str:
    return value if len(value) <= limit else value[: limit - 3] + "..."
