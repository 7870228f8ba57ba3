"""An algorithm: how it is trained, and how its models run."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from cdk_model_packages.spec import refusal, text
from cdk_model_packages.spec.base import Entries, Items, Spec, Text
from cdk_model_packages.spec.container import EnvironmentKey
from cdk_model_packages.spec.hyper_parameter import SCHEMA
from cdk_model_packages.spec.instance_type import InstanceType
from cdk_model_packages.spec.text import NAME, AlgorithmDescription, ContentType, ResponseMIMEType
from cdk_model_packages.spec.training import TrainingSpecification


class AlgorithmModelInput(Spec):
    """The shape of the model's input.

    Source: AWS::SageMaker::Algorithm schema.
    """

    data_input_config: Annotated[
        str, Text("DataInputConfig", min_length=1, max_length=16384, source=SCHEMA, hint="shorten it")
    ]
    """JSON, for example ``{"input": [1, 64]}``; 1 to 16384 characters."""


class AlgorithmContainerDefinition(Spec):
    """An inference container of an algorithm: it has no model data, which comes from training.

    Source: AWS::SageMaker::Algorithm schema, ModelPackageContainerDefinition.
    """

    image: Annotated[
        str,
        text.image("Image", SCHEMA),
    ]
    """ECR image with its digest or tag, at most 255 characters."""

    image_digest: Annotated[
        str | None,
        text.digest("ImageDigest", SCHEMA),
    ] = None
    """``sha256:`` and 64 hexadecimal digits. ``None``: whatever ``image`` names."""

    environment: Annotated[
        dict[EnvironmentKey, Annotated[str, Text("Environment value", max_length=1024, code="CT-015")]] | None,
        Entries("Environment", maximum=16, code="CT-015", source="SageMaker API, EnvironmentMap"),
    ] = None
    """At most 16 variables of at most 1024 characters each. ``None``: none."""

    container_hostname: Annotated[
        str | None,
        Text("ContainerHostname", max_length=63, pattern=NAME, source=SCHEMA, hint="use letters, digits and -"),
    ] = None
    """DNS host name, at most 63 characters. ``None``: none."""

    framework: str | None = None
    """Machine learning framework of the image, for example ``SKLEARN``."""

    framework_version: Annotated[
        str | None,
        Text(
            "FrameworkVersion",
            min_length=3,
            max_length=10,
            pattern=r"[0-9]\.[A-Za-z0-9.-]+",
            source=SCHEMA,
            hint="write like 1.4",
        ),
    ] = None
    """Version of the framework, 3 to 10 characters."""

    is_checkpoint: bool | None = None
    """Whether the training's checkpoint is the model. ``None``: no."""

    model_input: AlgorithmModelInput | None = None
    """The shape of the model's input. ``None``: not told."""

    nearest_model_name: str | None = None
    """A model that Inference Recommender has benchmarked and that is like this one."""


class AlgorithmInferenceSpecification(Spec):
    """How models of the algorithm run.

    Source: AWS::SageMaker::Algorithm schema, InferenceSpecification.
    """

    containers: Annotated[tuple[AlgorithmContainerDefinition, ...], Items("Containers", 1, 15, source=SCHEMA)]
    """1 to 15, in the pipeline's order."""

    supported_content_types: tuple[ContentType, ...] | None = None
    """MIME types of the input. ``None``: not told."""

    supported_response_mime_types: Annotated[
        tuple[ResponseMIMEType, ...] | None, Field(alias="SupportedResponseMIMETypes")
    ] = None
    """MIME types of the output. ``None``: not told."""

    supported_transform_instance_types: Annotated[
        tuple[InstanceType, ...] | None,
        Items("SupportedTransformInstanceTypes", 1, code="IT-007", source=SCHEMA, hint="name a type, or drop the list"),
    ] = None
    """For batch transform, at least one when given. ``None``: not told."""

    supported_realtime_inference_instance_types: tuple[InstanceType, ...] | None = None
    """For endpoints. ``None``: not told."""


class AlgorithmSpec(refusal.Refusing):
    """An algorithm.

    Raises:
        SpecError: ``AL-001`` for ``CertifyForMarketplace``.

    Source: AWS::SageMaker::Algorithm schema; SageMaker API, CreateAlgorithm.
    """

    refused: ClassVar = refusal.ALGORITHM

    algorithm_name: Annotated[
        str,
        Text(
            "AlgorithmName",
            min_length=1,
            max_length=63,
            pattern=NAME,
            source=SCHEMA,
            hint="use letters, digits and -, and a letter or digit at both ends",
        ),
    ]
    """1 to 63 letters, digits and hyphens. Fixed: a change makes another algorithm."""

    algorithm_description: AlgorithmDescription = None
    """At most 1024 characters in one line. A change makes another algorithm. ``None``: none."""

    training_specification: TrainingSpecification
    """How it is trained. A change makes another algorithm."""

    inference_specification: AlgorithmInferenceSpecification | None = None
    """How its models run. A change makes another algorithm. ``None``: they do not."""
