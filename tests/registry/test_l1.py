"""No value is lost between a spec and the template: the CDK drops keys that it does not know."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk.assertions import Template

from cdk_model_packages.registry.l1 import l1, l1_name
from cdk_model_packages.spec import ModelPackageSpec
from tests.spec import values


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


def test_a_misspelt_key_would_vanish(stack: cdk.Stack) -> None:
    """Why the test above exists."""
    sagemaker.CfnModelPackage(
        stack, "Package", model_package_group_name="digits", security_config={"kmsKeyId": "k", "kmsKeyID": "lost"}
    )
    (found,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackage").values()
    assert found["Properties"]["SecurityConfig"] == {"KmsKeyId": "k"}
