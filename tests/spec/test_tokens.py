"""A CDK token is not known yet: it is never judged."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from pydantic import ValidationError

from cdk_model_packages.spec import (
    DataSource,
    InstanceType,
    ModelPackageContainerDefinition,
    ModelPackageGroupSpec,
    S3DataSource,
    TransformInput,
    TransformJobDefinition,
    TransformOutput,
    TransformResources,
    is_token,
)

TEXT = cdk.Token.as_string({"Ref": "Parameter"})
NUMBER = int(cdk.Token.as_number({"Ref": "Parameter"}))


def test_a_token_stands_for_text() -> None:
    container = ModelPackageContainerDefinition(
        image=TEXT, image_digest=TEXT, model_data_url=TEXT, container_hostname=TEXT, framework_version=TEXT
    )
    assert container.properties()["ModelDataUrl"] == TEXT
    assert ModelPackageGroupSpec(model_package_group_name=TEXT).model_package_group_name == TEXT
    assert InstanceType.of(TEXT) == TEXT


def test_a_token_within_text_makes_the_whole_unknown() -> None:
    ModelPackageContainerDefinition(image=f"{TEXT}.dkr.ecr/digits", model_data_url=f"s3://{TEXT}/model.zip")


def test_a_token_stands_for_a_number_and_a_choice() -> None:
    job = TransformJobDefinition.model_validate(
        {
            "transform_input": TransformInput(
                data_source=DataSource(s3_data_source=S3DataSource(s3_uri=TEXT)), content_type=TEXT
            ),
            "transform_output": TransformOutput(s3_output_path=TEXT),
            "transform_resources": TransformResources(instance_type=InstanceType.of(TEXT), instance_count=NUMBER),
            "max_payload_in_mb": NUMBER,
            "max_concurrent_transforms": 1000,
            "batch_strategy": TEXT,
        }
    )
    assert is_token(job.max_payload_in_mb)
    assert job.batch_strategy == TEXT


@pytest.mark.parametrize("value", ["$Token", "{Token[a]}", "Token[TOKEN.1]"])
def test_what_only_looks_like_a_token_is_judged(value: str) -> None:
    assert not is_token(value)
    with pytest.raises(ValidationError):
        ModelPackageGroupSpec(model_package_group_name=value)


def test_small_numbers_are_no_tokens() -> None:
    assert not is_token(0)
    assert not is_token(-1)
    assert is_token(NUMBER)
