"""Writes a linear classifier as ONNX: ``sizes`` in, ``species`` out."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

IR_VERSION, OPSET = 8, 18


def write_model(folder: Path, weights: NDArray[np.float64], bias: NDArray[np.float64]) -> None:
    """Write ``model.onnx``.

    Args:
        folder: Where to; it exists.
        weights: A row of four for each species.
        bias: A number for each species.
    """
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["sizes", "weights"], ["products"]),
            helper.make_node("Add", ["products", "bias"], ["scores"]),
            helper.make_node("ArgMax", ["scores"], ["species"], axis=1, keepdims=0),
        ],
        "irises",
        [helper.make_tensor_value_info("sizes", TensorProto.FLOAT, ["N", weights.shape[1]])],
        [helper.make_tensor_value_info("species", TensorProto.INT64, ["N"])],
        [
            numpy_helper.from_array(np.ascontiguousarray(weights.T, np.float32), "weights"),
            numpy_helper.from_array(bias.astype(np.float32), "bias"),
        ],
    )
    model = helper.make_model(graph, ir_version=IR_VERSION, opset_imports=[helper.make_opsetid("", OPSET)])
    (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
