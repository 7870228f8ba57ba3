"""What a card made here and an imported one can both do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import aws_cdk as cdk
import jsii
from aws_cdk.interfaces import aws_sagemaker as interfaces

from cdk_model_packages.registry import grants
from cdk_model_packages.validation.keys import grant_key_use

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms
    from constructs import Construct

READ_CARD = ("sagemaker:DescribeModelCard", "sagemaker:ListModelCardVersions", "sagemaker:ListTags")
UPDATE_CARD = ("sagemaker:UpdateModelCard", "sagemaker:DescribeModelCard")
READ_KEY = ("kms:Decrypt",)
UPDATE_KEY = ("kms:Decrypt", "kms:GenerateDataKey")
"""Source of both: AWS::SageMaker::ModelCard schema, read and update handlers."""


class IModelCard(Protocol):
    """A model card, made here or elsewhere."""

    @property
    def model_card_arn(self) -> str:
        """ARN of the card."""
        ...

    @property
    def model_card_name(self) -> str:
        """Name of the card."""
        ...

    @property
    def model_card_ref(self) -> interfaces.ModelCardReference:
        """Reference for L1s and other libraries."""
        ...

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody read the card."""
        ...

    def grant_update(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody change the card."""
        ...


@jsii.implements(interfaces.IModelCardRef)
class ModelCardBase(cdk.Resource):
    """What made and imported cards can do."""

    model_card_name: str
    """Name of the card."""
    encryption_key: kms.IKey | str | None
    """Key of the content; ``None``: the service's own, or not known of an imported card."""

    @property
    def model_card_arn(self) -> str:
        """ARN of the card, for example ``arn:aws:sagemaker:REGION:ACCOUNT:model-card/NAME``."""
        raise NotImplementedError  # pragma: no cover

    @property
    def model_card_ref(self) -> interfaces.ModelCardReference:
        """Reference for L1s and other libraries."""
        return interfaces.ModelCardReference(model_card_arn=self.model_card_arn, model_card_name=self.model_card_name)

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody read the card in all its versions, and decrypt its content."""
        return self._grant(grantee, READ_CARD, READ_KEY)

    def grant_update(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody change content and status of the card, and encrypt its content."""
        return self._grant(grantee, UPDATE_CARD, UPDATE_KEY)

    def _grant(self, grantee: iam.IGrantable, actions: tuple[str, ...], key_actions: tuple[str, ...]) -> iam.Grant:
        granted = grants.grant(grantee, actions, [self.model_card_arn])
        grant_key_use(grantee, self.encryption_key, key_actions)
        return granted


class ImportedCard(ModelCardBase):
    """A card by its name or ARN; it may be of another account or region."""

    def __init__(self, scope: Construct, construct_id: str, name: str, arn: str) -> None:
        super().__init__(scope, construct_id, environment_from_arn=arn)
        self.model_card_name = name
        self.encryption_key = None
        self._arn = arn

    @property
    def model_card_arn(self) -> str:
        """ARN of the card."""
        return self._arn
