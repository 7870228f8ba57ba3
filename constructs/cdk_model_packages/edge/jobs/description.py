"""What Lookout's API told of a job, told of an execution."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.edge.jobs.state_machine import project_of

if TYPE_CHECKING:
    from datetime import datetime

    from cdk_model_packages.edge.jobs.clients import Clients

CREATED, RUNNING, SUCCEEDED, FAILED = "CREATED", "RUNNING", "SUCCEEDED", "FAILED"
_METHOD = "Greengrass"
_ENTERED = "StateEntered"
_OUTPUT = ("ComponentVersionArn", "ComponentName", "ComponentVersion")


def described(clients: Clients, execution: dict[str, Any]) -> dict[str, Any]:
    """Return Lookout's ``ModelPackagingDescription``; what is not known is left out.

    Args:
        clients: Of the AWS where the job runs.
        execution: What DescribeExecution tells of it.

    Source: Lookout for Vision API, ModelPackagingDescription.
    """
    given = _object(execution.get("input"))
    status, message, updated = _progress(clients, execution)
    made = _object(execution.get("output")) if status == SUCCEEDED else {}
    details = {name: made[name] for name in _OUTPUT if name in made}
    version = given.get("ModelVersion")
    told = {
        "JobName": execution["name"],
        "ProjectName": given.get("ProjectName") or project_of(str(execution["stateMachineArn"])),
        "ModelVersion": None if version is None else str(version),
        "ModelPackagingConfiguration": given.get("Configuration"),
        "ModelPackagingJobDescription": given.get("Description"),
        "ModelPackagingMethod": _METHOD,
        "ModelPackagingOutputDetails": {_METHOD: details} if details else None,
        "Status": status,
        "StatusMessage": message,
        "CreationTimestamp": _iso(execution["startDate"]),
        "LastUpdatedTimestamp": _iso(updated),
    }
    return {name: value for name, value in told.items() if value is not None}


def metadata(description: dict[str, Any]) -> dict[str, Any]:
    """Return what a list tells of a job.

    Source: Lookout for Vision API, ModelPackagingJobMetadata.
    """
    left_out = {"ModelPackagingConfiguration", "ModelPackagingOutputDetails"}
    return {name: value for name, value in description.items() if name not in left_out}


def _progress(clients: Clients, execution: dict[str, Any]) -> tuple[str, str | None, datetime]:
    """Return the status in Lookout's words, what is told of it, and since when."""
    status, stopped = str(execution["status"]), execution.get("stopDate")
    if status == "SUCCEEDED":
        return SUCCEEDED, None, stopped or execution["startDate"]
    if status in {"FAILED", "TIMED_OUT", "ABORTED"}:
        told = [execution.get("error"), execution.get("cause")]
        message = ": ".join(str(part) for part in told if part)
        return FAILED, message or status, stopped or execution["startDate"]
    answer = clients.call(
        "stepfunctions",
        "get_execution_history",
        executionArn=execution["executionArn"],
        reverseOrder=True,
        includeExecutionData=False,
        maxResults=100,
    )
    for event in answer["events"]:
        if str(event["type"]).endswith(_ENTERED):
            return RUNNING, str(event["stateEnteredEventDetails"]["name"]), event["timestamp"]
    return CREATED, None, execution["startDate"]


def _object(text: str | None) -> dict[str, Any]:
    try:
        found: Any = json.loads(text or "{}")
    except ValueError:
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
