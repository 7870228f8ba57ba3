"""Another way to run inference with a package, beside its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages import spec
from cdk_model_packages.registry.container import Container
from cdk_model_packages.spec.instance_type import instance_types

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aws_cdk import aws_iam as iam
    from constructs import Construct


class AdditionalInferenceSpecification:
    """Containers, formats and instance types under a name, for example the same model on GPUs.

    Args:
        name: 1 to 63 letters, digits and hyphens; no other of the package has it (MP-022).
        containers: 1 to 15, in the pipeline's order.
        description: At most 1024 characters in one line. ``None``: none.
        supported_content_types: MIME types of the input. ``None``: not told.
        supported_response_mime_types: MIME types of the output. ``None``: not told.
        supported_transform_instance_types: For batch transform, at least one when given. ``None``: not told.
        supported_realtime_inference_instance_types: For endpoints. ``None``: not told.

    Raises:
        ValidationError: when a value breaks a limit; see
            :class:`cdk_model_packages.spec.AdditionalInferenceSpecificationDefinition`.

    Source: SageMaker API, AdditionalInferenceSpecificationDefinition.
    """

    def __init__(
        self,
        name: str,
        *,
        containers: Sequence[Container],
        description: str | None = None,
        supported_content_types: Sequence[str] | None = None,
        supported_response_mime_types: Sequence[str] | None = None,
        supported_transform_instance_types: Sequence[spec.InstanceType | str] | None = None,
        supported_realtime_inference_instance_types: Sequence[spec.InstanceType | str] | None = None,
    ) -> None:
        self.containers = tuple(containers)
        self._value = spec.AdditionalInferenceSpecificationDefinition(
            name=name,
            description=description,
            containers=tuple(container.value for container in containers),
            supported_content_types=spec.listed(supported_content_types, "SupportedContentTypes"),
            supported_response_mime_types=spec.listed(supported_response_mime_types, "SupportedResponseMIMETypes"),
            supported_transform_instance_types=instance_types(supported_transform_instance_types),
            supported_realtime_inference_instance_types=instance_types(supported_realtime_inference_instance_types),
        )

    @classmethod
    def from_spec(
        cls, value: spec.AdditionalInferenceSpecificationDefinition, folder: Path, *, verify: bool = False
    ) -> AdditionalInferenceSpecification:
        """Take one from a spec; paths in it are relative to ``folder``.

        Raises:
            ArtifactError: when a path names nothing of use.
        """
        fields = {name: getattr(value, name) for name in type(value).model_fields if name != "containers"}
        return cls(containers=[Container.from_spec(one, folder, verify=verify) for one in value.containers], **fields)

    def bind(
        self, scope: Construct, grantable: iam.IGrantable | None = None
    ) -> spec.AdditionalInferenceSpecificationDefinition:
        """Make images and models available to a package.

        Args:
            scope: The package.
            grantable: Who may pull the one and read the other. ``None``: nobody is granted anything.
        """
        containers = tuple(container.bind(scope, grantable) for container in self.containers)
        return self._value.model_copy(update={"containers": containers})
