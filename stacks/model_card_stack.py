"""A card of its own that tells of the digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages import (
    EvaluationDetail,
    IntendedUses,
    MetricGroup,
    MetricType,
    ModelCard,
    ModelCardContent,
    ModelOverview,
    RiskRating,
    SimpleMetric,
)
from stacks import digits

if TYPE_CHECKING:
    from constructs import Construct


class ModelCardStack(cdk.Stack):
    """Deploys the card.

    Args:
        scope: The app or a stage.
        construct_id: Name of the stack.
        env: Account and region. ``None``: those of whoever deploys.
    """

    def __init__(self, scope: Construct, construct_id: str, *, env: cdk.Environment | None = None) -> None:
        super().__init__(scope, construct_id, env=env, description="SageMaker model card")
        self.card = ModelCard(
            self,
            "Card",
            content=ModelCardContent(
                model_overview=ModelOverview(
                    model_name="digits", model_description="Reads handwritten digits of 8 by 8 pixels"
                ),
                intended_uses=IntendedUses(
                    purpose_of_model="Shows how a model becomes a package",
                    risk_rating=RiskRating.LOW,
                ),
                evaluation_details=(
                    EvaluationDetail(
                        name="held-out digits",
                        metric_groups=(
                            MetricGroup(
                                name="quality",
                                metric_data=(
                                    SimpleMetric(name="accuracy", type=MetricType.NUMBER, value=digits.accuracy()),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        )
        cdk.CfnOutput(self, "ModelCardName", value=self.card.model_card_name)
