"""The state machines that package: one of each model package group, found by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdk_model_packages.edge.jobs.clients import Clients

NAME_PREFIX = "EdgePackagingJob-"
"""What the name of a job's state machine begins with; the name of its group follows."""

_ARN = re.compile(r"arn:[^:]+:states:(?P<region>[^:]+):[0-9]{12}:stateMachine:(?P<name>[^:]+)")
_NO_ARN = ("InvalidArn", "StateMachineDoesNotExist", "StateMachineDeleting")


class StateMachine(NamedTuple):
    """A state machine.

    Attributes:
        arn: Its ARN.
        definition: In Amazon States Language.
    """

    arn: str
    definition: str


def find_state_machine(clients: Clients, project_name: str, name_or_arn: str | None = None) -> StateMachine:
    """Return the state machine of a group.

    Args:
        clients: Of the AWS to look in.
        project_name: The group.
        name_or_arn: The state machine, where it has another name. ``None``: by the group.

    Raises:
        EdgeError: when there is none.
    """
    name = name_or_arn or f"{NAME_PREFIX}{project_name}"
    arn = name if name.startswith("arn:") else clients.arn("states", f"stateMachine:{name}")
    found = _ARN.fullmatch(arn)
    if found is None:
        raise EdgeError(f"state machine {name!r}: is no name and no ARN of one; correct --state-machine")
    if found["region"] != clients.region:
        raise EdgeError(f"state machine {arn}: is not in {clients.region}; say --region {found['region']}")
    answer = clients.call("stepfunctions", "describe_state_machine", missing=_NO_ARN, stateMachineArn=arn)
    if answer is None or answer.get("status") == "DELETING":
        where = f"in account {clients.identity.account}, region {clients.region}"
        if name_or_arn is not None:
            raise EdgeError(f"state machine {name}: there is none {where}; correct --state-machine")
        raise EdgeError(
            f"no state machine {name} {where}: deploy a stack with EdgePackagingJob for the group {project_name}, "
            "or name another one with --state-machine"
        )
    return StateMachine(arn, str(answer.get("definition", "")))


def state_machines(clients: Clients, project_name: str | None = None, name_or_arn: str | None = None) -> list[str]:
    """Return the ARNs of the state machines that package.

    Args:
        clients: Of the AWS to look in.
        project_name: Only that of this group. ``None``: all.
        name_or_arn: Only this one. ``None``: by the group.

    Raises:
        EdgeError: when there is none.
    """
    if project_name is not None or name_or_arn is not None:
        return [find_state_machine(clients, project_name or "", name_or_arn).arn]
    pages = paged(clients, "list_state_machines", "stateMachines")
    return [str(machine["stateMachineArn"]) for machine in pages if str(machine["name"]).startswith(NAME_PREFIX)]


def paged(clients: Clients, operation: str, key: str, *, limit: int | None = None, **parameters: Any) -> Iterator[Any]:
    """Yield what Step Functions lists, page after page.

    Args:
        clients: Of the AWS to look in.
        operation: The client's method.
        key: What the answer holds the list in.
        limit: At most so many. ``None``: all.
        parameters: Of the call.
    """
    token: dict[str, str] = {}
    left = limit
    while True:
        answer = clients.call("stepfunctions", operation, **parameters, **token)
        items: list[Any] = answer[key] if left is None else answer[key][:left]
        yield from items
        left = None if left is None else left - len(items)
        if not answer.get("nextToken") or left == 0:
            return
        token = {"nextToken": answer["nextToken"]}


def execution_arn(state_machine_arn: str, job_name: str) -> str:
    """Return the ARN of a job of a state machine."""
    return f"{state_machine_arn.replace(':stateMachine:', ':execution:')}:{job_name}"


def project_of(state_machine_arn: str) -> str:
    """Return the group that a state machine is of."""
    return state_machine_arn.rpartition(":")[2].removeprefix(NAME_PREFIX)
