"""Deployments of components to devices.

A name is imported when it is first asked for: the values need no CDK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.edge.deployment.deployed_component import DeployedComponent, RunWith, SystemResourceLimits
    from cdk_model_packages.edge.deployment.edge_deployment import EdgeDeployment
    from cdk_model_packages.edge.deployment.policies import ComponentUpdatePolicy, FailureHandling, UpdateAction
    from cdk_model_packages.edge.deployment.rollout import AbortCriteria, FailureType, RolloutRate

__getattr__ = names_in(
    __name__,
    {
        "deployed_component": ("DeployedComponent", "RunWith", "SystemResourceLimits"),
        "edge_deployment": ("EdgeDeployment",),
        "policies": ("ComponentUpdatePolicy", "FailureHandling", "UpdateAction"),
        "rollout": ("AbortCriteria", "FailureType", "RolloutRate"),
    },
)

__all__ = [
    "AbortCriteria",
    "ComponentUpdatePolicy",
    "DeployedComponent",
    "EdgeDeployment",
    "FailureHandling",
    "FailureType",
    "RolloutRate",
    "RunWith",
    "SystemResourceLimits",
    "UpdateAction",
]


def __dir__() -> list[str]:
    return __all__
