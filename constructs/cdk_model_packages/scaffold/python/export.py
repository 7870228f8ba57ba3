"""Writes a linear classifier as JSON: ``weights`` and ``bias``."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def write_model(folder: Path, weights: NDArray[np.float64], bias: NDArray[np.float64]) -> None:
    """Write ``model.json``.

    Args:
        folder: Where to; it exists.
        weights: A row of four for each species.
        bias: A number for each species.
    """
    text = json.dumps({"weights": weights.tolist(), "bias": bias.tolist()}, indent=2)
    (folder / "model.json").write_text(f"{text}\n")
