"""Typed AWS CDK constructs that turn a trained model into a validated, approved, deployable package.

    from cdk_model_packages import Container, InferenceImage, ModelArtifact, ModelPackageGroup

The names below are loaded when they are first used: what needs no CDK (``spec``, the ``model-packages``
command) starts without Node.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from cdk_model_packages._interrupt import end_quietly_while_loading
from cdk_model_packages._node import require_node, use_bundled_node

if TYPE_CHECKING:
    from cdk_model_packages.artifacts import ModelArtifact
    from cdk_model_packages.errors import (
        ArtifactError,
        LocalAwsError,
        ModelPackagesError,
        SpecError,
        exit_on_user_error,
    )
    from cdk_model_packages.images import ImageError, InferenceImage
    from cdk_model_packages.registry import (
        AdditionalInferenceSpecification,
        Algorithm,
        AlgorithmContainer,
        Container,
        IModelCard,
        IModelPackage,
        IModelPackageGroup,
        MarketplaceModelPackage,
        ModelCard,
        ModelPackage,
        ModelPackageGroup,
        PackagePermissions,
        PackageScope,
    )
    from cdk_model_packages.rules import ModelPackageRules
    from cdk_model_packages.spec import (
        AssembleWith,
        BatchStrategy,
        Bias,
        ChannelSpecification,
        CompressionType,
        Domain,
        DriftCheckBaselines,
        DriftCheckBias,
        DriftCheckExplainability,
        DriftCheckModelDataQuality,
        DriftCheckModelQuality,
        Explainability,
        FileSource,
        HyperParameterSpecification,
        HyperParameterTuningJobObjective,
        InstanceType,
        MetadataProperties,
        MetricDefinition,
        MetricsSource,
        ModelApprovalStatus,
        ModelDataQuality,
        ModelMetrics,
        ModelQuality,
        ObjectiveType,
        ParameterType,
        SkipModelValidation,
        SplitType,
        Tag,
        Task,
        TrainingInputMode,
        load_spec,
    )
    from cdk_model_packages.spec.model_card import (
        AdditionalInformation,
        BarChartMetric,
        BusinessDetails,
        EvaluationDetail,
        Function,
        InferenceEnvironment,
        IntendedUses,
        LinearGraphMetric,
        MatrixMetric,
        MetricGroup,
        MetricType,
        ModelCardContent,
        ModelCardStatus,
        ModelOverview,
        ModelPackageDetails,
        ObjectiveFunction,
        Optimization,
        PackageModelCard,
        RiskRating,
        SimpleMetric,
        TrainingDetails,
        TrainingEnvironment,
        TrainingHyperParameter,
        TrainingJobDetails,
        TrainingMetric,
    )
    from cdk_model_packages.validation import SampleData, ValidationProfile

_ROOMS = {
    "artifacts": ("ModelArtifact",),
    "errors": (
        "ArtifactError",
        "LocalAwsError",
        "ModelPackagesError",
        "SpecError",
        "exit_on_user_error",
    ),
    "images": (
        "ImageError",
        "InferenceImage",
    ),
    "registry": (
        "AdditionalInferenceSpecification",
        "Algorithm",
        "AlgorithmContainer",
        "Container",
        "IModelCard",
        "IModelPackage",
        "IModelPackageGroup",
        "MarketplaceModelPackage",
        "ModelCard",
        "ModelPackage",
        "ModelPackageGroup",
        "PackagePermissions",
        "PackageScope",
    ),
    "rules": ("ModelPackageRules",),
    "spec": (
        "AssembleWith",
        "BatchStrategy",
        "Bias",
        "ChannelSpecification",
        "CompressionType",
        "Domain",
        "DriftCheckBaselines",
        "DriftCheckBias",
        "DriftCheckExplainability",
        "DriftCheckModelDataQuality",
        "DriftCheckModelQuality",
        "Explainability",
        "FileSource",
        "HyperParameterSpecification",
        "HyperParameterTuningJobObjective",
        "InstanceType",
        "MetadataProperties",
        "MetricDefinition",
        "MetricsSource",
        "ModelApprovalStatus",
        "ModelDataQuality",
        "ModelMetrics",
        "ModelQuality",
        "ObjectiveType",
        "ParameterType",
        "SkipModelValidation",
        "SplitType",
        "Tag",
        "Task",
        "TrainingInputMode",
        "load_spec",
    ),
    "spec.model_card": (
        "AdditionalInformation",
        "BarChartMetric",
        "BusinessDetails",
        "EvaluationDetail",
        "Function",
        "InferenceEnvironment",
        "IntendedUses",
        "LinearGraphMetric",
        "MatrixMetric",
        "MetricGroup",
        "MetricType",
        "ModelCardContent",
        "ModelCardStatus",
        "ModelOverview",
        "ModelPackageDetails",
        "ObjectiveFunction",
        "Optimization",
        "PackageModelCard",
        "RiskRating",
        "SimpleMetric",
        "TrainingDetails",
        "TrainingEnvironment",
        "TrainingHyperParameter",
        "TrainingJobDetails",
        "TrainingMetric",
    ),
    "validation": (
        "SampleData",
        "ValidationProfile",
    ),
}
_NEED_NO_CDK = {"errors", "spec", "spec.model_card"}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "AdditionalInferenceSpecification",
    "AdditionalInformation",
    "Algorithm",
    "AlgorithmContainer",
    "ArtifactError",
    "AssembleWith",
    "BarChartMetric",
    "BatchStrategy",
    "Bias",
    "BusinessDetails",
    "ChannelSpecification",
    "CompressionType",
    "Container",
    "Domain",
    "DriftCheckBaselines",
    "DriftCheckBias",
    "DriftCheckExplainability",
    "DriftCheckModelDataQuality",
    "DriftCheckModelQuality",
    "EvaluationDetail",
    "Explainability",
    "FileSource",
    "Function",
    "HyperParameterSpecification",
    "HyperParameterTuningJobObjective",
    "IModelCard",
    "IModelPackage",
    "IModelPackageGroup",
    "ImageError",
    "InferenceEnvironment",
    "InferenceImage",
    "InstanceType",
    "IntendedUses",
    "LinearGraphMetric",
    "LocalAwsError",
    "MarketplaceModelPackage",
    "MatrixMetric",
    "MetadataProperties",
    "MetricDefinition",
    "MetricGroup",
    "MetricType",
    "MetricsSource",
    "ModelApprovalStatus",
    "ModelArtifact",
    "ModelCard",
    "ModelCardContent",
    "ModelCardStatus",
    "ModelDataQuality",
    "ModelMetrics",
    "ModelOverview",
    "ModelPackage",
    "ModelPackageDetails",
    "ModelPackageGroup",
    "ModelPackageRules",
    "ModelPackagesError",
    "ModelQuality",
    "ObjectiveFunction",
    "ObjectiveType",
    "Optimization",
    "PackageModelCard",
    "PackagePermissions",
    "PackageScope",
    "ParameterType",
    "RiskRating",
    "SampleData",
    "SimpleMetric",
    "SkipModelValidation",
    "SpecError",
    "SplitType",
    "Tag",
    "Task",
    "TrainingDetails",
    "TrainingEnvironment",
    "TrainingHyperParameter",
    "TrainingInputMode",
    "TrainingJobDetails",
    "TrainingMetric",
    "ValidationProfile",
    "exit_on_user_error",
    "load_spec",
]

end_quietly_while_loading()
use_bundled_node()


def __getattr__(name: str) -> object:
    room = _ROOM_OF.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if room not in _NEED_NO_CDK:
        require_node()
    return getattr(import_module(f"{__name__}.{room}"), name)


def __dir__() -> list[str]:
    return __all__
