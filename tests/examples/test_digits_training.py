"""``train.py``, run as a user runs it, against what is checked in."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from sklearn.datasets import load_digits

DIGITS = Path(__file__).parents[2] / "examples" / "digits"
GENERATED = ["expected.csv", "model/metadata.json", "model/model.onnx", "samples/digits.csv"]


def train(output: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", DIGITS / "train.py", "--output", output]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def predict(model: Path, pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    session = onnxruntime.InferenceSession(model.read_bytes(), providers=["CPUExecutionProvider"])
    labels, probabilities = session.run(["label", "probabilities"], {"pixels": pixels.astype(np.float32)})
    return labels, probabilities


@pytest.fixture(scope="module")
def retrained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    output = tmp_path_factory.mktemp("digits")
    run = train(output)
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    return output, run.stdout


def test_it_prints_an_accuracy_above_the_bar_and_every_file(retrained: tuple[Path, str]) -> None:
    output, printed = retrained
    accuracy = re.search(r"held-out accuracy: ([\d.]+)", printed)
    assert accuracy is not None
    assert float(accuracy[1]) >= 0.95
    assert json.loads((output / "model/metadata.json").read_text())["held_out_accuracy"] == float(accuracy[1])
    assert list(files(output)) == GENERATED
    assert [str(output / name) in printed for name in GENERATED] == [True] * len(GENERATED)


def test_two_runs_write_the_same_bytes(retrained: tuple[Path, str], tmp_path: Path) -> None:
    assert train(tmp_path).returncode == 0
    assert files(tmp_path) == files(retrained[0])


@pytest.mark.parametrize("name", ["samples/digits.csv", "expected.csv"])
def test_the_checked_in_samples_are_what_it_writes(retrained: tuple[Path, str], name: str) -> None:
    assert (DIGITS / name).read_bytes() == (retrained[0] / name).read_bytes()


def test_the_checked_in_model_answers_like_the_one_it_writes(retrained: tuple[Path, str]) -> None:
    # Every digit, so the held-out ones too. Not the bytes: another scikit-learn may round the last bit differently.
    pixels, _ = load_digits(return_X_y=True)
    labels, probabilities = predict(DIGITS / "model/model.onnx", pixels)
    new_labels, new_probabilities = predict(retrained[0] / "model/model.onnx", pixels)
    assert labels.tolist() == new_labels.tolist()
    assert np.allclose(probabilities, new_probabilities, atol=1e-3)


def test_with_the_same_releases_the_checked_in_model_is_what_it_writes(retrained: tuple[Path, str]) -> None:
    checked_in = (DIGITS / "model/metadata.json").read_bytes()
    if (
        json.loads(checked_in)["scikit_learn"]
        != json.loads((retrained[0] / "model/metadata.json").read_bytes())["scikit_learn"]
    ):
        pytest.skip("trained with another scikit-learn")
    assert (retrained[0] / "model/metadata.json").read_bytes() == checked_in
    assert (retrained[0] / "model/model.onnx").read_bytes() == (DIGITS / "model/model.onnx").read_bytes()


def test_the_samples_are_real_digits_with_their_labels() -> None:
    pixels, labels = load_digits(return_X_y=True)
    known = {tuple(row): label for row, label in zip(pixels, labels, strict=True)}
    samples = np.loadtxt(DIGITS / "samples/digits.csv", delimiter=",")
    expected = np.loadtxt(DIGITS / "expected.csv", dtype=int)
    assert samples.shape == (100, 64)
    assert [known[tuple(row)] for row in samples] == expected.tolist()
    answered, _ = predict(DIGITS / "model/model.onnx", samples)
    assert (answered == expected).mean() >= 0.95


def test_what_is_checked_in_is_small() -> None:
    assert sum(len((DIGITS / name).read_bytes()) for name in GENERATED) < 100_000


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_wrong_output_is_one_line(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("in the way")
    run = train(tmp_path / "file" / below)
    assert (run.returncode, run.stdout) == (2, "")
    (line,) = run.stderr.splitlines()
    assert line.startswith(f"--output={tmp_path / 'file' / below}: cannot write ")
    assert line.endswith("; name a folder to write to")
    assert (tmp_path / "file").read_text() == "in the way"
