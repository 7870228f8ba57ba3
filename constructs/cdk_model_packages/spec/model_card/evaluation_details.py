"""How well the model does, and how that was found out."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Items, Spec
from cdk_model_packages.spec.model_card.metric import Metric
from cdk_model_packages.spec.model_card.text import SCHEMA, CustomProperties, Location, limited, one_line


class MetricGroup(Spec):
    """Results that belong together.

    Source: AWS::SageMaker::ModelCard schema, MetricGroup.
    """

    name: Annotated[str, one_line("Name", 63)]
    """1 to 63 characters in one line."""

    metric_data: tuple[Metric, ...]
    """The results."""


class EvaluationDetail(Spec):
    """One evaluation.

    Source: AWS::SageMaker::ModelCard schema, EvaluationDetail.
    """

    name: Annotated[str, one_line("Name", 63)]
    """1 to 63 characters in one line."""

    evaluation_observation: Annotated[str | None, limited("EvaluationObservation", 2096)] = None
    """What was seen, at most 2096 characters. ``None``: nothing told."""

    evaluation_job_arn: Annotated[str | None, limited("EvaluationJobArn", 256)] = None
    """ARN of the job, at most 256 characters. ``None``: not told."""

    datasets: Annotated[tuple[Location, ...] | None, Items("Datasets", maximum=10, hint="drop some", source=SCHEMA)] = (
        None
    )
    """Where its data is, at most 10 URIs of at most 1024 characters. ``None``: not told."""

    metadata: CustomProperties | None = None
    """Entries of your own; values of at most 1024 characters. ``None``: none."""

    metric_groups: tuple[MetricGroup, ...] | None = None
    """The results. ``None``: not told."""
