"""A version of a model package group."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, cast

import aws_cdk as cdk

from cdk_model_packages import spec
from cdk_model_packages._place import is_below
from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.additional_inference import AdditionalInferenceSpecification
from cdk_model_packages.registry.defined_package import DefinedPackage, options_of
from cdk_model_packages.registry.definition import Cloned, Definition, Inference, Trained, definition_of
from cdk_model_packages.registry.model_package_base import ImportedPackage, ModelPackageBase
from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase
from cdk_model_packages.registry.options import checked
from cdk_model_packages.registry.props import VersionOptions
from cdk_model_packages.spec import ModelApprovalStatus, is_token
from cdk_model_packages.validation import ValidationProfile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms
    from aws_cdk.interfaces import aws_sagemaker as interfaces
    from constructs import Construct

    from cdk_model_packages.artifacts import ModelArtifact
    from cdk_model_packages.registry.container import Container
    from cdk_model_packages.registry.model_package_base import IModelPackage
    from cdk_model_packages.spec.model_card import PackageModelCard

_ARN = re.compile(r"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:model-package/[a-zA-Z0-9-]+(/[0-9]+)?")

# Options of a version that go into its spec as they are.
_AS_IT_IS = ("model_approval_status", "approval_description", "model_card", "customer_metadata_properties")


class ModelPackage(DefinedPackage):
    """A version of a model package group.

    Almost every change makes a new version: the service can change only approval, metadata and a few
    more. The old version is retained, here and when the stack is destroyed, unless ``removal_policy``
    says otherwise.

    Args:
        scope: Parent construct.
        construct_id: Id in its parent; renaming it makes another version.
        model_package_group: The group; also the CDK's own ``CfnModelPackageGroup``.
        containers: 1 to 15; more than one make an inference pipeline, in this order. For what an algorithm has
            trained there is :meth:`from_algorithm`, for a copy of another package :meth:`from_source`.
        supported_content_types: MIME types of the input, for example ``text/csv``.
        supported_response_mime_types: MIME types of the output.
        supported_transform_instance_types: For batch transform, at least one. ``None``: not told.
        supported_realtime_inference_instance_types: For endpoints. ``None``: not told.
        additional_inference_specifications: 1 to 15 more ways to run it; all names differ. A change makes a new
            version. ``None``: none.
        additional_inference_specifications_to_add: More of them, added in place to the version that is there (at
            most 15 with the others); leave it out when the version is first made (MP-020). The next time, replace
            what was added before: the service refuses a name that the version has. ``None``: none.
        validation: Run by the service before it accepts the version. ``None``: nothing is run.
        skip_model_validation: ``ALL``: the service skips its checks of the package. ``None``: it makes
            them. A change makes a new version.
        model_package_description: At most 1024 characters in one line. ``None``: none.
        model_approval_status: Changed in place. Approving in code is a decision: the default is
            ``PENDING_MANUAL_APPROVAL``.
        approval_description: Why; at most 1024 characters in one line. Changed in place. ``None``: none.
        model_metrics: Reports on the model's quality, data, bias and explainability. ``None``: none.
        drift_check_baselines: What a monitor compares with. ``None``: none.
        metadata_properties: Commit, repository and the like; each at most 1024 characters in one line. ``None``: none.
        model_card: What the version tells of itself; changed in place where the service can. ``None``: none.
        customer_metadata_properties: 1 to 50 entries; key at most 128, value at most 256 letters, digits,
            spaces and ``_.:/=+-@``. Changed in place. ``None``: none.
        encryption_key: Encrypts the version's information: a key of the stack's region, or its id, ARN or alias.
            Who reads the version needs ``kms:Decrypt``; the ``grant_*`` methods grant it where they are given a key
            (SC-002). ``None``: the service's own key.
        domain: For example ``Domain.COMPUTER_VISION``. ``None``: not told.
        task: For example ``Task.CLASSIFICATION``. ``None``: not told.
        sample_payload_url: ``s3://bucket/key.tar.gz`` with sample requests. ``None``: none.
        removal_policy: What becomes of the version when it is replaced or leaves the stack. ``None``:
            ``RETAIN_ON_UPDATE_OR_DELETE``, it stays in the group; only one whose creation fails goes.

    Raises:
        ValidationError: when a value breaks a limit; see :class:`cdk_model_packages.spec.ModelPackageSpec`.
        SpecError: ``SC-001`` when ``encryption_key`` is of another region; ``VP-025`` when the validation's samples
            hold the model archive.
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
        additional_inference_specifications: Sequence[AdditionalInferenceSpecification] | None = None,
        additional_inference_specifications_to_add: Sequence[AdditionalInferenceSpecification] | None = None,
        validation: ValidationProfile | None = None,
        skip_model_validation: spec.SkipModelValidation | None = None,
        model_package_description: str | None = None,
        model_approval_status: ModelApprovalStatus = ModelApprovalStatus.PENDING_MANUAL_APPROVAL,
        approval_description: str | None = None,
        model_metrics: spec.ModelMetrics | None = None,
        drift_check_baselines: spec.DriftCheckBaselines | None = None,
        metadata_properties: spec.MetadataProperties | None = None,
        model_card: PackageModelCard | None = None,
        customer_metadata_properties: Mapping[str, str] | None = None,
        encryption_key: kms.IKey | str | None = None,
        domain: spec.Domain | str | None = None,
        task: spec.Task | str | None = None,
        sample_payload_url: str | None = None,
        removal_policy: cdk.RemovalPolicy | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self._define(
            scope,
            model_package_group,
            Inference(
                containers,
                supported_content_types,
                supported_response_mime_types,
                supported_transform_instance_types,
                supported_realtime_inference_instance_types,
            ),
            {
                "additional_inference_specifications": additional_inference_specifications,
                "additional_inference_specifications_to_add": additional_inference_specifications_to_add,
                "validation": validation,
                "skip_model_validation": skip_model_validation,
                "model_package_description": model_package_description,
                "model_approval_status": model_approval_status,
                "approval_description": approval_description,
                "model_metrics": model_metrics,
                "drift_check_baselines": drift_check_baselines,
                "metadata_properties": metadata_properties,
                "model_card": model_card,
                "customer_metadata_properties": customer_metadata_properties,
                "encryption_key": encryption_key,
                "domain": domain,
                "task": task,
                "sample_payload_url": sample_payload_url,
                "removal_policy": removal_policy,
            },
        )

    @staticmethod
    def from_algorithm(
        scope: Construct,
        construct_id: str,
        *,
        model_package_group: interfaces.IModelPackageGroupRef,
        algorithm: interfaces.IAlgorithmRef | str,
        model_data: ModelArtifact | None = None,
        **options: Unpack[VersionOptions],
    ) -> ModelPackage:
        """Define a version of what an algorithm has trained; the algorithm's own containers run it.

        Args:
            scope: Parent construct.
            construct_id: Id in its parent; renaming it makes another version.
            model_package_group: The group.
            algorithm: One of the account, or one subscribed to in AWS Marketplace: a construct, a name or an ARN.
            model_data: What it has trained: one archive. ``None``: the algorithm needs none.
            options: See the class.

        Raises:
            ValidationError: ``AL-006`` when the model is no archive.
        """
        checked(options, VersionOptions, "ModelPackage.from_algorithm()")
        definition = Trained(algorithm, model_data)
        return _Version(scope, construct_id, model_package_group, definition, options)

    @staticmethod
    def from_source(
        scope: Construct,
        construct_id: str,
        *,
        model_package_group: interfaces.IModelPackageGroupRef,
        source: IModelPackage | str,
        **options: Unpack[VersionOptions],
    ) -> ModelPackage:
        """Define a version that is a copy of a package, for example another group's.

        The service takes containers, formats and instance types over from the source.

        Args:
            scope: Parent construct.
            construct_id: Id in its parent; renaming it makes another version.
            model_package_group: The group.
            source: The package, or its ARN, or a model's ARN (MP-012).
            options: See the class.

        Raises:
            ValidationError: ``MP-009`` when the ARN is neither a package's nor a model's.
        """
        checked(options, VersionOptions, "ModelPackage.from_source()")
        uri = source if isinstance(source, str) else source.model_package_arn
        return _Version(scope, construct_id, model_package_group, Cloned(uri), options)

    @staticmethod
    def from_spec(
        scope: Construct,
        construct_id: str,
        *,
        model_package_group: interfaces.IModelPackageGroupRef,
        value: spec.ModelPackageSpec,
        folder: Path | str,
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
            SpecError: ``SPEC-001`` when the spec is of the other kind of package.
        """
        spec.of_kind(
            value,
            spec.ModelPackageSpec,
            "value",
            "the file is of the other kind: use MarketplaceModelPackage.from_spec",
        )
        folder = Path(folder)
        options = options_of(
            value,
            **{name: getattr(value, name) for name in _AS_IT_IS},
            additional_inference_specifications=added(value.additional_inference_specifications, folder, verify=verify),
            additional_inference_specifications_to_add=added(
                value.additional_inference_specifications_to_add, folder, verify=verify
            ),
            validation=ValidationProfile.from_spec(value.validation_specification, folder, role=role)
            if value.validation_specification
            else None,
            removal_policy=removal_policy,
        )
        definition = definition_of(value, folder, verify=verify)
        return _Version(scope, construct_id, model_package_group, definition, cast("VersionOptions", options))

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

    def _define(
        self,
        scope: Construct,
        model_package_group: interfaces.IModelPackageGroupRef,
        definition: Definition,
        options: VersionOptions,
    ) -> None:
        is_below(self, scope)
        group = model_package_group if isinstance(model_package_group, ModelPackageGroupBase) else None
        fields = self._bind(definition, options)
        given = cast("Mapping[str, object]", options)
        fields |= {name: given[name] for name in _AS_IT_IS if name in given}
        added = options.get("additional_inference_specifications_to_add")
        fields["additional_inference_specifications_to_add"] = self._bind_additional(added)
        metadata = fields.get("customer_metadata_properties")
        fields["customer_metadata_properties"] = None if metadata is None else dict(metadata)
        self._is_approved = fields.get("model_approval_status") == ModelApprovalStatus.APPROVED
        value = spec.ModelPackageSpec(model_package_group_name=_group_name(model_package_group), **fields)
        # A group retains the versions below it by itself: said once, not for each.
        below_its_group = group is not None and group is scope
        default = None if below_its_group else cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        self._make(value, options.get("removal_policy") or default)
        # The service refuses tags on a version, and ``Tags.of(scope)`` puts them there (aws-cdk#33699).
        self.resource.add_property_deletion_override("Tags")
        if group is not None:
            if group.resource is not None:  # named by text, which makes no dependency (LC-005)
                self.resource.add_resource_dependency(group.resource)
            contents = (*self.contents, *(one for each in added or () for one in each.containers))
            group.hold(self, contents, self.encryption_key)


class _Version(ModelPackage):
    """A version of anything: what the factories make."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        model_package_group: interfaces.IModelPackageGroupRef,
        definition: Definition,
        options: VersionOptions,
    ) -> None:
        super(ModelPackage, self).__init__(scope, construct_id)
        self._define(scope, model_package_group, definition, options)


def _group_name(group: interfaces.IModelPackageGroupRef) -> str:
    if isinstance(group, ModelPackageGroupBase):
        return group.registers_as
    if isinstance(cast("object", group), str):
        need = "a group as a construct"
        fix = "use ModelPackageGroup.from_model_package_group_name(...)"
        raise SpecError("SPEC-001", "model_package_group", got=group, need=need, fix=fix)
    return group.model_package_group_ref.model_package_group_arn


def added(
    values: Sequence[spec.AdditionalInferenceSpecificationDefinition] | None, folder: Path, *, verify: bool
) -> list[AdditionalInferenceSpecification] | None:
    """Return additional inference specifications for those of a spec; paths in them are relative to ``folder``."""
    if values is None:
        return None
    return [AdditionalInferenceSpecification.from_spec(value, folder, verify=verify) for value in values]
