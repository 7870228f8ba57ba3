"""The request: what excludes what, what is carried, what the state machine is given."""

from __future__ import annotations

import json
from typing import Any

import botocore.validate
import pytest
from pydantic import ValidationError

from cdk_model_packages.errors import SpecError, one_line
from cdk_model_packages.spec.edge_target import CompilerOptions, TargetDevice
from cdk_model_packages.spec.packaging_request import (
    GreengrassConfiguration,
    ModelPackagingConfiguration,
    PackagingRequest,
    S3Location,
)
from tests.spec.packaging_request.values import (
    DEVICE,
    DEVICE_TEMPLATE,
    MODEL,
    NVIDIA,
    PLATFORM,
    PLATFORM_TEMPLATE,
    REPLACED,
    SHAPES,
    document,
    greengrass,
    platform,
    request,
    told,
)

ARN = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/digits/3"


def full() -> dict[str, Any]:
    return document(
        {
            **platform(),
            "S3OutputLocation": {"Bucket": "bucket", "Prefix": "models"},
            "ComponentVersion": "0.1.0",
            "ComponentDescription": "a model",
            "Tags": [{"Key": "k", "Value": "v"}],
        },
        JobName="job-1",
        Description="a job",
    )


def test_every_field_is_carried() -> None:
    given = full()
    assert {*given, "ClientToken"} == set(SHAPES["StartModelPackagingJobRequest"]["members"])
    assert {*given["Configuration"]["Greengrass"], "TargetDevice"} == set(SHAPES["GreengrassConfiguration"]["members"])
    assert PackagingRequest.model_validate(given).as_sent() == given
    by_token = {name: value for name, value in given.items() if name != "JobName"} | {"ClientToken": "token-1"}
    assert PackagingRequest.model_validate(by_token).as_sent() == by_token


def test_a_job_has_one_name() -> None:
    text = told(JobName="job-1", ClientToken="token-1")
    assert "JobName, ClientToken='both': must be one of the two: an execution has one name" in text
    assert "\n" not in text


def test_the_execution_input_carries_what_makes_the_component() -> None:
    given = {**full(), "ModelVersion": "3"}
    assert PackagingRequest.model_validate(given).execution_input(ARN) == {
        "ModelPackageArn": ARN,
        "ProjectName": "digits",
        "ModelVersion": "3",
        "Description": "a job",
        "Configuration": given["Configuration"],
    }


def test_the_component_version_is_that_of_the_model() -> None:
    def version(made: dict[str, Any]) -> str:
        return made["Configuration"]["Greengrass"]["ComponentVersion"]

    assert version(request(ModelVersion="7").as_sent()) == "7.0.0"
    assert "ComponentVersion" not in request(ModelVersion="latest").as_sent()["Configuration"]["Greengrass"]
    assert version(request(ModelVersion="latest").execution_input(ARN)) == "3.0.0"
    assert version(request(ModelVersion="3").execution_input(ARN, component_version="3.1.4")) == "3.1.4"
    given = request(greengrass(ComponentVersion="9.9.9"), ModelVersion="3")
    assert version(given.execution_input(ARN, component_version="3.1.4")) == "9.9.9"
    assert version(request(ModelVersion="999999").as_sent()) == "999999.0.0"
    with pytest.raises(SpecError, match="name a ComponentVersion"):
        request(ModelVersion="1000000").as_sent()
    for wrong, code in (("3.1", "LV-008"), ("3.01.0", "GG-004")):
        with pytest.raises(ValidationError, match=code) as caught:
            request(ModelVersion="3").execution_input(ARN, component_version=wrong)
        assert one_line(caught.value).startswith("GreengrassConfiguration: ComponentVersion")


@pytest.mark.parametrize(
    ("version", "meant"),
    [
        ("0.0.0", None),
        ("10.20.30", None),
        ("999999.999999.999999", None),
        ("01.0.0", "1.0.0"),
        ("1.00.0", "1.0.0"),
        ("1.0.010", "1.0.10"),
    ],
)
def test_a_version_that_lookout_took_and_greengrass_does_not(version: str, meant: str | None) -> None:
    """SemVer 2.0.0, item 2: numbers without leading zeros; Lookout's ComponentVersion allows them."""
    if meant is None:
        assert request(greengrass(ComponentVersion=version)).configuration.greengrass.component_version == version
    else:
        text = told(greengrass(ComponentVersion=version))
        assert f"ComponentVersion='{version}': must be without leading zeros: Greengrass takes semantic" in text
        assert text.endswith(f"write {meant} [GG-004]")


@pytest.mark.parametrize(
    ("arn", "version"),
    [
        (ARN, "4"),
        (ARN.removesuffix("/3"), "latest"),
        (ARN.replace("digits", "letters"), "3"),
        (ARN.replace("/3", "/0"), "latest"),
    ],
)
def test_the_package_is_the_one_that_is_named(arn: str, version: str) -> None:
    with pytest.raises(SpecError, match="NC-003"):
        request(ModelVersion=version).execution_input(arn)


def test_no_options_are_made_up() -> None:
    """A job that does not compile refuses options."""
    sent = request(platform(None, Accelerator=None)).as_sent()["Configuration"]["Greengrass"]
    assert "CompilerOptions" not in sent


@pytest.mark.parametrize(
    ("configuration", "code"),
    [
        ({**platform(), "TargetDevice": "jetson_xavier"}, "LV-001"),
        (greengrass(TargetDevice=None), "LV-001"),
        (greengrass(CompilerOptions=NVIDIA), "LV-002"),
        (platform(None), "LV-003"),
        (platform('{"mcpu": "core-avx2"}'), "LV-003"),
        (platform('{"gpu-code": "sm_75"}'), "NC-004"),
        (platform(Accelerator="CPU"), "LV-004"),
        (platform(None, Arch="ARM_64", Accelerator=None), "LV-005"),
        (platform(Os="WINDOWS"), "LV-005"),
        (platform("gpu-code=sm_75"), "LV-006"),
        (platform(NVIDIA.replace("gpu-code", "gpu_code")), "NC-012"),
        (platform(None, Os="ANDROID", Arch="ARM64", Accelerator=None), "ET-001"),
        (platform(NVIDIA, Accelerator=None), "ET-002"),
        (platform(NVIDIA, Arch="ARM_EABIHF"), "NC-005"),
        (greengrass(TargetDevice="ml_c5"), "ET-001"),
        (greengrass(TargetDevice="jetson-xavier"), "SPEC-001"),
    ],
)
def test_exclusions(configuration: dict[str, Any], code: str) -> None:
    text = told(configuration)
    assert f"[{code}]" in text
    assert "\n" not in text
    assert text.startswith("PackagingRequest: Configuration.Greengrass")


def test_versions_that_contradict_the_gpu_are_refused_as_by_the_target() -> None:
    wrong = CompilerOptions.nvidia(gpu_code="sm_75", trt_ver="8.0.0", cuda_ver="10.2").to_json()
    text = told(platform(wrong))
    assert text.startswith("PackagingRequest: Configuration.Greengrass")
    assert "[LV-007]" in text
    assert "\n" not in text


@pytest.mark.parametrize(
    "configuration",
    [
        greengrass(TargetDevice="rasp4b"),
        greengrass(TargetDevice="imx8mplus"),
        platform(None, Accelerator="INTEL_GRAPHICS"),
        platform(None, Arch="ARM64", Accelerator="MALI"),
        platform('{"mattr": ["+neon"]}', Arch="ARM_EABIHF", Accelerator=None),
        platform({"mcpu": "core-avx2"}, Accelerator=None),
    ],
)
def test_what_lookout_did_not_know_is_taken(configuration: dict[str, Any]) -> None:
    sent = request(configuration).as_sent()["Configuration"]["Greengrass"]
    assert {"TargetDevice", "TargetPlatform"} & set(sent)


@pytest.mark.parametrize(
    ("change", "meant"),
    [
        ({"projectName": "digits"}, "ProjectName"),
        ({"Tags": []}, None),
        ({"Configuration": {"Greengrass": greengrass(), "Lambda": {}}}, None),
        ({"Configuration": {"Greengrass": {**greengrass(), "componentName": "x"}}}, "ComponentName"),
        ({"Configuration": {"Greengrass": {**greengrass(), "TargetDevices": []}}}, "TargetDevice"),
        ({"Configuration": {"Greengrass": greengrass(S3OutputLocation={"Bucket": "b", "Key": "k"})}}, None),
        ({"Configuration": {"Greengrass": greengrass(Tags=[{"Key": "k", "Value": "v", "Keys": "k"}])}}, "Key"),
        ({"Configuration": greengrass()}, None),
    ],
)
def test_an_unknown_field_is_refused_by_its_name(change: dict[str, Any], meant: str | None) -> None:
    text = told(**change)
    assert "must be one of" in text
    assert "(Lookout for Vision API, " in text
    if meant:
        assert f"did you mean {meant}?" in text


def test_an_unknown_field_of_the_platform_is_refused_by_its_name() -> None:
    assert "TargetPlatform.Arc" in told(platform(Arc="ARM64"))


@pytest.mark.parametrize("wrong", [[], "x", 1, None])
def test_what_is_no_object_is_refused(wrong: Any) -> None:
    assert "Configuration" in told(Configuration=wrong)
    assert "Greengrass" in told(Configuration={"Greengrass": wrong})
    assert "S3OutputLocation" in told(greengrass(S3OutputLocation=[wrong]))
    assert "Tags" in told(greengrass(Tags=[wrong]))
    assert "ProjectName" in told(ProjectName=[wrong])


@pytest.mark.parametrize("missing", ["ProjectName", "ModelVersion", "Configuration"])
def test_what_is_required(missing: str) -> None:
    given = document()
    del given[missing]
    with pytest.raises(ValidationError) as caught:
        PackagingRequest.model_validate(given)
    assert f"{missing}: is required" in one_line(caught.value)


def test_from_python() -> None:
    made = PackagingRequest(
        project_name="digits",
        model_version="1",
        configuration=ModelPackagingConfiguration(
            greengrass=GreengrassConfiguration(
                target_device=TargetDevice.RASP4B,
                s3_output_location=S3Location(bucket="bucket"),
                component_name="model",
            )
        ),
    )
    assert made == request(greengrass(TargetDevice="rasp4b"))
    assert made.configuration.greengrass.target().output_config() == {"TargetDevice": "rasp4b"}


def replaced(template: str) -> str:
    for placeholder, value in REPLACED.items():
        template = template.replace(placeholder, value)
    return template


@pytest.mark.parametrize("text", [PLATFORM, DEVICE, replaced(PLATFORM_TEMPLATE), replaced(DEVICE_TEMPLATE)])
def test_the_documents_examples_are_what_lookout_took(text: str) -> None:
    configuration = ModelPackagingConfiguration.from_text(text)
    sent = document(ModelVersion="1", Configuration=configuration.properties())
    shape = MODEL.shape_for("StartModelPackagingJobRequest")
    assert botocore.validate.ParamValidator().validate(sent, shape).generate_report() == ""
    assert PackagingRequest.model_validate(sent).configuration == configuration


def test_single_quotes_become_json() -> None:
    configuration = ModelPackagingConfiguration.from_text(PLATFORM).properties()["Greengrass"]
    assert configuration["CompilerOptions"] == NVIDIA
    assert json.loads(configuration["CompilerOptions"])["gpu-code"] == "sm_75"
    assert configuration["Tags"] == [
        {"Key": "modelKey0", "Value": "modelValue"},
        {"Key": "modelKey1", "Value": "modelValue"},
    ]


def test_a_later_revision_of_the_document_has_double_quotes() -> None:
    text = PLATFORM.replace("\\'", '"')
    assert ModelPackagingConfiguration.from_text(text) == ModelPackagingConfiguration.from_text(PLATFORM)


def test_a_forgotten_greengrass_is_named() -> None:
    with pytest.raises(ValidationError) as caught:
        ModelPackagingConfiguration.from_text('{"TargetDevice": "jetson_xavier", "ComponentName": "x"}')
    assert "put Greengrass around the fields" in one_line(caught.value)
