"""State machines for the tests of Step Functions."""

from __future__ import annotations

import itertools
import json
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.local_aws.aws import Aws

SDK = "arn:aws:states:::aws-sdk"
_names = itertools.count(1)


def task(action: str, arguments: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Return a state that calls the AWS SDK, and ends."""
    return {"Type": "Task", "Resource": f"{SDK}:{action}", "Arguments": arguments or {}, "End": True, **more}


def run(aws: Aws, role: str, states: dict[str, dict[str, Any]], execution_input: Any = None) -> dict[str, Any]:
    """Run states in their order, but for those that go their own way, and describe the execution when it has ended."""
    names = list(states)
    linked = {
        name: {key: value for key, value in state.items() if key != "End"} | {"Next": following}
        for (name, state), following in zip(states.items(), names[1:], strict=False)
        if "End" in state
    }
    definition = {"QueryLanguage": "JSONata", "StartAt": names[0], "States": {**states, **linked}}
    step_functions = aws.client("stepfunctions")
    machine = step_functions.create_state_machine(
        name=f"machine-{next(_names)}", definition=json.dumps(definition), roleArn=role
    )["stateMachineArn"]
    execution = step_functions.start_execution(stateMachineArn=machine, input=json.dumps(execution_input or {}))
    return ended(aws, execution["executionArn"])


def ended(aws: Aws, execution: str) -> dict[str, Any]:
    """Wait for an execution and describe it."""
    for _ in range(600):
        found = aws.client("stepfunctions").describe_execution(executionArn=execution)
        if found["status"] != "RUNNING":
            return found
        time.sleep(0.05)
    raise AssertionError(f"{execution} is still RUNNING")


def failures(aws: Aws, execution: dict[str, Any]) -> list[str]:
    """Return the errors of the tasks of an execution, in their order."""
    pages = (
        aws.client("stepfunctions")
        .get_paginator("get_execution_history")
        .paginate(executionArn=execution["executionArn"])
    )
    events = [event for page in pages for event in page["events"]]
    return [event["taskFailedEventDetails"]["error"] for event in events if event["type"] == "TaskFailed"]
