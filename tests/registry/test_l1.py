"""No value is lost between a spec and the template: the CDK drops keys that it does not know."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk.assertions import Template

from cdk_model_packages.registry.l1 import l1, l1_name
from cdk_model_packages.spec import ModelPackageSpec
from cdk_model_packages.spec.model_card import ModelCardContent, PackageModelCard
from tests.spec import values
from tests.spec.model_card import schema


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return sorted(leaf for key, item in value.items() for leaf in [key, *leaves(item)])
    if isinstance(value, list):
        return sorted(leaf for item in value for leaf in leaves(item))
    return [repr(value)]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({}, id="archive"),
        pytest.param(
            {
                "InferenceSpecification": values.inference(
                    Containers=[
                        {**values.container(ModelDataSource=values.source()), "ModelDataUrl": None},
                        values.container(ContainerHostname="second"),
                    ]
                ),
                "ValidationSpecification": None,
            },
            id="uncompressed-pipeline",
        ),
    ],
)
def test_every_value_of_a_spec_is_in_the_template(stack: cdk.Stack, change: dict[str, Any]) -> None:
    value = ModelPackageSpec.model_validate(values.package(**change))
    properties = l1(value)
    snake = {name: properties[l1_name(field.alias or "")] for name, field in ModelPackageSpec.model_fields.items()
             if l1_name(field.alias or "") in properties}  # fmt: skip
    sagemaker.CfnModelPackage(stack, "Package", **snake)
    (found,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackage").values()
    assert leaves(found["Properties"]) == leaves(value.properties())


@pytest.mark.parametrize(
    ("service", "cdk_name"),
    [
        ("MaxPayloadInMB", "maxPayloadInMb"),
        ("SupportedResponseMIMETypes", "supportedResponseMimeTypes"),
        ("S3DataSource", "s3DataSource"),
        ("S3Uri", "s3Uri"),
        ("ModelDataETag", "modelDataETag"),
        ("Image", "image"),
    ],
)
def test_names_are_the_cdks(service: str, cdk_name: str) -> None:
    assert l1_name(service) == cdk_name


def test_a_packages_card_is_text(stack: cdk.Stack) -> None:
    content = schema.whole(schema.card_schema()["definitions"]["Content"])
    del content["ModelPackageDetails"]
    content["ModelOverview"] = {"ModelCreator": "acme", "ModelArtifact": ["s3://bucket/model.tar.gz"]}
    card = PackageModelCard.model_validate({"ModelCardContent": content, "ModelCardStatus": "Draft"})
    sagemaker.CfnModelPackage(stack, "Package", model_package_group_name="digits", model_card=l1(card))
    (found,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackage").values()
    assert found["Properties"]["ModelCard"] == card.properties()
    assert ModelCardContent.from_json(found["Properties"]["ModelCard"]["ModelCardContent"]) == card.model_card_content


def test_tokens_in_a_packages_card_are_found(stack: cdk.Stack) -> None:
    """Numbers too: in a text, the CDK knows only tokens that are texts."""
    text = cdk.CfnParameter(stack, "Creator").value_as_string
    number = cdk.CfnParameter(stack, "Accuracy", type="Number").value_as_number
    metrics = [
        {"Name": "accuracy", "Type": "number", "Value": number},
        {"Name": "line", "Type": "linear_graph", "Value": [[1, int(number)]]},
    ]
    content = {
        "ModelOverview": {"ModelCreator": text},
        "EvaluationDetails": [{"Name": "e", "MetricGroups": [{"Name": "g", "MetricData": metrics}]}],
    }
    card = PackageModelCard.model_validate({"ModelCardContent": content, "ModelCardStatus": "Draft"})
    sagemaker.CfnModelPackage(stack, "Package", model_package_group_name="digits", model_card=l1(card))
    (found,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackage").values()
    _, parts = found["Properties"]["ModelCard"]["ModelCardContent"]["Fn::Join"]
    assert [part for part in parts if isinstance(part, dict)] == [
        {"Ref": "Accuracy"},
        {"Ref": "Accuracy"},
        {"Ref": "Creator"},
    ]
    answers = {"Accuracy": "0.98", "Creator": "acme"}
    known = "".join(part if isinstance(part, str) else answers[part["Ref"]] for part in parts)
    group = json.loads(known)["evaluation_details"][0]["metric_groups"][0]
    assert [metric["value"] for metric in group["metric_data"]] == [0.98, [[1, 0.98]]]


def test_a_misspelt_key_would_vanish(stack: cdk.Stack) -> None:
    """Why the test above exists."""
    sagemaker.CfnModelPackage(
        stack, "Package", model_package_group_name="digits", security_config={"kmsKeyId": "k", "kmsKeyID": "lost"}
    )
    (found,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackage").values()
    assert found["Properties"]["SecurityConfig"] == {"KmsKeyId": "k"}
