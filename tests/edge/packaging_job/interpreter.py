"""Runs a state machine with MiniStack's interpreter, with answers of our own in place of the services.

A process of the embedded AWS's environment: `python interpreter.py < {"definition", "input", "answers"}`. Answers are
lists by `service:action`: one an attempt, the last one for ever; `{"Error": name, "Cause": text}` is an error.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

os.environ["SFN_WAIT_SCALE"] = "0"

from ministack.services import stepfunctions as engine  # in the environment of the embedded AWS

ARN = "arn:aws:states:us-east-1:000000000000:execution:EdgePackagingJob-digits:job-1"


def main() -> None:
    """Run it; tell the end and every call."""
    told: dict[str, Any] = json.load(sys.stdin)
    answers: dict[str, list[Any]] = told["answers"]
    calls: list[list[Any]] = []

    def answer(resource: str, data: Any) -> Any:
        called = ":".join(resource.split(":")[-2:])
        calls.append([called, data])
        given = answers[called]
        found = given.pop(0) if len(given) > 1 else given[0]
        if isinstance(found, dict) and "Error" in found:
            raise engine._ExecutionError(found["Error"], found["Cause"])
        return found

    engine._invoke_resource = answer
    engine._emit_execution_status_event = lambda execution: None
    engine._state_machines["machine"] = {
        "name": "machine",
        "definition": json.dumps(told["definition"]),
        "roleArn": "role",
    }
    execution = {
        "executionArn": ARN, "stateMachineArn": "machine", "name": "job-1", "status": "RUNNING",
        "startDate": "2026-11-21T00:00:00Z", "input": json.dumps(told["input"]), "events": [],
    }  # fmt: skip
    engine._executions[ARN] = execution
    engine._run_execution(ARN)
    output = json.loads(execution["output"]) if execution["status"] == "SUCCEEDED" else None
    end = {"status": execution["status"], "error": execution.get("error"), "cause": execution.get("cause")}
    json.dump({**end, "output": output, "calls": calls}, sys.stdout)


if __name__ == "__main__":
    main()
