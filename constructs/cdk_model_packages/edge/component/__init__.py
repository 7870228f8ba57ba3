"""A model as a component of Greengrass: its recipe, its artifact, its version.

A name is imported when it is first asked for: what writes recipes needs no CDK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.edge.component.component_version import ComponentVersion
    from cdk_model_packages.edge.component.edge_component import EdgeComponent
    from cdk_model_packages.edge.component.inference import Inference
    from cdk_model_packages.edge.component.recipe import model_recipe

__getattr__ = names_in(
    __name__,
    {
        "component_version": ("ComponentVersion",),
        "edge_component": ("EdgeComponent",),
        "inference": ("Inference",),
        "recipe": ("model_recipe",),
    },
)

__all__ = ["ComponentVersion", "EdgeComponent", "Inference", "model_recipe"]


def __dir__() -> list[str]:
    return __all__
