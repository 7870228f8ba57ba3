"""The model registry: groups and their versions, Marketplace packages, algorithms, model cards, permissions."""

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
