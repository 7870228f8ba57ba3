"""A model card of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.l1 import l1
from cdk_model_packages.registry.model_card_base import ImportedCard, ModelCardBase
from cdk_model_packages.registry.model_package import ModelPackage
from cdk_model_packages.spec import is_token, of_kind
from cdk_model_packages.spec.model_card import (
    CARD_ARN,
    ModelCardContent,
    ModelCardSecurityConfig,
    ModelCardSpec,
    ModelCardStatus,
    ModelPackageDetails,
)
from cdk_model_packages.validation.keys import check_key_region

if TYPE_CHECKING:
    from aws_cdk import aws_kms as kms
    from aws_cdk.interfaces import aws_sagemaker as interfaces
    from constructs import Construct


class ModelCard(ModelCardBase):
    """A model card of its own: the object that a console shows below Governance.

    Not the card inside a model package: that is ``PackageModelCard``, a value, and has another schema.

    Args:
        scope: Parent construct.
        construct_id: Id in its parent.
        model_card_name: 1 to 63 letters, digits and hyphens. Fixed: another name makes another card. ``None``: made
            from the construct's path.
        content: What the card says. A change makes a new version of the card, in place.
        model_card_status: How far it is. Changed in place. ``ARCHIVED`` is final: the service refuses every later
            change of the content (MC-007).
        encryption_key: Encrypts the content: a key of the card's region, or its id, ARN or alias. Fixed: another
            key makes another card, which
            needs another ``model_card_name``, because the old card keeps its own. ``None``: a key of the service's.
        removal_policy: What becomes of the card when it is replaced or leaves the stack. By default it stays; only
            when the deploy that makes it fails does it go, so that the next one can make it.

    Raises:
        ValidationError: when a value breaks a limit; see ``spec.model_card.ModelCardSpec``.
        SpecError: ``SC-001`` when ``encryption_key`` is of another region.

    Tags go on it as on any resource: ``Tags.of(card).add(...)``, at most 50.

    Source: AWS::SageMaker::ModelCard schema (createOnlyProperties: ModelCardName, SecurityConfig).
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        content: ModelCardContent,
        model_card_name: str | None = None,
        model_card_status: ModelCardStatus = ModelCardStatus.DRAFT,
        encryption_key: kms.IKey | str | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ) -> None:
        super().__init__(scope, construct_id)
        of_kind(content, ModelCardContent, "content", "make one: ModelCardContent(...), or from_json(text)")
        config = None
        if encryption_key is not None:
            key_id = encryption_key if isinstance(encryption_key, str) else encryption_key.key_arn
            check_key_region(key_id, self.stack.region, "SecurityConfig.KmsKeyId")
            config = ModelCardSecurityConfig(kms_key_id=key_id)
        value = ModelCardSpec(
            model_card_name=model_card_name or cdk.Names.unique_resource_name(self, max_length=63, separator="-"),
            content=content,
            model_card_status=model_card_status,
            security_config=config,
        )
        self.model_card_name = value.model_card_name
        self.encryption_key = encryption_key
        self.resource = sagemaker.CfnModelCard(
            self,
            "Resource",
            model_card_name=value.model_card_name,
            model_card_status=l1(value.model_card_status),
            content=l1(content.model_copy(update={"evaluation_details": None})),
            security_config=l1(config),
        )
        if content.evaluation_details is not None:
            # The L1 takes the name of a metric's axis only as a list, where most metrics have one text.
            self.resource.add_property_override("Content.EvaluationDetails", content.properties()["EvaluationDetails"])
        self.resource.apply_removal_policy(removal_policy)

    @classmethod
    def from_spec(
        cls,
        scope: Construct,
        construct_id: str,
        *,
        value: ModelCardSpec,
        encryption_key: kms.IKey | str | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ) -> ModelCard:
        """Define a card from a spec.

        Args:
            scope: Parent construct.
            construct_id: Id in its parent.
            value: The spec.
            encryption_key: Instead of the key that the spec names. ``None``: the spec's.
            removal_policy: See the class.
        """
        config = value.security_config
        return cls(
            scope,
            construct_id,
            model_card_name=value.model_card_name,
            content=value.content,
            model_card_status=value.model_card_status,
            encryption_key=encryption_key or (config and config.kms_key_id),
            removal_policy=removal_policy,
        )

    @property
    def model_card_arn(self) -> str:
        """ARN of the card, for example ``arn:aws:sagemaker:REGION:ACCOUNT:model-card/NAME``."""
        return self.resource.attr_model_card_arn

    @property
    def model_card_version(self) -> int | float:
        """Number of the card's newest version, from 1."""
        return self.resource.attr_model_card_version

    @property
    def creation_time(self) -> str:
        """When the card was created, as the service writes it."""
        return self.resource.attr_creation_time

    @property
    def last_modified_time(self) -> str:
        """When the card was last changed, as the service writes it."""
        return self.resource.attr_last_modified_time

    @property
    def model_card_processing_status(self) -> str:
        """How far the card's deletion is; ``UnsetValue`` when it is not being deleted."""
        return self.resource.attr_model_card_processing_status

    @staticmethod
    def details_of(model_package: interfaces.IModelPackageRef) -> ModelPackageDetails:
        """Describe a model package, for the ``model_package_details`` of a card's content.

        ARN always; group, name, description, domain and task of a package that is made here. Who reads such a card
        also needs ``model_package.grant_read(...)``.
        """
        arn = model_package.model_package_ref.model_package_arn
        if not isinstance(model_package, ModelPackage):
            return ModelPackageDetails(model_package_arn=arn)
        resource = model_package.resource
        return ModelPackageDetails(
            model_package_arn=arn,
            model_package_group_name=_group_name(resource.model_package_group_name),
            model_package_name=resource.model_package_name,
            model_package_description=resource.model_package_description,
            domain=resource.domain,
            task=resource.task,
        )

    @staticmethod
    def from_model_card_name(scope: Construct, construct_id: str, name: str) -> ModelCardBase:
        """Refer to a card of the stack's own account and region.

        Its key is not known: grant that yourself where it has one of your own.

        Raises:
            ValidationError: when it is not a card's name.
        """
        ModelCardSpec(model_card_name=name, content=ModelCardContent())
        arn = cdk.Stack.of(scope).format_arn(service="sagemaker", resource="model-card", resource_name=name)
        return ImportedCard(scope, construct_id, name, arn)

    @staticmethod
    def from_model_card_arn(scope: Construct, construct_id: str, arn: str) -> ModelCardBase:
        """Refer to a card by ARN; it may be of another account or region.

        Its key is not known: grant that yourself where it has one of your own.

        Raises:
            SpecError: ``MP-015`` when it is not a card's ARN.
        """
        if not is_token(arn) and re.fullmatch(CARD_ARN, arn) is None:
            raise SpecError(
                "MP-015",
                "ModelCardArn",
                got=arn,
                need="arn:PARTITION:sagemaker:REGION:ACCOUNT:model-card/NAME",
                fix="copy it from the card",
            )
        parts = cdk.Arn.split(arn, cdk.ArnFormat.SLASH_RESOURCE_NAME)
        return ImportedCard(scope, construct_id, parts.resource_name or "", arn)


def _group_name(group: str | None) -> str | None:
    """Return a group's name; ``None`` where it cannot be told from what the package names the group by."""
    if group is None or is_token(group):
        return None
    return group.rpartition("/")[2]
