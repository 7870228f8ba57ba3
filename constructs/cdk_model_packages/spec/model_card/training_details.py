"""How the model was trained."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from cdk_model_packages.spec.base import Choice, Items, Spec
from cdk_model_packages.spec.model_card.model_overview import ContainerImages
from cdk_model_packages.spec.model_card.number import NumberLimit
from cdk_model_packages.spec.model_card.text import GUIDE, SCHEMA, Location, MetricName, Notes, limited, one_line
from cdk_model_packages.spec.open_choice import Known, OpenChoice


class Optimization(StrEnum):
    """Which way an objective function is optimized."""

    MAXIMIZE = "Maximize"
    MINIMIZE = "Minimize"


class Facet(OpenChoice):
    """What an objective function measures: one that AWS's Python SDK knows, or ``Facet.of("...")``.

    Source: AWS::SageMaker::ModelCard schema, Function; sagemaker SDK 2, FacetEnum.
    """

    text: ClassVar = limited("Facet", 63)

    ACCURACY = Known("Accuracy")
    AUC = Known("AUC")
    LOSS = Known("Loss")
    MAE = Known("MAE")
    RMSE = Known("RMSE")


class Function(Spec):
    """What training optimizes: "minimize the loss".

    Source: AWS::SageMaker::ModelCard schema, ObjectiveFunction.Function.
    """

    function: Annotated[Optimization | None, Choice(SCHEMA)] = None
    """Which way. ``None``: not told."""

    facet: Facet | None = None
    """What is measured, at most 63 characters. ``None``: not told."""

    condition: Annotated[str | None, limited("Condition", 63)] = None
    """On which condition, at most 63 characters. ``None``: none."""


class ObjectiveFunction(Spec):
    """What the model was optimized for.

    Source: AWS::SageMaker::ModelCard schema, ObjectiveFunction.
    """

    function: Function | None = None
    """The function. ``None``: not told."""

    notes: Notes = None
    """At most 1024 characters. ``None``: none."""


class TrainingMetric(Spec):
    """A number that training came out with.

    Source: AWS::SageMaker::ModelCard schema, TrainingMetric.
    """

    name: MetricName
    """1 to 255 characters in one line."""

    value: Annotated[int | float, NumberLimit("Value")]
    """The number."""

    notes: Notes = None
    """At most 1024 characters. ``None``: none."""


class TrainingHyperParameter(Spec):
    """A setting of the training.

    Source: AWS::SageMaker::ModelCard schema, TrainingHyperParameter.
    """

    name: MetricName
    """1 to 255 characters in one line."""

    value: Annotated[str, one_line("Value", 255)]
    """Its value as text, 1 to 255 characters in one line."""


# CloudFormation's schema and the guide's both write ``maxItems`` below ``items``, where it says nothing of the list;
# SDK 2 (schema_constraints.py) limits the lists by the same numbers.
Metrics = Annotated[
    tuple[TrainingMetric, ...] | None, Items("TrainingMetrics", maximum=50, hint="drop some", source=GUIDE)
]
HyperParameters = Annotated[
    tuple[TrainingHyperParameter, ...] | None, Items("HyperParameters", maximum=100, hint="drop some", source=GUIDE)
]


class TrainingEnvironment(Spec):
    """What the training ran in.

    Source: AWS::SageMaker::ModelCard schema, TrainingEnvironment.
    """

    container_image: ContainerImages = None
    """Images of the training, at most 15 of at most 1024 characters. ``None``: not told."""


class TrainingJobDetails(Spec):
    """One training job.

    Source: AWS::SageMaker::ModelCard schema, TrainingJobDetails; counts: the developer guide's schema 0.1.0.
    """

    training_arn: Annotated[str | None, limited("TrainingArn", 1024)] = None
    """ARN of the job, at most 1024 characters. ``None``: not told."""

    training_datasets: Annotated[
        tuple[Location, ...] | None, Items("TrainingDatasets", maximum=15, hint="drop some", source=SCHEMA)
    ] = None
    """Where its data is, at most 15 URIs of at most 1024 characters. ``None``: not told."""

    training_environment: TrainingEnvironment | None = None
    """What it ran in. ``None``: not told."""

    training_metrics: Metrics = None
    """What the job measured, at most 50. ``None``: not told."""

    user_provided_training_metrics: Metrics = None
    """What you add to it, at most 50. ``None``: none."""

    hyper_parameters: HyperParameters = None
    """The job's settings, at most 100. ``None``: not told."""

    user_provided_hyper_parameters: HyperParameters = None
    """What you add to them, at most 100. ``None``: none."""


class TrainingDetails(Spec):
    """How the model was trained.

    Source: AWS::SageMaker::ModelCard schema, TrainingDetails.
    """

    objective_function: ObjectiveFunction | None = None
    """What it was optimized for. ``None``: not told."""

    training_observations: Annotated[str | None, limited("TrainingObservations", 1024)] = None
    """What was seen, at most 1024 characters. ``None``: nothing told."""

    training_job_details: TrainingJobDetails | None = None
    """The job. ``None``: not told."""
