"""The job that brings a deployment to the devices of a thing group."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.edge.deployment.rollout import SOURCE, AbortCriteria, RolloutRate
from cdk_model_packages.spec.base import Count, Items, Spec


class AbortConfig(Spec):
    """When the deployment is cancelled.

    Source: Greengrass V2 API, IoTJobAbortConfig.
    """

    criteria_list: Annotated[tuple[AbortCriteria, ...], Items("CriteriaList", minimum=1, source=SOURCE)]
    """At least one; the first that is met cancels it."""


class TimeoutConfig(Spec):
    """How long a device may take.

    Source: Greengrass V2 API, IoTJobTimeoutConfig.
    """

    in_progress_timeout_in_minutes: Annotated[
        int,
        Count(
            "InProgressTimeoutInMinutes",
            minimum=1,
            maximum=10_080,
            code="GG-057",
            hint="choose one",
            source="Greengrass V2 API, IoTJobTimeoutConfig",
        ),
    ]
    """Minutes from its beginning on a device until it counts as timed out there, 1 to 10080: seven days."""


class IotJobConfiguration(Spec):
    """The job that brings a deployment to devices.

    Source: Greengrass V2 API, DeploymentIoTJobConfiguration.
    """

    job_executions_rollout_config: RolloutRate | None = None
    """How fast devices are told. ``None``: all at once."""

    abort_config: AbortConfig | None = None
    """When it is cancelled. ``None``: never."""

    timeout_config: TimeoutConfig | None = None
    """How long a device may take. ``None``: as long as it likes."""
