"""Runs a Greengrass component on this machine as a device would: fetched, unpacked, installed, started, asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.edge.device.component_source import ComponentSource
    from cdk_model_packages.edge.device.inference_client import Answer
    from cdk_model_packages.edge.device.limits import NOT_SHOWN
    from cdk_model_packages.edge.device.report import Outcome, RunReport, StepResult
    from cdk_model_packages.edge.device.run import ComponentRun, DeviceOptions
    from cdk_model_packages.edge.device.step_runner import StepFailedError

__getattr__ = names_in(
    __name__,
    {
        "component_source": ("ComponentSource",),
        "inference_client": ("Answer",),
        "limits": ("NOT_SHOWN",),
        "report": ("Outcome", "RunReport", "StepResult"),
        "run": ("ComponentRun", "DeviceOptions"),
        "step_runner": ("StepFailedError",),
    },
)

__all__ = [
    "NOT_SHOWN",
    "Answer",
    "ComponentRun",
    "ComponentSource",
    "DeviceOptions",
    "Outcome",
    "RunReport",
    "StepFailedError",
    "StepResult",
]


def __dir__() -> list[str]:
    return __all__
