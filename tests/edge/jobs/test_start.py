"""Starting a job: what is checked first, what is sent, and what is not started twice."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from cdk_model_packages.edge.jobs import start
from cdk_model_packages.errors import EdgeError
from tests.edge.jobs.stubs import ACCOUNT, COMPONENT, EXECUTION, MACHINE, NOON, PACKAGE, REGION, StubbedAws
from tests.spec.packaging_request.values import greengrass, request

INPUT = {
    "ModelPackageArn": f"{PACKAGE}/1",
    "ProjectName": "digits",
    "ModelVersion": "1",
    "Configuration": {"Greengrass": {**greengrass(), "ComponentVersion": "1.0.0"}},
}


def starts(stubbed: StubbedAws, name: Any, value: dict[str, Any] | None = None) -> None:
    answer = {"executionArn": f"{EXECUTION}:{name}", "startDate": NOON}
    asked = {"stateMachineArn": MACHINE, "name": name, "input": json.dumps(value or INPUT)}
    stubbed.answers("stepfunctions", "start_execution", answer, asked)


def told(stubbed: StubbedAws, **change: Any) -> str:
    with pytest.raises(EdgeError) as caught:
        start(request(**change), clients=stubbed.clients)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_job_has_a_new_name(stubbed: StubbedAws, monkeypatch: pytest.MonkeyPatch) -> None:
    name = uuid.UUID("6bcfd0ff-90c3-4463-9a89-6b4be3daf972")
    monkeypatch.setattr("cdk_model_packages.edge.jobs.started_job.uuid4", lambda: name)
    stubbed.has_machine()
    stubbed.can_start()
    starts(stubbed, str(name))
    started = start(request(), clients=stubbed.clients)
    assert (started.job_name, started.execution_arn, started.is_new) == (str(name), f"{EXECUTION}:{name}", True)


@pytest.mark.parametrize(
    ("change", "name"),
    [({"JobName": "job-1"}, "job-1"), ({"ClientToken": "token-1"}, "token-1")],
)
def test_a_job_has_the_name_that_is_given(stubbed: StubbedAws, change: dict[str, str], name: str) -> None:
    stubbed.has_machine()
    stubbed.has_no_execution(name)
    stubbed.can_start()
    starts(stubbed, name)
    assert start(request(**change), clients=stubbed.clients).job_name == name


@pytest.mark.parametrize("status", ["RUNNING", "SUCCEEDED", "FAILED"])
@pytest.mark.parametrize("version", ["1", "latest"])
def test_the_same_request_with_the_same_name_is_one_job(stubbed: StubbedAws, status: str, version: str) -> None:
    """Nothing else is asked: not whether the component exists, which the first one has made."""
    stubbed.has_machine()
    stubbed.has_execution("token-1", status, input=json.dumps(INPUT))
    started = start(request(ClientToken="token-1", ModelVersion=version), clients=stubbed.clients)
    assert (started.job_name, started.is_new) == ("token-1", False)


@pytest.mark.parametrize(
    "stored",
    [
        json.dumps({**INPUT, "Description": "another"}),
        json.dumps({**INPUT, "ModelPackageArn": f"{PACKAGE}/2", "ModelVersion": "2"}),
        "[]",
        "no json",
        None,
    ],
)
def test_another_request_with_the_same_name_is_refused(stubbed: StubbedAws, stored: str | None) -> None:
    stubbed.has_machine()
    stubbed.has_execution("token-1", **({} if stored is None else {"input": stored}))
    assert "another request has started it; say another --client-token" in told(stubbed, ClientToken="token-1")


def test_somebody_was_faster(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.has_no_execution("job-1")
    stubbed.can_start()
    stubbed.refuses("stepfunctions", "start_execution", "ExecutionAlreadyExists")
    stubbed.has_execution("job-1", input=json.dumps(INPUT))
    assert not start(request(JobName="job-1"), clients=stubbed.clients).is_new


def test_the_newest_version_that_may_be_packaged(stubbed: StubbedAws) -> None:
    asked = {
        "ModelPackageGroupName": "digits",
        "ModelApprovalStatus": "Approved",
        "SortBy": "CreationTime",
        "SortOrder": "Descending",
    }
    stubbed.has_machine()
    stubbed.has_no_execution("job-1")
    stubbed.has_group()
    stubbed.lists_versions((12, "InProgress"), (11, "Failed"), token="more", request=asked)
    stubbed.lists_versions((9, "Completed"), (10, "Completed"), request={**asked, "NextToken": "more"})
    stubbed.has_bucket()
    stubbed.is_free("10.0.0")
    made = {**INPUT, "ModelPackageArn": f"{PACKAGE}/10", "ModelVersion": "10"}
    made["Configuration"] = {"Greengrass": {**greengrass(), "ComponentVersion": "10.0.0"}}
    starts(stubbed, "job-1", made)
    assert start(request(ModelVersion="latest", JobName="job-1"), clients=stubbed.clients).is_new


def test_no_version_may_be_packaged(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.has_group()
    stubbed.lists_versions((1, "Failed"))
    assert "the group has none that is Approved and Completed" in told(stubbed, ModelVersion="latest")


@pytest.mark.parametrize(
    ("approval", "status", "what"),
    [
        (
            "PendingManualApproval",
            "Completed",
            f"update-model-package --model-package-arn {PACKAGE}/1 --model-approval",
        ),
        ("Rejected", "Completed", "is Rejected, and must be Approved; approve it: aws sagemaker update-model-package"),
        ("Approved", "InProgress", "is InProgress, and must be Completed; wait until it is"),
        ("Approved", "Failed", "is Failed, and must be Completed; register another version"),
    ],
)
def test_a_version_that_may_not_be_packaged(stubbed: StubbedAws, approval: str, status: str, what: str) -> None:
    stubbed.has_machine()
    stubbed.has_group()
    stubbed.has_version(1, approval, status)
    assert what in told(stubbed)


def test_there_is_no_such_version(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.has_group()
    stubbed.refuses(
        "sagemaker", "describe_model_package", "ValidationException", f"ModelPackage {PACKAGE}/7 does not exist."
    )
    stubbed.lists_versions((2, "Completed"), (3, "Failed"))
    assert told(stubbed, ModelVersion="7") == "version 7 of digits: there is none; its newest is 3"


def test_there_is_no_such_group(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.refuses(
        "sagemaker", "describe_model_package_group", "ValidationException", "ModelPackageGroup does not exist."
    )
    assert "there is no model package group of that name in eu-west-1" in told(stubbed)


@pytest.mark.parametrize("name", ["project_01", "a" * 64, "digits-"])
def test_no_group_can_have_the_name_of_the_project(stubbed: StubbedAws, name: str) -> None:
    assert f"project {name!r}: no model package group can have that name" in told(stubbed, ProjectName=name)


def test_there_is_no_state_machine(stubbed: StubbedAws) -> None:
    stubbed.refuses("stepfunctions", "describe_state_machine", "StateMachineDoesNotExist")
    text = told(stubbed)
    assert text.startswith(f"no state machine EdgePackagingJob-digits in account {ACCOUNT}, region {REGION}: ")
    assert "deploy a stack with EdgePackagingJob for the group digits" in text


@pytest.mark.parametrize("name", ["own", MACHINE.replace("EdgePackagingJob-digits", "own")])
def test_another_state_machine(stubbed: StubbedAws, name: str) -> None:
    arn = MACHINE.replace("EdgePackagingJob-digits", "own")
    stubbed.refuses(
        "stepfunctions", "describe_state_machine", "StateMachineDoesNotExist", request={"stateMachineArn": arn}
    )
    with pytest.raises(EdgeError, match="there is none in account 123456789012, region eu-west-1; correct --state"):
        start(request(), clients=stubbed.clients, state_machine=name)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("arn:aws:lambda:eu-west-1:123456789012:function:f", "is no name and no ARN"),
        ("a:b", "is no name and no ARN"),
        (MACHINE.replace(REGION, "us-east-1"), "is not in eu-west-1; say --region us-east-1"),
    ],
)
def test_no_state_machine(stubbed: StubbedAws, name: str, what: str) -> None:
    with pytest.raises(EdgeError, match=what):
        start(request(), clients=stubbed.clients, state_machine=name)


@pytest.mark.parametrize(
    ("constraint", "region"), [(None, "us-east-1"), ("us-west-2", "us-west-2"), ("eu-central-1", "eu-central-1")]
)
def test_a_bucket_elsewhere(stubbed: StubbedAws, constraint: str | None, region: str) -> None:
    stubbed.has_machine()
    stubbed.has_group()
    stubbed.has_version()
    stubbed.has_bucket(constraint)
    text = told(stubbed)
    assert f"'bucket': is in {region}, and must be in eu-west-1, where Greengrass is used" in text
    assert "[LV-009]" in text


def test_the_former_name_of_ireland(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.has_no_execution("job-1")
    stubbed.has_group()
    stubbed.has_version()
    stubbed.has_bucket("EU")
    stubbed.is_free()
    starts(stubbed, "job-1")
    assert start(request(JobName="job-1"), clients=stubbed.clients).is_new


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("NoSuchBucket", "there is no such bucket"),
        ("AccessDenied", "is not of account 123456789012, where Greengrass is used, or you may not look at it"),
    ],
)
def test_a_bucket_that_cannot_be_used(stubbed: StubbedAws, code: str, what: str) -> None:
    stubbed.has_machine()
    stubbed.has_group()
    stubbed.has_version()
    stubbed.refuses("s3", "get_bucket_location", code)
    text = told(stubbed)
    assert what in text
    assert "[LV-009]" in text


def test_a_key_has_at_most_1024_characters(stubbed: StubbedAws) -> None:
    rest = len("/model//component.zip") + 16
    for length in (1024 - rest, 1024 - rest + 1):
        location = {"Bucket": "bucket", "Prefix": "p" * length}
        stubbed.has_machine()
        stubbed.has_group()
        stubbed.has_version()
        stubbed.has_bucket()
        if length + rest <= 1024:
            stubbed.refuses("greengrassv2", "describe_component", "AccessDeniedException")
            what = "greengrass:DescribeComponent: access denied"
        else:
            what = "makes a key of 1025 characters, and S3 takes 1024"
        with pytest.raises(EdgeError, match=what):
            start(request(greengrass(S3OutputLocation=location)), clients=stubbed.clients)


def test_a_component_version_that_exists(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.has_group()
    stubbed.has_version()
    stubbed.has_bucket()
    status = {"componentState": "DEPLOYABLE"}
    stubbed.answers("greengrassv2", "describe_component", {"status": status}, {"arn": f"{COMPONENT}:1.0.0"})
    text = told(stubbed)
    assert "ComponentName='model', ComponentVersion='1.0.0': exists already and is DEPLOYABLE" in text
    assert "[GG-005]" in text


def test_the_input_keeps_letters_of_any_script(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.has_no_execution("job-1")
    stubbed.can_start()
    made = {**INPUT, "Configuration": {"Greengrass": {**greengrass(), "ComponentVersion": "1.0.0"}}}
    made["Configuration"]["Greengrass"]["Tags"] = [{"Key": "k", "Value": "\u00e9"}]
    asked = {"stateMachineArn": MACHINE, "name": "job-1", "input": json.dumps(made, ensure_ascii=False)}
    stubbed.answers("stepfunctions", "start_execution", {"executionArn": "a" * 20, "startDate": NOON}, asked)
    given = request(greengrass(Tags=[{"Key": "k", "Value": "\u00e9"}]), JobName="job-1")
    assert start(given, clients=stubbed.clients).is_new
