"""Greengrass's CloudFormation types."""

from .component_versions import ComponentVersionType
from .deployments import DeploymentType

TYPES = (ComponentVersionType, DeploymentType)

__all__ = ["TYPES", "ComponentVersionType", "DeploymentType"]
