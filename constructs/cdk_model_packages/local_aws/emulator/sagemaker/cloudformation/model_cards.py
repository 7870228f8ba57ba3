"""``AWS::SageMaker::ModelCard``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...resource_types import ResourceType
from ..card_content import to_json, to_properties
from .requests import described, retag, tags

if TYPE_CHECKING:
    from ..service import SageMaker

_ARCHIVED = "Archived"

Properties = dict[str, Any]


class ModelCardType(ResourceType):
    """A model card. The template writes its content as an object, the API takes it as JSON."""

    def __init__(self, sagemaker: SageMaker) -> None:
        super().__init__("AWS::SageMaker::ModelCard")
        self._sagemaker = sagemaker

    def create(self, properties: Properties) -> str:
        """Create the card."""
        request = {**properties, "Content": to_json(properties["Content"])}
        self._sagemaker.call("CreateModelCard", request)
        return str(properties["ModelCardName"])

    def read(self, identifier: str) -> Properties | None:
        """Return the newest version of the card and its tags."""
        found = described(self._sagemaker, "DescribeModelCard", {"ModelCardName": identifier})
        if found is None:
            return None
        return {
            **found,
            "Content": to_properties(found["Content"]),
            "Tags": tags(self._sagemaker, found["ModelCardArn"]),
        }

    def update(self, identifier: str, old: Properties, new: Properties) -> None:
        """Change content, status and tags. The API takes content and status one at a time."""
        found = self.read(identifier) or {}
        changed = retag(self._sagemaker, found["ModelCardArn"], old, new)
        requests = []
        if "Content" in changed:
            requests.append({"Content": to_json(new["Content"])})
        if "ModelCardStatus" in changed:
            # The content of an archived card cannot change: archive last, bring back first.
            place = 0 if old["ModelCardStatus"] == _ARCHIVED else len(requests)
            requests.insert(place, {"ModelCardStatus": new["ModelCardStatus"]})
        for request in requests:
            self._sagemaker.call("UpdateModelCard", {"ModelCardName": identifier, **request})

    def delete(self, identifier: str) -> None:
        """Delete the card with all its versions."""
        if self.read(identifier) is not None:
            self._sagemaker.call("DeleteModelCard", {"ModelCardName": identifier})
