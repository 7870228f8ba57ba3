"""The model: how it is loaded, and what it answers. Replace both with your own."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession

COLUMNS = 4
SPECIES = ("setosa", "versicolor", "virginica")

Model = InferenceSession


def load(folder: Path) -> Model:
    """Return the model in ``folder``, which SageMaker unpacks from model.tar.gz."""
    return InferenceSession((folder / "model.onnx").read_bytes(), providers=["CPUExecutionProvider"])


def predict(model: Model, rows: Sequence[Sequence[float]]) -> list[str]:
    """Return a species for each row: sepal length and width, petal length and width, in cm."""
    (species,) = model.run(["species"], {"sizes": np.asarray(rows, np.float32)})
    return [SPECIES[number] for number in species]
