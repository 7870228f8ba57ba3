"""The service's vocabulary as typed values: no CDK, no AWS calls, no files but ``model-package.yaml``.

A name is imported when it is first asked for: an app pays for what it uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.spec.additional_inference import AdditionalInferenceSpecificationDefinition
    from cdk_model_packages.spec.algorithm import (
        AlgorithmContainerDefinition,
        AlgorithmInferenceSpecification,
        AlgorithmModelInput,
        AlgorithmSpec,
    )
    from cdk_model_packages.spec.base import Spec, is_local_path, is_token, listed, of_kind
    from cdk_model_packages.spec.choices import (
        AssembleWith,
        BatchStrategy,
        CompressionType,
        ModelApprovalStatus,
        ObjectiveType,
        ParameterType,
        S3DataType,
        S3ModelDataType,
        SkipModelValidation,
        SplitType,
        TrainingInputMode,
    )
    from cdk_model_packages.spec.container import ModelInput, ModelPackageContainerDefinition
    from cdk_model_packages.spec.drift_check import (
        DriftCheckBaselines,
        DriftCheckBias,
        DriftCheckExplainability,
        DriftCheckModelDataQuality,
        DriftCheckModelQuality,
        FileSource,
    )
    from cdk_model_packages.spec.file import SpecFileError, load_spec
    from cdk_model_packages.spec.former_names import FormerNameWarning
    from cdk_model_packages.spec.gaps import names_a_registry
    from cdk_model_packages.spec.hyper_parameter import (
        CategoricalParameterRangeSpecification,
        ContinuousParameterRangeSpecification,
        HyperParameterSpecification,
        IntegerParameterRangeSpecification,
        ParameterRange,
    )
    from cdk_model_packages.spec.inference import InferenceSpecification
    from cdk_model_packages.spec.instance_type import InstanceType
    from cdk_model_packages.spec.machine_learning import Domain, Task
    from cdk_model_packages.spec.marketplace import MarketplaceModelPackageSpec
    from cdk_model_packages.spec.metadata import MetadataProperties, Tag
    from cdk_model_packages.spec.metrics import (
        Bias,
        Explainability,
        MetricsSource,
        ModelDataQuality,
        ModelMetrics,
        ModelQuality,
    )
    from cdk_model_packages.spec.model_data import ModelAccessConfig, ModelDataSource, S3ModelDataSource
    from cdk_model_packages.spec.model_package import ModelPackageSpec
    from cdk_model_packages.spec.model_package_group import ModelPackageGroupSpec
    from cdk_model_packages.spec.package import PackageSpec
    from cdk_model_packages.spec.security_config import SecurityConfig
    from cdk_model_packages.spec.source_algorithm import SourceAlgorithm, SourceAlgorithmSpecification
    from cdk_model_packages.spec.training import (
        ChannelSpecification,
        HyperParameterTuningJobObjective,
        MetricDefinition,
        TrainingSpecification,
    )
    from cdk_model_packages.spec.transform import (
        DataSource,
        S3DataSource,
        TransformInput,
        TransformJobDefinition,
        TransformOutput,
        TransformResources,
    )
    from cdk_model_packages.spec.validation import ValidationProfile, ValidationSpecification

__getattr__ = names_in(
    __name__,
    {
        "additional_inference": ("AdditionalInferenceSpecificationDefinition",),
        "algorithm": (
            "AlgorithmContainerDefinition",
            "AlgorithmInferenceSpecification",
            "AlgorithmModelInput",
            "AlgorithmSpec",
        ),
        "base": (
            "Spec",
            "is_local_path",
            "is_token",
            "listed",
            "of_kind",
        ),
        "choices": (
            "AssembleWith",
            "BatchStrategy",
            "CompressionType",
            "ModelApprovalStatus",
            "ObjectiveType",
            "ParameterType",
            "S3DataType",
            "S3ModelDataType",
            "SkipModelValidation",
            "SplitType",
            "TrainingInputMode",
        ),
        "container": (
            "ModelInput",
            "ModelPackageContainerDefinition",
        ),
        "drift_check": (
            "DriftCheckBaselines",
            "DriftCheckBias",
            "DriftCheckExplainability",
            "DriftCheckModelDataQuality",
            "DriftCheckModelQuality",
            "FileSource",
        ),
        "file": (
            "SpecFileError",
            "load_spec",
        ),
        "former_names": ("FormerNameWarning",),
        "gaps": ("names_a_registry",),
        "hyper_parameter": (
            "CategoricalParameterRangeSpecification",
            "ContinuousParameterRangeSpecification",
            "HyperParameterSpecification",
            "IntegerParameterRangeSpecification",
            "ParameterRange",
        ),
        "inference": ("InferenceSpecification",),
        "instance_type": ("InstanceType",),
        "machine_learning": (
            "Domain",
            "Task",
        ),
        "marketplace": ("MarketplaceModelPackageSpec",),
        "metadata": (
            "MetadataProperties",
            "Tag",
        ),
        "metrics": (
            "Bias",
            "Explainability",
            "MetricsSource",
            "ModelDataQuality",
            "ModelMetrics",
            "ModelQuality",
        ),
        "model_data": (
            "ModelAccessConfig",
            "ModelDataSource",
            "S3ModelDataSource",
        ),
        "model_package": ("ModelPackageSpec",),
        "model_package_group": ("ModelPackageGroupSpec",),
        "package": ("PackageSpec",),
        "security_config": ("SecurityConfig",),
        "source_algorithm": (
            "SourceAlgorithm",
            "SourceAlgorithmSpecification",
        ),
        "training": (
            "ChannelSpecification",
            "HyperParameterTuningJobObjective",
            "MetricDefinition",
            "TrainingSpecification",
        ),
        "transform": (
            "DataSource",
            "S3DataSource",
            "TransformInput",
            "TransformJobDefinition",
            "TransformOutput",
            "TransformResources",
        ),
        "validation": (
            "ValidationProfile",
            "ValidationSpecification",
        ),
    },
)

__all__ = [
    "AdditionalInferenceSpecificationDefinition",
    "AlgorithmContainerDefinition",
    "AlgorithmInferenceSpecification",
    "AlgorithmModelInput",
    "AlgorithmSpec",
    "AssembleWith",
    "BatchStrategy",
    "Bias",
    "CategoricalParameterRangeSpecification",
    "ChannelSpecification",
    "CompressionType",
    "ContinuousParameterRangeSpecification",
    "DataSource",
    "Domain",
    "DriftCheckBaselines",
    "DriftCheckBias",
    "DriftCheckExplainability",
    "DriftCheckModelDataQuality",
    "DriftCheckModelQuality",
    "Explainability",
    "FileSource",
    "FormerNameWarning",
    "HyperParameterSpecification",
    "HyperParameterTuningJobObjective",
    "InferenceSpecification",
    "InstanceType",
    "IntegerParameterRangeSpecification",
    "MarketplaceModelPackageSpec",
    "MetadataProperties",
    "MetricDefinition",
    "MetricsSource",
    "ModelAccessConfig",
    "ModelApprovalStatus",
    "ModelDataQuality",
    "ModelDataSource",
    "ModelInput",
    "ModelMetrics",
    "ModelPackageContainerDefinition",
    "ModelPackageGroupSpec",
    "ModelPackageSpec",
    "ModelQuality",
    "ObjectiveType",
    "PackageSpec",
    "ParameterRange",
    "ParameterType",
    "S3DataSource",
    "S3DataType",
    "S3ModelDataSource",
    "S3ModelDataType",
    "SecurityConfig",
    "SkipModelValidation",
    "SourceAlgorithm",
    "SourceAlgorithmSpecification",
    "Spec",
    "SpecFileError",
    "SplitType",
    "Tag",
    "Task",
    "TrainingInputMode",
    "TrainingSpecification",
    "TransformInput",
    "TransformJobDefinition",
    "TransformOutput",
    "TransformResources",
    "ValidationProfile",
    "ValidationSpecification",
    "is_local_path",
    "is_token",
    "listed",
    "load_spec",
    "names_a_registry",
    "of_kind",
]


def __dir__() -> list[str]:
    return __all__
