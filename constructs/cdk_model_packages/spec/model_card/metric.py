"""One result of an evaluation: a value, a graph, a chart or a matrix."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, cast

from pydantic import Discriminator, SkipValidation, Tag, ValidationError, WrapValidator, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Choice, Items, Spec, is_token
from cdk_model_packages.spec.model_card.findings import changed
from cdk_model_packages.spec.model_card.number import NumberLimit, is_number
from cdk_model_packages.spec.model_card.text import SCHEMA, AxisName, MetricName, Notes

if TYPE_CHECKING:
    from pydantic import ValidatorFunctionWrapHandler

_LONGEST_TEXT = 63

# The registry's schema also takes texts among these; the developer guide's, which the service goes by, does not.
Number = Annotated[int | float, NumberLimit("Value", code="MC-006")]


class MetricType(StrEnum):
    """What a metric's value is."""

    NUMBER = "number"
    STRING = "string"
    BOOLEAN = "boolean"
    LINEAR_GRAPH = "linear_graph"
    BAR_CHART = "bar_chart"
    MATRIX = "matrix"


class SimpleMetric(Spec):
    """One value.

    Raises:
        SpecError: ``MC-006`` when ``value`` is not what ``type`` says.

    Source: AWS::SageMaker::ModelCard schema, SimpleMetric.
    """

    name: MetricName
    """1 to 255 characters in one line."""

    type: Annotated[Literal[MetricType.NUMBER, MetricType.STRING, MetricType.BOOLEAN], Choice()]
    """What the value is."""

    value: SkipValidation[bool | int | float | str]
    """A number, a text of at most 63 characters, or true or false: as ``type`` says."""

    notes: Notes = None
    """At most 1024 characters. ``None``: none."""

    x_axis_name: AxisName | None = None
    """At most 63 characters. ``None``: none."""

    y_axis_name: AxisName | None = None
    """At most 63 characters. ``None``: none."""

    @model_validator(mode="after")
    def _value_is_of_its_type(self) -> Self:
        if is_token(self.value) or is_token(self.type):
            return self
        need, fits = {
            MetricType.NUMBER: ("a finite number", is_number(self.value)),
            MetricType.STRING: (
                f"a text of at most {_LONGEST_TEXT} characters",
                isinstance(self.value, str) and len(self.value) <= _LONGEST_TEXT,
            ),
            MetricType.BOOLEAN: ("true or false", isinstance(self.value, bool)),
        }[self.type]
        if not fits:
            fix = f"write that, or another Type than {self.type.value}"
            raise SpecError("MC-006", "Value", got=self.value, need=f"{need} ({SCHEMA})", fix=fix)
        return self


class LinearGraphMetric(Spec):
    """Points of a line.

    Source: AWS::SageMaker::ModelCard schema, LinearGraphMetric.
    """

    name: MetricName
    """1 to 255 characters in one line."""

    type: Literal[MetricType.LINEAR_GRAPH] = MetricType.LINEAR_GRAPH
    """``linear_graph``."""

    value: Annotated[
        tuple[Annotated[tuple[Number, ...], Items("Value", 2, 2, "MC-006", "write [x, y]", SCHEMA)], ...],
        Items("Value", 1, code="MC-006", source=SCHEMA),
    ]
    """Pairs of numbers, at least one."""

    notes: Notes = None
    """At most 1024 characters. ``None``: none."""

    x_axis_name: AxisName | None = None
    """At most 63 characters. ``None``: none."""

    y_axis_name: AxisName | None = None
    """At most 63 characters. ``None``: none."""


class BarChartMetric(Spec):
    """Bars of a chart.

    Source: AWS::SageMaker::ModelCard schema, BarChartMetric.
    """

    name: MetricName
    """1 to 255 characters in one line."""

    type: Literal[MetricType.BAR_CHART] = MetricType.BAR_CHART
    """``bar_chart``."""

    value: Annotated[tuple[Number, ...], Items("Value", 1, code="MC-006", source=SCHEMA)]
    """Heights, at least one."""

    notes: Notes = None
    """At most 1024 characters. ``None``: none."""

    x_axis_name: tuple[AxisName, ...] | None = None
    """Names of the bars, each of at most 63 characters. ``None``: none."""

    y_axis_name: AxisName | None = None
    """At most 63 characters. ``None``: none."""


class MatrixMetric(Spec):
    """A table of numbers, for example a confusion matrix.

    Source: AWS::SageMaker::ModelCard schema, MatrixMetric.
    """

    name: MetricName
    """1 to 255 characters in one line."""

    type: Literal[MetricType.MATRIX] = MetricType.MATRIX
    """``matrix``."""

    value: Annotated[
        tuple[Annotated[tuple[Number, ...], Items("Value", 1, 20, "MC-006", source=SCHEMA)], ...],
        Items("Value", 1, 20, "MC-006", source=SCHEMA),
    ]
    """1 to 20 rows of 1 to 20 numbers."""

    notes: Notes = None
    """At most 1024 characters. ``None``: none."""

    x_axis_name: tuple[AxisName, ...] | None = None
    """Names of the columns, each of at most 63 characters. ``None``: none."""

    y_axis_name: tuple[AxisName, ...] | None = None
    """Names of the rows, each of at most 63 characters. ``None``: none."""


def _type_of(value: object) -> object:
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        return fields.get("Type", fields.get("type"))
    return getattr(value, "type", None)


def _kind_of(value: object) -> str:
    kind = _type_of(value)
    graphs = (MetricType.LINEAR_GRAPH, MetricType.BAR_CHART, MetricType.MATRIX)
    return kind if isinstance(kind, str) and kind in graphs else "simple"


def _by_type(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    kind = _type_of(value)
    if kind is not None and not is_token(kind) and kind not in list(MetricType):
        need = f"one of {', '.join(MetricType)} ({SCHEMA})"
        raise SpecError("MC-006", "MetricData.Type", got=kind, need=need, fix="write one of them")
    try:
        return validate(value)
    except ValidationError as error:  # it would tell the kind as if it were a field
        raise changed(error, lambda finding: {**finding, "loc": finding["loc"][1:]}) from None


Metric = Annotated[
    Annotated[SimpleMetric, Tag("simple")]
    | Annotated[LinearGraphMetric, Tag("linear_graph")]
    | Annotated[BarChartMetric, Tag("bar_chart")]
    | Annotated[MatrixMetric, Tag("matrix")],
    Discriminator(_kind_of),
    WrapValidator(_by_type),
]
"""Which of the four it is, is told by its ``Type``."""
