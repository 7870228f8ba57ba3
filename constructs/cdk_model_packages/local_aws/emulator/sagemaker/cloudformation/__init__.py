"""The model registry's CloudFormation types."""

from .algorithms import AlgorithmType
from .groups import ModelPackageGroupType
from .model_cards import ModelCardType
from .models import ModelType
from .packages import ModelPackageType

TYPES = (AlgorithmType, ModelCardType, ModelPackageGroupType, ModelPackageType, ModelType)

__all__ = [
    "TYPES",
    "AlgorithmType",
    "ModelCardType",
    "ModelPackageGroupType",
    "ModelPackageType",
    "ModelType",
]
