"""How a job goes, in the words of Lookout's API; botocore's own model of it checks the shape."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from cdk_model_packages.edge.jobs import describe, follow, list_jobs
from cdk_model_packages.errors import EdgeError
from tests.edge.jobs.stubs import EXECUTION, MACHINE, NOON, StubbedAws, execution
from tests.edge.jobs.test_start import INPUT
from tests.spec.packaging_request.values import SHAPES

OUTPUT = {
    "ComponentVersionArn": "arn:aws:greengrass:eu-west-1:123456789012:components:model:versions:1.0.0",
    "ComponentName": "model",
    "ComponentVersion": "1.0.0",
    "ArtifactUri": "s3://bucket/model/0123456789abcdef/component.zip",
}
GIVEN = json.dumps({**INPUT, "Description": "a job"})
DONE: dict[str, Any] = {"input": GIVEN, "output": json.dumps(OUTPUT)}


def description(stubbed: StubbedAws, name: str = "job-1", **more: Any) -> dict[str, Any]:
    found = describe(name, project_name="digits", clients=stubbed.clients, **more)
    assert set(found) == set(SHAPES["DescribeModelPackagingJobResponse"]["members"])
    told = found["ModelPackagingDescription"]
    assert set(told) <= set(SHAPES["ModelPackagingDescription"]["members"])
    assert told["Status"] in SHAPES["ModelPackagingJobStatus"]["enum"]
    return told


def test_a_job_that_has_succeeded(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.has_execution("job-1", "SUCCEEDED", **DONE)
    assert description(stubbed) == {
        "JobName": "job-1",
        "ProjectName": "digits",
        "ModelVersion": "1",
        "ModelPackagingConfiguration": INPUT["Configuration"],
        "ModelPackagingJobDescription": "a job",
        "ModelPackagingMethod": "Greengrass",
        "ModelPackagingOutputDetails": {
            "Greengrass": {name: OUTPUT[name] for name in SHAPES["GreengrassOutputDetails"]["members"]}
        },
        "Status": "SUCCEEDED",
        "CreationTimestamp": "2026-11-21T12:00:00+00:00",
        "LastUpdatedTimestamp": "2026-11-21T12:05:00+00:00",
    }


@pytest.mark.parametrize(
    ("status", "more", "message"),
    [
        ("FAILED", {"error": "CompilationFailed", "cause": "no"}, "CompilationFailed: no"),
        ("FAILED", {"error": "CompilationFailed"}, "CompilationFailed"),
        ("TIMED_OUT", {}, "TIMED_OUT"),
        ("ABORTED", {"cause": "by hand"}, "by hand"),
    ],
)
def test_a_job_that_has_failed(stubbed: StubbedAws, status: str, more: dict[str, str], message: str) -> None:
    stubbed.has_machine()
    stubbed.has_execution("job-1", status, input=GIVEN, **more)
    told = description(stubbed)
    assert (told["Status"], told["StatusMessage"]) == ("FAILED", message)
    assert "ModelPackagingOutputDetails" not in told


def test_a_job_that_runs_tells_its_step(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.has_execution("job-1", input=GIVEN)
    stubbed.entered("job-1", "Take request", "Start compilation")
    told = description(stubbed)
    assert (told["Status"], told["StatusMessage"]) == ("RUNNING", "Start compilation")
    assert told["LastUpdatedTimestamp"] == "2026-11-21T12:02:00+00:00"


def test_a_job_that_has_entered_no_step_is_created(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.has_execution("job-1", input=GIVEN)
    stubbed.entered("job-1")
    told = description(stubbed)
    assert told["Status"] == "CREATED"
    assert "StatusMessage" not in told


@pytest.mark.parametrize("given", ["{}", "[]", "no json", None])
def test_an_execution_that_somebody_started_otherwise(stubbed: StubbedAws, given: str | None) -> None:
    stubbed.has_machine()
    stubbed.has_execution("d6f8_c3", "SUCCEEDED", output="null", **({} if given is None else {"input": given}))
    assert description(stubbed, "d6f8_c3") == {
        "JobName": "d6f8_c3",
        "ProjectName": "digits",
        "ModelPackagingMethod": "Greengrass",
        "Status": "SUCCEEDED",
        "CreationTimestamp": "2026-11-21T12:00:00+00:00",
        "LastUpdatedTimestamp": "2026-11-21T12:05:00+00:00",
    }


def test_a_job_is_looked_for_in_every_state_machine_that_packages(stubbed: StubbedAws) -> None:
    stubbed.lists_machines("Other", "EdgePackagingJob-letters", token="more")
    stubbed.lists_machines("EdgePackagingJob-digits")
    stubbed.clients.of("stepfunctions")
    for group in ("letters", "digits"):  # they are asked at the same time: whoever comes first gets the first answer
        if group == "letters":
            stubbed.refuses("stepfunctions", "describe_execution", "ExecutionDoesNotExist")
        else:
            stubbed.answers("stepfunctions", "describe_execution", execution("job-1", "SUCCEEDED", **DONE))
    assert describe("job-1", clients=stubbed.clients)["ModelPackagingDescription"]["ProjectName"] == "digits"


def test_a_job_name_of_two_groups(stubbed: StubbedAws) -> None:
    stubbed.lists_machines("EdgePackagingJob-letters", "EdgePackagingJob-digits")
    for group in ("letters", "digits"):
        machine = MACHINE.replace("digits", group)
        stubbed.answers("stepfunctions", "describe_execution", execution("job-1", "SUCCEEDED", stateMachineArn=machine))
    with pytest.raises(EdgeError, match=r"groups have one of that name \(digits, letters\); say --project-name"):
        describe("job-1", clients=stubbed.clients)


def test_there_is_no_such_job(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    stubbed.has_no_execution("job-1")
    with pytest.raises(EdgeError, match="EdgePackagingJob-digits in eu-west-1 has none of that name; see model"):
        describe("job-1", project_name="digits", clients=stubbed.clients)
    stubbed.lists_machines("Other")
    with pytest.raises(EdgeError, match=r"a state machine EdgePackagingJob-\* in eu-west-1 has none"):
        describe("job-1", clients=stubbed.clients)


@pytest.mark.parametrize("name", ["", "a b", "a:b", "x" * 81])
def test_no_job_name(stubbed: StubbedAws, name: str) -> None:
    with pytest.raises(EdgeError, match="is no job's name"):
        describe(name, clients=stubbed.clients)


def lists_executions(stubbed: StubbedAws, group: str, *found: dict[str, Any], token: str | None = None) -> None:
    kept = ("executionArn", "stateMachineArn", "name", "status", "startDate", "stopDate")
    machine = MACHINE.replace("digits", group)
    items = [{key: one[key] for key in kept if key in one} | {"stateMachineArn": machine} for one in found]
    answer = {"executions": items, **({} if token is None else {"nextToken": token})}
    stubbed.answers("stepfunctions", "list_executions", answer)


def test_the_newest_job_comes_first(stubbed: StubbedAws) -> None:
    stubbed.lists_machines("EdgePackagingJob-letters", "EdgePackagingJob-digits")
    lists_executions(stubbed, "letters", execution("a", "SUCCEEDED", minutes=2), token="more")
    lists_executions(stubbed, "letters", execution("b", "SUCCEEDED"))
    lists_executions(stubbed, "digits", execution("c", "SUCCEEDED", minutes=1))
    for name in ("a", "c", "b"):
        stubbed.answers("stepfunctions", "describe_execution", execution(name, "SUCCEEDED", **DONE))
    jobs = list_jobs(clients=stubbed.clients)["ModelPackagingJobs"]
    assert sorted(job["JobName"] for job in jobs) == ["a", "b", "c"]
    for job in jobs:
        assert set(job) <= set(SHAPES["ModelPackagingJobMetadata"]["members"])


def test_a_list_is_cut(stubbed: StubbedAws) -> None:
    stubbed.has_machine()
    found = [execution(f"job-{number}", "SUCCEEDED", minutes=-number) for number in range(3)]
    lists_executions(stubbed, "digits", *found, token="more")
    stubbed.answers("stepfunctions", "describe_execution", execution("job-0", "SUCCEEDED", **DONE))
    jobs = list_jobs("digits", max_results=1, clients=stubbed.clients)["ModelPackagingJobs"]
    assert [job["JobName"] for job in jobs] == ["job-0"]


@pytest.mark.parametrize("count", [0, 101])
def test_a_list_has_1_to_100(stubbed: StubbedAws, count: int) -> None:
    assert (SHAPES["PageSize"]["min"], SHAPES["PageSize"]["max"]) == (1, 100)
    with pytest.raises(EdgeError, match="must be 1 to 100"):
        list_jobs("digits", max_results=count, clients=stubbed.clients)


def test_no_jobs(stubbed: StubbedAws) -> None:
    stubbed.lists_machines()
    assert list_jobs(clients=stubbed.clients) == {"ModelPackagingJobs": []}


def test_a_job_is_followed_to_its_end(stubbed: StubbedAws) -> None:
    stubbed.has_execution("job-1", input=GIVEN)
    stubbed.entered("job-1")
    for states in (["Take request"], ["Take request"], ["Take request", "Repackage model"]):
        stubbed.has_execution("job-1", input=GIVEN)
        stubbed.entered("job-1", *states)
    stubbed.has_execution("job-1", "FAILED", input=GIVEN, error="RepackagingFailed", cause="UnsafeArchive")
    told: list[tuple[str, str | None]] = []
    ended = follow(
        stubbed.clients,
        f"{EXECUTION}:job-1",
        lambda job: told.append((job["Status"], job.get("StatusMessage"))),
        poll_seconds=0,
    )
    assert told == [
        ("CREATED", None),
        ("RUNNING", "Take request"),
        ("RUNNING", "Repackage model"),
        ("FAILED", "RepackagingFailed: UnsafeArchive"),
    ]
    assert ended["StatusMessage"] == "RepackagingFailed: UnsafeArchive"
    assert ended["LastUpdatedTimestamp"] == (NOON + timedelta(minutes=5)).isoformat()
