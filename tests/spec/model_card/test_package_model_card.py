"""The card inside a package: narrower than one of its own, and JSON text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator
from pydantic import ValidationError

from cdk_model_packages.errors import one_line
from cdk_model_packages.spec.model_card import (
    IntendedUses,
    ModelCardContent,
    ModelCardStatus,
    PackageModelCard,
    RiskRating,
)
from tests.spec.model_card.schema import schema_of

TOKEN = "${Token[Parameter.12]}"
WRITTEN_BY_THE_SDK = {
    "ModelOverview": {"ModelDescription": "d", "ModelOwner": "o", "ProblemType": "p", "AlgorithmType": "a"}
}
LOW = '{"intended_uses":{"risk_rating":"Low"}}'


def package_card(content: Any, status: str = "Draft") -> PackageModelCard:
    return PackageModelCard.model_validate({"ModelCardContent": content, "ModelCardStatus": status}, by_name=False)


def test_the_service_gets_text() -> None:
    card = PackageModelCard(
        model_card_content=ModelCardContent(intended_uses=IntendedUses(risk_rating=RiskRating.LOW)),
        model_card_status=ModelCardStatus.PENDING_REVIEW,
    )
    assert card.properties() == {"ModelCardContent": LOW, "ModelCardStatus": "PendingReview"}
    validator = Draft7Validator(schema_of("AWS::SageMaker::ModelPackage")["definitions"]["ModelCard"])
    assert validator.is_valid(card.properties())
    assert not validator.is_valid({**card.properties(), "ModelCardContent": json.loads(LOW)})


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"IntendedUses": {"RiskRating": "Low"}}, id="object"),
        pytest.param(LOW, id="text"),
        pytest.param('{\n  "intended_uses": {"risk_rating": "Low"}\n}\n', id="MC-002-text-of-several-lines"),
    ],
)
def test_a_file_may_have_an_object_or_a_text(content: Any) -> None:
    assert package_card(content).properties() == {"ModelCardContent": LOW, "ModelCardStatus": "Draft"}
    assert package_card(content) == package_card(LOW)


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        pytest.param(
            {"ModelOverview": {"ModelCreator": "acme", "ModelArtifact": ["s3://bucket/m.tar.gz"]}},
            {"ModelPackageDetails": {"ModelPackageArn": "arn"}},
            "ModelCardContent.ModelPackageDetails='arn': must be left out of a package's own card",
            id="MC-003-object",
        ),
        pytest.param(
            '{"model_overview":{}}', '{"model_package_details":{}}', "make a ModelCard of its own", id="MC-003-text"
        ),
        *[
            pytest.param(
                {
                    "ModelOverview": {
                        "ModelDescription": "d",
                        "ModelOwner": "o",
                        "ProblemType": "p",
                        "AlgorithmType": "a",
                    }
                },
                {"ModelOverview": {name: value}},
                f"ModelCardContent.ModelOverview.{name}=",
                id=f"MC-004-{name}",
            )
            for name, value in (
                ("ModelId", "m"),
                ("ModelName", "m"),
                ("ModelVersion", 1),
                ("InferenceEnvironment", {"ContainerImage": ["image"]}),
            )
        ],
        pytest.param(LOW, '{"IntendedUses":{}}', "did you mean intended_uses?", id="MC-005-text"),
        pytest.param(LOW, '{"intended_uses":{"x":1}}', "ModelCardContent.intended_uses.x=1: must", id="MC-005-deep"),
        pytest.param(LOW, '["x"]', "must be a JSON object; wrap it in {}", id="MC-001-list"),
        pytest.param(LOW, "intended_uses", "must be a JSON object; mend it", id="MC-001-words"),
        pytest.param(LOW, '{"intended_uses":{"risk_rating":"low"}}', "risk_rating='low'", id="MC-006"),
    ],
)
def test_what_a_package_refuses_is_refused(good: Any, bad: Any, told: str, request: pytest.FixtureRequest) -> None:
    package_card(good)
    with pytest.raises(ValidationError) as caught:
        package_card(bad)
    code = "-".join(request.node.callspec.id.split("-")[:2])
    assert told in one_line(caught.value)
    assert f"[{code}]" in one_line(caught.value)


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        ({"intended_uses": {}}, "Draft", "ModelCardContent.intended_uses: extra inputs are not permitted"),
        ({"IntendedUses": {"RiskRatin": 1}}, "Draft", "ModelCardContent.IntendedUses.RiskRatin: extra inputs"),
        ({"EvaluationDetails": [{"name": "e"}]}, "Draft", "ModelCardContent.EvaluationDetails[0].Name: is required"),
        (["x"], "Draft", "ModelCardContent: input should be a valid dictionary"),
        (LOW, "draft", "ModelCardStatus='draft': must be one of 'Draft', 'PendingReview', 'Approved', 'Archived'"),
    ],
)
def test_an_object_has_cloudformations_keys(content: Any, status: str, told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        package_card(content, status)
    assert told in one_line(caught.value)


def test_both_are_required() -> None:
    with pytest.raises(ValidationError) as caught:
        PackageModelCard.model_validate({})
    assert [found["loc"] for found in caught.value.errors()] == [("ModelCardContent",), ("ModelCardStatus",)]


def test_a_token_is_not_judged() -> None:
    assert package_card(TOKEN).properties()["ModelCardContent"] == TOKEN
    assert package_card(LOW, TOKEN).model_card_status == TOKEN
    within = package_card(
        {"ModelOverview": {"ModelCreator": f"{TOKEN}{'x' * 1024}"}, "IntendedUses": {"RiskRating": TOKEN}}
    )
    assert within.properties()["ModelCardContent"].count(TOKEN) == 2


def test_the_longest_text_is_the_schemas() -> None:
    content = PackageModelCard.model_json_schema()["properties"]["ModelCardContent"]
    theirs = schema_of("AWS::SageMaker::ModelPackage")["definitions"]["ModelCard"]["properties"]["ModelCardContent"]
    assert [kind.get("maxLength") for kind in content["anyOf"]] == [None, theirs["maxLength"]]
