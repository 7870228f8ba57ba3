"""Greengrass component recipes, format 2020-01-25, as typed values."""

from cdk_model_packages.spec.greengrass.artifact import Artifact, ArtifactPermission, Permission, Unarchive
from cdk_model_packages.spec.greengrass.configuration import AccessControl, AccessControlPolicy, ComponentConfiguration
from cdk_model_packages.spec.greengrass.dependency import (
    DOCKER_APPLICATION_MANAGER,
    TOKEN_EXCHANGE_SERVICE,
    Dependency,
    DependencyType,
    is_version_requirement,
)
from cdk_model_packages.spec.greengrass.lifecycle import GlobalLifecycle, Lifecycle
from cdk_model_packages.spec.greengrass.manifest import Manifest
from cdk_model_packages.spec.greengrass.platform import Architecture, Os, Platform, any_of
from cdk_model_packages.spec.greengrass.recipe import ComponentType, Recipe
from cdk_model_packages.spec.greengrass.rendering import MAX_RECIPE_BYTES
from cdk_model_packages.spec.greengrass.step import GlobalStep, LifecycleStep
from cdk_model_packages.spec.greengrass.text import ComponentName, ComponentVersion, check_component_name

__all__ = [
    "DOCKER_APPLICATION_MANAGER",
    "MAX_RECIPE_BYTES",
    "TOKEN_EXCHANGE_SERVICE",
    "AccessControl",
    "AccessControlPolicy",
    "Architecture",
    "Artifact",
    "ArtifactPermission",
    "ComponentConfiguration",
    "ComponentName",
    "ComponentType",
    "ComponentVersion",
    "Dependency",
    "DependencyType",
    "GlobalLifecycle",
    "GlobalStep",
    "Lifecycle",
    "LifecycleStep",
    "Manifest",
    "Os",
    "Permission",
    "Platform",
    "Recipe",
    "Unarchive",
    "any_of",
    "check_component_name",
    "is_version_requirement",
]
