"""What Neo has compiled, with a stand-in for DLR: there is no compiled model that this machine could run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.edge.runner.server import running
from tests.edge.runner.test_run import ended
from tests.model_server import wait_until_loaded

DLR = """
import numpy as np

class DLRModelImpl:
    \"\"\"The methods of dlr 1.10's that are called, and what they return: one row at a time, doubled.\"\"\"

    def __init__(self, model_path, dev_type="cpu", dev_id=0):
        self._told = [model_path, dev_type, dev_id]

    def get_input_names(self):
        return ["data"]

    def get_input_dtypes(self):
        return ["float32"]

    def get_output_dtypes(self):
        return ["float32", "int64"]

    def run(self, values):
        data = values["data"]
        assert data.dtype == np.float32 and data.flags["C_CONTIGUOUS"]
        if data.shape != (1, 2, 2):
            raise ValueError(f"Mismatch found in input data size: {data.shape}")
        return [data * 2, np.array([len(self._told[0])])]
"""


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A folder with the stand-in."""
    package = tmp_path / "modules/dlr"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "dlr_model.py").write_text(DLR)
    return package.parent


def compiled(folder: Path, **told: object) -> Path:
    model = folder / "model"
    model.mkdir()
    for name in ("compiled.so", "compiled.params", "compiled_model.json", "libdlr.so"):
        (model / name).touch()
    (model / "compiled.meta").write_text(json.dumps(told))
    return model


INPUTS = {"Inputs": [{"name": "data", "dtype": "float32", "shape": [1, 2, 2]}]}


def test_rows_are_run_one_by_one_in_the_shape_that_neo_tells(tmp_path: Path, modules: Path) -> None:
    model = compiled(tmp_path, Model=INPUTS, Requirements={"TargetDevice": "JETSON", "TargetDeviceType": "gpu"})
    with running(model, modules) as found:
        wait_until_loaded(found.client)
        assert found.post(b"1,2,3,4\n5,6,7,8\n", "text/csv").text == "2.0,4.0,6.0,8.0\n10.0,12.0,14.0,16.0\n"
        answer = found.post(json.dumps({"instances": [[[1, 2], [3, 4]]]}), "application/json")
        assert answer.json() == {"predictions": [[[2, 4], [6, 8]]]}
        assert found.post(b"1,2,3\n", "text/csv").text == "line 1: 3 values, need 4\n"


def test_nothing_is_known_of_a_model_without_metadata(tmp_path: Path, modules: Path) -> None:
    with running(compiled(tmp_path), modules) as found:
        wait_until_loaded(found.client)
        answer = found.post(json.dumps({"instances": [[[1, 2], [3, 4]]]}), "application/json")
        assert answer.json() == {"predictions": [[[2, 4], [6, 8]]]}
        answer = found.post(b"1,2,3,4\n", "text/csv")
        assert (answer.status_code, answer.text) == (
            500,
            "the model fails: Mismatch found in input data size: (1, 4)\n",
        )


def test_the_device_without_dlr_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules/dlr.py").write_text("raise ImportError('No module named dlr')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "modules"))
    model = compiled(tmp_path)
    code, text = ended(model, "--port", "0")
    assert (code, text.count("\n")) == (1, 1)
    assert text.startswith(f"run: {model}: is compiled by SageMaker Neo and needs the module dlr (")
