"""A model in a folder: one ``.onnx`` for ONNX Runtime, or what SageMaker Neo has compiled, for DLR."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

METADATA = "metadata.json"
"""May name the output that is answered: ``{"output": "probabilities"}``. Without it, it is the first."""
_ONNX_TYPES = {
    "tensor(float)": "float32",
    "tensor(float16)": "float16",
    "tensor(double)": "float64",
    "tensor(int8)": "int8",
    "tensor(int16)": "int16",
    "tensor(int32)": "int32",
    "tensor(int64)": "int64",
    "tensor(uint8)": "uint8",
    "tensor(uint16)": "uint16",
    "tensor(uint32)": "uint32",
    "tensor(uint64)": "uint64",
    "tensor(bool)": "bool",
}
_PROVIDERS = ("CUDAExecutionProvider", "CPUExecutionProvider")


class ModelError(Exception):
    """The folder holds no model that can be run; the message is one line."""


class Input(NamedTuple):
    """What a model takes.

    Attributes:
        name: Its name.
        dtype: Type of its values.
        batch: Rows in one run; ``None``: any number.
        row_shape: Sizes of a row, ``None`` for any size; ``None``: nothing is known of it.
    """

    name: str
    dtype: Any
    batch: int | None
    row_shape: tuple[int | None, ...] | None


class Model(ABC):
    """A model that is ready to run.

    Args:
        inputs: What it takes.
        outputs: Names of what it answers.
        output: The one that is asked for; ``None``: the first.
    """

    def __init__(self, inputs: Sequence[Input], outputs: Sequence[str], output: str | None) -> None:
        self.inputs = tuple(inputs)
        if output is not None and output not in outputs:
            raise ModelError(f"{METADATA}: output {output!r} is none of the model's ({', '.join(outputs)})")
        self._output = 0 if output is None else list(outputs).index(output)

    def predict(self, rows: Sequence[dict[str, Any]]) -> list[Any]:
        """Return a prediction for each row. A model of a fixed batch is run as often as needed."""
        size = self.inputs[0].batch or len(rows)
        found: list[Any] = []
        for start in range(0, len(rows), size):
            part = list(rows[start : start + size])
            filled = part + part[-1:] * (size - len(part))
            values = {each.name: np.stack([row[each.name] for row in filled]) for each in self.inputs}
            answer = self._run(values, self._output)
            found += list(answer if len(answer) == size else [answer])[: len(part)]
        return found

    @abstractmethod
    def _run(self, values: dict[str, Any], output: int) -> Any:
        """Return one of the model's outputs for one batch."""


class OnnxModel(Model):
    """A model for ONNX Runtime."""

    def __init__(self, path: Path, output: str | None) -> None:
        runtime: Any = import_module("onnxruntime")
        available = runtime.get_available_providers()
        self._session = runtime.InferenceSession(
            str(path), providers=[each for each in _PROVIDERS if each in available]
        )
        self._names = [each.name for each in self._session.get_outputs()]
        super().__init__([_onnx_input(each) for each in self._session.get_inputs()], self._names, output)

    def _run(self, values: dict[str, Any], output: int) -> Any:
        return self._session.run([self._names[output]], values)[0]


class DlrModel(Model):
    """A model that Neo has compiled. Its own ``libdlr.so`` is taken where Neo has put it beside the model."""

    def __init__(self, folder: Path, output: str | None) -> None:
        try:
            # Not dlr.DLRModel around it, which reports to AWS and logs a traceback before it raises.
            runtime: Any = import_module("dlr.dlr_model")
        except ImportError as error:
            raise ModelError(f"{folder}: is compiled by SageMaker Neo and needs the module dlr ({error})") from error
        told = _compiled_metadata(folder)
        self._model = runtime.DLRModelImpl(str(folder), told.get("Requirements", {}).get("TargetDeviceType", "cpu"), 0)
        described = {each.get("name"): each.get("shape") for each in told.get("Model", {}).get("Inputs", [])}
        types = self._model.get_input_dtypes()
        inputs = [
            _compiled_input(name, types[index], described.get(name))
            for index, name in enumerate(self._model.get_input_names())
        ]
        super().__init__(inputs, _compiled_outputs(self._model, told), output)

    def _run(self, values: dict[str, Any], output: int) -> Any:
        return self._model.run(values)[output]


def find_model(folder: Path) -> Path:
    """Return the ``.onnx``, or the folder itself where Neo has compiled into it.

    Raises:
        ModelError: there is no model, or more than one.
    """
    if not folder.is_dir():
        raise ModelError(f"{folder}: no such folder")
    found = sorted(folder.rglob("*.onnx"))
    compiled = sorted(path for path in folder.glob("*.so") if path.name != "libdlr.so")
    if len(found) + len(compiled) == 1:
        return found[0] if found else folder
    if not found and not compiled:
        raise ModelError(f"{folder}: holds neither one .onnx nor what SageMaker Neo compiles (a .so)")
    names = ", ".join(str(path.relative_to(folder)) for path in [*found, *compiled])
    raise ModelError(f"{folder}: holds more than one model ({names}): leave one")


def load_model(folder: Path, path: Path) -> Model:
    """Load what :func:`find_model` has found.

    Raises:
        ModelError: it cannot be loaded.
    """
    output = _wanted_output(folder / METADATA)
    try:
        model = DlrModel(path, output) if path == folder else OnnxModel(path, output)
    except ModelError:
        raise
    except Exception as error:  # each runtime has errors of its own
        raise ModelError(f"{path}: cannot load the model: {first_line(error)}") from error
    if not model.inputs:
        raise ModelError(f"{path}: has no input")
    return model


def _onnx_input(told: Any) -> Input:
    name = _ONNX_TYPES.get(told.type)
    if name is None:
        raise ModelError(f"input {told.name!r} is of type {told.type}, which cannot be sent as csv or json")
    sizes = [size if isinstance(size, int) and size > 0 else None for size in told.shape]
    if not sizes:
        raise ModelError(f"input {told.name!r} is one value and has no rows")
    return Input(told.name, np.dtype(name), sizes[0], tuple(sizes[1:]))


def _compiled_input(name: str, dtype: str, shape: Sequence[int] | None) -> Input:
    sizes = [size if isinstance(size, int) and size > 0 else None for size in shape or ()]
    kind = np.dtype("float32" if dtype == "json" else dtype)
    return Input(name, kind, sizes[0], tuple(sizes[1:])) if sizes else Input(name, kind, None, None)


def _compiled_outputs(model: Any, told: dict[str, Any]) -> list[str]:
    described = [each.get("name", "") for each in told.get("Model", {}).get("Outputs", [])]
    return described or [str(number) for number in range(len(model.get_output_dtypes()))]


def _compiled_metadata(folder: Path) -> dict[str, Any]:
    """Return what Neo tells of a model in its ``.meta``; nothing where it does not."""
    for path in sorted(folder.glob("*.meta")):
        told = _read_json(path)
        if isinstance(told, dict):
            return told
    return {}


def _wanted_output(path: Path) -> str | None:
    if not path.is_file():
        return None
    told = _read_json(path)
    output = told.get("output") if isinstance(told, dict) else None
    if output is not None and not isinstance(output, str):
        raise ModelError(f"{path}: output must be the name of one of the model's outputs")
    return output


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path}: is no JSON: {first_line(error)}") from error


def first_line(error: BaseException) -> str:
    """Return what an error says in one line."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__
