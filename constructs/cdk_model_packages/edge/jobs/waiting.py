"""Waiting for a job."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from cdk_model_packages.edge.jobs.description import FAILED, SUCCEEDED, described

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdk_model_packages.edge.jobs.clients import Clients

_FIRST_SECONDS = 1.0
_POLL_SECONDS = 5.0


def follow(
    clients: Clients,
    execution_arn: str,
    on_change: Callable[[dict[str, Any]], None],
    *,
    poll_seconds: float = _POLL_SECONDS,
) -> dict[str, Any]:
    """Wait until a job has ended.

    Args:
        clients: Of the AWS where it runs.
        execution_arn: The execution that does it.
        on_change: Told the description each time its status or step is another.
        poll_seconds: How long to wait between two looks, after the first ones.

    Returns:
        The last description.
    """
    last: tuple[Any, Any] | None = None
    pause = min(_FIRST_SECONDS, poll_seconds)
    while True:
        found = described(clients, clients.call("stepfunctions", "describe_execution", executionArn=execution_arn))
        now = (found["Status"], found.get("StatusMessage"))
        if now != last:
            on_change(found)
            last = now
        if found["Status"] in {SUCCEEDED, FAILED}:
            return found
        time.sleep(pause)
        pause = min(pause * 2, poll_seconds)
