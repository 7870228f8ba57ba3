"""``AWS::SageMaker::Model``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...resource_types import ResourceType
from .requests import described, retag, tags

if TYPE_CHECKING:
    from ..service import SageMaker

Properties = dict[str, Any]


class ModelType(ResourceType):
    """A deployable model. Its tags can change; everything else replaces it."""

    name_property = "ModelName"

    def __init__(self, sagemaker: SageMaker) -> None:
        super().__init__("AWS::SageMaker::Model")
        self._sagemaker = sagemaker

    def create(self, properties: Properties) -> str:
        """Create the model."""
        return self._sagemaker.call("CreateModel", properties)["ModelArn"]

    def read(self, identifier: str) -> Properties | None:
        """Return the model and its tags."""
        name = identifier.rpartition("/")[2]  # DescribeModel takes no ARN
        found = described(self._sagemaker, "DescribeModel", {"ModelName": name})
        return None if found is None else {**found, "Tags": tags(self._sagemaker, identifier)}

    def update(self, identifier: str, old: Properties, new: Properties) -> None:
        """Change the tags."""
        retag(self._sagemaker, identifier, old, new)

    def delete(self, identifier: str) -> None:
        """Delete the model."""
        found = self.read(identifier)
        if found is not None:
            self._sagemaker.call("DeleteModel", {"ModelName": found["ModelName"]})
