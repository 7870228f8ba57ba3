"""An unversioned package: what AWS Marketplace lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack, cast

import aws_cdk as cdk

from cdk_model_packages import spec
from cdk_model_packages.registry.defined_package import DefinedPackage, options_of
from cdk_model_packages.registry.definition import Definition, Inference, Trained, definition_of
from cdk_model_packages.registry.free_name import free_name
from cdk_model_packages.registry.l1 import l1
from cdk_model_packages.registry.marketplace_listing import check_listing, warn_of_listing
from cdk_model_packages.registry.model_package import added
from cdk_model_packages.registry.options import checked
from cdk_model_packages.registry.props import MarketplaceOptions
from cdk_model_packages.validation import ValidationProfile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms
    from aws_cdk.interfaces import aws_sagemaker as interfaces
    from constructs import Construct

    from cdk_model_packages.artifacts import ModelArtifact
    from cdk_model_packages.registry.additional_inference import AdditionalInferenceSpecification
    from cdk_model_packages.registry.container import Container
    from cdk_model_packages.registry.props import PackageOptions


class MarketplaceModelPackage(DefinedPackage):
    """A package with a name of its own, validated and certified so that AWS Marketplace can list it.

    It is no version of a group: it has no approval, no card and no metadata of its own, but tags. A change makes
    another package; the old one is retained unless ``removal_policy`` says otherwise. Its containers run without
    network, and their image must be in a repository of the publishing account and region.

    Args:
        scope: Parent construct.
        construct_id: Id in its parent; renaming it makes another package.
        containers: 1 to 15; more than one make an inference pipeline. For what an algorithm has trained there is
            :meth:`from_algorithm`.
        supported_content_types: MIME types of the input, for example ``text/csv``.
        supported_response_mime_types: MIME types of the output.
        supported_transform_instance_types: For batch transform, at least one (MP-007).
        supported_realtime_inference_instance_types: For endpoints, at least one (MP-007).
        validation: Run by the service before it accepts the package. Its samples are shown to buyers: provide only
            data that you may expose publicly (MK-008).
        model_package_name: 1 to 63 letters, digits and hyphens. A package of that name must not be there, so with a
            name of your own each change needs another one (LC-001). ``None``: made from the construct's path and
            the content.
        certify_for_marketplace: ``False``: unversioned, and not meant for a listing.
        additional_inference_specifications: 1 to 15 more ways to run it; all names differ. ``None``: none.
        skip_model_validation: ``ALL`` only where it is not certified (VP-016). ``None``: the service checks it.
        model_package_description: At most 1024 characters in one line. ``None``: none.
        model_metrics: Reports on the model. ``None``: none.
        drift_check_baselines: What a monitor compares with. ``None``: none.
        metadata_properties: Commit, repository and the like. ``None``: none.
        encryption_key: Encrypts the package's information. ``None``: the service's own key.
        domain: For example ``Domain.COMPUTER_VISION``. ``None``: not told.
        task: For example ``Task.CLASSIFICATION``. ``None``: not told.
        sample_payload_url: ``s3://bucket/key.tar.gz`` with sample requests. ``None``: none.
        removal_policy: What becomes of the package when it is replaced or leaves the stack. ``None``:
            ``RETAIN_ON_UPDATE_OR_DELETE``.

    Raises:
        ValidationError: when a value breaks a limit; see :class:`cdk_model_packages.spec.MarketplaceModelPackageSpec`.
        SpecError: ``MK-002`` when an image is of another account or registry, ``CT-009`` of another region; ``MK-005``
            when the algorithm is of another account; ``SC-001`` and ``VP-025`` as for a version.
        ArtifactError: when a folder or an archive cannot be used.

    Warns (acknowledge by id): ``MK-006`` for a variable that names an address; ``MK-008`` that samples are shown.

    Source: AWS::SageMaker::ModelPackage schema; AWS Marketplace seller guide, ml-service-restrictions-and-limits.
    """

    has_approval = False

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        containers: Sequence[Container],
        supported_content_types: Sequence[str],
        supported_response_mime_types: Sequence[str],
        supported_transform_instance_types: Sequence[spec.InstanceType | str],
        supported_realtime_inference_instance_types: Sequence[spec.InstanceType | str],
        validation: ValidationProfile | None,
        model_package_name: str | None = None,
        certify_for_marketplace: bool = True,
        additional_inference_specifications: Sequence[AdditionalInferenceSpecification] | None = None,
        skip_model_validation: spec.SkipModelValidation | None = None,
        model_package_description: str | None = None,
        model_metrics: spec.ModelMetrics | None = None,
        drift_check_baselines: spec.DriftCheckBaselines | None = None,
        metadata_properties: spec.MetadataProperties | None = None,
        encryption_key: kms.IKey | str | None = None,
        domain: spec.Domain | str | None = None,
        task: spec.Task | str | None = None,
        sample_payload_url: str | None = None,
        removal_policy: cdk.RemovalPolicy | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self._define(
            Inference(
                containers,
                supported_content_types,
                supported_response_mime_types,
                supported_transform_instance_types,
                supported_realtime_inference_instance_types,
            ),
            {
                "additional_inference_specifications": additional_inference_specifications,
                "validation": validation,
                "skip_model_validation": skip_model_validation,
                "model_package_description": model_package_description,
                "model_metrics": model_metrics,
                "drift_check_baselines": drift_check_baselines,
                "metadata_properties": metadata_properties,
                "encryption_key": encryption_key,
                "domain": domain,
                "task": task,
                "sample_payload_url": sample_payload_url,
                "removal_policy": removal_policy,
                "model_package_name": model_package_name,
                "certify_for_marketplace": certify_for_marketplace,
            },
        )

    @staticmethod
    def from_algorithm(
        scope: Construct,
        construct_id: str,
        *,
        algorithm: interfaces.IAlgorithmRef | str,
        model_data: ModelArtifact | None = None,
        **options: Unpack[MarketplaceOptions],
    ) -> MarketplaceModelPackage:
        """Define a package of what an algorithm of yours has trained; the algorithm's containers run it.

        A package of a built-in algorithm, or of one from AWS Marketplace, cannot be listed (MK-005).

        Args:
            scope: Parent construct.
            construct_id: Id in its parent; renaming it makes another package.
            algorithm: The algorithm: a construct, a name or an ARN.
            model_data: What it has trained: one archive. ``None``: the algorithm needs none.
            options: See the class.

        Raises:
            ValidationError: ``AL-006`` when the model is no archive.
        """
        checked(options, MarketplaceOptions, "MarketplaceModelPackage.from_algorithm()")
        return _Package(scope, construct_id, Trained(algorithm, model_data), options)

    @staticmethod
    def from_spec(
        scope: Construct,
        construct_id: str,
        *,
        value: spec.MarketplaceModelPackageSpec,
        folder: Path | str,
        role: iam.IRole | None = None,
        verify: bool = False,
        removal_policy: cdk.RemovalPolicy | None = None,
    ) -> MarketplaceModelPackage:
        """Define a package from a spec, for example a ``model-package.yaml`` with ``ModelPackageName``.

        Args:
            scope: Parent construct.
            construct_id: Id in its parent; renaming it makes another package.
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
            spec.MarketplaceModelPackageSpec,
            "value",
            "the file is of the other kind: use ModelPackage.from_spec",
        )
        folder = Path(folder)
        options = options_of(
            value,
            additional_inference_specifications=added(value.additional_inference_specifications, folder, verify=verify),
            validation=ValidationProfile.from_spec(value.validation_specification, folder, role=role)
            if value.validation_specification
            else None,
            removal_policy=removal_policy,
            model_package_name=value.model_package_name,
            certify_for_marketplace=value.certify_for_marketplace,
            tags=value.tags,
        )
        definition = definition_of(value, folder, verify=verify)
        return _Package(scope, construct_id, definition, cast("MarketplaceOptions", options))

    @property
    def model_package_name(self) -> str:
        """Name of the package."""
        return cast("str", self.resource.model_package_name)

    def _define(self, definition: Definition, options: MarketplaceOptions) -> None:
        self.needs_network_isolation = options.get("certify_for_marketplace", True)
        fields = self._bind(definition, cast("PackageOptions", options))
        fields["certify_for_marketplace"] = self.needs_network_isolation
        fields["tags"] = options.get("tags")
        name = options.get("model_package_name") or free_name(self, _content(fields))
        value = spec.MarketplaceModelPackageSpec(model_package_name=name, **fields)
        if self.needs_network_isolation:
            check_listing(self.stack, value)
            warn_of_listing(self, value)
        policy = options.get("removal_policy") or cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        self._make(value, policy)


def _content(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: l1(value) for name, value in fields.items() if name != "tags"}


class _Package(MarketplaceModelPackage):
    """A package of anything: what the factories make."""

    def __init__(
        self, scope: Construct, construct_id: str, definition: Definition, options: MarketplaceOptions
    ) -> None:
        super(MarketplaceModelPackage, self).__init__(scope, construct_id)
        self._define(definition, options)
