"""A version of a model package group."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages import spec
from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.container import Container
from cdk_model_packages.registry.model_package_base import ImportedPackage, ModelPackageBase
from cdk_model_packages.registry.model_package_group import ModelPackageGroupBase
from cdk_model_packages.registry.model_package_resource import model_package_resource
from cdk_model_packages.spec import ModelApprovalStatus, is_token
from cdk_model_packages.validation import ValidationProfile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aws_cdk import aws_iam as iam
    from aws_cdk.interfaces import aws_sagemaker as interfaces
    from constructs import Construct

_ARN = re.compile(r"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:model-package/[a-zA-Z0-9-]+(/[0-9]+)?")


class ModelPackage(ModelPackageBase):
    """A version of a model package group.

    Almost every change makes a new version: the service can change only approval, metadata and a few
    more. The old version is retained, here and when the stack is destroyed, unless ``removal_policy``
    says otherwise.

    Args:
        scope: Parent construct.
        construct_id: Id in its parent; renaming it makes another version.
        model_package_group: The group; also the CDK's own ``CfnModelPackageGroup``.
        containers: 1 to 15; more than one make an inference pipeline, in this order.
        supported_content_types: MIME types of the input, for example ``text/csv``.
        supported_response_mime_types: MIME types of the output.
        supported_transform_instance_types: For batch transform, at least one. ``None``: not told.
        supported_realtime_inference_instance_types: For endpoints. ``None``: not told.
        validation: Run by the service before it accepts the version. ``None``: nothing is run.
        skip_model_validation: ``ALL``: the service skips its checks of the package. ``None``: it makes
            them. A change makes a new version.
        model_package_description: At most 1024 characters in one line. ``None``: none.
        model_approval_status: Changed in place. Approving in code is a decision: the default is
            ``PENDING_MANUAL_APPROVAL``.
        approval_description: Why; at most 1024 characters in one line. Changed in place. ``None``: none.
        customer_metadata_properties: 1 to 50 entries; key at most 128, value at most 256 letters, digits,
            spaces and ``_.:/=+-@``. Changed in place. ``None``: none.
        domain: For example ``COMPUTER_VISION``. ``None``: not told.
        task: For example ``CLASSIFICATION``. ``None``: not told.
        sample_payload_url: ``s3://bucket/key.tar.gz`` with sample requests. ``None``: none.
        removal_policy: What becomes of the version when it is replaced or leaves the stack. ``None``:
            ``RETAIN_ON_UPDATE_OR_DELETE``, it stays in the group; only one whose creation fails goes.

    Raises:
        ValidationError: when a value breaks a limit; see :class:`cdk_model_packages.spec.ModelPackageSpec`.
        ArtifactError: when a folder or an archive cannot be used.

    A version has no tags: the service refuses them. ``Tags.of(app).add(...)`` is kept away from it.

    Source: AWS::SageMaker::ModelPackage schema; SageMaker API, CreateModelPackage.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        model_package_group: interfaces.IModelPackageGroupRef,
        containers: Sequence[Container],
        supported_content_types: Sequence[str],
        supported_response_mime_types: Sequence[str],
        supported_transform_instance_types: Sequence[spec.InstanceType | str] | None = None,
        supported_realtime_inference_instance_types: Sequence[spec.InstanceType | str] | None = None,
        validation: ValidationProfile | None = None,
        skip_model_validation: spec.SkipModelValidation | None = None,
        model_package_description: str | None = None,
        model_approval_status: ModelApprovalStatus = ModelApprovalStatus.PENDING_MANUAL_APPROVAL,
        approval_description: str | None = None,
        customer_metadata_properties: Mapping[str, str] | None = None,
        domain: str | None = None,
        task: str | None = None,
        sample_payload_url: str | None = None,
        removal_policy: cdk.RemovalPolicy | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        bound = None if validation is None else validation.bind(self)
        role = None if bound is None else bound.role
        value = spec.ModelPackageSpec(
            model_package_group_name=_group_of(model_package_group),
            model_package_description=model_package_description,
            inference_specification=spec.InferenceSpecification(
                containers=tuple(container.bind(self, role) for container in containers),
                supported_content_types=tuple(supported_content_types),
                supported_response_mime_types=tuple(supported_response_mime_types),
                supported_transform_instance_types=_types(supported_transform_instance_types),
                supported_realtime_inference_instance_types=_types(supported_realtime_inference_instance_types),
            ),
            validation_specification=None if bound is None else bound.specification,
            skip_model_validation=skip_model_validation,
            model_approval_status=model_approval_status,
            approval_description=approval_description,
            customer_metadata_properties=None
            if customer_metadata_properties is None
            else dict(customer_metadata_properties),
            domain=domain,
            task=task,
            sample_payload_url=sample_payload_url,
        )
        self.resource = model_package_resource(self, value)
        below_its_group = isinstance(model_package_group, ModelPackageGroupBase) and model_package_group is scope
        if removal_policy is not None or not below_its_group:
            self.resource.apply_removal_policy(removal_policy or cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        # The service refuses tags on a version, and ``Tags.of(scope)`` puts them there (aws-cdk#33699).
        self.resource.add_property_deletion_override("Tags")
        if isinstance(model_package_group, ModelPackageGroupBase) and model_package_group.resource is not None:
            # named by text, which makes no dependency (LC-005)
            self.resource.add_resource_dependency(model_package_group.resource)
        if bound is not None and bound.policy is not None:  # the job starts at once (LC-006)
            self.resource.node.add_dependency(bound.policy)

    @classmethod
    def from_spec(
        cls,
        scope: Construct,
        construct_id: str,
        *,
        model_package_group: interfaces.IModelPackageGroupRef,
        value: spec.ModelPackageSpec,
        folder: Path,
        role: iam.IRole | None = None,
        verify: bool = False,
        removal_policy: cdk.RemovalPolicy | None = None,
    ) -> ModelPackage:
        """Define a version from a spec, for example a ``model-package.yaml``.

        Args:
            scope: Parent construct.
            construct_id: Id in its parent; renaming it makes another version.
            model_package_group: The group; the name in the spec is not looked at.
            value: The spec; see :func:`cdk_model_packages.spec.load_spec`.
            folder: What paths in the spec are relative to: the folder of its file.
            role: Runs the validation. ``None``: the spec's role, else one built for this package.
            verify: Read every model file again, even if sizes and times say that nothing has changed.
            removal_policy: See the class.

        Raises:
            ArtifactError: when a path in the spec names nothing of use.
        """
        inference = value.inference_specification
        return cls(
            scope,
            construct_id,
            model_package_group=model_package_group,
            containers=[Container.from_spec(container, folder, verify=verify) for container in inference.containers],
            supported_content_types=inference.supported_content_types,
            supported_response_mime_types=inference.supported_response_mime_types,
            supported_transform_instance_types=inference.supported_transform_instance_types,
            supported_realtime_inference_instance_types=inference.supported_realtime_inference_instance_types,
            validation=ValidationProfile.from_spec(value.validation_specification, folder, role=role)
            if value.validation_specification
            else None,
            skip_model_validation=value.skip_model_validation,
            model_package_description=value.model_package_description,
            model_approval_status=value.model_approval_status,
            approval_description=value.approval_description,
            customer_metadata_properties=value.customer_metadata_properties,
            domain=value.domain,
            task=value.task,
            sample_payload_url=value.sample_payload_url,
            removal_policy=removal_policy,
        )

    @staticmethod
    def from_model_package_arn(scope: Construct, construct_id: str, arn: str) -> ModelPackageBase:
        """Refer to a package by ARN; it may be of another account or region.

        Raises:
            SpecError: ``MP-015`` when it is not a package's ARN.
        """
        if not is_token(arn) and _ARN.fullmatch(arn) is None:
            raise SpecError(
                "MP-015",
                "ModelPackageArn",
                got=arn,
                need="arn:PARTITION:sagemaker:REGION:ACCOUNT:model-package/GROUP/VERSION",
                fix="copy it from the version, not from the group",
            )
        return ImportedPackage(scope, construct_id, arn)

    @property
    def model_package_arn(self) -> str:
        """ARN of the version, for example ``arn:aws:sagemaker:REGION:ACCOUNT:model-package/GROUP/3``."""
        return self.resource.attr_model_package_arn

    @property
    def creation_time(self) -> str:
        """When the version was created, as the service writes it."""
        return self.resource.attr_creation_time

    @property
    def model_package_status(self) -> str:
        """``Pending``, ``InProgress``, ``Completed``, ``Failed`` or ``Deleting``."""
        return self.resource.attr_model_package_status


def _types(names: Sequence[spec.InstanceType | str] | None) -> tuple[spec.InstanceType, ...] | None:
    return None if names is None else tuple(map(spec.InstanceType.of, names))


def _group_of(group: interfaces.IModelPackageGroupRef) -> str:
    if isinstance(group, ModelPackageGroupBase):
        return group.registers_as
    return group.model_package_group_ref.model_package_group_arn
