"""The properties of a version, for the doors that pass them on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import aws_cdk as cdk

    from cdk_model_packages import spec
    from cdk_model_packages.registry.container import Container
    from cdk_model_packages.validation import ValidationProfile


class ModelPackageProps(TypedDict, total=False):
    """What :class:`~cdk_model_packages.ModelPackage` takes, but for its group. See there."""

    containers: Sequence[Container]
    supported_content_types: Sequence[str]
    supported_response_mime_types: Sequence[str]
    supported_transform_instance_types: Sequence[spec.InstanceType | str] | None
    supported_realtime_inference_instance_types: Sequence[spec.InstanceType | str] | None
    validation: ValidationProfile | None
    skip_model_validation: spec.SkipModelValidation | None
    model_package_description: str | None
    model_approval_status: spec.ModelApprovalStatus
    approval_description: str | None
    customer_metadata_properties: Mapping[str, str] | None
    domain: str | None
    task: str | None
    sample_payload_url: str | None
    removal_policy: cdk.RemovalPolicy | None
