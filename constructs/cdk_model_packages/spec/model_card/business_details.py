"""What the model is worth to whom."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Spec
from cdk_model_packages.spec.model_card.text import limited


class BusinessDetails(Spec):
    """The business that the model serves.

    Source: AWS::SageMaker::ModelCard schema, BusinessDetails.
    """

    business_problem: Annotated[str | None, limited("BusinessProblem", 2048)] = None
    """What it solves, at most 2048 characters. ``None``: not told."""

    business_stakeholders: Annotated[str | None, limited("BusinessStakeholders", 2048)] = None
    """Who has a stake in it, at most 2048 characters. ``None``: not told."""

    line_of_business: Annotated[str | None, limited("LineOfBusiness", 2048)] = None
    """Which business it belongs to, at most 2048 characters. ``None``: not told."""
