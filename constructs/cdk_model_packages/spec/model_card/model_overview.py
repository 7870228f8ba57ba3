"""What the model is, who made it and where it is kept."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Items, Spec
from cdk_model_packages.spec.model_card.number import NumberLimit
from cdk_model_packages.spec.model_card.text import SCHEMA, Location, limited

ContainerImages = Annotated[
    tuple[Location, ...] | None, Items("ContainerImage", maximum=15, hint="drop some", source=SCHEMA)
]


class InferenceEnvironment(Spec):
    """What the model runs in.

    Source: AWS::SageMaker::ModelCard schema, InferenceEnvironment.
    """

    container_image: ContainerImages = None
    """Images that serve the model, at most 15 of at most 1024 characters. ``None``: not told."""


class ModelOverview(Spec):
    """The model at a glance.

    In a package's card only ``model_creator`` and ``model_artifact`` are documented, and AWS's Python SDK writes
    ``model_description``, ``model_owner``, ``problem_type`` and ``algorithm_type`` too (MC-004).

    Source: AWS::SageMaker::ModelCard schema, ModelOverview.
    """

    model_id: Annotated[str | None, limited("ModelId", 1024)] = None
    """ARN of a SageMaker model, or the id of another; at most 1024 characters. ``None``: not told."""

    model_name: Annotated[str | None, limited("ModelName", 1024)] = None
    """Name of the model, at most 1024 characters. ``None``: not told."""

    model_description: Annotated[str | None, limited("ModelDescription", 1024)] = None
    """What the model does, at most 1024 characters. ``None``: not told."""

    model_version: Annotated[int | float, NumberLimit("ModelVersion", minimum=1)] | None = None
    """Version of the model, 1 or more. ``None``: not told."""

    problem_type: Annotated[str | None, limited("ProblemType", 1024)] = None
    """For example ``Multiclass Classification``; at most 1024 characters. ``None``: not told."""

    algorithm_type: Annotated[str | None, limited("AlgorithmType", 1024)] = None
    """For example ``Random forest``; at most 1024 characters. ``None``: not told."""

    model_creator: Annotated[str | None, limited("ModelCreator", 1024)] = None
    """Who made the model, at most 1024 characters. ``None``: not told."""

    model_owner: Annotated[str | None, limited("ModelOwner", 1024)] = None
    """Who answers for the model, at most 1024 characters. ``None``: not told."""

    model_artifact: Annotated[
        tuple[Location, ...] | None, Items("ModelArtifact", maximum=15, hint="drop some", source=SCHEMA)
    ] = None
    """Where the model is kept, at most 15 URIs of at most 1024 characters. ``None``: not told."""

    inference_environment: InferenceEnvironment | None = None
    """What it runs in. ``None``: not told."""
