"""What a job's own state machine would refuse is not started."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Template

from cdk_model_packages import EdgePackagingJob, EdgeTarget, ModelArtifact, ModelPackageGroup
from cdk_model_packages.edge.jobs import start
from cdk_model_packages.edge.jobs.job_settings import JobSettings
from cdk_model_packages.errors import EdgeError
from tests.edge.jobs.stubs import PACKAGE, StubbedAws
from tests.edge.packaging_job import test_definition as machine
from tests.spec.packaging_request.values import NVIDIA, greengrass, platform, request

JOB: dict[str, Any] = machine.JOB | {"versionsOf": [f"{PACKAGE}/"], "unfit": ["arm"]}
OURS: dict[str, Any] = {
    "ComponentName": "com.example.digits",
    "S3OutputLocation": {"Bucket": "artifacts", "Prefix": "edge"},
}
OTHER_GROUP = PACKAGE.replace("digits", "letters")


def definition(**change: Any) -> str:
    return json.dumps({"States": {"Take request": {"Assign": {"job": {**JOB, **change}}}}})


def place(bucket: str, prefix: str | None) -> dict[str, Any]:
    return {"S3OutputLocation": {"Bucket": bucket, **({} if prefix is None else {"Prefix": prefix})}}


def told(configuration: dict[str, Any], **change: Any) -> str | None:
    """Return what is told of an input; ``None``: it may start."""
    found = JobSettings.of(definition(**change))
    assert found is not None
    try:
        found.check(request(configuration).execution_input(f"{PACKAGE}/1"))
    except EdgeError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    "configuration",
    [
        greengrass(**OURS),
        greengrass(**{**OURS, **place("artifacts", "edge/")}),
        greengrass(**{**OURS, **place("artifacts", "edge/line-1")}),
        greengrass(**{**OURS, "ComponentName": "Sample"}),
        greengrass(**{**OURS, "ComponentName": "Sample.of.mine"}),
        {**platform(NVIDIA), **OURS},
    ],
)
def test_what_the_job_does_is_started(configuration: dict[str, Any]) -> None:
    assert told(configuration) is None


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (place("mine", "edge"), "S3OutputLocation.Bucket=mine: this job writes to artifacts"),
        (place("artifacts", None), "S3OutputLocation.Prefix=: this job writes below edge/"),
        (place("artifacts", "edge-2"), "S3OutputLocation.Prefix=edge-2/: this job writes below edge/"),
        ({"ComponentName": "Sampl"}, "ComponentName=Sampl: this job makes com.example.digits, Sample*"),
        ({"ComponentName": "com.example.digits2"}, "ComponentName=com.example.digits2: this job makes com.example.di"),
        ({"TargetDevice": "rasp4b"}, '{"TargetDevice":"rasp4b"}: the runner of this job does not run on arm'),
    ],
)
def test_what_the_job_refuses_is_refused_before(change: dict[str, Any], what: str) -> None:
    text = told(greengrass(**{**OURS, **change}))
    assert text is not None
    assert text.startswith(what)
    assert text.endswith("; correct the request, or change the EdgePackagingJob of group digits")


def test_a_job_that_does_not_compile_refuses_options() -> None:
    asked = {**platform(NVIDIA), **OURS}
    assert told(asked, compiles=True) is None
    assert str(told(asked, compiles=False)).startswith(f"CompilerOptions={NVIDIA}: this job does not compile")
    assert told({**platform(None, Accelerator=None), **OURS}, compiles=False) is None


def test_a_target_that_an_older_job_does_not_know() -> None:
    known = {"devices": {}, "platforms": {"LINUX ARM64": "aarch64"}}
    assert str(told(greengrass(**OURS), architectures=known)).startswith(
        '{"TargetDevice":"jetson_xavier"}: is no Greengrass core device'
    )
    assert told({**platform(None, Arch="ARM64", Accelerator=None), **OURS}, architectures=known) is None
    assert "is no Greengrass core device" in str(told({**platform(NVIDIA), **OURS}, architectures=known))


def test_versions_of_another_group() -> None:
    what = f"ModelPackageArn={PACKAGE}/1: is no version of the group of this job, digits"
    assert str(told(greengrass(**OURS), versionsOf=[f"{OTHER_GROUP}/"])).startswith(what)


@pytest.mark.slow
def test_the_state_machine_says_the_same() -> None:
    wrong = {**OURS, **place("mine", "models"), "ComponentName": "other"}
    for configuration in (greengrass(**wrong, TargetDevice="rasp4b"), {**platform(NVIDIA), **wrong}):
        asked = request(configuration).execution_input(f"{PACKAGE}/1")
        job = {**JOB, "versionsOf": [f"{OTHER_GROUP}/"], "compiles": False}
        end = machine.run(asked["Configuration"]["Greengrass"], job=job, compiles=False, arn=asked["ModelPackageArn"])
        text = str(told(configuration, **job))
        assert (end["error"], end["cause"]) == ("RequestRefused", text.partition("; correct the request")[0])
        assert end["cause"].count(": ") >= 4


def test_a_job_of_ours_is_judged(app: cdk.App) -> None:
    """The settings are found where the construct writes them."""
    stack = cdk.Stack(app, "Edge", env=cdk.Environment(account="111122223333", region="eu-west-1"))
    EdgePackagingJob(
        stack,
        "Job",
        model_package_group=ModelPackageGroup.from_model_package_group_name(stack, "Group", "defects"),
        component_name="com.example.defects",
        further_component_names=["Sample*"],
        target=EdgeTarget.device("jetson_xavier"),
        artifact_bucket=s3.Bucket.from_bucket_name(stack, "Artifacts", "edge-artifacts"),
        artifact_prefix="components",
        models=[ModelArtifact.from_uri("s3://trained/defects/model.tar.gz")],
    )
    (found,) = Template.from_stack(stack).find_resources("AWS::StepFunctions::StateMachine").values()
    parts: list[Any] = found["Properties"]["DefinitionString"]["Fn::Join"][1]
    settings = JobSettings.of("".join(part if isinstance(part, str) else "aws" for part in parts))
    assert settings is not None
    assert (settings.group, settings.bucket, settings.folder) == ("defects", "edge-artifacts", "components/")
    assert settings.component_names == ["com.example.defects", "Sample*"]
    assert settings.versions_of == ["arn:aws:sagemaker:eu-west-1:111122223333:model-package/defects/"]
    assert (settings.compiles, settings.unfit) == (False, ["arm"])
    assert settings.architectures.devices["jetson_xavier"] == "aarch64"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "{}",
        '{"States": {"Take request": {}}}',
        definition(bucket=None),
        definition(compiles="yes"),
    ],
)
def test_another_state_machine_is_not_judged(text: str) -> None:
    assert JobSettings.of(text) is None


def test_nothing_is_started(stubbed: StubbedAws) -> None:
    stubbed.has_machine(definition())
    stubbed.has_group()
    stubbed.has_version()
    with pytest.raises(EdgeError, match=r"Bucket=bucket: this job writes to artifacts; .*this job makes") as caught:
        start(request(), clients=stubbed.clients)
    assert "\n" not in str(caught.value)
