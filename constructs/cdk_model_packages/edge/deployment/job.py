"""The job that brings a deployment to the devices of a thing group."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.edge.deployment.rollout import SOURCE, AbortCriteria, RolloutRate
from cdk_model_packages.spec.base import Count, Items, Spec


class AbortConfig(Spec):
    """When the deployment is cancelled."""

    criteria_list: Annotated[tuple[AbortCriteria, ...], Items("CriteriaList", minimum=1, source=SOURCE)]


class TimeoutConfig(Spec):
    """How long a device may take."""

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


class IotJobConfiguration(Spec):
    """The job that brings a deployment to devices."""

    job_executions_rollout_config: RolloutRate | None = None
    abort_config: AbortConfig | None = None
    timeout_config: TimeoutConfig | None = None
