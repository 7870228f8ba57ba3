"""The model registry: groups and their versions, Marketplace packages, algorithms, model cards, permissions.

A name is imported when it is first asked for: an app pays for what it uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.registry.additional_inference import AdditionalInferenceSpecification
    from cdk_model_packages.registry.algorithm import Algorithm
    from cdk_model_packages.registry.algorithm_container import AlgorithmContainer
    from cdk_model_packages.registry.container import Container
    from cdk_model_packages.registry.marketplace_model_package import MarketplaceModelPackage
    from cdk_model_packages.registry.model_card import ModelCard
    from cdk_model_packages.registry.model_card_base import IModelCard
    from cdk_model_packages.registry.model_package import ModelPackage
    from cdk_model_packages.registry.model_package_base import IModelPackage
    from cdk_model_packages.registry.model_package_group import IModelPackageGroup, ModelPackageGroup
    from cdk_model_packages.registry.permissions import PackagePermissions, PackageScope

__getattr__ = names_in(
    __name__,
    {
        "additional_inference": ("AdditionalInferenceSpecification",),
        "algorithm": ("Algorithm",),
        "algorithm_container": ("AlgorithmContainer",),
        "container": ("Container",),
        "marketplace_model_package": ("MarketplaceModelPackage",),
        "model_card": ("ModelCard",),
        "model_card_base": ("IModelCard",),
        "model_package": ("ModelPackage",),
        "model_package_base": ("IModelPackage",),
        "model_package_group": (
            "IModelPackageGroup",
            "ModelPackageGroup",
        ),
        "permissions": (
            "PackagePermissions",
            "PackageScope",
        ),
    },
)

__all__ = [
    "AdditionalInferenceSpecification",
    "Algorithm",
    "AlgorithmContainer",
    "Container",
    "IModelCard",
    "IModelPackage",
    "IModelPackageGroup",
    "MarketplaceModelPackage",
    "ModelCard",
    "ModelPackage",
    "ModelPackageGroup",
    "PackagePermissions",
    "PackageScope",
]


def __dir__() -> list[str]:
    return __all__
