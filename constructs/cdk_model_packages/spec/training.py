"""How an algorithm is trained: its image, its channels, its metrics."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Self

from pydantic import model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import text
from cdk_model_packages.spec.base import Choice, Items, Spec, Text
from cdk_model_packages.spec.choices import CompressionType, ObjectiveType, TrainingInputMode
from cdk_model_packages.spec.hyper_parameter import SCHEMA, HyperParameterSpecification
from cdk_model_packages.spec.instance_type import InstanceType
from cdk_model_packages.spec.text import AlgorithmDescription, ContentType


class MetricDefinition(Spec):
    """A metric that the training prints.

    Source: SageMaker API, MetricDefinition.
    """

    name: Annotated[str, Text("MetricName", min_length=1, max_length=255, pattern=".+", source=SCHEMA)]
    """1 to 255 characters in one line."""

    regex: Annotated[str, Text("Regex", min_length=1, max_length=500, pattern=".+", source=SCHEMA)]
    """Finds the value in the log; 1 to 500 characters."""


class HyperParameterTuningJobObjective(Spec):
    """What a tuning job may aim at.

    Source: SageMaker API, HyperParameterTuningJobObjective.
    """

    type: Annotated[ObjectiveType, Choice(SCHEMA)]
    """Whether more or less is better."""

    metric_name: Annotated[str, Text("MetricName", min_length=1, max_length=255, pattern=".+", source=SCHEMA)]
    """One of the metric definitions; 1 to 255 characters."""


class ChannelSpecification(Spec):
    """A named input of the training.

    Source: SageMaker API, ChannelSpecification.
    """

    name: Annotated[
        str,
        Text(
            "ChannelSpecification.Name",
            min_length=1,
            max_length=64,
            pattern=r"[A-Za-z0-9\.\-_]+",
            source=SCHEMA,
            hint="use letters, digits and .-_",
        ),
    ]
    """1 to 64 letters, digits and ``.-_``; no other channel has it."""

    description: AlgorithmDescription = None
    """At most 1024 characters in one line. ``None``: none."""

    is_required: bool | None = None
    """Whether a training job must give it. ``None``: no."""

    supported_content_types: tuple[ContentType, ...]
    """MIME types; each at most 256 characters."""

    supported_compression_types: tuple[Annotated[CompressionType, Choice(SCHEMA)], ...] | None = None
    """How its objects may be compressed. ``None``: not."""

    supported_input_modes: Annotated[
        tuple[Annotated[TrainingInputMode, Choice(SCHEMA)], ...], Items("SupportedInputModes", 1, source=SCHEMA)
    ]
    """How the training may read it; at least one."""


class TrainingSpecification(Spec):
    """How the algorithm is trained.

    Raises:
        SpecError: ``AL-005`` when a tuning objective is no metric definition; ``SPEC-001`` when two channels or two
            hyperparameters share a name.

    Source: SageMaker API, TrainingSpecification.
    """

    training_image: Annotated[
        str,
        text.image("TrainingImage", SCHEMA),
    ]
    """ECR image with its digest or tag, at most 255 characters."""

    training_image_digest: Annotated[
        str | None,
        text.digest("TrainingImageDigest", SCHEMA),
    ] = None
    """``sha256:`` and 64 hexadecimal digits. ``None``: whatever ``training_image`` names."""

    training_channels: Annotated[tuple[ChannelSpecification, ...], Items("TrainingChannels", 1, 8, source=SCHEMA)]
    """1 to 8; all names differ."""

    supported_training_instance_types: tuple[InstanceType, ...]
    """For example ``ml.m5.large``."""

    supported_hyper_parameters: Annotated[
        tuple[HyperParameterSpecification, ...] | None, Items("SupportedHyperParameters", 0, 100, source=SCHEMA)
    ] = None
    """At most 100; all names differ. ``None``: none."""

    supports_distributed_training: bool | None = None
    """Whether more than one instance may train. ``None``: no."""

    metric_definitions: Annotated[
        tuple[MetricDefinition, ...] | None, Items("MetricDefinitions", 0, 40, source=SCHEMA)
    ] = None
    """At most 40. ``None``: none."""

    supported_tuning_job_objective_metrics: tuple[HyperParameterTuningJobObjective, ...] | None = None
    """What a tuning job may aim at, by metric definition. ``None``: nothing."""

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        for path, names in (
            ("TrainingChannels", [channel.name for channel in self.training_channels]),
            ("SupportedHyperParameters", [one.name for one in self.supported_hyper_parameters or ()]),
        ):
            twice = [name for name, count in Counter(names).items() if count > 1]
            if twice:
                raise SpecError("SPEC-001", path, got=twice[0], need="different in each", fix="rename one")
        return self

    @model_validator(mode="after")
    def _objectives_are_defined(self) -> Self:
        defined = {metric.name for metric in self.metric_definitions or ()}
        for objective in self.supported_tuning_job_objective_metrics or ():
            if objective.metric_name not in defined:
                need = f"one of MetricDefinitions ({', '.join(sorted(defined)) or 'there are none'})"
                raise SpecError("AL-005", "MetricName", got=objective.metric_name, need=need, fix="define it")
        return self
