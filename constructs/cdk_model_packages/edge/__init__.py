"""A model package becomes a Greengrass component.

A name is imported when it is first asked for: what runs beside an app (jobs, a component on this machine) needs no CDK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.edge.compilation import NeoCompilation
    from cdk_model_packages.edge.component import ComponentVersion, EdgeComponent, Inference
    from cdk_model_packages.edge.deployment import (
        AbortCriteria,
        ComponentUpdatePolicy,
        DeployedComponent,
        EdgeDeployment,
        FailureHandling,
        FailureType,
        RolloutRate,
        RunWith,
        SystemResourceLimits,
        UpdateAction,
    )
    from cdk_model_packages.edge.packaging_job import EdgePackagingJob
    from cdk_model_packages.edge.permissions import EdgePackagingPermissions

__getattr__ = names_in(
    __name__,
    {
        "compilation": ("NeoCompilation",),
        "component": ("ComponentVersion", "EdgeComponent", "Inference"),
        "deployment": (
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
        ),
        "packaging_job": ("EdgePackagingJob",),
        "permissions": ("EdgePackagingPermissions",),
    },
)

__all__ = [
    "AbortCriteria",
    "ComponentUpdatePolicy",
    "ComponentVersion",
    "DeployedComponent",
    "EdgeComponent",
    "EdgeDeployment",
    "EdgePackagingJob",
    "EdgePackagingPermissions",
    "FailureHandling",
    "FailureType",
    "Inference",
    "NeoCompilation",
    "RolloutRate",
    "RunWith",
    "SystemResourceLimits",
    "UpdateAction",
]


def __dir__() -> list[str]:
    return __all__
