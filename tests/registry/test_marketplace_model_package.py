"""An unversioned package: a name that is free, what a listing asks for, and nothing that only a version has."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Annotations, Match, Template
from pydantic import ValidationError

from cdk_model_packages import (
    Container,
    InferenceImage,
    MarketplaceModelPackage,
    ModelArtifact,
    SampleData,
    SkipModelValidation,
    SpecError,
    ValidationProfile,
)
from cdk_model_packages.registry.props import InferenceProps, MarketplaceOptions
from cdk_model_packages.spec import MarketplaceModelPackageSpec
from tests.registry.packages import IMAGE, model_folder, samples_folder, version_props
from tests.spec import values

PACKAGE = "AWS::SageMaker::ModelPackage"
ACCOUNT, REGION = "123456789012", "eu-west-1"
ENV = cdk.Environment(account=ACCOUNT, region=REGION)


def profile(**change: Any) -> ValidationProfile:
    return ValidationProfile(
        "smoke",
        samples=change.pop("samples", SampleData.from_uri("s3://bucket/samples/")),
        instance_type="ml.m5.large",
        output_uri="s3://bucket/results/",
        **change,
    )


def package(scope: cdk.Stack, construct_id: str = "Package", **change: Any) -> MarketplaceModelPackage:
    return MarketplaceModelPackage(
        scope,
        construct_id,
        **{
            **version_props(supported_realtime_inference_instance_types=["ml.m5.large"]),
            "validation": profile(),
            **change,
        },
    )


def found_in(stack: cdk.Stack) -> tuple[str, dict[str, Any]]:
    ((logical_id, resource),) = Template.from_stack(stack).find_resources(PACKAGE).items()
    return logical_id, resource


def warnings_of(stack: cdk.Stack) -> list[str]:
    found = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    return [str(entry.entry.data) for entry in found]


def test_it_is_certified_named_and_retained(stack: cdk.Stack) -> None:
    made = package(stack, model_package_name="digits")
    _, resource = found_in(stack)
    assert resource["Properties"]["ModelPackageName"] == made.model_package_name == "digits"
    assert resource["Properties"]["CertifyForMarketplace"] is True
    assert resource["Properties"]["ValidationSpecification"]["ValidationProfiles"][0]["ProfileName"] == "smoke"
    assert resource["DeletionPolicy"] == "RetainExceptOnCreate"
    assert resource["UpdateReplacePolicy"] == "Retain"
    assert not resource["Properties"].keys() & {"ModelPackageGroupName", "ModelApprovalStatus"}


def test_a_name_of_its_own_is_free_for_each_content() -> None:
    """A replacement is made before the old package goes, and the service knows no second package of a name (LC-001)."""

    def made(**change: Any) -> tuple[str, str]:
        stack = cdk.Stack(cdk.App(builtin_cloud_formation_validation=False), "Stack")
        package(stack, **change)
        logical_id, resource = found_in(stack)
        return resource["Properties"]["ModelPackageName"], logical_id

    first, again, other = made(), made(), made(model_package_description="Another")
    assert first == again
    assert first[0] != other[0]
    assert first[1] != other[1], "the name is not updatable: it is another resource"
    assert len(first[0]) <= 63
    assert first[0].startswith("Stack-Package-")


def test_what_is_made_before_does_not_change_the_name(tmp_path: Path) -> None:
    """Tokens are numbered as they come: the digest must not depend on it."""

    def made(buckets: int) -> str:
        stack = cdk.Stack(cdk.App(builtin_cloud_formation_validation=False), "Stack")
        for number in range(buckets):
            s3.Bucket(stack, f"Bucket{number}")
        containers = [
            Container(
                image=InferenceImage.from_repository_name("digits", "sha256:" + "0" * 64),
                model_data=ModelArtifact.from_directory(model_folder(tmp_path)),
            )
        ]
        package(
            stack,
            containers=containers,
            validation=profile(samples=SampleData.from_directory(samples_folder(tmp_path))),
        )
        return found_in(stack)[1]["Properties"]["ModelPackageName"]

    assert made(0) == made(3)


def test_tags_reach_it(app: cdk.App, stack: cdk.Stack) -> None:
    package(stack)
    cdk.Tags.of(app).add("team", "vision")
    assert found_in(stack)[1]["Properties"]["Tags"] == [{"Key": "team", "Value": "vision"}]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"validation": None}, "MK-001", id="no-validation"),
        pytest.param({"skip_model_validation": SkipModelValidation.ALL}, "VP-016", id="skipped"),
        pytest.param({"supported_realtime_inference_instance_types": []}, "MP-007", id="no-realtime"),
        pytest.param({"supported_transform_instance_types": []}, "IT-007", id="no-transform"),
        pytest.param({"model_package_name": "d" * 64}, "ModelPackageName", id="long-name"),
        pytest.param({"model_package_name": "d-"}, "ModelPackageName", id="hyphen"),
    ],
)
def test_what_certification_refuses(stack: cdk.Stack, change: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError, match=code):
        package(stack, **change)


def test_one_past_its_other_side_passes(stack: cdk.Stack) -> None:
    package(stack, "A", validation=None, certify_for_marketplace=False)
    package(stack, "B", skip_model_validation=SkipModelValidation.ALL, certify_for_marketplace=False)
    package(stack, "C", model_package_name="d" * 63)


@pytest.mark.parametrize(
    ("image", "code"),
    [
        pytest.param(IMAGE, None, id="own"),
        pytest.param(IMAGE.replace(ACCOUNT, "210987654321"), "MK-002", id="account"),
        pytest.param(IMAGE.replace(REGION, "us-east-1"), "CT-009", id="region"),
    ],
)
def test_the_image_is_the_publishers_own(app: cdk.App, image: str, code: str | None) -> None:
    """MK-002, CT-009."""
    stack = cdk.Stack(app, "Publisher", env=ENV)
    containers = [Container(image=InferenceImage.from_uri(image))]
    if code is None:
        package(stack, containers=containers)
    else:
        with pytest.raises(SpecError, match=code):
            package(stack, containers=containers)


def test_an_account_that_is_not_known_is_not_judged(stack: cdk.Stack) -> None:
    package(stack, containers=[Container(image=InferenceImage.from_uri(IMAGE.replace(ACCOUNT, "210987654321")))])


@pytest.mark.parametrize(
    ("key", "refused"),
    [pytest.param("model/m.tar.gz", False, id="beside"), pytest.param("samples/m.tar.gz", True, id="below")],
)
@pytest.mark.parametrize("named", ["uri", "bucket"])
def test_the_model_is_not_among_the_samples(stack: cdk.Stack, key: str, *, refused: bool, named: str) -> None:
    """VP-025: the whole prefix is sent to the container (amazon-sagemaker-examples#1620)."""
    if named == "uri":
        model, samples = ModelArtifact.from_uri(f"s3://bucket/{key}"), SampleData.from_uri("s3://bucket/samples/")
    else:
        bucket = s3.Bucket(stack, "Bucket")
        model, samples = ModelArtifact.from_bucket(bucket, key), SampleData.from_bucket(bucket, "samples/")
    containers = [Container(image=InferenceImage.from_uri(IMAGE), model_data=model)]
    if refused:
        with pytest.raises(SpecError, match="VP-025"):
            package(stack, containers=containers, validation=profile(samples=samples))
    else:
        package(stack, containers=containers, validation=profile(samples=samples))


def test_it_warns_that_samples_are_shown(stack: cdk.Stack) -> None:
    """MK-008; not where nothing is listed."""
    package(stack)
    assert any("expose publicly" in warning for warning in warnings_of(stack))


def test_a_package_that_is_not_listed_warns_of_nothing(stack: cdk.Stack) -> None:
    package(stack, certify_for_marketplace=False)
    assert warnings_of(stack) == []


def test_a_warning_can_be_acknowledged(stack: cdk.Stack) -> None:
    made = package(stack)
    cdk.Validations.of(made).acknowledge(cdk.Acknowledgment(id="MK-008", reason="public data"))
    assert warnings_of(stack) == []


@pytest.mark.parametrize(
    ("value", "told"), [("https://example.com/weights", True), ("s3://bucket/x", True), ("info", False)]
)
def test_an_address_in_the_environment_warns(stack: cdk.Stack, value: str, *, told: bool) -> None:
    """MK-006: a listed container has no network."""
    containers = [Container(image=InferenceImage.from_uri(IMAGE), environment={"SOURCE": value})]
    package(stack, containers=containers)
    assert any("MK-006" in warning for warning in warnings_of(stack)) is told


def test_its_models_have_no_network(stack: cdk.Stack) -> None:
    made = package(stack)
    made.to_model()
    Template.from_stack(stack).has_resource_properties("AWS::SageMaker::Model", {"EnableNetworkIsolation": True})
    with pytest.raises(SpecError, match="MK-006"):
        made.to_model("Open", enable_network_isolation=False)


def test_a_role_that_is_there_runs_the_validation(stack: cdk.Stack) -> None:
    role = iam.Role.from_role_arn(stack, "Existing", f"arn:aws:iam::{ACCOUNT}:role/Validation", mutable=False)
    assert package(stack, validation=profile(role=role)).validation_role is role
    Template.from_stack(stack).resource_count_is("AWS::IAM::Role", 0)


def test_a_package_of_what_an_algorithm_has_trained(stack: cdk.Stack) -> None:
    MarketplaceModelPackage.from_algorithm(
        stack,
        "Package",
        algorithm="boosting",
        model_data=ModelArtifact.from_uri("s3://bucket/m.tar.gz"),
        validation=profile(),
        domain="COMPUTER_VISION",
    )
    properties = found_in(stack)[1]["Properties"]
    assert properties["SourceAlgorithmSpecification"] == {
        "SourceAlgorithms": [{"AlgorithmName": "boosting", "ModelDataUrl": "s3://bucket/m.tar.gz"}]
    }
    assert properties["Domain"] == "COMPUTER_VISION"
    assert "InferenceSpecification" not in properties


@pytest.mark.parametrize("from_algorithm", [False, True])
def test_a_whole_spec_reaches_the_template(stack: cdk.Stack, tmp_path: Path, *, from_algorithm: bool) -> None:
    document = values.marketplace()
    if from_algorithm:
        document["SourceAlgorithmSpecification"] = values.algorithm_source()
        del document["InferenceSpecification"]
    value = MarketplaceModelPackageSpec.model_validate(document)
    MarketplaceModelPackage.from_spec(stack, "Package", value=value, folder=tmp_path)
    assert found_in(stack)[1]["Properties"] == value.properties()


def test_its_doors_take_the_same_properties() -> None:
    constructor = set(inspect.signature(MarketplaceModelPackage.__init__).parameters) - {
        "self",
        "scope",
        "construct_id",
    }
    typed = set(MarketplaceOptions.__annotations__) | set(InferenceProps.__annotations__)
    assert typed - {"tags"} == constructor


@pytest.mark.parametrize("image", ["docker.io/library/x:1", "ghcr.io/acme/x@sha256:" + "0" * 64])
def test_an_image_of_another_registry_is_refused(stack: cdk.Stack, image: str) -> None:
    """MK-002."""
    with pytest.raises(SpecError, match="MK-002"):
        package(stack, containers=[Container(image=InferenceImage.from_uri(image))])


@pytest.mark.parametrize(("owner", "refused"), [(ACCOUNT, False), ("210987654321", True)])
def test_the_algorithm_is_the_publishers_own(app: cdk.App, owner: str, *, refused: bool) -> None:
    """MK-005."""
    stack = cdk.Stack(app, "Publisher", env=ENV)
    arn = f"arn:aws:sagemaker:{REGION}:{owner}:algorithm/boosting"
    if refused:
        with pytest.raises(SpecError, match="MK-005"):
            MarketplaceModelPackage.from_algorithm(stack, "Package", algorithm=arn, validation=profile())
    else:
        MarketplaceModelPackage.from_algorithm(stack, "Package", algorithm=arn, validation=profile())


def test_nobody_approves_it(stack: cdk.Stack) -> None:
    """MP-005."""
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    with pytest.raises(SpecError, match="MP-005"):
        package(stack).grant_approve(role)


def test_number_tokens_do_not_change_the_name() -> None:
    def name(before: int) -> str:
        stack = cdk.Stack(cdk.App(builtin_cloud_formation_validation=False), "Stack")
        for number in range(before):
            _ = cdk.CfnParameter(stack, f"Other{number}", type="Number").value_as_number
        payload = cdk.CfnParameter(stack, "Payload", type="Number").value_as_number
        role = iam.Role.from_role_arn(stack, "Role", f"arn:aws:iam::{ACCOUNT}:role/Validation", mutable=False)
        package(stack, validation=profile(max_payload_in_mb=payload, role=role))
        return found_in(stack)[1]["Properties"]["ModelPackageName"]

    assert name(0) == name(3)
