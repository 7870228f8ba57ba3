"""A spec becomes CloudFormation properties and a boto3 request, and says what is missing for that."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import ModelPackageSpec, names_a_registry
from tests.spec import values
from tests.spec.test_limits import with_container, with_output, with_samples

ARN = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/digits/1"


def test_properties_are_the_services_names_and_nothing_is_lost() -> None:
    assert ModelPackageSpec.model_validate(values.package()).properties() == values.package()


def test_names_of_either_spelling_make_the_same_value() -> None:
    ours = ModelPackageSpec.model_validate(values.package())
    assert ModelPackageSpec.model_validate(ours.model_dump(by_alias=False)) == ours


def test_the_request_is_one_that_boto3_sends() -> None:
    client = boto3.client("sagemaker", region_name="eu-west-1", aws_access_key_id="none", aws_secret_access_key="none")
    request = ModelPackageSpec.model_validate(values.package()).create_model_package_request()
    with Stubber(client) as stub:  # botocore checks the request against the service's model
        stub.add_response("create_model_package", {"ModelPackageArn": ARN}, request)
        client.create_model_package(**request)
    assert request.keys() == values.package().keys() - {
        "ApprovalDescription",
        "AdditionalInferenceSpecificationsToAdd",
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(with_container(Image="./server", ImageDigest=None), "SPEC-002", id="image-folder"),
        pytest.param(with_container(Image="digits:1.0", ImageDigest=None), "SPEC-002", id="image-name"),
        pytest.param(with_container(ModelDataUrl="./model"), "SPEC-002", id="model-folder"),
        pytest.param(with_samples(S3Uri="./samples"), "SPEC-002", id="samples-folder"),
        pytest.param(with_output(S3OutputPath=None), "SPEC-003", id="output"),
        pytest.param({"ValidationSpecification": values.validation(ValidationRole=None)}, "SPEC-003", id="role"),
    ],
)
def test_a_gap_that_a_construct_would_fill_is_told(change: dict[str, Any], told: str) -> None:
    value = ModelPackageSpec.model_validate(values.package(**change))
    with pytest.raises(SpecError, match=told):
        value.properties()
    with pytest.raises(SpecError, match=told):
        value.create_model_package_request()


def test_a_request_needs_a_group() -> None:
    value = ModelPackageSpec.model_validate(values.package(ModelPackageGroupName=None))
    assert "ModelPackageGroupName" not in value.properties()
    with pytest.raises(SpecError, match=r"ModelPackageGroupName=None.*SPEC-003"):
        value.create_model_package_request()


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits:1", True),
        ("localhost:5000/digits", True),
        ("digits:1", False),
        ("team/digits:1", False),
        ("./server", False),
    ],
)
def test_a_registry_is_told_by_its_host(image: str, *, expected: bool) -> None:
    assert names_a_registry(image) is expected
