"""The model registry: groups, and the versions in them."""

from cdk_model_packages.registry.container import Container
from cdk_model_packages.registry.model_package import ModelPackage
from cdk_model_packages.registry.model_package_base import IModelPackage
from cdk_model_packages.registry.model_package_group import IModelPackageGroup, ModelPackageGroup

__all__ = ["Container", "IModelPackage", "IModelPackageGroup", "ModelPackage", "ModelPackageGroup"]
