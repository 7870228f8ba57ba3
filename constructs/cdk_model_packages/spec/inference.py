"""What a model package can do: its containers, formats and instance types."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Items, Spec
from cdk_model_packages.spec.container import ModelPackageContainerDefinition
from cdk_model_packages.spec.instance_type import InstanceType
from cdk_model_packages.spec.text import ContentType, ResponseMIMEType

MAX_ENVIRONMENT_BYTES = 32 * 1024


class InferenceSpecification(Spec):
    """How to run inference with the package.

    Raises:
        SpecError: ``CT-016`` when the environments exceed 32 KB together; ``CT-017`` when only some
            containers of a pipeline have a host name, or two share one.

    Source: SageMaker API, InferenceSpecification.
    """

    containers: Annotated[
        tuple[ModelPackageContainerDefinition, ...], Items("Containers", 1, 15, hint="a package has 1 to 15")
    ]
    """1 to 15 containers; more than one make an inference pipeline, in this order."""

    supported_content_types: tuple[ContentType, ...]
    """MIME types of the input, for example ``text/csv``; each at most 256 characters."""

    supported_response_mime_types: Annotated[tuple[ResponseMIMEType, ...], Field(alias="SupportedResponseMIMETypes")]
    """MIME types of the output; each at most 1024 characters."""

    supported_transform_instance_types: Annotated[
        tuple[InstanceType, ...] | None,
        Items("SupportedTransformInstanceTypes", 1, code="IT-007", hint="name a type, or leave the list out"),
    ] = None
    """Instance types for batch transform, at least one when given. ``None``: not told (only versions may)."""

    supported_realtime_inference_instance_types: tuple[InstanceType, ...] | None = None
    """Instance types for endpoints. ``None``: not told (only versions may)."""

    @model_validator(mode="after")
    def _host_names(self) -> Self:
        names = [container.container_hostname for container in self.containers]
        if len(names) > 1 and any(names):
            if not all(names):
                raise SpecError(
                    "CT-017",
                    "ContainerHostname",
                    got=names,
                    need="given to all containers or to none",
                    fix="name the rest",
                )
            if len(set(names)) < len(names):
                raise SpecError("CT-017", "ContainerHostname", got=names, need="different in each", fix="rename one")
        return self

    @model_validator(mode="after")
    def _environment_size(self) -> Self:
        size = sum(
            len(key.encode()) + len(value.encode())
            for container in self.containers
            for key, value in (container.environment or {}).items()
        )
        if size > MAX_ENVIRONMENT_BYTES:
            raise SpecError(
                "CT-016",
                "Environment",
                got=f"{size} bytes",
                need=f"{MAX_ENVIRONMENT_BYTES} bytes or less in all containers together",
                fix="move values into the model archive",
            )
        return self
