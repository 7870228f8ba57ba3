"""The options of a deployment, for the doors that pass them on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import aws_cdk as cdk
    from aws_cdk.interfaces import aws_iot as interfaces

    from cdk_model_packages.edge.deployment.policies import ComponentUpdatePolicy, FailureHandling
    from cdk_model_packages.edge.deployment.rollout import AbortCriteria, RolloutRate


class DeploymentOptions(TypedDict, total=False):
    """What :class:`~cdk_model_packages.edge.EdgeDeployment` takes beside its target and its components. See there."""

    deployment_name: str | None
    rollout_rate: RolloutRate | None
    abort_criteria: Sequence[AbortCriteria] | None
    job_timeout_minutes: int | None
    failure_handling: FailureHandling
    component_update_policy: ComponentUpdatePolicy | None
    configuration_validation_timeout_seconds: int | None
    parent_target: interfaces.IThingGroupRef | str | None
    tags: Mapping[str, str] | None
    removal_policy: cdk.RemovalPolicy
