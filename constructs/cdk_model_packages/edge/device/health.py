"""Waits until a component answers that it is well."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cdk_model_packages.edge.device.inference_client import HEALTHY
from cdk_model_packages.edge.device.report import Health

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdk_model_packages.edge.device.inference_client import InferenceClient
    from cdk_model_packages.edge.device.progress import Told
    from cdk_model_packages.edge.device.report import StepResult

POLL_SECONDS = 0.1


def health_of(
    client: InferenceClient, timeout_seconds: float, over: Callable[[], StepResult | None], told: Told
) -> Health:
    """Ask ``GET /ping`` until it is answered with 200.

    Args:
        client: Asks it.
        timeout_seconds: How long at most.
        over: Returns the step that has ended, after which there is nothing to wait for.
        told: Told how long it takes.
    """
    started, status = time.monotonic(), 0
    while (passed := time.monotonic() - started) < timeout_seconds:
        told(f"waiting for {client.url}/ping", f"{passed:.0f} of {timeout_seconds:g} s")
        ended = over()  # asked first: what has answered may end then
        status = client.ping()
        if status == HEALTHY:
            return Health(client.url, healthy=True, seconds=_since(started))
        if ended is not None:
            detail = ended.detail or f"ended with exit code {ended.exit_code}"
            why = f"{ended.component} {ended.step} {detail}, before {client.url}/ping was answered with 200"
            return Health(client.url, healthy=False, seconds=_since(started), detail=why)
        time.sleep(POLL_SECONDS)
    answered = f"answered {status}" if status else "did not answer"
    why = f"GET /ping {answered} within {timeout_seconds:g} s"
    return Health(client.url, healthy=False, seconds=_since(started), detail=why)


def _since(started: float) -> float:
    return round(time.monotonic() - started, 2)
