"""How far a card is."""

from __future__ import annotations

from enum import StrEnum


class ModelCardStatus(StrEnum):
    """Approval of a card within an organization.

    Source: SageMaker API, ModelCardStatus.
    """

    DRAFT = "Draft"
    PENDING_REVIEW = "PendingReview"
    APPROVED = "Approved"
    ARCHIVED = "Archived"
    """Final: the service refuses every later change of the content (MC-007)."""
