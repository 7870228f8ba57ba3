"""Model cards: what they say, the card inside a package, and a card of its own."""

from cdk_model_packages.spec.model_card.additional_information import AdditionalInformation
from cdk_model_packages.spec.model_card.business_details import BusinessDetails
from cdk_model_packages.spec.model_card.content import (
    MAX_CONTENT_CHARACTERS,
    MODEL_CARD_SCHEMA_VERSION,
    ModelCardContent,
)
from cdk_model_packages.spec.model_card.evaluation_details import EvaluationDetail, MetricGroup
from cdk_model_packages.spec.model_card.intended_uses import IntendedUses, RiskRating
from cdk_model_packages.spec.model_card.metric import (
    BarChartMetric,
    LinearGraphMetric,
    MatrixMetric,
    MetricType,
    SimpleMetric,
)
from cdk_model_packages.spec.model_card.model_card import CARD_ARN, ModelCardSecurityConfig, ModelCardSpec
from cdk_model_packages.spec.model_card.model_overview import InferenceEnvironment, ModelOverview
from cdk_model_packages.spec.model_card.model_package_details import (
    Container,
    InferenceSpecification,
    ModelPackageCreator,
    ModelPackageDetails,
    ModelPackageStatus,
    SourceAlgorithm,
)
from cdk_model_packages.spec.model_card.package_model_card import PackageModelCard
from cdk_model_packages.spec.model_card.status import ModelCardStatus
from cdk_model_packages.spec.model_card.training_details import (
    Facet,
    Function,
    ObjectiveFunction,
    Optimization,
    TrainingDetails,
    TrainingEnvironment,
    TrainingHyperParameter,
    TrainingJobDetails,
    TrainingMetric,
)

__all__ = [
    "CARD_ARN",
    "MAX_CONTENT_CHARACTERS",
    "MODEL_CARD_SCHEMA_VERSION",
    "AdditionalInformation",
    "BarChartMetric",
    "BusinessDetails",
    "Container",
    "EvaluationDetail",
    "Facet",
    "Function",
    "InferenceEnvironment",
    "InferenceSpecification",
    "IntendedUses",
    "LinearGraphMetric",
    "MatrixMetric",
    "MetricGroup",
    "MetricType",
    "ModelCardContent",
    "ModelCardSecurityConfig",
    "ModelCardSpec",
    "ModelCardStatus",
    "ModelOverview",
    "ModelPackageCreator",
    "ModelPackageDetails",
    "ModelPackageStatus",
    "ObjectiveFunction",
    "Optimization",
    "PackageModelCard",
    "RiskRating",
    "SimpleMetric",
    "SourceAlgorithm",
    "TrainingDetails",
    "TrainingEnvironment",
    "TrainingHyperParameter",
    "TrainingJobDetails",
    "TrainingMetric",
]
