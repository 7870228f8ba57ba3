"""What a deploy starts and does not wait for: executions of state machines."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from cdk_model_packages.local_aws.clients import client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cdk_model_packages.local_aws.stacks import Resource

STATE_MACHINE = "AWS::StepFunctions::StateMachine"
_LOOK_SECONDS = 0.5
_MOST_SECONDS = 120  # a packaging job takes some ten; what takes longer is told as running


class Executions:
    """The executions of the embedded AWS.

    Args:
        variables: What ``LocalAws.environment()`` returns.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._step_functions: Any = client("stepfunctions", variables)

    def wait(self, resources: Iterable[Resource], tell: Callable[[str], None]) -> None:
        """Wait until nothing runs that belongs to these resources.

        Args:
            resources: What stacks hold.
            tell: Hears of what is waited for.
        """
        machines = [found.physical_id for found in resources if found.type_name == STATE_MACHINE]
        deadline = time.monotonic() + _MOST_SECONDS
        told = False
        while (running := [arn for arn in machines if self._runs(arn)]) and time.monotonic() < deadline:
            if not told:
                tell(f"waiting for {', '.join(arn.rpartition(':')[2] for arn in running)}")
                told = True
            time.sleep(_LOOK_SECONDS)

    def _runs(self, machine: str) -> bool:
        found = self._step_functions.list_executions(stateMachineArn=machine, statusFilter="RUNNING")
        return bool(found["executions"])
