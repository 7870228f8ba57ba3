"""Jobs against a running AWS, the embedded one: its Step Functions, Greengrass, S3, STS and SageMaker answer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cdk_model_packages.edge.jobs import Clients, describe, follow, list_jobs, start
from cdk_model_packages.edge.jobs.state_machine import NAME_PREFIX
from cdk_model_packages.errors import EdgeError
from cdk_model_packages.local_aws import LocalAws
from cdk_model_packages.local_aws.environment import UNSET, merged
from tests.local_aws.aws import ACCOUNT, REGION, Aws
from tests.local_aws.greengrass import deployable, new_name
from tests.spec.packaging_request.values import greengrass, request

pytestmark = pytest.mark.slow
BUCKET = "edge-jobs"
COMMAND = str(Path(sys.executable).with_name("model-packages"))

# What a job's state machine does outwards: it takes steps, and it ends with an output or with a named error.
STATES = {
    "Take request": {
        "Type": "Choice",
        "Choices": [
            {"Condition": "{% $states.input.Description = 'wait' %}", "Next": "Let it compile"},
            {"Condition": "{% $states.input.Description = 'fail' %}", "Next": "CompilationFailed"},
        ],
        "Default": "Tell component",
    },
    "Let it compile": {"Type": "Wait", "Seconds": 2, "Next": "Tell component"},
    "CompilationFailed": {"Type": "Fail", "Error": "CompilationFailed", "Cause": "edge-1: FAILED: no such operator"},
    "Tell component": {
        "Type": "Pass",
        "Output": {
            "ComponentVersionArn": "arn:c",
            "ComponentName": "{% $states.input.Configuration.Greengrass.ComponentName %}",
            "ComponentVersion": "{% $states.input.Configuration.Greengrass.ComponentVersion %}",
        },
        "End": True,
    },
}


@pytest.fixture(scope="module")
def clients(local_aws: LocalAws) -> Iterator[Clients]:
    """Clients as a user's environment makes them."""
    with pytest.MonkeyPatch.context() as environment:
        for name in UNSET:
            environment.delenv(name, raising=False)
        for name, value in local_aws.environment().items():
            environment.setenv(name, value)
        found = Clients()
        for service in ("stepfunctions", "sagemaker", "s3", "greengrassv2", "sts"):
            found.of(service)
    yield found
    found.close()


@pytest.fixture(scope="module")
def project(aws: Aws) -> str:
    """A group with an approved, a rejected and a pending version, and its state machine."""
    name = "edge-jobs"
    aws.s3.create_bucket(Bucket=BUCKET)
    aws.sagemaker.create_model_package_group(ModelPackageGroupName=name)
    for status in ("Approved", "Rejected", "PendingManualApproval"):
        aws.finished(aws.version(name, ModelApprovalStatus=status))
    role = aws.iam.create_role(RoleName="edge-jobs", AssumeRolePolicyDocument=_TRUST)["Role"]["Arn"]
    aws.client("stepfunctions").create_state_machine(
        name=f"{NAME_PREFIX}{name}",
        roleArn=role,
        definition=json.dumps({"QueryLanguage": "JSONata", "StartAt": "Take request", "States": STATES}),
    )
    return name


_TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "states.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)


def asked(project: str, component: str, **change: Any) -> Any:
    configuration = greengrass(ComponentName=component, S3OutputLocation={"Bucket": BUCKET})
    return request(configuration, ProjectName=project, **change)


def test_a_job_succeeds_and_is_described_and_listed(clients: Clients, project: str) -> None:
    component = new_name()
    started = start(asked(project, component, ModelVersion="latest", Description="wait"), clients=clients)
    steps: list[tuple[str, str | None]] = []
    ended = follow(
        clients,
        started.execution_arn,
        lambda job: steps.append((job["Status"], job.get("StatusMessage"))),
        poll_seconds=0.1,
    )
    assert ("RUNNING", "Let it compile") in steps
    assert steps[-1] == ("SUCCEEDED", None)
    assert ended["ModelVersion"] == "1"
    assert ended["ModelPackagingOutputDetails"]["Greengrass"]["ComponentVersion"] == "1.0.0"
    assert describe(started.job_name, clients=clients) == {"ModelPackagingDescription": ended}
    newest = list_jobs(project, max_results=1, clients=clients)["ModelPackagingJobs"]
    assert [job["JobName"] for job in newest] == [started.job_name]


def test_a_job_fails_with_its_reason(clients: Clients, project: str) -> None:
    started = start(asked(project, new_name(), Description="fail"), clients=clients)
    ended = follow(clients, started.execution_arn, lambda _: None, poll_seconds=0.1)
    assert (ended["Status"], ended["StatusMessage"]) == (
        "FAILED",
        "CompilationFailed: edge-1: FAILED: no such operator",
    )


def test_the_same_request_is_one_job(clients: Clients, project: str) -> None:
    component = new_name()
    again = asked(project, component, ClientToken=component.replace(".", "-"))
    first = start(again, clients=clients)
    follow(clients, first.execution_arn, lambda _: None, poll_seconds=0.1)
    second = start(again, clients=clients)
    assert (second.job_name, second.is_new) == (first.job_name, False)
    with pytest.raises(EdgeError, match="another request has started it"):
        start(asked(project, new_name(), ClientToken=again.client_token), clients=clients)


def test_a_component_version_that_exists(clients: Clients, project: str, aws: Aws) -> None:
    component = new_name()
    deployable(aws, component)
    with pytest.raises(EdgeError, match=r"exists already and is DEPLOYABLE.*GG-005"):
        start(asked(project, component), clients=clients)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"ModelVersion": "2"}, "is Rejected, and must be Approved"),
        ({"ModelVersion": "3"}, "is PendingManualApproval, and must be Approved"),
        ({"ModelVersion": "4"}, "there is none; its newest is 3"),
    ],
)
def test_a_version_that_may_not_be_packaged(clients: Clients, project: str, change: dict[str, str], what: str) -> None:
    with pytest.raises(EdgeError, match=what):
        start(asked(project, new_name(), **change), clients=clients)


def test_what_is_not_there(clients: Clients, project: str) -> None:
    with pytest.raises(EdgeError, match=f"no state machine {NAME_PREFIX}nobody in account {ACCOUNT}"):
        start(asked("nobody", new_name()), clients=clients)
    machine = f"{NAME_PREFIX}{project}"
    with pytest.raises(EdgeError, match="there is no model package group of that name"):
        start(asked("nobody", new_name()), clients=clients, state_machine=machine)
    elsewhere = greengrass(S3OutputLocation={"Bucket": "edge-jobs-none"})
    with pytest.raises(EdgeError, match="'edge-jobs-none': there is no such bucket"):
        start(request(elsewhere, ProjectName=project), clients=clients)
    with pytest.raises(EdgeError, match="has none of that name"):
        describe("none", clients=clients)


def test_a_bucket_elsewhere(clients: Clients, project: str, aws: Aws) -> None:
    bucket = "edge-jobs-elsewhere"
    aws.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    elsewhere = greengrass(S3OutputLocation={"Bucket": bucket})
    with pytest.raises(EdgeError, match=f"is in eu-west-1, and must be in {REGION}"):
        start(request(elsewhere, ProjectName=project), clients=clients)


def test_the_command(local_aws: LocalAws, project: str) -> None:
    environment = merged(local_aws.environment())

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, "edge", *arguments], capture_output=True, text=True, timeout=60, check=False, env=environment
        )

    def starts(description: str) -> subprocess.CompletedProcess[str]:
        configuration = json.dumps(
            {"Greengrass": greengrass(ComponentName=new_name(), S3OutputLocation={"Bucket": BUCKET})}
        )
        version = ("--project-name", project, "--model-version", "latest")
        return run("start", *version, "--configuration", configuration, "--description", description, "--wait")

    done = starts("wait")
    assert done.returncode == 0
    name = json.loads(done.stdout)["JobName"]
    assert done.stderr.endswith(f"SUCCEEDED\njob {name} succeeded: arn:c\n")
    described = run("describe", "--job-name", name)
    assert json.loads(described.stdout)["ModelPackagingDescription"]["Status"] == "SUCCEEDED"
    assert name in run("list", "--project-name", project, "--format", "text").stdout
    failed = starts("fail")
    assert failed.returncode == 1
    assert failed.stderr.endswith("failed: CompilationFailed: edge-1: FAILED: no such operator\n")
    assert set(json.loads(failed.stdout)) == {"JobName"}
