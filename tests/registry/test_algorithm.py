"""An algorithm: whole in the template, named, retained, and the source of packages."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Annotations, Match, Template
from pydantic import ValidationError

from cdk_model_packages import (
    Algorithm,
    AlgorithmContainer,
    ChannelSpecification,
    HyperParameterSpecification,
    HyperParameterTuningJobObjective,
    InferenceImage,
    MetricDefinition,
    ModelApprovalStatus,
    ModelArtifact,
    ModelPackage,
    ModelPackageGroup,
    ObjectiveType,
    SampleData,
    SpecError,
    TrainingInputMode,
    ValidationProfile,
)
from cdk_model_packages.spec import AlgorithmSpec
from tests.registry.packages import IMAGE

TYPE = "AWS::SageMaker::Algorithm"
ARN = "arn:aws:sagemaker:eu-west-1:123456789012:algorithm/boosting"
DIGEST = IMAGE.partition("@")[2]


def channel(name: str = "train") -> ChannelSpecification:
    return ChannelSpecification(
        name=name, supported_content_types=("text/csv",), supported_input_modes=(TrainingInputMode.FILE,)
    )


def algorithm(scope: cdk.Stack, **change: Any) -> Algorithm:
    return Algorithm(
        scope,
        "Algorithm",
        **{
            "training_image": InferenceImage.from_uri(IMAGE),
            "training_channels": [channel()],
            "supported_training_instance_types": ["ml.m5.large"],
            **change,
        },
    )


def resource_of(stack: cdk.Stack) -> dict[str, Any]:
    (resource,) = Template.from_stack(stack).find_resources(TYPE).values()
    return resource


def test_a_small_algorithm(stack: cdk.Stack) -> None:
    made = algorithm(stack)
    resource = resource_of(stack)
    assert resource["Properties"] == {
        "AlgorithmName": made.algorithm_name,
        "TrainingSpecification": {
            "TrainingImage": IMAGE,
            "TrainingImageDigest": DIGEST,
            "SupportedTrainingInstanceTypes": ["ml.m5.large"],
            "TrainingChannels": [
                {"Name": "train", "SupportedContentTypes": ["text/csv"], "SupportedInputModes": ["File"]}
            ],
        },
    }
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_everything_that_it_takes_reaches_the_template(stack: cdk.Stack) -> None:
    algorithm(
        stack,
        algorithm_name="boosting",
        algorithm_description="Boosted trees",
        supported_hyper_parameters=[
            HyperParameterSpecification.integer("depth", 1, 9, default_value="3"),
            HyperParameterSpecification.categorical("booster", "tree", "linear"),
        ],
        metric_definitions=[MetricDefinition(name="auc", regex="auc=([0-9.]+)")],
        supported_tuning_job_objective_metrics=[
            HyperParameterTuningJobObjective(type=ObjectiveType.MAXIMIZE, metric_name="auc")
        ],
        supports_distributed_training=True,
        containers=[
            AlgorithmContainer(
                image=InferenceImage.from_uri(IMAGE),
                environment={"LOG": "info"},
                container_hostname="boosting",
                framework="XGBOOST",
                framework_version="1.7-1",
                data_input_config='{"input": [1, 4]}',
                nearest_model_name="xgboost",
                is_checkpoint=False,
            )
        ],
        supported_content_types=["text/csv"],
        supported_response_mime_types=["text/csv"],
        supported_transform_instance_types=["ml.m5.large"],
        supported_realtime_inference_instance_types=["ml.m5.xlarge"],
    )
    properties = resource_of(stack)["Properties"]
    value = AlgorithmSpec.model_validate(properties)  # closed: an unknown name would fail
    assert value.properties() == properties
    (container,) = properties["InferenceSpecification"]["Containers"]
    assert container == {
        "Image": IMAGE,
        "ImageDigest": DIGEST,
        "Environment": {"LOG": "info"},
        "ContainerHostname": "boosting",
        "Framework": "XGBOOST",
        "FrameworkVersion": "1.7-1",
        "ModelInput": {"DataInputConfig": '{"input": [1, 4]}'},
        "NearestModelName": "xgboost",
        "IsCheckpoint": False,
    }
    assert [one["Name"] for one in properties["TrainingSpecification"]["SupportedHyperParameters"]] == [
        "depth",
        "booster",
    ]


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        pytest.param({"algorithm_name": "a" * 63}, {"algorithm_name": "a" * 64}, "1 to 63", id="name"),
        pytest.param(
            {"training_channels": [channel(f"c{index}") for index in range(8)]},
            {"training_channels": [channel(f"c{index}") for index in range(9)]},
            "1 to 8",
            id="channels",
        ),
        pytest.param({}, {"training_channels": []}, "1 to 8", id="no-channel"),
    ],
)
def test_limits(app: cdk.App, good: dict[str, Any], bad: dict[str, Any], told: str) -> None:
    algorithm(cdk.Stack(app, "Good"), **good)
    with pytest.raises(ValidationError, match=told):
        algorithm(cdk.Stack(app, "Bad"), **bad)


def test_a_version_of_what_it_has_trained(stack: cdk.Stack) -> None:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    made = algorithm(stack)
    ModelPackage.from_algorithm(
        stack,
        "Version",
        model_package_group=group,
        algorithm=made,
        model_data=ModelArtifact.from_uri("s3://bucket/m.tar.gz"),
        customer_metadata_properties={"commit": "abc"},
    )
    (resource,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackage").values()
    (source,) = resource["Properties"]["SourceAlgorithmSpecification"]["SourceAlgorithms"]
    assert source["AlgorithmName"] == stack.resolve(made.algorithm_arn)  # after the algorithm, by reference
    assert source["ModelDataUrl"] == "s3://bucket/m.tar.gz"
    assert resource["Properties"]["CustomerMetadataProperties"] == {"commit": "abc"}
    assert resource["UpdateReplacePolicy"] == "Retain"


def test_an_algorithm_that_is_there(stack: cdk.Stack) -> None:
    by_arn = Algorithm.from_algorithm_arn(stack, "ByArn", ARN)
    assert by_arn.algorithm_ref.algorithm_arn == ARN
    by_name = Algorithm.from_algorithm_name(stack, "ByName", "boosting")
    resolved = stack.resolve(by_name.algorithm_arn)
    assert resolved["Fn::Join"][1][-1] == ":algorithm/boosting"
    with pytest.raises(SpecError, match="MP-015"):
        Algorithm.from_algorithm_arn(stack, "Wrong", ARN.replace(":algorithm/", ":model/"))
    with pytest.raises(ValidationError, match="AlgorithmName"):
        Algorithm.from_algorithm_name(stack, "WrongName", "-boosting")


def test_reading_is_granted(stack: cdk.Stack) -> None:
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    Algorithm.from_algorithm_arn(stack, "Imported", ARN).grant_read(role)
    Template.from_stack(stack).has_resource_properties(
        "AWS::IAM::Policy",
        {
            "PolicyDocument": {
                "Statement": [{"Action": "sagemaker:DescribeAlgorithm", "Effect": "Allow", "Resource": ARN}]
            }
        },
    )


def test_a_change_finds_a_free_name() -> None:
    """Every property is create-only: the other algorithm is made before this one goes, and stays beside it."""

    def name(**change: Any) -> str:
        return algorithm(cdk.Stack(cdk.App(builtin_cloud_formation_validation=False), "Stack"), **change).algorithm_name

    assert name() == name()
    assert len({name(), name(algorithm_description="Another"), name(training_channels=[channel("other")])}) == 3


FORMATS: dict[str, Any] = {
    "supported_content_types": ["text/csv"],
    "supported_response_mime_types": ["text/csv"],
    "supported_transform_instance_types": ["ml.m5.large"],
    "supported_realtime_inference_instance_types": ["ml.m5.large"],
}


@pytest.mark.parametrize("name", FORMATS)
def test_formats_need_a_container(stack: cdk.Stack, name: str) -> None:
    """They would vanish: the template has no place for them."""
    with pytest.raises(SpecError, match=r"SPEC-003"):
        algorithm(stack, **{name: FORMATS[name]})


def trained(stack: cdk.Stack, source: Algorithm | str, **options: Any) -> ModelPackage:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    return ModelPackage.from_algorithm(
        stack,
        "Version",
        model_package_group=group,
        algorithm=source,
        model_data=ModelArtifact.from_uri("s3://bucket/m.tar.gz"),
        **options,
    )


def pulls(stack: cdk.Stack) -> list[Any]:
    policies = Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
    statements = [one for policy in policies for one in policy["Properties"]["PolicyDocument"]["Statement"]]
    return [one["Resource"] for one in statements if "ecr:BatchGetImage" in one["Action"]]


@pytest.mark.parametrize("reader", ["validation", "model"])
def test_who_runs_what_it_has_trained_may_pull_its_image(stack: cdk.Stack, reader: str) -> None:
    repository = ecr.Repository(stack, "Repository")
    image = InferenceImage.from_ecr(repository, DIGEST)
    made = algorithm(stack, containers=[AlgorithmContainer(image=image)])
    profile = ValidationProfile(
        "smoke", samples=SampleData.from_uri("s3://bucket/samples/"), instance_type="ml.m5.large"
    )
    version = trained(stack, made, **({"validation": profile} if reader == "validation" else {}))
    if reader == "model":
        version.to_model()
    assert pulls(stack) == [stack.resolve(repository.repository_arn)]
    assert not warnings_of(stack, "AL-007")


@pytest.mark.parametrize("kind", ["algorithm", "copy"])
def test_images_that_nobody_knows_are_told(stack: cdk.Stack, kind: str) -> None:
    """AL-007: no role can be let pull them."""
    if kind == "algorithm":
        version = trained(stack, "boosting", model_approval_status=ModelApprovalStatus.APPROVED)
    else:
        group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
        arn = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/digits/3"
        version = ModelPackage.from_source(stack, "Version", model_package_group=group, source=arn)
    assert not warnings_of(stack, "AL-007")
    version.to_model()
    assert warnings_of(stack, "AL-007")


def test_sharing_opens_the_images_of_the_algorithm(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(account="123456789012", region="eu-west-1"))
    repository = ecr.Repository(stack, "Repository")
    made = algorithm(stack, containers=[AlgorithmContainer(image=InferenceImage.from_ecr(repository, DIGEST))])
    group = trained(stack, made).node.scope.node.find_child("Group")
    group.share_with(accounts=["210987654321"])
    (found,) = Template.from_stack(stack).find_resources("AWS::ECR::Repository").values()
    assert "210987654321" in str(found["Properties"]["RepositoryPolicyText"])


@pytest.mark.parametrize("kind", ["algorithm", "copy"])
def test_sharing_tells_what_nobody_knows(app: cdk.App, kind: str) -> None:
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(account="123456789012", region="eu-west-1"))
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    group.share_with(accounts=["210987654321"])
    if kind == "algorithm":
        ModelPackage.from_algorithm(stack, "Version", model_package_group=group, algorithm="boosting")
    else:
        arn = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/digits/3"
        ModelPackage.from_source(stack, "Version", model_package_group=group, source=arn)
    assert warnings_of(stack, "not known in this app")


def warnings_of(stack: cdk.Stack, text: str) -> list[Any]:
    return Annotations.from_stack(stack).find_warning("*", Match.string_like_regexp(f".*{text}.*"))


def test_an_option_that_nobody_takes_does_not_vanish(stack: cdk.Stack) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'validaton'; did you mean"):
        trained(stack, "boosting", validaton=None)
