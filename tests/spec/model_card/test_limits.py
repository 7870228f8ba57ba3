"""Every limit of a card, at the limit and one past it; the table is the service's schema."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft7Validator
from pydantic import ValidationError

from cdk_model_packages.errors import one_line
from cdk_model_packages.spec.model_card import (
    BarChartMetric,
    EvaluationDetail,
    LinearGraphMetric,
    MatrixMetric,
    MetricGroup,
    MetricType,
    ModelCardContent,
    ModelCardSpec,
    ModelOverview,
    SimpleMetric,
    TrainingMetric,
)
from tests.spec.model_card import schema

CONTENT = schema.card_schema()["definitions"]["Content"]
# A simple metric's value goes by its type: the table below has both.
CASES = [case for case in schema.cases(CONTENT) if "SimpleMetric.Type.enum" not in case.limit]


def metric(**fields: Any) -> dict[str, Any]:
    return {"EvaluationDetails": [{"Name": "e", "MetricGroups": [{"Name": "g", "MetricData": [fields]}]}]}


def simple(kind: str, value: Any) -> dict[str, Any]:
    return metric(Name="m", Type=kind, Value=value)


def card(**change: Any) -> dict[str, Any]:
    return {"ModelCardName": "digits", "Content": {}, **change}


@pytest.mark.parametrize("case", [pytest.param(case, id=case.limit) for case in CASES])
def test_a_limit_of_the_schema_is_kept(case: schema.Case) -> None:
    assert Draft7Validator(schema.object_schema()).is_valid(case.at)
    ModelCardContent.model_validate(case.at, by_name=False)
    with pytest.raises(ValidationError):
        ModelCardContent.model_validate(case.past, by_name=False)


def test_the_table_has_every_kind_of_limit() -> None:
    kinds = {case.limit.rpartition(".")[2].partition("-")[0] for case in CASES}
    assert kinds == {"maxLength", "minLength", "maxItems", "minItems", "minimum", "enum", "required", "closed"}


@pytest.mark.parametrize(
    ("at", "past", "told"),
    [
        pytest.param(simple("number", -1e300), simple("number", float("inf")), "a finite number", id="number"),
        pytest.param(simple("number", 1), simple("number", True), "Value=True", id="yes-is-no-number"),
        pytest.param(simple("number", 0.98), simple("number", "0.98"), "Value='0.98'", id="text-is-no-number"),
        pytest.param(simple("string", "x" * 63), simple("string", "x" * 64), "at most 63", id="text"),
        pytest.param(simple("string", "1"), simple("string", 1), "Value=1: must be a text", id="number-is-no-text"),
        pytest.param(simple("boolean", False), simple("boolean", 0), "Value=0: must be true", id="boolean"),
        pytest.param(
            metric(Name="m", Type="matrix", Value=[[1, 2]]),
            metric(Name="m", Type="matrix", Value=[[1, "2"]]),
            "MetricData[0].Value[0][1]: Value='2': must be a finite number",
            id="matrix-of-numbers",
        ),
        pytest.param(
            metric(Name="m", Type="bar_chart", Value=[1]),
            metric(Name="m", Type="bar_chart", Value=[float("nan")]),
            "Value=nan",
            id="bars-of-numbers",
        ),
        pytest.param(
            metric(Name="m", Type="linear_graph", Value=[[0, 0.5]]),
            metric(Name="m", Type="linear_graph", Value=[[0, None]]),
            "Value=None",
            id="points-of-numbers",
        ),
        pytest.param(
            metric(Name="m", Type="matrix", Value=[[1]]),
            metric(Name="m", Type="pie_chart", Value=[[1]]),
            "Type='pie_chart': must be one of number, string, boolean, linear_graph, bar_chart, matrix",
            id="type",
        ),
        pytest.param(
            metric(Name="m", Type="matrix", Value=[[1]]),
            metric(Name="m", Type="number", Value=[[1]]),
            "another Type than number",
            id="value-of-another-type",
        ),
        pytest.param(
            {"IntendedUses": {"RiskRating": "Low"}},
            {"IntendedUses": {"RiskRating": "low"}},
            "RiskRating='low': must be one of High, Medium, Low, Unknown (AWS::SageMaker::ModelCard schema)",
            id="risk-rating",
        ),
    ],
)
def test_a_value_is_of_its_kind(at: dict[str, Any], past: dict[str, Any], told: str) -> None:
    ModelCardContent.model_validate(at)
    with pytest.raises(ValidationError) as caught:
        ModelCardContent.model_validate(past)
    assert told in one_line(caught.value)
    assert "[MC-006]" in one_line(caught.value)


@pytest.mark.parametrize(
    ("at", "past", "told"),
    [
        pytest.param(card(ModelCardName="a" * 63), card(ModelCardName="a" * 64), "not 64", id="name-length"),
        pytest.param(card(ModelCardName="a-b"), card(ModelCardName="a-"), "ModelCardName='a-'", id="name-ends"),
        pytest.param(card(ModelCardName="a"), card(ModelCardName=""), "1 to 63", id="name-empty"),
        pytest.param(card(ModelCardStatus="Archived"), card(ModelCardStatus="archived"), "'Archived'", id="status"),
        pytest.param(
            card(SecurityConfig={"KmsKeyId": "a" * 2048}),
            card(SecurityConfig={"KmsKeyId": "a" * 2049}),
            "not 2049",
            id="key-length",
        ),
        pytest.param(
            card(SecurityConfig={"KmsKeyId": "alias/cards"}),
            card(SecurityConfig={"KmsKeyId": "alias cards"}),
            "like [a-zA-Z0-9:/_-]*",
            id="key-letters",
        ),
        pytest.param(
            card(SecurityConfig={"KmsKeyId": "k"}),
            card(SecurityConfig={"KmsKeyId": ""}),
            "leave it out",
            id="key-empty",
        ),
        pytest.param(
            card(Content={"AdditionalInformation": {"CustomDetails": {"備考 a": "x"}}}),
            card(Content={"AdditionalInformation": {"CustomDetails": {"備考": "x"}}}),
            "CustomDetails='備考': must be a key with a letter",
            id="custom-details-key",
        ),
        pytest.param(
            card(Content={"EvaluationDetails": [{"Name": "e", "Metadata": {"_1": "x"}}]}),
            card(Content={"EvaluationDetails": [{"Name": "e", "Metadata": {"1": "x"}}]}),
            "EvaluationDetails[0].Metadata='1'",
            id="metadata-key",
        ),
        pytest.param(
            card(Content={"EvaluationDetails": [{"Name": "e f"}]}),
            card(Content={"EvaluationDetails": [{"Name": "e\nf"}]}),
            "like one line",
            id="one-line",
        ),
    ],
)
def test_a_card_of_its_own_keeps_its_limits(at: dict[str, Any], past: dict[str, Any], told: str) -> None:
    ModelCardSpec.model_validate(at)
    with pytest.raises(ValidationError) as caught:
        ModelCardSpec.model_validate(past)
    assert told in one_line(caught.value)


def test_the_schema_refuses_the_same_keys_of_free_maps() -> None:
    validator = Draft7Validator(schema.object_schema())
    assert validator.is_valid({"AdditionalInformation": {"CustomDetails": {"備考 a": "x"}}})
    assert not validator.is_valid({"AdditionalInformation": {"CustomDetails": {"備考": "x"}}})


def test_python_says_the_same() -> None:
    group = MetricGroup(
        name="g",
        metric_data=(
            SimpleMetric(name="m", type=MetricType.NUMBER, value=1),
            LinearGraphMetric(name="m", value=((0, 1), (1, 2.5))),
            BarChartMetric(name="m", value=(3, 4), x_axis_name=("a", "b")),
            MatrixMetric(name="m", value=((50, 1), (2, 47))),
        ),
    )
    content = ModelCardContent(evaluation_details=(EvaluationDetail(name="e", metric_groups=(group,)),))
    (evaluation,) = content.properties()["EvaluationDetails"]
    assert [found["Type"] for found in evaluation["MetricGroups"][0]["MetricData"]] == [
        "number",
        "linear_graph",
        "bar_chart",
        "matrix",
    ]
    assert repr(evaluation["MetricGroups"][0]["MetricData"][3]["Value"]) == "[[50, 1], [2, 47]]"


@pytest.mark.parametrize("wrong", [0.99, 0, True, "1", float("nan")])
def test_a_version_is_a_number_of_one_or_more(wrong: Any) -> None:
    assert ModelOverview(model_version=1).model_version == 1
    assert ModelOverview(model_version=None).model_version is None
    with pytest.raises(ValidationError, match=r"ModelVersion=.*must be a number of 1 or more"):
        ModelOverview(model_version=wrong)


@pytest.mark.parametrize("wrong", [True, "1", float("inf"), None])
def test_a_training_metric_is_a_number(wrong: Any) -> None:
    assert TrainingMetric(name="m", value=-0.5).value == -0.5
    with pytest.raises(ValidationError, match=r"Value=.*must be a finite number"):
        TrainingMetric(name="m", value=wrong)
