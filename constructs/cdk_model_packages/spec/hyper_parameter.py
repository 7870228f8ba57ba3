"""A hyperparameter of an algorithm: its type, its range, its default."""

from __future__ import annotations

import math
from typing import Annotated, Self, TypedDict, Unpack

from pydantic import model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Choice, Items, Spec, Text, is_token
from cdk_model_packages.spec.choices import ParameterType
from cdk_model_packages.spec.text import PRINTABLE, AlgorithmDescription

SCHEMA = "AWS::SageMaker::Algorithm schema"

_Bound = Annotated[str, Text("ParameterValue", max_length=256, source=SCHEMA, hint="shorten it")]


class IntegerParameterRangeSpecification(Spec):
    """Whole numbers.

    Source: SageMaker API, IntegerParameterRangeSpecification.
    """

    min_value: _Bound
    """Smallest, as text of at most 256 characters."""

    max_value: _Bound
    """Largest, as text of at most 256 characters."""


class ContinuousParameterRangeSpecification(Spec):
    """Decimal numbers.

    Source: SageMaker API, ContinuousParameterRangeSpecification.
    """

    min_value: _Bound
    """Smallest, as text of at most 256 characters."""

    max_value: _Bound
    """Largest, as text of at most 256 characters."""


class CategoricalParameterRangeSpecification(Spec):
    """A choice.

    Source: SageMaker API, CategoricalParameterRangeSpecification.
    """

    values: Annotated[tuple[_Bound, ...], Items("Values", 1, 30, source=SCHEMA)]
    """1 to 30 values of at most 256 characters each."""


class ParameterRange(Spec):
    """The range of one hyperparameter: that of its type.

    Source: SageMaker API, ParameterRange.
    """

    integer_parameter_range_specification: IntegerParameterRangeSpecification | None = None
    """Of an ``Integer``."""

    continuous_parameter_range_specification: ContinuousParameterRangeSpecification | None = None
    """Of a ``Continuous``."""

    categorical_parameter_range_specification: CategoricalParameterRangeSpecification | None = None
    """Of a ``Categorical``."""


_RANGE_OF = {
    ParameterType.INTEGER: "integer_parameter_range_specification",
    ParameterType.CONTINUOUS: "continuous_parameter_range_specification",
    ParameterType.CATEGORICAL: "categorical_parameter_range_specification",
}


class HyperParameterOptions(TypedDict, total=False):
    """Fields of a hyperparameter beside its name, type and range. See :class:`HyperParameterSpecification`."""

    description: str
    is_tunable: bool
    is_required: bool
    default_value: str | float


class HyperParameterSpecification(Spec):
    """A hyperparameter. Made by :meth:`integer`, :meth:`continuous`, :meth:`categorical` or :meth:`free_text`.

    Raises:
        SpecError: ``AL-003`` when it is required and has a default; ``AL-004`` when its range is another type's;
            ``AL-008`` when a value is not of its type, or not within the range.

    Source: SageMaker API, HyperParameterSpecification.
    """

    name: Annotated[
        str, Text("HyperParameterSpecification.Name", max_length=256, pattern=PRINTABLE, source=SCHEMA, like="one line")
    ]
    """At most 256 characters in one line."""

    type: Annotated[ParameterType, Choice(SCHEMA)]
    """What its values are."""

    description: AlgorithmDescription = None
    """At most 1024 characters in one line. ``None``: none."""

    range: ParameterRange | None = None
    """Allowed values; a ``FreeText`` has none. ``None``: any."""

    is_tunable: bool | None = None
    """Whether a tuning job may vary it. ``None``: no."""

    is_required: bool | None = None
    """Whether a training job must give it. ``None``: no."""

    default_value: Annotated[str | None, Text("DefaultValue", max_length=2500, source=SCHEMA, hint="shorten it")] = None
    """Used where a training job gives none; at most 2500 characters. ``None``: none."""

    @classmethod
    def integer(cls, name: str, min_value: int, max_value: int, **options: Unpack[HyperParameterOptions]) -> Self:
        """Define a whole number within a range; ``options`` are the other fields."""
        bounds = {"min_value": str(min_value), "max_value": str(max_value)}
        return cls._of(name, ParameterType.INTEGER, bounds, options)

    @classmethod
    def continuous(
        cls, name: str, min_value: float, max_value: float, **options: Unpack[HyperParameterOptions]
    ) -> Self:
        """Define a decimal number within a range; ``options`` are the other fields."""
        bounds = {"min_value": str(min_value), "max_value": str(max_value)}
        return cls._of(name, ParameterType.CONTINUOUS, bounds, options)

    @classmethod
    def categorical(cls, name: str, *values: str, **options: Unpack[HyperParameterOptions]) -> Self:
        """Define a choice of 1 to 30 values; ``options`` are the other fields."""
        return cls._of(name, ParameterType.CATEGORICAL, {"values": values}, options)

    @classmethod
    def free_text(cls, name: str, **options: Unpack[HyperParameterOptions]) -> Self:
        """Define any text; ``options`` are the other fields."""
        return cls.model_validate({"name": name, "type": ParameterType.FREE_TEXT, **_as_text(options)})

    @classmethod
    def _of(cls, name: str, kind: ParameterType, bounds: object, options: HyperParameterOptions) -> Self:
        return cls.model_validate({"name": name, "type": kind, "range": {_RANGE_OF[kind]: bounds}, **_as_text(options)})

    @model_validator(mode="after")
    def _default_or_required(self) -> Self:
        if self.is_required and self.default_value is not None:
            need = "left out of a hyperparameter that is required"
            raise SpecError("AL-003", "DefaultValue", got=self.default_value, need=need, fix="drop it, or IsRequired")
        return self

    @model_validator(mode="after")
    def _range_is_its_own(self) -> Self:
        if self.range is None:
            return self
        given = {name for name in _RANGE_OF.values() if getattr(self.range, name) is not None}
        own = _RANGE_OF.get(self.type)
        if given != ({own} if own else set()):
            need = f"the one of {self.type.value}" if own else "left out of FreeText"
            names = [ParameterRange.model_fields[name].alias for name in sorted(given)]
            raise SpecError("AL-004", "Range", got=names, need=need, fix="give that range")
        return self

    @model_validator(mode="after")
    def _values_are_of_its_type(self) -> Self:
        number = {ParameterType.INTEGER: int, ParameterType.CONTINUOUS: float}.get(self.type)
        name = None if self.range is None else _RANGE_OF.get(self.type)
        bounds = None if name is None else getattr(self.range, name)
        default = self.default_value
        if self.type == ParameterType.CATEGORICAL:
            if bounds is not None and default is not None and default not in bounds.values and not is_token(default):
                need = f"one of {', '.join(bounds.values)}"
                raise SpecError("AL-008", "DefaultValue", got=default, need=need, fix="use one of them")
        elif number is not None:
            least, most = (None, None) if bounds is None else (bounds.min_value, bounds.max_value)
            found = [_number(number, path, text) for path, text in
                     (("MinValue", least), ("DefaultValue", default), ("MaxValue", most))]  # fmt: skip
            known = [value for value in found if value is not None]
            if known != sorted(known):
                need = "MinValue, DefaultValue and MaxValue in this order"
                raise SpecError("AL-008", "Range", got=known, need=need, fix="correct the one that is out of order")
        return self


def _as_text(options: HyperParameterOptions) -> dict[str, object]:
    default = {"default_value": str(options["default_value"])} if "default_value" in options else {}
    return {**options, **default}


def _number(kind: type[int | float], path: str, text: str | None) -> float | None:
    if text is None or is_token(text):
        return None
    try:
        value = kind(text)
    except ValueError:
        value = math.nan
    if "_" in text or not math.isfinite(value):
        need = "a whole number" if kind is int else "a number"
        raise SpecError("AL-008", path, got=text, need=need, fix="correct it")
    return value
