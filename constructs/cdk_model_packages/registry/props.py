"""The properties of packages, for the doors that pass them on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import aws_cdk as cdk
    from aws_cdk import aws_kms as kms

    from cdk_model_packages import spec
    from cdk_model_packages.registry.additional_inference import AdditionalInferenceSpecification
    from cdk_model_packages.registry.container import Container
    from cdk_model_packages.spec.model_card import PackageModelCard
    from cdk_model_packages.validation import ValidationProfile


class PackageOptions(TypedDict, total=False):
    """What packages of both kinds take, whatever they are made of. See :class:`~cdk_model_packages.ModelPackage`."""

    additional_inference_specifications: Sequence[AdditionalInferenceSpecification] | None
    validation: ValidationProfile | None
    skip_model_validation: spec.SkipModelValidation | None
    model_package_description: str | None
    model_metrics: spec.ModelMetrics | None
    drift_check_baselines: spec.DriftCheckBaselines | None
    metadata_properties: spec.MetadataProperties | None
    encryption_key: kms.IKey | str | None
    domain: spec.Domain | str | None
    task: spec.Task | str | None
    sample_payload_url: str | None
    removal_policy: cdk.RemovalPolicy | None


class VersionOptions(PackageOptions, total=False):
    """What a version takes, whatever it is made of. See :class:`~cdk_model_packages.ModelPackage`."""

    additional_inference_specifications_to_add: Sequence[AdditionalInferenceSpecification] | None
    model_approval_status: spec.ModelApprovalStatus
    approval_description: str | None
    model_card: PackageModelCard | None
    customer_metadata_properties: Mapping[str, str] | None


class MarketplaceOptions(PackageOptions, total=False):
    """What an unversioned package takes, whatever it is made of.

    See :class:`~cdk_model_packages.MarketplaceModelPackage`.
    """

    model_package_name: str | None
    certify_for_marketplace: bool
    tags: Sequence[spec.Tag] | None


class InferenceProps(TypedDict, total=False):
    """Containers, formats and instance types. See :class:`~cdk_model_packages.ModelPackage`."""

    containers: Sequence[Container]
    supported_content_types: Sequence[str]
    supported_response_mime_types: Sequence[str]
    supported_transform_instance_types: Sequence[spec.InstanceType | str] | None
    supported_realtime_inference_instance_types: Sequence[spec.InstanceType | str] | None


class ModelPackageProps(InferenceProps, VersionOptions, total=False):
    """What :class:`~cdk_model_packages.ModelPackage` takes, but for its group. See there."""
