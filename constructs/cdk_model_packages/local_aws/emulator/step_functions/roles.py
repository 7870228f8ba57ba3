"""The role of a state machine, as Step Functions assumes it for a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import hooks, permissions
from .tasks import task_failure

if TYPE_CHECKING:
    from .rights import Right
    from .tasks import Task

_SERVICE = "states.amazonaws.com"
_SESSION = "StepFunctions"


class ExecutionRole:
    """A role. One of another account allows everything: it is not known here.

    Args:
        task: The task that it is assumed for.

    Raises:
        Exception: Step Functions' own failure of a task, when it cannot be assumed.
    """

    def __init__(self, task: Task) -> None:
        self._name = permissions.own_role(task.role_arn)
        if self._name is None:
            return
        trust_policy = permissions.trust_policy(self._name)
        context = {"aws:SourceAccount": hooks.account(), "aws:SourceArn": task.state_machine_arn}
        if trust_policy is None or not permissions.role_trusts(trust_policy, _SERVICE, context):
            why = "does not exist" if trust_policy is None else f"does not let {_SERVICE} assume it"
            raise task_failure("States.Permissions", f"The role {task.role_arn} {why}")

    def may(self, right: Right) -> bool:
        """Tell whether the role allows an action."""
        if self._name is None:
            return True
        return permissions.role_may(self._name, right.action, right.resource, right.context, session=_SESSION)

    def refusal(self, right: Right) -> str:
        """Return what AWS says when the role does not allow an action."""
        return (
            f"User: arn:aws:sts::{hooks.account()}:assumed-role/{self._name}/{_SESSION} is not authorized to perform: "
            f"{right.action} on resource: {right.resource} because no identity-based policy allows the "
            f"{right.action} action"
        )


def lambda_arn(function: str) -> str:
    """Return the ARN of a function, by name or ARN, with its version or alias when one is named."""
    if function.startswith("arn:"):
        return function
    name = function.rpartition(":function:")[2]
    return f"arn:aws:lambda:{hooks.region()}:{hooks.account()}:function:{name}"
