"""What packages of both kinds share when an app makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import aws_cdk as cdk

from cdk_model_packages import spec
from cdk_model_packages.registry.model import model_of
from cdk_model_packages.registry.model_package_base import ModelPackageBase
from cdk_model_packages.registry.model_package_resource import model_package_resource
from cdk_model_packages.registry.samples import check_samples
from cdk_model_packages.registry.version_keys import grant_decrypt
from cdk_model_packages.validation import ValidationProfile
from cdk_model_packages.validation.keys import check_key_region

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_sagemaker as sagemaker

    from cdk_model_packages.registry.additional_inference import AdditionalInferenceSpecification
    from cdk_model_packages.registry.definition import Definition, Opens
    from cdk_model_packages.registry.props import PackageOptions
    from cdk_model_packages.validation.profile import BoundValidation

# Options that go into the spec as they are.
_AS_IT_IS = (
    "skip_model_validation",
    "model_package_description",
    "model_metrics",
    "drift_check_baselines",
    "metadata_properties",
    "domain",
    "task",
    "sample_payload_url",
)


class DefinedPackage(ModelPackageBase):
    """A package that an app makes."""

    resource: sagemaker.CfnModelPackage
    """The L1, the way out for what this library does not cover."""
    validation_role: iam.IRole | None = None
    """Runs the validation: the one that was given, else the one made for it. ``None``: nothing is run."""
    encryption_key: kms.IKey | str | None = None
    """Encrypts the package's information. ``None``: the service's own key."""
    needs_network_isolation: bool = False
    """Whether models of it must run without network: those of AWS Marketplace do (MK-006)."""
    contents: Sequence[Opens]
    """What a consumer of the package reads: its containers, or the model that an algorithm has trained."""
    _is_approved: bool = False
    _definition: Definition
    _bound: BoundValidation | None = None

    @property
    def model_package_arn(self) -> str:
        """ARN of the package, for example ``arn:aws:sagemaker:REGION:ACCOUNT:model-package/GROUP/3``."""
        return self.resource.attr_model_package_arn

    @property
    def creation_time(self) -> str:
        """When the package was created, as the service writes it."""
        return self.resource.attr_creation_time

    @property
    def model_package_status(self) -> str:
        """``Pending``, ``InProgress``, ``Completed``, ``Failed`` or ``Deleting``."""
        return self.resource.attr_model_package_status

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody describe the package, and decrypt what its key encrypts (SC-002)."""
        grant_decrypt(self, grantee, self.encryption_key)
        return super().grant_read(grantee)

    def grant_approve(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody approve and reject the package, and change its metadata; and decrypt, as for reading."""
        grant = super().grant_approve(grantee)
        grant_decrypt(self, grantee, self.encryption_key)
        return grant

    def to_model(
        self,
        construct_id: str = "Model",
        *,
        role: iam.IRole | None = None,
        environment: Mapping[str, str] | None = None,
        vpc_config: sagemaker.CfnModel.VpcConfigProperty | None = None,
        enable_network_isolation: bool | None = None,
    ) -> sagemaker.CfnModel:
        """Define a model that an endpoint or a transform job can run, from this package.

        A version must be approved before the service makes a model of it: approve it in code, or add the model in a
        later deployment.

        Args:
            construct_id: Id below the package.
            role: Runs the model; image and artifacts are granted to it, as far as this app knows them (AL-007).
                ``None``: a role with just these rights.
            environment: Variables beside those of the package. ``None``: none.
            vpc_config: Subnets and security groups of the model. ``None``: the service's own network.
            enable_network_isolation: Whether the containers have no network. ``None``: yes for a Marketplace
                package, which requires it; no otherwise.

        Raises:
            SpecError: ``MK-006`` when a Marketplace package is to have a network.

        Warns (acknowledge by id): ``MP-014`` when the version is not approved in code.

        Source: SageMaker API, CreateModel; developer guide, model-registry-deploy.
        """
        if self.has_approval and not self._is_approved:
            cdk.Validations.of(self).add_warning(
                "MP-014",
                f"ModelApprovalStatus of {self.node.path} is not Approved, and the service makes models of approved "
                "versions only: approve it in code, or add the model when it is approved [MP-014]",
            )
        return model_of(
            self,
            construct_id,
            definition=self._definition,
            role=role,
            environment=environment,
            vpc_config=vpc_config,
            enable_network_isolation=enable_network_isolation,
        )

    def _bind(self, definition: Definition, options: PackageOptions) -> dict[str, Any]:
        """Make everything that the package refers to available; return the fields of its spec."""
        self._definition = definition
        validation = options.get("validation")
        if validation is not None:
            spec.of_kind(validation, ValidationProfile, "validation", "make one: ValidationProfile(...)")
        self._bound = None if validation is None else validation.bind(self)
        self.validation_role = None if self._bound is None else self._bound.role
        self.encryption_key = key = options.get("encryption_key")
        given = cast("Mapping[str, object]", options)
        fields: dict[str, Any] = {name: given[name] for name in _AS_IT_IS if name in given}
        added = options.get("additional_inference_specifications")
        fields["additional_inference_specifications"] = self._bind_additional(added)
        self.contents = (*definition.contents, *(one for each in added or () for one in each.containers))
        if key is not None:
            key_id = key if isinstance(key, str) else key.key_arn
            check_key_region(key_id, self.stack.region, "SecurityConfig.KmsKeyId")
            fields["security_config"] = spec.SecurityConfig(kms_key_id=key_id)
        if self._bound is not None:
            fields["validation_specification"] = self._bound.specification
        return fields | definition.bind(self, self.validation_role)

    def _bind_additional(
        self, added: Sequence[AdditionalInferenceSpecification] | None
    ) -> tuple[spec.AdditionalInferenceSpecificationDefinition, ...] | None:
        return None if added is None else tuple(each.bind(self) for each in added)

    def _make(self, value: spec.PackageSpec, removal_policy: cdk.RemovalPolicy | None) -> None:
        """Make the L1.

        Raises:
            SpecError: ``VP-025``.
        """
        check_samples(value)
        self.resource = model_package_resource(self, value)
        if removal_policy is not None:
            self.resource.apply_removal_policy(removal_policy)
        if self._bound is not None and self._bound.policy is not None:  # the job starts at once (LC-006)
            self.resource.node.add_dependency(self._bound.policy)


def options_of(value: spec.PackageSpec, **rest: object) -> PackageOptions:
    """Return the options that a spec gives; ``rest`` are those that a spec does not have."""
    options: dict[str, object] = {name: getattr(value, name) for name in _AS_IT_IS}
    config = value.security_config
    return cast("PackageOptions", options | {"encryption_key": config and config.kms_key_id} | rest)
