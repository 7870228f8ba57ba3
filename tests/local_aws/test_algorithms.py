"""Algorithms, and the packages that are made from them."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, IMAGE, REGION, UNVERSIONED, Aws, outputs, reasons

pytestmark = pytest.mark.slow

TRAINING = {
    "TrainingImage": IMAGE,
    "SupportedTrainingInstanceTypes": ["ml.m5.large"],
    "TrainingChannels": [
        {"Name": "train", "SupportedContentTypes": ["text/csv"], "SupportedInputModes": ["File"]},
    ],
}
INFERENCE = {
    **UNVERSIONED,
    "Containers": [{"Image": IMAGE}],
}
ZERO_TO_ONE = {"MinValue": "0", "MaxValue": "1"}
ARN = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:algorithm"


@pytest.fixture
def algorithm(aws: Aws, group: str) -> str:
    """An algorithm that no other test uses."""
    name = f"algorithm-of-{group}"
    aws.sagemaker.create_algorithm(AlgorithmName=name, TrainingSpecification=TRAINING, InferenceSpecification=INFERENCE)
    return name


def source(name: Any, url: str = "s3://models/digits/model.tar.gz") -> dict[str, Any]:
    return {"SourceAlgorithms": [{"AlgorithmName": name, "ModelDataUrl": url}]}


def test_an_algorithm_is_completed_and_described_by_name_and_by_arn(aws: Aws, algorithm: str) -> None:
    for name in (algorithm, f"{ARN}/{algorithm}"):
        found = aws.sagemaker.describe_algorithm(AlgorithmName=name)
        assert found["AlgorithmArn"] == f"{ARN}/{algorithm}"
        assert found["AlgorithmStatus"] == "Completed"
        assert found["TrainingSpecification"] == TRAINING
        assert found["InferenceSpecification"] == INFERENCE


def test_an_algorithm_is_made_once_and_gone_when_deleted(aws: Aws, algorithm: str) -> None:
    with pytest.raises(ClientError, match="Algorithm already exists"):
        aws.sagemaker.create_algorithm(AlgorithmName=algorithm, TrainingSpecification=TRAINING)
    aws.sagemaker.delete_algorithm(AlgorithmName=algorithm)
    for refused in (aws.sagemaker.describe_algorithm, aws.sagemaker.delete_algorithm):
        with pytest.raises(ClientError, match=f"Algorithm {ARN}/{algorithm} does not exist"):
            refused(AlgorithmName=algorithm)


def test_algorithms_are_listed_and_tagged(aws: Aws, algorithm: str) -> None:
    listed = aws.sagemaker.list_algorithms(NameContains=algorithm)["AlgorithmSummaryList"]
    assert [found["AlgorithmArn"] for found in listed] == [f"{ARN}/{algorithm}"]
    aws.sagemaker.add_tags(ResourceArn=f"{ARN}/{algorithm}", Tags=[{"Key": "team", "Value": "qa"}])
    assert aws.sagemaker.list_tags(ResourceArn=f"{ARN}/{algorithm}")["Tags"] == [{"Key": "team", "Value": "qa"}]


@pytest.mark.parametrize(
    ("parameter", "told"),
    [
        ({"Type": "Integer", "DefaultValue": "5", "IsRequired": True}, "DefaultValue cannot be required"),
        ({"Type": "Integer", "DefaultValue": "5", "IsRequired": False}, None),
        (
            {"Type": "Integer", "Range": {"ContinuousParameterRangeSpecification": ZERO_TO_ONE}},
            "ContinuousParameterRangeSpecification does not match its Type Integer",
        ),
        (
            {"Type": "Integer", "Range": {"IntegerParameterRangeSpecification": ZERO_TO_ONE}},
            None,
        ),
        (
            {"Type": "FreeText", "Range": {"CategoricalParameterRangeSpecification": {"Values": ["a"]}}},
            "does not match its Type FreeText",
        ),
    ],
)
def test_hyperparameters_must_not_contradict_themselves(
    aws: Aws, group: str, parameter: dict[str, Any], told: str | None
) -> None:
    specification = {**TRAINING, "SupportedHyperParameters": [{"Name": "epochs", **parameter}]}
    request = {"AlgorithmName": f"parameters-of-{group}", "TrainingSpecification": specification}
    if told is None:
        aws.sagemaker.create_algorithm(**request)
        return
    with pytest.raises(ClientError, match=rf"ValidationException.*{told}"):
        aws.sagemaker.create_algorithm(**request)


def test_a_package_takes_over_what_its_algorithm_infers_with(aws: Aws, group: str, algorithm: str) -> None:
    for target in ({"ModelPackageGroupName": group}, {"ModelPackageName": f"package-of-{group}"}):
        answer = aws.sagemaker.create_model_package(SourceAlgorithmSpecification=source(algorithm), **target)
        found = aws.finished(answer["ModelPackageArn"])
        assert found["ModelPackageStatus"] == "Completed"
        assert found["SourceAlgorithmSpecification"] == source(algorithm)
        assert found["InferenceSpecification"] == UNVERSIONED


def test_the_algorithm_of_a_package_must_exist(aws: Aws, group: str) -> None:
    for name in ("nobody", f"{ARN}/nobody"):
        with pytest.raises(ClientError, match=f"Algorithm {ARN}/nobody does not exist"):
            aws.sagemaker.create_model_package(ModelPackageGroupName=group, SourceAlgorithmSpecification=source(name))
    assert aws.versions(group) == []


def test_an_algorithm_of_the_marketplace_is_not_looked_up(aws: Aws, group: str) -> None:
    bought = f"arn:aws:sagemaker:{REGION}:865070037744:algorithm/bought-1"
    arn = aws.sagemaker.create_model_package(ModelPackageGroupName=group, SourceAlgorithmSpecification=source(bought))[
        "ModelPackageArn"
    ]
    assert "InferenceSpecification" not in aws.finished(arn)


def template(name: str, **properties: Any) -> dict[str, Any]:
    return {
        "Resources": {
            "Algorithm": {
                "Type": "AWS::SageMaker::Algorithm",
                "Properties": {
                    "AlgorithmName": name,
                    "TrainingSpecification": TRAINING,
                    "InferenceSpecification": INFERENCE,
                    **properties,
                },
            },
            "Package": {
                "Type": "AWS::SageMaker::ModelPackage",
                "Properties": {
                    "ModelPackageName": name,
                    "SourceAlgorithmSpecification": source({"Ref": "Algorithm"}),
                },
            },
        },
        "Outputs": {
            "Ref": {"Value": {"Ref": "Algorithm"}},
            "Arn": {"Value": {"Fn::GetAtt": ["Algorithm", "AlgorithmArn"]}},
            "Package": {"Value": {"Ref": "Package"}},
        },
    }


def test_a_stack_makes_an_algorithm_and_a_package_of_it_and_takes_both_away(aws: Aws, stack_name: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name))
    assert outputs(stack) == {
        "Ref": f"{ARN}/{stack_name}",
        "Arn": f"{ARN}/{stack_name}",
        "Package": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model-package/{stack_name}",
    }
    with pytest.raises(ClientError, match="No updates are to be performed"):
        aws.deploy(stack_name, template(stack_name))
    aws.destroy(stack_name)
    for gone in (
        lambda: aws.sagemaker.describe_algorithm(AlgorithmName=stack_name),
        lambda: aws.sagemaker.describe_model_package(ModelPackageName=stack_name),
    ):
        with pytest.raises(ClientError, match="does not exist"):
            gone()


def test_tags_of_an_algorithm_change_in_place_and_cloudformation_adds_none(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name, Tags=[{"Key": "a", "Value": "1"}]))
    created = aws.sagemaker.describe_algorithm(AlgorithmName=stack_name)["CreationTime"]
    aws.deploy(stack_name, template(stack_name, Tags=[{"Key": "b", "Value": "2"}]))
    assert aws.sagemaker.list_tags(ResourceArn=f"{ARN}/{stack_name}")["Tags"] == [{"Key": "b", "Value": "2"}]
    assert aws.sagemaker.describe_algorithm(AlgorithmName=stack_name)["CreationTime"] == created
    assert aws.drift(stack_name)["Algorithm"] == ("IN_SYNC", [])
    aws.sagemaker.add_tags(ResourceArn=f"{ARN}/{stack_name}", Tags=[{"Key": "b", "Value": "3"}])
    assert aws.drift(stack_name)["Algorithm"] == ("MODIFIED", ["/Tags/0/Value"])


def test_another_description_replaces_an_algorithm_and_collides_with_its_name(aws: Aws, stack_name: str) -> None:
    aws.deploy(stack_name, template(stack_name))
    stack = aws.deploy(stack_name, template(stack_name, AlgorithmDescription="second"))
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "Algorithm already exists" in reasons(aws, stack)


def test_a_property_that_the_type_lacks_is_refused(aws: Aws, stack_name: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name, ValidationSpecification={}))
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "extraneous key [ValidationSpecification] is not permitted" in reasons(aws, stack)
