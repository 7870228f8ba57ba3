"""An AWS whose services answer as a test says, in that order; what is not asked for fails the test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from cdk_model_packages.edge.jobs import Clients

ACCOUNT, REGION = "123456789012", "eu-west-1"
MACHINE = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:EdgePackagingJob-digits"
EXECUTION = f"arn:aws:states:{REGION}:{ACCOUNT}:execution:EdgePackagingJob-digits"
GROUP_ARN = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model-package-group/digits"
PACKAGE = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model-package/digits"
COMPONENT = f"arn:aws:greengrass:{REGION}:{ACCOUNT}:components:model:versions"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class StubbedAws:
    """Stubs of the services that jobs call."""

    def __init__(self, clients: Clients) -> None:
        self.clients = clients
        self.stubs = {name: Stubber(clients.of(name)) for name in ("stepfunctions", "sagemaker", "s3", "greengrassv2")}
        for stub in self.stubs.values():
            stub.activate()

    def answers(self, service: str, operation: str, answer: dict[str, Any], request: Any = None) -> None:
        self.stubs[service].add_response(operation, answer, request)

    def refuses(self, service: str, operation: str, code: str, message: str = "told", request: Any = None) -> None:
        self.stubs[service].add_client_error(operation, code, message, expected_params=request)

    def has_machine(self, definition: str = "{}") -> None:
        answer = {
            "stateMachineArn": MACHINE,
            "name": "EdgePackagingJob-digits",
            "definition": definition,
            "roleArn": f"arn:aws:iam::{ACCOUNT}:role/r",
            "type": "STANDARD",
            "creationDate": NOON,
            "status": "ACTIVE",
        }
        self.answers("stepfunctions", "describe_state_machine", answer, {"stateMachineArn": MACHINE})

    def has_group(self) -> None:
        answer = {
            "ModelPackageGroupName": "digits",
            "ModelPackageGroupArn": GROUP_ARN,
            "CreationTime": NOON,
            "CreatedBy": {},
            "ModelPackageGroupStatus": "Completed",
        }
        self.answers("sagemaker", "describe_model_package_group", answer, {"ModelPackageGroupName": "digits"})

    def has_version(self, number: int = 1, approval: str = "Approved", status: str = "Completed") -> None:
        answer = {
            "ModelPackageName": "digits",
            "ModelPackageArn": f"{PACKAGE}/{number}",
            "CreationTime": NOON,
            "ModelPackageStatus": status,
            "ModelPackageStatusDetails": {"ValidationStatuses": []},
            "ModelApprovalStatus": approval,
        }
        self.answers("sagemaker", "describe_model_package", answer, {"ModelPackageName": f"{PACKAGE}/{number}"})

    def lists_versions(self, *found: tuple[int, str], token: str | None = None, request: Any = None) -> None:
        summaries = [
            {
                "ModelPackageName": "digits",
                "ModelPackageArn": f"{PACKAGE}/{number}",
                "ModelPackageVersion": number,
                "CreationTime": NOON,
                "ModelPackageStatus": status,
            }
            for number, status in found
        ]
        more = {} if token is None else {"NextToken": token}
        self.answers("sagemaker", "list_model_packages", {"ModelPackageSummaryList": summaries, **more}, request)

    def has_bucket(self, constraint: str | None = REGION) -> None:
        self.answers(
            "s3",
            "get_bucket_location",
            {} if constraint is None else {"LocationConstraint": constraint},
            {"Bucket": "bucket", "ExpectedBucketOwner": ACCOUNT},
        )

    def is_free(self, version: str = "1.0.0") -> None:
        request = {"arn": f"{COMPONENT}:{version}"}
        self.refuses("greengrassv2", "describe_component", "ResourceNotFoundException", request=request)

    def can_start(self, number: int = 1) -> None:
        """Answer everything that comes before the start."""
        self.has_group()
        self.has_version(number)
        self.has_bucket()
        self.is_free(f"{number}.0.0")

    def has_execution(self, name: str, status: str = "RUNNING", *, minutes: int = 0, **more: Any) -> None:
        asked = {"executionArn": f"{EXECUTION}:{name}"}
        found = execution(name, status, minutes=minutes, **more)
        self.answers("stepfunctions", "describe_execution", found, asked)

    def has_no_execution(self, name: str) -> None:
        self.refuses(
            "stepfunctions",
            "describe_execution",
            "ExecutionDoesNotExist",
            request={"executionArn": f"{EXECUTION}:{name}"},
        )

    def lists_machines(self, *names: str, token: str | None = None) -> None:
        machines = [
            {
                "stateMachineArn": MACHINE.replace("EdgePackagingJob-digits", name),
                "name": name,
                "type": "STANDARD",
                "creationDate": NOON,
            }
            for name in names
        ]
        more = {} if token is None else {"nextToken": token}
        self.answers("stepfunctions", "list_state_machines", {"stateMachines": machines, **more})

    def entered(self, name: str, *states: str) -> None:
        """Answer the history of an execution that has entered these states."""
        start = [{"timestamp": NOON, "type": "ExecutionStarted", "id": 1}]
        events = [
            {
                "timestamp": NOON + timedelta(minutes=number),
                "type": "TaskStateEntered",
                "id": number + 1,
                "stateEnteredEventDetails": {"name": state},
            }
            for number, state in enumerate(states, 1)
        ]
        told = {"timestamp": NOON, "type": "TaskScheduled", "id": 99}
        self.answers(
            "stepfunctions",
            "get_execution_history",
            {"events": [*([told] if states else []), *reversed(events), *start]},
            {
                "executionArn": f"{EXECUTION}:{name}",
                "reverseOrder": True,
                "includeExecutionData": False,
                "maxResults": 100,
            },
        )


def execution(name: str, status: str = "RUNNING", *, minutes: int = 0, **more: Any) -> dict[str, Any]:
    found = {
        "executionArn": f"{EXECUTION}:{name}",
        "stateMachineArn": MACHINE,
        "name": name,
        "status": status,
        "startDate": NOON + timedelta(minutes=minutes),
        **more,
    }
    return found if status == "RUNNING" else {"stopDate": NOON + timedelta(minutes=minutes + 5), **found}


@pytest.fixture(scope="session")
def stubbed_clients() -> Iterator[Clients]:
    """Clients of an account that STS has told of; making them takes longer than a test."""
    session = boto3.Session(aws_access_key_id="id", aws_secret_access_key="secret", region_name=REGION)
    clients = Clients(session)
    with Stubber(clients.of("sts")) as sts:
        sts.add_response("get_caller_identity", {"Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:user/u"})
        assert clients.identity == ("aws", ACCOUNT)
    yield clients
    clients.close()


@pytest.fixture
def stubbed(stubbed_clients: Clients) -> Iterator[StubbedAws]:
    """An AWS that answers as the test says."""
    found = StubbedAws(stubbed_clients)
    yield found
    for stub in found.stubs.values():
        stub.deactivate()
        stub.assert_no_pending_responses()
