"""The model package that a card of its own describes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from cdk_model_packages.spec.base import Choice, Items, Spec, Text
from cdk_model_packages.spec.choices import ModelApprovalStatus
from cdk_model_packages.spec.model_card.number import NumberLimit
from cdk_model_packages.spec.model_card.text import SCHEMA, limited


def _name(shape: str, max_length: int) -> Text:
    return Text(shape, 1, max_length, hint="write its name", source=SCHEMA)


class ModelPackageStatus(StrEnum):
    """How far the service is with a package."""

    PENDING = "Pending"
    IN_PROGRESS = "InProgress"
    COMPLETED = "Completed"
    FAILED = "Failed"
    DELETING = "Deleting"


class ModelPackageCreator(Spec):
    """Who made the package.

    Source: AWS::SageMaker::ModelCard schema, ModelPackageCreator.
    """

    user_profile_name: Annotated[str | None, limited("UserProfileName", 63)] = None
    """Profile in SageMaker Studio, at most 63 characters. ``None``: not told."""


class SourceAlgorithm(Spec):
    """The algorithm that the package comes from.

    Source: AWS::SageMaker::ModelCard schema, SourceAlgorithm.
    """

    algorithm_name: Annotated[str, limited("AlgorithmName", 170)]
    """Name or ARN, at most 170 characters."""

    model_data_url: Annotated[str | None, limited("ModelDataUrl", 1024)] = None
    """Where what it trained is, at most 1024 characters. ``None``: not told."""


class Container(Spec):
    """A container of the package.

    Source: AWS::SageMaker::ModelCard schema, Container.
    """

    image: Annotated[str, limited("Image", 255)]
    """The image, at most 255 characters."""

    model_data_url: Annotated[str | None, limited("ModelDataUrl", 1024)] = None
    """The model, at most 1024 characters. ``None``: not told."""

    nearest_model_name: str | None = None
    """A model that Inference Recommender has benchmarked and that is like this one. ``None``: not told."""


class InferenceSpecification(Spec):
    """The containers of the package.

    Source: AWS::SageMaker::ModelCard schema, InferenceSpecification.
    """

    containers: Annotated[tuple[Container, ...], Items("Containers", 1, 15, source=SCHEMA)]
    """1 to 15."""


class ModelPackageDetails(Spec):
    """The package. Only a card of its own has these details; a package's own card must not (MC-003).

    Source: AWS::SageMaker::ModelCard schema, ModelPackageDetails.
    """

    model_package_arn: Annotated[str | None, _name("ModelPackageArn", 2048)] = None
    """ARN of the package, 1 to 2048 characters. ``None``: not told."""

    model_package_group_name: Annotated[str | None, _name("ModelPackageGroupName", 63)] = None
    """Name of its group, 1 to 63 characters. ``None``: not told, or it has none."""

    model_package_name: Annotated[str | None, _name("ModelPackageName", 63)] = None
    """Name of a package without a group, 1 to 63 characters. ``None``: not told, or it has none."""

    model_package_version: Annotated[int | float, NumberLimit("ModelPackageVersion", minimum=1)] | None = None
    """Its number in the group, 1 or more. ``None``: not told."""

    model_package_description: Annotated[str | None, limited("ModelPackageDescription", 1024)] = None
    """At most 1024 characters. ``None``: not told."""

    model_package_status: Annotated[ModelPackageStatus | None, Choice(SCHEMA)] = None
    """How far the service is. ``None``: not told."""

    model_approval_status: Annotated[ModelApprovalStatus | None, Choice(SCHEMA)] = None
    """Whether it may be deployed. ``None``: not told."""

    approval_description: Annotated[str | None, limited("ApprovalDescription", 1024)] = None
    """Why, at most 1024 characters. ``None``: not told."""

    created_by: ModelPackageCreator | None = None
    """Who made it. ``None``: not told."""

    domain: str | None = None
    """Machine learning domain, for example ``COMPUTER_VISION``. ``None``: not told."""

    task: str | None = None
    """Machine learning task, for example ``IMAGE_CLASSIFICATION``. ``None``: not told."""

    source_algorithms: Annotated[
        tuple[SourceAlgorithm, ...] | None, Items("SourceAlgorithms", 1, 1, hint="name one", source=SCHEMA)
    ] = None
    """The one algorithm that it comes from. ``None``: not told, or none."""

    inference_specification: InferenceSpecification | None = None
    """Its containers. ``None``: not told."""
