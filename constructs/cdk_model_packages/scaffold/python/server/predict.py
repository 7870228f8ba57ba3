"""The model: how it is loaded, and what it answers. Replace both with your own; it may use any library."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

COLUMNS = 4
SPECIES = ("setosa", "versicolor", "virginica")


class Model(TypedDict):
    """A linear classifier: the species with the highest score wins."""

    weights: list[list[float]]
    bias: list[float]


def load(folder: Path) -> Model:
    """Return the model in ``folder``, which SageMaker unpacks from model.tar.gz."""
    return json.loads((folder / "model.json").read_bytes())


def predict(model: Model, rows: Sequence[Sequence[float]]) -> list[str]:
    """Return a species for each row: sepal length and width, petal length and width, in cm."""
    return [SPECIES[_best(model, row)] for row in rows]


def _best(model: Model, row: Sequence[float]) -> int:
    scores = [
        sum(weight * size for weight, size in zip(weights, row, strict=True)) + bias
        for weights, bias in zip(model["weights"], model["bias"], strict=True)
    ]
    return scores.index(max(scores))
