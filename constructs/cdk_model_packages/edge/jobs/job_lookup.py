"""How jobs go: one by its name, or the newest of a group or of all."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

from cdk_model_packages.edge.jobs.clients import Clients
from cdk_model_packages.edge.jobs.description import described, metadata
from cdk_model_packages.edge.jobs.state_machine import NAME_PREFIX, execution_arn, paged, project_of, state_machines
from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_RESULTS = 100
"""Source: Lookout for Vision API, PageSize."""

_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
"""Of an execution: what an event starts has underscores, which Lookout's jobs had not."""
_AT_ONCE = 8
_GONE = ("ExecutionDoesNotExist",)


def describe(
    job_name: str,
    *,
    project_name: str | None = None,
    state_machine: str | None = None,
    clients: Clients | None = None,
) -> dict[str, Any]:
    """Return what Lookout's ``DescribeModelPackagingJob`` returned.

    Args:
        job_name: What :func:`start` returned.
        project_name: The group. ``None``: the job is looked for in the state machines of all.
        state_machine: Name or ARN, where the job was started in one that is not named by its group.
        clients: Of the AWS to look in. ``None``: by the AWS environment.

    Returns:
        ``{"ModelPackagingDescription": {...}}``.

    Raises:
        EdgeError: when there is no such job, or one in several groups.

    Source: Lookout for Vision API, DescribeModelPackagingJob.
    """
    if _NAME.fullmatch(job_name) is None:
        raise EdgeError(f"job {job_name!r:.100}: is no job's name; give what edge start has printed")
    aws = clients or Clients()
    machines = state_machines(aws, project_name, state_machine)
    found = list(_executions(aws, [execution_arn(machine, job_name) for machine in machines]))
    if not found:
        where = " or ".join(machine.rpartition(":")[2] for machine in machines) or f"a state machine {NAME_PREFIX}*"
        raise EdgeError(f"job {job_name}: {where} in {aws.region} has none of that name; see model-packages edge list")
    if len(found) > 1:
        groups = ", ".join(sorted(project_of(str(one["stateMachineArn"])) for one in found))
        raise EdgeError(f"job {job_name}: several groups have one of that name ({groups}); say --project-name")
    return {"ModelPackagingDescription": described(aws, found[0])}


def list_jobs(
    project_name: str | None = None,
    *,
    max_results: int = MAX_RESULTS,
    state_machine: str | None = None,
    clients: Clients | None = None,
) -> dict[str, Any]:
    """Return what Lookout's ``ListModelPackagingJobs`` returned, newest first.

    Args:
        project_name: The group. ``None``: all groups that have a job's state machine.
        max_results: 1 to 100.
        state_machine: Name or ARN, where it is not named by its group.
        clients: Of the AWS to look in. ``None``: by the AWS environment.

    Returns:
        ``{"ModelPackagingJobs": [...]}``.

    Raises:
        EdgeError: when the group has no state machine, or ``max_results`` is outside its limits.

    Source: Lookout for Vision API, ListModelPackagingJobs.
    """
    if not 1 <= max_results <= MAX_RESULTS:
        raise EdgeError(f"max results {max_results}: must be 1 to {MAX_RESULTS} (Lookout for Vision API, PageSize)")
    aws = clients or Clients()
    listed = [
        one
        for machine in state_machines(aws, project_name, state_machine)
        for one in paged(
            aws, "list_executions", "executions", limit=max_results, stateMachineArn=machine, maxResults=max_results
        )
    ]
    newest = sorted(listed, key=lambda one: one["startDate"], reverse=True)[:max_results]
    found = list(_executions(aws, [str(one["executionArn"]) for one in newest]))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return {"ModelPackagingJobs": [metadata(one) for one in pool.map(partial(described, aws), found)]}


def _executions(clients: Clients, arns: list[str]) -> Iterator[dict[str, Any]]:
    """Yield those that are there, in their order."""

    def look(arn: str) -> Any:
        return clients.call("stepfunctions", "describe_execution", missing=_GONE, executionArn=arn)

    clients.of("stepfunctions")  # made once, before the threads ask for it
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from (found for found in pool.map(look, arns) if found is not None)
