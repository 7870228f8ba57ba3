"""Another way to run inference with a package, for example on other instance types."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cdk_model_packages.spec.base import Items, Spec, Text
from cdk_model_packages.spec.container import ModelPackageContainerDefinition
from cdk_model_packages.spec.instance_type import InstanceType
from cdk_model_packages.spec.text import NAME, ContentType, ResponseMIMEType


class AdditionalInferenceSpecificationDefinition(Spec):
    """An inference specification with a name, beside the package's own.

    Source: SageMaker API, AdditionalInferenceSpecificationDefinition.
    """

    name: Annotated[str, Text("Name", min_length=1, max_length=63, pattern=NAME, hint="use letters, digits and -")]
    """1 to 63 letters, digits and hyphens; no other of the package has it (MP-022)."""

    description: Annotated[
        str | None,
        Text(
            "Description", max_length=1024, pattern=".*", like="one line", code="MP-027", hint="shorten it to one line"
        ),
    ] = None
    """At most 1024 characters in one line. ``None``: none."""

    containers: Annotated[
        tuple[ModelPackageContainerDefinition, ...], Items("Containers", 1, 15, hint="it has 1 to 15")
    ]
    """1 to 15 containers, in the pipeline's order."""

    supported_transform_instance_types: Annotated[
        tuple[InstanceType, ...] | None,
        Items("SupportedTransformInstanceTypes", 1, code="IT-007", hint="name a type, or leave the list out"),
    ] = None
    """For batch transform, at least one when given. ``None``: not told."""

    supported_realtime_inference_instance_types: tuple[InstanceType, ...] | None = None
    """For endpoints. ``None``: not told."""

    supported_content_types: tuple[ContentType, ...] | None = None
    """MIME types of the input; each at most 256 characters. ``None``: not told."""

    supported_response_mime_types: Annotated[
        tuple[ResponseMIMEType, ...] | None, Field(alias="SupportedResponseMIMETypes")
    ] = None
    """MIME types of the output; each at most 1024 characters. ``None``: not told."""
