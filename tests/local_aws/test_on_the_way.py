"""Components and compilations that have not ended: what can be done to them, and what goes wrong meanwhile."""

from __future__ import annotations

import json
import time

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, Aws, reasons, tar_gz
from tests.local_aws.greengrass import COMPONENTS, create, new_name, recipe, settled

pytestmark = pytest.mark.slow

ROLLED_BACK = "ROLLBACK_COMPLETE"
BUCKET = f"unhurried-{ACCOUNT}"


@pytest.fixture(scope="session", autouse=True)
def _prerequisites(unhurried: Aws) -> None:
    unhurried.s3.create_bucket(Bucket=BUCKET)
    unhurried.s3.put_object(Bucket=BUCKET, Key="model.tar.gz", Body=tar_gz(model__onnx=b"x"))
    everything = f"arn:aws:s3:::{BUCKET}/*"
    unhurried.role("neo", "sagemaker.amazonaws.com", s3__GetObject=everything, s3__PutObject=everything)


def compile_model(aws: Aws, name: str) -> dict[str, str]:
    aws.sagemaker.create_compilation_job(
        CompilationJobName=name,
        RoleArn=f"arn:aws:iam::{ACCOUNT}:role/neo",
        InputConfig={"S3Uri": f"s3://{BUCKET}/model.tar.gz", "Framework": "ONNX", "DataInputConfig": '{"x":[1,64]}'},
        OutputConfig={"S3OutputLocation": f"s3://{BUCKET}/out", "TargetDevice": "rasp4b"},
        StoppingCondition={"MaxRuntimeInSeconds": 900},
    )
    return {"CompilationJobName": name}


def status(aws: Aws, job: dict[str, str], *awaited: str) -> str:
    """Wait for one of these states of a job and return it."""
    for _ in range(300):
        found = aws.sagemaker.describe_compilation_job(**job)["CompilationJobStatus"]
        if found in awaited:
            return found
        time.sleep(0.02)
    raise AssertionError(f"{job} is still {found}")


def test_an_artifact_that_goes_away_meanwhile_fails_the_version_and_its_stack(unhurried: Aws, stack_name: str) -> None:
    name, uri = new_name(), f"s3://{BUCKET}/short.zip"
    unhurried.s3.put_object(Bucket=BUCKET, Key="short.zip", Body=b"x")
    arn = create(unhurried, recipe(name, uri=uri))
    properties = {"InlineRecipe": json.dumps(recipe(name, "2.0.0", uri=uri))}
    component = {"Type": "AWS::GreengrassV2::ComponentVersion", "Properties": properties}
    body = json.dumps({"Resources": {"Component": component}})
    stack = unhurried.cloudformation.create_stack(StackName=stack_name, TemplateBody=body)
    for _ in range(100):
        if len(unhurried.greengrassv2.list_component_versions(arn=f"{COMPONENTS}:{name}")["componentVersions"]) > 1:
            break
        time.sleep(0.02)
    unhurried.s3.delete_object(Bucket=BUCKET, Key="short.zip")
    told = settled(unhurried, arn)["status"]
    assert told["componentState"] == "FAILED"
    assert told["errors"] == {uri: "Specified artifact resource cannot be accessed"}
    for _ in range(200):
        if unhurried.cloudformation.describe_stacks(StackName=stack_name)["Stacks"][0]["StackStatus"] == ROLLED_BACK:
            break
        time.sleep(0.05)
    assert "did not stabilize: FAILED" in reasons(unhurried, stack)
    assert "HandlerErrorCode: NotStabilized" in reasons(unhurried, stack)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        unhurried.greengrassv2.describe_component(arn=arn.replace("1.0.0", "2.0.0"))


def test_a_requested_version_is_not_deployed(unhurried: Aws) -> None:
    name = new_name()
    create(unhurried, recipe(name))
    target = unhurried.iot.create_thing_group(thingGroupName="on-the-way")["thingGroupArn"]
    with pytest.raises(ClientError, match=r"ValidationException.*is in state \[REQUESTED\]: only DEPLOYABLE ones"):
        unhurried.greengrassv2.create_deployment(targetArn=target, components={name: {"componentVersion": "1.0.0"}})


def test_a_job_starts_runs_and_ends(unhurried: Aws) -> None:
    job = compile_model(unhurried, "whole")
    assert status(unhurried, job, "STARTING", "INPROGRESS") == "STARTING"
    assert status(unhurried, job, "INPROGRESS", "COMPLETED") == "INPROGRESS"
    assert status(unhurried, job, "COMPLETED", "FAILED") == "COMPLETED"


def test_a_stopped_job_ends_without_a_model(unhurried: Aws) -> None:
    job = compile_model(unhurried, "stopped")
    with pytest.raises(ClientError, match=r"ValidationException.*stop it, and delete it when it is STOPPED"):
        unhurried.sagemaker.delete_compilation_job(**job)
    unhurried.sagemaker.stop_compilation_job(**job)
    assert status(unhurried, job, "STOPPED", "COMPLETED", "FAILED") == "STOPPED"
    found = unhurried.sagemaker.describe_compilation_job(**job)
    assert (found["ModelArtifacts"], found["FailureReason"]) == ({}, "")
    with pytest.raises(ClientError, match=r"ValidationException.*is STOPPED: it cannot be stopped"):
        unhurried.sagemaker.stop_compilation_job(**job)
    unhurried.sagemaker.delete_compilation_job(**job)
    with pytest.raises(ClientError, match="ResourceNotFound"):
        unhurried.sagemaker.describe_compilation_job(**job)
