"""Algorithms that models are trained with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import validation_error
from . import names
from .pages import page
from .refusals import refuse_hyperparameters

if TYPE_CHECKING:
    from ..persistence import State

KIND = "algorithm"
Record = dict[str, Any]


class Algorithms:
    """The algorithms of every account and region, by name."""

    def __init__(self, state: State) -> None:
        self._algorithms = state.table("algorithms")

    def create(self, request: Record) -> Record:
        """CreateAlgorithm. A validation specification is kept and not run."""
        name = request["AlgorithmName"]
        arn = names.arn(f"{KIND}/{name}")
        if name in self._algorithms:
            raise validation_error(f"Algorithm already exists: {arn}")
        refuse_hyperparameters(request)
        self._algorithms[name] = {
            "CertifyForMarketplace": False,
            **request,
            "Tags": request.get("Tags", []),
            "AlgorithmArn": arn,
            "CreationTime": names.now(),
            "AlgorithmStatus": "Completed",
            "AlgorithmStatusDetails": {"ValidationStatuses": [], "ImageScanStatuses": []},
        }
        return {"AlgorithmArn": arn}

    def describe(self, request: Record) -> Record:
        """DescribeAlgorithm."""
        return self.get(request["AlgorithmName"])

    def list(self, request: Record) -> Record:
        """ListAlgorithms."""
        return page(
            self._algorithms.values(),
            request,
            arn_key="AlgorithmArn",
            name_key="AlgorithmName",
            list_key="AlgorithmSummaryList",
        )

    def delete(self, request: Record) -> None:
        """DeleteAlgorithm. Packages that were made from it keep what they took over."""
        del self._algorithms[self.get(request["AlgorithmName"])["AlgorithmName"]]

    def get(self, name_or_arn: str) -> Record:
        """Return the record of an algorithm, to be read and changed.

        Raises:
            ServiceError: There is no such algorithm.
        """
        name = names.resource_of(name_or_arn, KIND)
        algorithm = self._algorithms.get(name)
        if algorithm is None:
            raise validation_error(f"Algorithm {names.arn(f'{KIND}/{name}')} does not exist.")
        return algorithm
