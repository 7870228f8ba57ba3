"""What else a reader of the card should know."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Spec
from cdk_model_packages.spec.model_card.text import CustomProperties, limited


class AdditionalInformation(Spec):
    """Considerations, caveats and entries of your own.

    Source: AWS::SageMaker::ModelCard schema, AdditionalInformation.
    """

    ethical_considerations: Annotated[str | None, limited("EthicalConsiderations", 2048)] = None
    """At most 2048 characters. ``None``: none."""

    caveats_and_recommendations: Annotated[str | None, limited("CaveatsAndRecommendations", 2048)] = None
    """At most 2048 characters. ``None``: none."""

    custom_details: CustomProperties | None = None
    """Entries of your own; values of at most 1024 characters. ``None``: none."""
