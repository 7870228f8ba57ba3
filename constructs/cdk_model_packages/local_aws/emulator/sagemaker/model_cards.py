"""Model cards: a content that counts versions, and a status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import ServiceError, conflict, validation_error
from . import names
from .card_content import refuse_content
from .keys import refuse_unusable_key
from .pages import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..persistence import State

KIND = "model-card"
_ARCHIVED = "Archived"
Record = dict[str, Any]


class ModelCards:
    """The model cards of every account and region, by name."""

    def __init__(self, state: State) -> None:
        self._cards = state.table("model-cards")

    def create(self, request: Record) -> Record:
        """CreateModelCard."""
        name = request["ModelCardName"]
        arn = names.arn(f"{KIND}/{name}")
        if name in self._cards:
            raise conflict(f"Model Card already exists: {arn}")
        refuse_content(request["Content"])
        refuse_unusable_key(request.get("SecurityConfig"))
        now = names.now()
        first = {
            "ModelCardVersion": 1,
            "Content": request["Content"],
            "ModelCardStatus": request["ModelCardStatus"],
            "CreationTime": now,
            "LastModifiedTime": now,
        }
        self._cards[name] = {
            **{key: value for key, value in request.items() if key not in first},
            "ModelCardArn": arn,
            "CreationTime": now,
            "CreatedBy": names.caller(),
            "ModelCardProcessingStatus": "UnsetValue",  # no deletion is under way
            "Tags": request.get("Tags", []),
            "Versions": [first],
        }
        return {"ModelCardArn": arn}

    def describe(self, request: Record) -> Record:
        """DescribeModelCard: a version, or the newest."""
        card = self.get(request["ModelCardName"])
        number = request.get("ModelCardVersion", len(card["Versions"]))
        if not 1 <= number <= len(card["Versions"]):
            raise _not_found(f"Model Card {card['ModelCardArn']} has no version {number}.")
        version = card["Versions"][number - 1]
        return {**version, **card, "LastModifiedBy": names.caller()}

    def update(self, request: Record) -> Record:
        """UpdateModelCard. Content makes a version, a status does not.

        https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html: any edits other than an approval status
        update result in additional versions.
        """
        card = self.get(request["ModelCardName"])
        newest = card["Versions"][-1]
        if "Content" in request and "ModelCardStatus" in request:
            raise validation_error("You cannot update both model card content and model card status in a single call.")
        if "Content" not in request and "ModelCardStatus" not in request:
            raise validation_error("One of Content and ModelCardStatus must be provided")
        now = names.now()
        if "ModelCardStatus" in request:
            newest.update(ModelCardStatus=request["ModelCardStatus"], LastModifiedTime=now)
            return {"ModelCardArn": card["ModelCardArn"]}
        if newest["ModelCardStatus"] == _ARCHIVED:
            raise conflict("Model Card is in Archived state")
        refuse_content(request["Content"])
        card["Versions"].append(
            {
                **newest,
                "ModelCardVersion": newest["ModelCardVersion"] + 1,
                "Content": request["Content"],
                "CreationTime": now,
                "LastModifiedTime": now,
            }
        )
        return {"ModelCardArn": card["ModelCardArn"]}

    def list(self, request: Record) -> Record:
        """ListModelCards."""
        return page(
            _with_status(({**card["Versions"][-1], **card} for card in self._cards.values()), request),
            request,
            arn_key="ModelCardArn",
            name_key="ModelCardName",
            list_key="ModelCardSummaries",
        )

    def list_versions(self, request: Record) -> Record:
        """ListModelCardVersions."""
        card = self.get(request["ModelCardName"])
        return page(
            _with_status(({**card, **version} for version in card["Versions"]), request),
            request,
            arn_key="ModelCardArn",
            name_key="ModelCardName",
            list_key="ModelCardVersionSummaryList",
            sort_key="ModelCardVersion",
        )

    def delete(self, request: Record) -> None:
        """DeleteModelCard: all versions, at once."""
        del self._cards[self.get(request["ModelCardName"])["ModelCardName"]]

    def get(self, name_or_arn: str) -> Record:
        """Return the record of a card, to be read and changed.

        Raises:
            ServiceError: There is no such card.
        """
        name = names.resource_of(name_or_arn, KIND)
        card = self._cards.get(name)
        if card is None:
            raise _not_found(f"Model Card {names.arn(f'{KIND}/{name}')} does not exist.")
        return card


def _with_status(records: Iterable[Record], request: Record) -> list[Record]:
    return [found for found in records if request.get("ModelCardStatus") in {None, found["ModelCardStatus"]}]


def _not_found(message: str) -> ServiceError:
    return ServiceError("ResourceNotFound", message)
