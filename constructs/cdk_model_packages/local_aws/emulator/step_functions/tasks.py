"""Tasks of state machines, as MiniStack carries them out; ``hooks`` checks the names that are used here."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

from ministack.services import stepfunctions


@dataclass(frozen=True)
class Task:
    """A task of a state machine, while it is carried out.

    Attributes:
        state_machine_arn: Its state machine.
        role_arn: The state machine's role.
    """

    state_machine_arn: str
    role_arn: str


CarryOut = Callable[[str, Any, "Task | None", Callable[[], Any]], Any]
_task: ContextVar[Task | None] = ContextVar("task", default=None)


def wrap_tasks(sdk_task: CarryOut, any_task: CarryOut) -> None:
    """Put something of ours around the tasks of state machines: those that call the AWS SDK, and all of them."""
    execute, invoke, invoke_sdk = (
        stepfunctions._execute_task,
        stepfunctions._invoke_resource,
        stepfunctions._invoke_aws_sdk_integration,
    )

    def execute_task(state_def: Any, raw_input: Any, execution: Any, ctx: Any) -> Any:
        token = _task.set(_task_of(execution))
        try:
            return execute(state_def, raw_input, execution, ctx)
        finally:
            _task.reset(token)

    def invoke_resource(resource: str, input_data: Any) -> Any:
        return any_task(resource, input_data, _task.get(), partial(invoke, resource, input_data))

    def invoke_aws_sdk_integration(resource: str, input_data: Any) -> Any:
        return sdk_task(resource, input_data, _task.get(), partial(invoke_sdk, resource, input_data))

    stepfunctions._execute_task = execute_task
    stepfunctions._invoke_resource = invoke_resource
    stepfunctions._invoke_aws_sdk_integration = invoke_aws_sdk_integration


def task_failure(error: str, cause: str) -> Exception:
    """Return how a task of a state machine fails."""
    return stepfunctions._ExecutionError(error, cause)


def _task_of(execution: dict[str, Any] | None) -> Task | None:
    """Return a task of an execution; ``None``: it is a state that is tried by itself."""
    arn = (execution or {}).get("stateMachineArn")
    found = stepfunctions._state_machines.get(arn)
    return None if found is None else Task(str(arn), str(found["roleArn"]))
