"""What a package takes over from the algorithm, the package or the model that it is made from."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from .. import hooks
from ..shapes import service_model
from . import algorithms, models, packages
from .names import Arn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .algorithms import Algorithms
    from .models import Models

_ARTIFACT = ("ModelDataUrl", "ModelDataSource", "ModelDataETag")

Record = dict[str, Any]


class Sources:
    """Reads the sources that a request names.

    Args:
        find_package: Returns the record of a package that the caller may describe, by name or ARN.
    """

    def __init__(self, all_algorithms: Algorithms, all_models: Models, find_package: Callable[[str], Record]) -> None:
        self._algorithms = all_algorithms
        self._models = all_models
        self._find_package = find_package

    def taken_over(self, request: Record) -> Record:
        """Return the ``InferenceSpecification`` that comes from a source; nothing when none does.

        Raises:
            ServiceError: A source of this account does not exist.
        """
        if "SourceAlgorithmSpecification" in request:
            found = self._of_algorithm(request["SourceAlgorithmSpecification"]["SourceAlgorithms"][0])
        else:
            found = self._of_uri(request.get("SourceUri", ""))
        return {} if found is None else {"InferenceSpecification": copy.deepcopy(found)}

    def _of_algorithm(self, source: Record) -> Record | None:
        arn = Arn.of(source["AlgorithmName"])
        if arn is not None and arn.kind == algorithms.KIND and arn.account != hooks.account():
            return None  # a product of AWS Marketplace: not here
        specification = self._algorithms.get(source["AlgorithmName"]).get("InferenceSpecification")
        if specification is None:
            return None
        artifact = {name: source[name] for name in _ARTIFACT if name in source}
        first, *rest = specification["Containers"]
        return {**specification, "Containers": [{**first, **artifact}, *rest]}

    def _of_uri(self, uri: str) -> Record | None:
        arn = Arn.of(uri)
        if arn is None or arn.region != hooks.region():
            return None
        if arn.kind == packages.KIND:
            return self._find_package(uri).get("InferenceSpecification")
        if arn.kind == models.KIND and not arn.is_shared:
            return {"Containers": list(self._containers(self._models.get(uri)))}
        return None

    def _containers(self, model: Record) -> Iterator[Record]:
        known = service_model("sagemaker").shape_for("ModelPackageContainerDefinition").members
        for container in models.containers(model):
            if "ModelPackageName" in container:
                package = self._find_package(container["ModelPackageName"])
                yield from package.get("InferenceSpecification", {}).get("Containers", [])
            else:
                yield {name: value for name, value in container.items() if name in known}
