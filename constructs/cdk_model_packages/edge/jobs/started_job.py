"""Starting a packaging job: everything that can be known is checked first, then one execution is started."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cdk_model_packages.edge.jobs.checks import check_free, check_output
from cdk_model_packages.edge.jobs.clients import Clients
from cdk_model_packages.edge.jobs.job_settings import JobSettings
from cdk_model_packages.edge.jobs.model_version import find_version, is_group_name, no_group_name
from cdk_model_packages.edge.jobs.state_machine import execution_arn, find_state_machine
from cdk_model_packages.errors import EdgeError, SpecError

if TYPE_CHECKING:
    from cdk_model_packages.spec.packaging_request import PackagingRequest


@dataclass(frozen=True)
class StartedJob:
    """A job that runs, or has run.

    Attributes:
        job_name: What it is described by.
        execution_arn: The execution that does it.
        is_new: ``False``: the same request had started it before.
    """

    job_name: str
    execution_arn: str
    is_new: bool = True


def start(request: PackagingRequest, *, clients: Clients | None = None, state_machine: str | None = None) -> StartedJob:
    """Start a packaging job.

    A request with a job name or a client token starts one job, however often it is sent: Step Functions keeps the name
    for 90 days after the job has ended, where Lookout kept a token for 8 hours.

    Args:
        request: What is to be made.
        clients: Of the AWS to start it in. ``None``: by the AWS environment.
        state_machine: Name or ARN, where it is not ``EdgePackagingJob-GROUP``.

    Raises:
        EdgeError: when the version cannot be packaged, there is no state machine or it would refuse the request, the
            bucket is not usable, the component's version exists, or the name belongs to a job of another request.

    Source: Lookout for Vision API, StartModelPackagingJob; Step Functions API, StartExecution.
    """
    if not is_group_name(request.project_name):
        raise EdgeError(no_group_name(request.project_name))
    aws = clients or Clients()
    machine, definition = find_state_machine(aws, request.project_name, state_machine)
    given = request.job_name or request.client_token
    if given is not None and (found := _same_job(aws, execution_arn(machine, given), request)):
        return found
    package = find_version(aws, request.project_name, request.model_version)
    value = request.execution_input(package)
    if settings := JobSettings.of(definition):
        settings.check(value)
    greengrass = request.configuration.greengrass
    check_output(aws, greengrass.s3_output_location, greengrass.component_name)
    check_free(aws, greengrass, value["Configuration"]["Greengrass"]["ComponentVersion"])
    name = given or str(uuid4())
    answer: Any = aws.call(
        "stepfunctions",
        "start_execution",
        missing=("ExecutionAlreadyExists",),
        stateMachineArn=machine,
        name=name,
        input=json.dumps(value, ensure_ascii=False),
    )
    if answer is None:  # somebody was faster
        again = _same_job(aws, execution_arn(machine, name), request)
        if again is None:
            raise EdgeError(f"job {name}: is there and is not; start it again")
        return again
    return StartedJob(name, str(answer["executionArn"]))


def _same_job(clients: Clients, arn: str, request: PackagingRequest) -> StartedJob | None:
    """Return the job of a name, which must be one of the same request.

    Raises:
        EdgeError: when it is of another.
    """
    found: Any = clients.call(
        "stepfunctions", "describe_execution", missing=("ExecutionDoesNotExist",), executionArn=arn
    )
    if found is None:
        return None
    if not _asks_for(request, found.get("input")):
        option = "--job-name" if request.job_name else "--client-token"
        raise EdgeError(f"job {found['name']}: another request has started it; say another {option}, or leave it out")
    return StartedJob(str(found["name"]), arn, is_new=False)


def _asks_for(request: PackagingRequest, text: str | None) -> bool:
    """Tell whether a request makes this input; ``latest`` is the version that it was then."""
    try:
        value: Any = json.loads(text or "")
        return request.execution_input(str(value["ModelPackageArn"])) == value
    except (ValueError, KeyError, TypeError, SpecError):
        return False
