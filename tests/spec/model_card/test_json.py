"""A card as JSON text: rendered, read back, and refused with the path."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft7Validator
from pydantic import ValidationError

from cdk_model_packages.errors import SpecError, one_line
from cdk_model_packages.spec.model_card import (
    MAX_CONTENT_CHARACTERS,
    MODEL_CARD_SCHEMA_VERSION,
    EvaluationDetail,
    ModelCardContent,
    ModelOverview,
)
from tests.spec.model_card import schema

ANY_TIME = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
IN_ITS_OWN_SPELLING = Draft7Validator(schema.json_text_schema())
OBJECT = Draft7Validator(schema.object_schema())
WHOLE = schema.whole(schema.card_schema()["definitions"]["Content"])

READ_BY_THE_SDK = """
import sys
from sagemaker.core.shapes.model_card_shapes import ModelCardContent
print(ModelCardContent.model_validate_json(sys.stdin.read()).model_dump_json(exclude_none=True))
"""


def in_a_metric(fields: str) -> str:
    return f'{{"evaluation_details":[{{"name":"e","metric_groups":[{{"name":"g","metric_data":[{{{fields}}}]}}]}}]}}'


@settings(ANY_TIME, max_examples=100)
@given(content=schema.contents())
def test_any_card_renders_both_ways_and_comes_back(content: dict[str, Any]) -> None:
    value = ModelCardContent.model_validate(content, by_name=False)
    assert value.properties() == content
    assert OBJECT.is_valid(value.properties())
    text = value.content_json()
    assert IN_ITS_OWN_SPELLING.is_valid(json.loads(text))
    assert re.fullmatch("[^\n\r\u0085\u2028\u2029]*", text), "the service's pattern is for one line (MC-002)"
    assert ModelCardContent.from_json(text) == value
    assert ModelCardContent.from_json(text).content_json() == text


def test_the_whole_card_renders_both_ways() -> None:
    value = ModelCardContent.model_validate(WHOLE, by_name=False)
    assert value.properties() == WHOLE
    text = value.content_json()
    IN_ITS_OWN_SPELLING.validate(json.loads(text))
    assert len(schema.flat(json.loads(text))) == len(schema.flat(WHOLE))
    assert ModelCardContent.from_json(text) == value


def test_equal_cards_have_equal_texts() -> None:
    one = {"AdditionalInformation": {"CustomDetails": {"a": "1", "b": "2"}}, "IntendedUses": {}}
    other = {"IntendedUses": {}, "AdditionalInformation": {"CustomDetails": {"b": "2", "a": "1"}}}
    texts = {ModelCardContent.model_validate(content).content_json() for content in (one, other)}
    assert texts == {'{"additional_information":{"custom_details":{"a":"1","b":"2"}},"intended_uses":{}}'}


def test_a_text_may_have_lines_and_spaces() -> None:
    text = '{\n "intended_uses": {\n  "risk_rating": "Low"\n }\n}\n'
    assert ModelCardContent.from_json(text).content_json() == '{"intended_uses":{"risk_rating":"Low"}}'


@pytest.mark.slow
def test_the_sdk_reads_what_a_package_card_says() -> None:
    """But for the objective function, which the SDK has one level too high.

    In a process of its own: the SDK's import warns.
    """
    content = {name: part for name, part in WHOLE.items() if name != "ModelPackageDetails"}
    content["TrainingDetails"] = {**WHOLE["TrainingDetails"], "ObjectiveFunction": None}
    content["ModelOverview"] = {"ModelCreator": "acme", "ModelArtifact": ["s3://bucket/model.tar.gz"]}
    ours = ModelCardContent.model_validate(content).content_json()
    command = [sys.executable, "-W", "ignore", "-c", READ_BY_THE_SDK]
    theirs = subprocess.run(command, input=ours, capture_output=True, text=True, timeout=120, check=True).stdout
    assert json.loads(theirs) == json.loads(ours)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '{"ModelOverview": {}}',
            "ModelOverview={}: must be a key of the model card's JSON schema 0.1.0; did you mean",
        ),
        ('{"ModelOverview": {}}', "did you mean model_overview? [MC-005]"),
        ('{"model_overview": {"model_nme": "x"}}', "model_overview.model_nme='x': must be a key"),
        ('{"model_overview": {"model_nme": "x"}}', "did you mean model_name?"),
        ('{"zzz": 1}', "known here: additional_information, business_details, "),
        (
            in_a_metric('"name": "m", "type": "matrix", "value": [[1]], "XAxisName": ["a"]'),
            "evaluation_details[0].metric_groups[0].metric_data[0].XAxisName=['a']: must be a key",
        ),
        (in_a_metric('"name": "m", "Type": "matrix", "value": [[1]]'), "did you mean type?"),
        ('{"evaluation_details": [{}]}', "evaluation_details[0].name: is required; add it"),
        ('{"intended_uses": {"risk_rating": "low"}}', "intended_uses.risk_rating='low'"),
        ('{"model_overview": {"model_version": NaN}}', "model_overview.model_version=nan"),
        ('{"training_details": {"training_observations": 1}}', "training_details.training_observations: input should"),
    ],
)
def test_what_the_schema_lacks_is_refused_with_its_path(text: str, told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ModelCardContent.from_json(text)
    assert told in one_line(caught.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        ModelCardContent.from_json('{"a": 1, "model_overview": {"b": 2, "model_version": 0}}')
    assert caught.value.error_count() == 3


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "null", "1", "[" * 100_000, "x" * 1000])
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(SpecError, match=r"must be a JSON object; .*\[MC-001\]") as caught:
        ModelCardContent.from_json(text)
    assert len(str(caught.value)) < 400


def test_another_schema_is_refused() -> None:
    assert ModelCardContent.from_json("{}", schema_version="0.1.0") == ModelCardContent()
    assert MODEL_CARD_SCHEMA_VERSION == "0.1.0"
    with pytest.raises(SpecError, match=r"schema_version='0.2.0': must be 0.1.0; .*\[SPEC-001\]"):
        ModelCardContent.from_json("{}", schema_version="0.2.0")


def of_length(characters: int) -> ModelCardContent:
    """A content whose text is that long; a character counts as one, whatever its bytes."""
    texts = ["é" * 2096] * 46 + [""]

    def content() -> ModelCardContent:
        return ModelCardContent(
            evaluation_details=tuple(EvaluationDetail(name="e", evaluation_observation=text) for text in texts)
        )

    texts[-1] = "é" * (characters - len(content().content_json()))
    return content()


def test_a_text_has_at_most_100000_characters() -> None:
    assert len(of_length(MAX_CONTENT_CHARACTERS).content_json()) == MAX_CONTENT_CHARACTERS
    with pytest.raises(ValidationError, match=r"100001 characters of JSON.*100000 or less.*\[MC-001\]"):
        of_length(MAX_CONTENT_CHARACTERS + 1)


def test_ends_of_lines_are_escaped() -> None:
    overview = ModelOverview(model_description="a\nb\rc\u0085d\u2028e\u2029f é")
    text = ModelCardContent(model_overview=overview).content_json()
    assert text == '{"model_overview":{"model_description":"a\\nb\\rc\\u0085d\\u2028e\\u2029f é"}}'
