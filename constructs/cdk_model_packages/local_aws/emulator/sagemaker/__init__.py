"""SageMaker's model registry."""

from .cloudformation import ModelPackageGroupType, ModelPackageType
from .service import SageMaker

_sagemaker = SageMaker()

SERVICES = (_sagemaker,)
RESOURCE_TYPES = (ModelPackageGroupType(_sagemaker), ModelPackageType(_sagemaker))

__all__ = ["RESOURCE_TYPES", "SERVICES", "ModelPackageGroupType", "ModelPackageType", "SageMaker"]
