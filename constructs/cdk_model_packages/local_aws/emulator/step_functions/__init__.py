"""Step Functions' AWS SDK integrations of the services that the embedded AWS adds to MiniStack, by real requests."""

from .integrations import install

RESOURCE_TYPES = ()
SERVICES = ()

__all__ = ["RESOURCE_TYPES", "SERVICES", "install"]
