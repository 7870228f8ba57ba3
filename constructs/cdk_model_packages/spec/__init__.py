"""The service's vocabulary as typed values: no CDK, no AWS calls, no files but ``model-package.yaml``."""

from cdk_model_packages.spec.base import Spec, is_local_path, is_token
from cdk_model_packages.spec.choices import (
    AssembleWith,
    BatchStrategy,
    CompressionType,
    ModelApprovalStatus,
    S3DataType,
    S3ModelDataType,
    SkipModelValidation,
    SplitType,
)
from cdk_model_packages.spec.container import ModelInput, ModelPackageContainerDefinition
from cdk_model_packages.spec.file import SpecFileError, load_spec
from cdk_model_packages.spec.inference import InferenceSpecification
from cdk_model_packages.spec.instance_type import InstanceType
from cdk_model_packages.spec.model_data import ModelAccessConfig, ModelDataSource, S3ModelDataSource
from cdk_model_packages.spec.model_package import ModelPackageSpec, names_a_registry
from cdk_model_packages.spec.model_package_group import ModelPackageGroupSpec
from cdk_model_packages.spec.transform import (
    DataSource,
    S3DataSource,
    TransformInput,
    TransformJobDefinition,
    TransformOutput,
    TransformResources,
)
from cdk_model_packages.spec.validation import ValidationProfile, ValidationSpecification

__all__ = [
    "AssembleWith",
    "BatchStrategy",
    "CompressionType",
    "DataSource",
    "InferenceSpecification",
    "InstanceType",
    "ModelAccessConfig",
    "ModelApprovalStatus",
    "ModelDataSource",
    "ModelInput",
    "ModelPackageContainerDefinition",
    "ModelPackageGroupSpec",
    "ModelPackageSpec",
    "S3DataSource",
    "S3DataType",
    "S3ModelDataSource",
    "S3ModelDataType",
    "SkipModelValidation",
    "Spec",
    "SpecFileError",
    "SplitType",
    "TransformInput",
    "TransformJobDefinition",
    "TransformOutput",
    "TransformResources",
    "ValidationProfile",
    "ValidationSpecification",
    "is_local_path",
    "is_token",
    "load_spec",
    "names_a_registry",
]
