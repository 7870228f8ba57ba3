"""AWS IoT Greengrass V2: components and deployments."""

from .cloudformation import TYPES
from .service import GreengrassV2

_greengrass = GreengrassV2()

SERVICES = (_greengrass,)
RESOURCE_TYPES = tuple(kind(_greengrass) for kind in TYPES)

__all__ = ["RESOURCE_TYPES", "SERVICES", "GreengrassV2"]
