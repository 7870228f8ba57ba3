"""Bodies of requests and answers: text/csv and application/json."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from model import Input

CSV, JSON = "text/csv", "application/json"


class BadInputError(ValueError):
    """A request's body is malformed; the message says where."""


def read_csv(body: bytes, inputs: Sequence[Input]) -> list[dict[str, Any]]:
    """Return a row for each line: the values of the model's one input.

    Raises:
        BadInputError: a line has another number of values, or one is no number.
    """
    if len(inputs) != 1:
        names = ", ".join(each.name for each in inputs)
        raise BadInputError(f"this model has {len(inputs)} inputs ({names}): send {JSON}")
    (only,) = inputs
    need = _values_of(only.row_shape)
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(body.splitlines(), 1):
        where = f"line {number}"
        cells = line.split(b",") if line.strip() else []
        if len(cells) != (need or len(cells) or 1):
            raise BadInputError(f"{where}: {len(cells)} values, need {need or 'one or more'}")
        shape = (len(cells),) if need is None else only.row_shape
        rows.append({only.name: _array(where, [_number(where, cell) for cell in cells], only).reshape(shape)})
    return _of_one_shape(rows)


def read_json(body: bytes, inputs: Sequence[Input]) -> list[dict[str, Any]]:
    """Return a row for each of the ``instances``: a value, or an object with a value for each input.

    Raises:
        BadInputError: it is no such document, or a value has not the input's shape.
    """
    try:
        document = json.loads(body)
    except json.JSONDecodeError as error:
        raise BadInputError(f"line {error.lineno}: not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:  # not UTF-8, a number of thousands of digits, nested too deep
        raise BadInputError("not JSON that can be read") from error
    instances = document.get("instances") if isinstance(document, dict) else None
    if not isinstance(instances, list) or not instances:
        raise BadInputError('need {"instances": [...]} with one row or more')
    return _of_one_shape([_instance(f"instances[{n}]", row, inputs) for n, row in enumerate(instances)])


def write_csv(predictions: Any) -> str:
    """Return a line for each prediction."""
    return "".join(f"{','.join(map(str, np.ravel(row).tolist()))}\n" for row in predictions)


def write_json(predictions: Any) -> str:
    """Return ``{"predictions": [...]}``.

    Raises:
        ValueError: a prediction is infinite, or no number: JSON has no such values.
    """
    return json.dumps({"predictions": np.asarray(predictions).tolist()}, allow_nan=False)


READERS: dict[str, Callable[[bytes, Sequence[Input]], list[dict[str, Any]]]] = {CSV: read_csv, JSON: read_json}
WRITERS: dict[str, Callable[[Any], str]] = {CSV: write_csv, JSON: write_json}


def answer_type(accept: str, request_type: str) -> str | None:
    """Return the type that ``accept`` prefers, at a tie the request's own; ``None`` if it takes none of ours."""
    weights: dict[str, float] = {}
    for entry in accept.lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        try:
            weights[name] = next((float(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        except ValueError:
            weights[name] = 0.0

    def weight(kind: str) -> float:
        any_subtype = kind.split("/")[0] + "/*"
        return weights.get(kind, weights.get(any_subtype, weights.get("*/*", 0.0)))

    best = max(request_type, *WRITERS, key=weight)  # the first of equals
    return best if weight(best) > 0 else None


def _instance(where: str, row: Any, inputs: Sequence[Input]) -> dict[str, Any]:
    if len(inputs) == 1 and not isinstance(row, dict):
        return {inputs[0].name: _shaped(where, row, inputs[0])}
    names = [each.name for each in inputs]
    if not isinstance(row, dict) or sorted(row) != sorted(names):
        raise BadInputError(f"{where}: need an object with {', '.join(names)}")
    return {each.name: _shaped(f"{where}.{each.name}", row[each.name], each) for each in inputs}


def _shaped(where: str, value: Any, wanted: Input) -> Any:
    array = _array(where, value, wanted)
    need = wanted.row_shape
    fits = need is None or (
        array.ndim == len(need) and all(want in {None, have} for want, have in zip(need, array.shape))  # noqa: B905
    )
    if not fits:
        told = " x ".join("any" if size is None else str(size) for size in need or ())
        raise BadInputError(f"{where}: {' x '.join(map(str, array.shape)) or 'one'} values, need {told or 'one'}")
    return array


def _array(where: str, value: Any, wanted: Input) -> Any:
    """Return a value as the input's type takes it.

    Written so that NaN, which compares false to everything, is refused too.
    """
    try:
        array = np.array(value)
    except (ValueError, OverflowError):  # nested unevenly, or too large
        array = np.array(None)
    kind = wanted.dtype.kind
    if array.dtype.kind not in ("b" if kind == "b" else "iuf"):
        raise BadInputError(f"{where}: each value must be {'true or false' if kind == 'b' else 'a number'}")
    with np.errstate(all="ignore"):
        cast = array.astype(wanted.dtype)
        fits = np.isfinite(cast).all() if kind == "f" else (cast == array).all()
    if not fits:
        raise BadInputError(f"{where}: each value must be a number that fits {wanted.dtype.name}")
    return cast


def _number(where: str, cell: bytes) -> int | float:
    try:
        return int(cell)
    except ValueError:
        pass
    try:
        value = float(cell)
    except ValueError as error:
        raise BadInputError(f"{where}: {cell[:40]!r} is no number") from error
    return value


def _values_of(shape: tuple[int | None, ...] | None) -> int | None:
    """Return how many values a row has; ``None``: as many as it likes, in one dimension."""
    if shape is None or shape == (None,):
        return None
    sizes = [size for size in shape if size is not None]
    if len(sizes) != len(shape):
        raise BadInputError(f"this model's input has more than one dimension of any size: send {JSON}")
    return math.prod(sizes)


def _of_one_shape(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for number, row in enumerate(rows):
        for name, value in row.items():
            if value.shape != rows[0][name].shape:
                raise BadInputError(f"row {number + 1} has another shape than the first: send them one by one")
    return rows
