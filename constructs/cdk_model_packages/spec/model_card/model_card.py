"""A card of its own."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Choice, Spec, Text, is_token
from cdk_model_packages.spec.model_card.content import ModelCardContent
from cdk_model_packages.spec.model_card.status import ModelCardStatus
from cdk_model_packages.spec.model_card.text import SCHEMA
from cdk_model_packages.spec.text import NAME

CARD_ARN = rf"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]{{9,16}}:[0-9]{{12}}:model-card/{NAME}"


class ModelCardSecurityConfig(Spec):
    """The key that a card's content is encrypted with.

    Source: SageMaker API, ModelCardSecurityConfig; AWS::SageMaker::ModelCard schema, SecurityConfig.
    """

    kms_key_id: Annotated[
        str,
        Text(
            "KmsKeyId",
            min_length=1,
            max_length=2048,
            pattern="[a-zA-Z0-9:/_-]*",
            hint="name a key's id, ARN or alias, or leave it out for the default one",
            source="SageMaker API, KmsKeyId",
        ),
    ]
    """A key of the card's region: id, ARN or alias, at most 2048 characters."""


class ModelCardSpec(Spec):
    """A card of its own. Its tags are the CDK's business (``Tags.of(card)``).

    Raises:
        SpecError: ``SPEC-001`` when a key of ``custom_details`` or ``metadata`` has neither a Latin letter nor ``_``.

    Source: AWS::SageMaker::ModelCard schema.
    """

    model_card_name: Annotated[
        str,
        Text(
            "ModelCardName",
            min_length=1,
            max_length=63,
            pattern=NAME,
            hint="use letters, digits and -, and a letter or digit at both ends",
            source=SCHEMA,
        ),
    ]
    """1 to 63 letters, digits and hyphens. Fixed: a change makes another card."""

    content: ModelCardContent
    """What it says. A change makes a new version of the card, in place."""

    model_card_status: Annotated[ModelCardStatus, Choice(SCHEMA)] = ModelCardStatus.DRAFT
    """How far it is. Changed in place, without a new version. ``ARCHIVED`` is final (MC-007)."""

    security_config: ModelCardSecurityConfig | None = None
    """Its key. ``None``: a key of the service's. Fixed: a change makes another card, which needs another name."""

    @model_validator(mode="after")
    def _keys_are_cloudformations(self) -> Self:
        """Refuse keys that the service itself takes, in a package's card, and CloudFormation's schema does not."""
        information = self.content.additional_information
        maps = {
            "CustomDetails": information.custom_details if information is not None else None,
            **{
                f"EvaluationDetails[{index}].Metadata": evaluation.metadata
                for index, evaluation in enumerate(self.content.evaluation_details or ())
            },
        }
        for path, entries in maps.items():
            for key in entries or {}:
                if not is_token(key) and re.search("[a-zA-Z_]", key) is None:
                    need = f"a key with a letter of a-z, A-Z or _ ({SCHEMA})"
                    raise SpecError("SPEC-001", path, got=key, need=need, fix="rename it")
        return self
