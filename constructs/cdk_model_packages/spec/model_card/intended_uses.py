"""What the model is for, and how risky its use is."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import field_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Choice, Spec, is_token
from cdk_model_packages.spec.model_card.text import SCHEMA, limited


class RiskRating(StrEnum):
    """How risky an organization holds the model's use to be."""

    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"
    UNKNOWN = "Unknown"


class IntendedUses(Spec):
    """What the model should be used for, and what not.

    Raises:
        SpecError: ``MC-006`` when ``risk_rating`` is none of the four.

    Source: AWS::SageMaker::ModelCard schema, IntendedUses.
    """

    purpose_of_model: Annotated[str | None, limited("PurposeOfModel", 2048)] = None
    """Why it was made, at most 2048 characters. ``None``: not told."""

    intended_uses: Annotated[str | None, limited("IntendedUses", 2048)] = None
    """What to use it for, at most 2048 characters. ``None``: not told."""

    factors_affecting_model_efficiency: Annotated[str | None, limited("FactorsAffectingModelEfficiency", 2048)] = None
    """What makes it better or worse, at most 2048 characters. ``None``: not told."""

    risk_rating: Annotated[RiskRating | None, Choice(SCHEMA)] = None
    """How risky its use is. ``None``: not told."""

    explanations_for_risk_rating: Annotated[str | None, limited("ExplanationsForRiskRating", 2048)] = None
    """Why it is rated so, at most 2048 characters. ``None``: not told."""

    @field_validator("risk_rating", mode="before")
    @classmethod
    def _is_a_rating(cls, value: Any) -> Any:
        if value is None or is_token(value) or value in list(RiskRating):
            return value
        need = f"one of {', '.join(RiskRating)} ({SCHEMA})"
        raise SpecError("MC-006", "RiskRating", got=value, need=need, fix="write one of them, in this spelling")
