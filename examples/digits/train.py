"""Trains a classifier of handwritten digits and writes what the example deploys.

    python examples/digits/train.py [--output DIR]

The data are scikit-learn's bundled digits: 1,797 real handwritten digits as 8x8 pixels of 0 to 16. Under DIR (this
folder) it writes ``model/model.onnx`` and ``model/metadata.json``, which become the package's artifact,
``samples/digits.csv``, which the validation run sends, and ``expected.csv``, the digits those samples show.
Two runs write the same bytes.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
import skl2onnx
import sklearn
from numpy.typing import NDArray
from skl2onnx.common.data_types import FloatTensorType
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MinMaxScaler
from threadpoolctl import threadpool_limits

SEED = 7
HELD_OUT_SHARE = 0.25
SAMPLE_ROWS = 100
NEEDED_ACCURACY = 0.95
PROBABILITY_TOLERANCE = 1e-5
OPSETS = {"": 18, "ai.onnx.ml": 3}


class Digits(NamedTuple):
    """Handwritten digits, split once and for all.

    Attributes:
        train_pixels: One row of 64 pixels, 0 to 16, a digit.
        held_out_pixels: The same, never trained on.
        train_labels: The digits that ``train_pixels`` show.
        held_out_labels: The digits that ``held_out_pixels`` show.
    """

    train_pixels: NDArray[np.float64]
    held_out_pixels: NDArray[np.float64]
    train_labels: NDArray[np.int64]
    held_out_labels: NDArray[np.int64]


def load_split() -> Digits:
    """Return the bundled digits, a quarter of each digit's rows held out."""
    pixels, labels = load_digits(return_X_y=True)
    return Digits(*train_test_split(pixels, labels, test_size=HELD_OUT_SHARE, stratify=labels, random_state=SEED))


def train(digits: Digits) -> Pipeline:
    """Return a small neural network trained on ``digits``."""
    # Trained in float64, stored in float32: what BLAS kernels round differently on another CPU does not reach the file.
    network = MLPClassifier(hidden_layer_sizes=(64,), max_iter=600, random_state=SEED)
    with threadpool_limits(1):  # matrices this small only wait for each other, for long on a busy machine
        return make_pipeline(MinMaxScaler(), network).fit(digits.train_pixels, digits.train_labels)


def to_onnx(classifier: Pipeline) -> bytes:
    """Return ``classifier`` as ONNX: ``pixels`` in, ``label`` and ``probabilities`` out."""
    model = skl2onnx.to_onnx(
        classifier,
        initial_types=[("pixels", FloatTensorType([None, 64]))],
        options={"zipmap": False},
        target_opset=OPSETS,
    )
    model.producer_version = model.doc_string = ""  # an upgrade of the exporter alone is no new model
    model.opset_import.sort(key=lambda opset: opset.domain)  # the exporter keeps them in a set
    model.graph.name = "digits"
    return model.SerializeToString(deterministic=True)


def check_runtime(model: bytes, classifier: Pipeline, pixels: NDArray[np.float64]) -> None:
    """Check that ONNX Runtime answers what scikit-learn answers.

    Raises:
        SystemExit: A label or a probability differs.
    """
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    labels, probabilities = session.run(["label", "probabilities"], {"pixels": pixels.astype(np.float32)})
    other_labels = int(np.sum(labels != classifier.predict(pixels)))
    drift = float(np.max(np.abs(probabilities - classifier.predict_proba(pixels))))
    if other_labels or drift > PROBABILITY_TOLERANCE:
        raise SystemExit(
            f"the ONNX model differs from scikit-learn's: {other_labels} of {len(pixels)} labels, probabilities by"
            f" {drift:.1e} (need 0 and {PROBABILITY_TOLERANCE:.0e}); nothing written"
        )


def csv(rows: NDArray[np.generic]) -> bytes:
    """Return whole numbers as CSV, a line for each row of ``rows``."""
    return "".join(",".join(f"{value:.0f}" for value in np.atleast_1d(row)) + "\n" for row in rows).encode()


def build() -> dict[str, bytes]:
    """Train, export and check.

    Returns:
        Every file of the example, by its path below the output folder.

    Raises:
        SystemExit: The model is not good enough, or ONNX Runtime does not agree with it.
    """
    digits = load_split()
    held_out = len(digits.held_out_labels)
    print(f"training on {len(digits.train_labels)} handwritten digits, {held_out} held out")
    classifier = train(digits)
    accuracy = float(classifier.score(digits.held_out_pixels, digits.held_out_labels))
    if accuracy < NEEDED_ACCURACY:
        raise SystemExit(f"held-out accuracy is {accuracy:.4f}, need {NEEDED_ACCURACY}; nothing written")
    print(f"held-out accuracy: {accuracy:.4f} (needed: {NEEDED_ACCURACY})")

    model = to_onnx(classifier)
    check_runtime(model, classifier, digits.held_out_pixels)
    print(f"ONNX Runtime agrees with scikit-learn on all {held_out}")

    metadata = {
        "classes": classifier.classes_.tolist(),
        "held_out_accuracy": round(accuracy, 4),
        "held_out_rows": held_out,
        "scikit_learn": sklearn.__version__,
    }
    return {
        "model/model.onnx": model,
        "model/metadata.json": (json.dumps(metadata, indent=2) + "\n").encode(),
        "samples/digits.csv": csv(digits.held_out_pixels[:SAMPLE_ROWS]),
        "expected.csv": csv(digits.held_out_labels[:SAMPLE_ROWS]),
    }


def main() -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(description="Train the digits classifier and write model, samples and labels.")
    parser.add_argument(
        "--output",
        type=Path,
        default=Path(__file__).parent,
        metavar="DIR",
        help="where to write (default: %(default)s)",
    )
    output: Path = parser.parse_args().output
    try:
        output.mkdir(parents=True, exist_ok=True)  # before the training, so that a wrong path fails at once
        for name, content in build().items():
            path = output / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            print(f"wrote {path} ({len(content):,} bytes)")
    except OSError as error:
        print(
            f"--output={output}: cannot write {error.filename}: {error.strerror}; name a folder to write to",
            file=sys.stderr,
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
