"""SageMaker's model registry."""

from .cloudformation import TYPES
from .service import SageMaker

_sagemaker = SageMaker()

SERVICES = (_sagemaker,)
RESOURCE_TYPES = tuple(kind(_sagemaker) for kind in TYPES)

__all__ = ["RESOURCE_TYPES", "SERVICES", "SageMaker"]
