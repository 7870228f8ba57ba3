"""``AWS::SageMaker::Algorithm``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...resource_types import ResourceType
from .requests import described, retag, tags

if TYPE_CHECKING:
    from ..service import SageMaker

Properties = dict[str, Any]


class AlgorithmType(ResourceType):
    """An algorithm. Its tags can change; everything else replaces it."""

    def __init__(self, sagemaker: SageMaker) -> None:
        super().__init__("AWS::SageMaker::Algorithm")
        self._sagemaker = sagemaker

    def create(self, properties: Properties) -> str:
        """Create the algorithm."""
        return self._sagemaker.call("CreateAlgorithm", properties)["AlgorithmArn"]

    def read(self, identifier: str) -> Properties | None:
        """Return the algorithm and its tags."""
        found = described(self._sagemaker, "DescribeAlgorithm", {"AlgorithmName": identifier})
        return None if found is None else {**found, "Tags": tags(self._sagemaker, identifier)}

    def update(self, identifier: str, old: Properties, new: Properties) -> None:
        """Change the tags."""
        retag(self._sagemaker, identifier, old, new)

    def delete(self, identifier: str) -> None:
        """Delete the algorithm."""
        found = self.read(identifier)
        if found is not None:
            self._sagemaker.call("DeleteAlgorithm", {"AlgorithmName": found["AlgorithmName"]})
