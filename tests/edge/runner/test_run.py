"""The runner over HTTP: it answers as the digits example's own server does."""

from __future__ import annotations

import json
import math
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import onnx.parser
import pytest

from tests.conftest import ROOT
from tests.edge.runner.server import Server, command, running
from tests.model_server import wait_until_loaded

if TYPE_CHECKING:
    from collections.abc import Iterator

DIGITS = ROOT / "examples/digits"
SAMPLES = (DIGITS / "samples/digits.csv").read_bytes()
EXPECTED = (DIGITS / "expected.csv").read_text().splitlines()
FIRST = SAMPLES.splitlines()[0]
ROW = [int(value) for value in FIRST.split(b",")]
LABEL = int(EXPECTED[0])


def right(labels: list[str]) -> float:
    """The part of the samples that is classified as it is labelled."""
    assert len(labels) == len(EXPECTED)
    return sum(label == expected for label, expected in zip(labels, EXPECTED, strict=True)) / len(EXPECTED)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(DIGITS / "model") as found:
        wait_until_loaded(found.client)
        yield found


def test_it_classifies_the_held_out_digits(server: Server) -> None:
    answer = server.post(SAMPLES, "text/csv")
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/csv")
    assert right(answer.text.splitlines()) >= 0.95


def test_it_answers_json(server: Server) -> None:
    rows = [[int(cell) for cell in line.split(b",")] for line in SAMPLES.splitlines()]
    answer = server.post(json.dumps({"instances": rows}), "application/json; charset=utf-8")
    assert right([str(label) for label in answer.json()["predictions"]]) >= 0.95


@pytest.mark.parametrize(
    ("kind", "accept", "answered"),
    [
        ("text/csv", "application/json", "application/json"),
        ("text/csv", "*/*", "text/csv"),
        ("application/json", "text/*;q=0.5, application/json;q=0.1", "text/csv"),
        ("application/json", "application/xml, */*;q=0.1", "application/json"),
    ],
)
def test_it_answers_in_the_type_that_is_asked_for(server: Server, kind: str, accept: str, answered: str) -> None:
    body = FIRST if kind == "text/csv" else json.dumps({"instances": [ROW]})
    answer = server.post(body, kind, Accept=accept)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, answered)
    assert answer.text == (f"{LABEL}\n" if answered == "text/csv" else json.dumps({"predictions": [LABEL]}))


def replaced(value: str) -> bytes:
    return b",".join([value.encode(), *FIRST.split(b",")[1:]])


@pytest.mark.parametrize(
    ("kind", "accept", "body", "status", "told"),
    [
        ("text/plain", "*/*", FIRST, 415, "Content-Type 'text/plain': need text/csv or application/json"),
        ("", "*/*", FIRST, 415, "Content-Type '': need"),
        ("text/csv", "image/png", FIRST, 406, "Accept 'image/png': can answer text/csv or application/json"),
        ("text/csv", "text/csv;q=x", FIRST, 406, "Accept"),
        ("text/csv", "*/*", b"", 400, "empty body: need one row or more"),
        ("text/csv", "*/*", FIRST + b",1", 400, "line 1: 65 values, need 64"),
        ("text/csv", "*/*", FIRST + b"\n\n" + FIRST, 400, "line 2: 0 values, need 64"),
        ("text/csv", "*/*", replaced("one"), 400, "line 1: b'one' is no number"),
        ("text/csv", "*/*", replaced("nan"), 400, "line 1: each value must be a number that fits float32"),
        ("text/csv", "*/*", replaced("1e39"), 400, "line 1: each value must be a number that fits float32"),
        ("text/csv", "*/*", replaced("9" * 400), 400, "line 1: each value must be a number"),
        ("application/json", "*/*", b"{", 400, "line 1: not JSON: Expecting property name"),
        ("application/json", "*/*", b"\xff", 400, "not JSON that can be read"),
        ("application/json", "*/*", b"[" * 100_000, 400, "not JSON that can be read"),
        ("application/json", "*/*", b'{"instances": []}', 400, 'need {"instances": [...]} with one row or more'),
        ("application/json", "*/*", b'{"instances": [[1, 2]]}', 400, "instances[0]: 2 values, need 64"),
        ("application/json", "*/*", b'{"instances": [[[1], 2]]}', 400, "instances[0]: each value must be a number"),
        ("application/json", "*/*", b'{"instances": [1]}', 400, "instances[0]: one values, need 64"),
        (
            "application/json", "*/*", json.dumps({"instances": [{"pixel": ROW}]}).encode(), 400,
            "instances[0]: need an object with pixels",
        ),
        (
            "application/json", "*/*", json.dumps({"instances": [["1"] * 64]}).encode(), 400,
            "instances[0]: each value must be a number",
        ),
        (
            "application/json", "*/*", json.dumps({"instances": [[math.inf] * 64]}).encode(), 400,
            "instances[0]: each value must be a number that fits float32",
        ),
    ],
)  # fmt: skip
def test_a_bad_request_is_told_why(server: Server, kind: str, accept: str, body: bytes, status: int, told: str) -> None:
    answer = server.post(body, kind, Accept=accept)
    assert (answer.status_code, answer.text.startswith(told)) == (status, True), answer.text
    assert answer.text.count("\n") == 1


def test_a_body_has_a_limit(server: Server) -> None:
    row = FIRST + b"\n"
    most = 64 << 20
    assert server.post(row * (most // len(row) + 1), "text/csv").status_code == 413
    assert server.post(b"[" + b" " * (most - 1), "application/json").status_code == 400


def test_there_is_nothing_else(server: Server) -> None:
    assert server.client.get("/invocations").status_code == 405
    assert server.client.get("/").status_code == 404


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("seconds", [0, 0.005, 0.02, 0.05])
def test_it_ends_cleanly_whenever_it_is_told(number: int, seconds: float) -> None:
    process = subprocess.Popen(
        command(DIGITS / "model", "--port", "0"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(number)
        assert process.communicate(timeout=15) == ("", "")
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


def ended(model: Path, *arguments: str) -> tuple[int, str]:
    result = subprocess.run(command(model, *arguments), capture_output=True, text=True, timeout=60, check=False)
    return result.returncode, result.stderr


def test_a_folder_with_another_number_of_models_is_refused(tmp_path: Path) -> None:
    assert ended(tmp_path / "none") == (1, f"run: {tmp_path / 'none'}: no such folder\n")
    told = f"run: {tmp_path}: holds neither one .onnx nor what SageMaker Neo compiles (a .so)\n"
    assert ended(tmp_path) == (1, told)
    (tmp_path / "libdlr.so").touch()
    assert ended(tmp_path) == (1, told)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/a.onnx").touch()
    (tmp_path / "b.onnx").touch()
    (tmp_path / "compiled.so").touch()
    told = f"run: {tmp_path}: holds more than one model (b.onnx, deep/a.onnx, compiled.so): leave one\n"
    assert ended(tmp_path) == (1, told)


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        ("{", "metadata.json: is no JSON: Expecting property name"),
        ('{"output": 1}', "metadata.json: output must be the name of one of the model's outputs"),
        ('{"output": "logits"}', "metadata.json: output 'logits' is none of the model's (label, probabilities)"),
    ],
)
def test_a_model_that_does_not_load_is_told_in_a_line(tmp_path: Path, metadata: str, told: str) -> None:
    shutil.copy(DIGITS / "model/model.onnx", tmp_path)
    (tmp_path / "metadata.json").write_text(metadata)
    code, text = ended(tmp_path, "--port", "0")
    assert (code, text.count("\n"), told in text) == (1, 1, True), text


def test_a_damaged_model_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"weights")
    code, text = ended(tmp_path, "--port", "0")
    assert (code, text.count("\n"), "cannot load the model" in text) == (1, 1, True), text


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = f"run: cannot listen on 127.0.0.1:{port}: Address already in use; choose another Port\n"
        assert ended(DIGITS / "model", "--port", port) == (1, told)


@pytest.mark.parametrize("port", ["http", "65536", "-1", "8080.5", "nan"])
def test_what_is_no_port_is_refused(port: str) -> None:
    code, text = ended(DIGITS / "model", "--port", port)
    assert (code, "invalid" in text) == (2, True)


def test_another_output_is_answered_where_the_metadata_say_so(tmp_path: Path) -> None:
    shutil.copy(DIGITS / "model/model.onnx", tmp_path)
    (tmp_path / "metadata.json").write_text('{"output": "probabilities", "classes": [0, 1]}')
    with running(tmp_path) as found:
        wait_until_loaded(found.client)
        (probabilities,) = found.post(json.dumps({"instances": [ROW]}), "application/json").json()["predictions"]
        assert len(probabilities) == 10
        assert probabilities.index(max(probabilities)) == LABEL
        assert found.post(FIRST, "text/csv").text.count(",") == 9


def onnx_model(folder: Path, text: str) -> None:
    head = '<ir_version: 8, opset_import: ["" : 18]>\n'
    (folder / "model.onnx").write_bytes(onnx.parser.parse_model(head + text).SerializeToString())


def test_several_inputs_are_named(tmp_path: Path) -> None:
    onnx_model(tmp_path, "g (float[N, 2] a, int64[N] b) => (float[N, 2] c) { d = Cast<to: int = 1>(b)\n"
                         "e = Constant<value = int64[1] {1}>()\nf = Unsqueeze(d, e)\nc = Add(a, f) }")  # fmt: skip
    with running(tmp_path) as found:
        wait_until_loaded(found.client)
        rows = [{"a": [1, 2], "b": 3}, {"b": 0, "a": [5, 6.5]}]
        answer = found.post(json.dumps({"instances": rows}), "application/json")
        assert answer.json() == {"predictions": [[4, 5], [5, 6.5]]}
        assert found.post(b"1,2", "text/csv").text == "this model has 2 inputs (a, b): send application/json\n"
        bad = found.post(json.dumps({"instances": [{"a": [1, 2], "b": 1.5}]}), "application/json")
        assert bad.text == "instances[0].b: each value must be a number that fits int64\n"


def test_a_fixed_batch_is_run_as_often_as_needed(tmp_path: Path) -> None:
    """Two rows at a time; the last run is filled up."""
    onnx_model(tmp_path, "g (float[2, 2, 2] a) => (float[2, 2, 2] b) { b = Add(a, a) }")
    with running(tmp_path) as found:
        wait_until_loaded(found.client)
        assert found.post(b"1,2,3,4\n5,6,7,8\n9,10,11,12\n", "text/csv").text == (
            "2.0,4.0,6.0,8.0\n10.0,12.0,14.0,16.0\n18.0,20.0,22.0,24.0\n"
        )
        answer = found.post(json.dumps({"instances": [[[1, 2], [3, 4]]]}), "application/json")
        assert answer.json() == {"predictions": [[[2, 4], [6, 8]]]}
        bad = found.post(json.dumps({"instances": [[1, 2, 3, 4]]}), "application/json")
        assert bad.text == "instances[0]: 4 values, need 2 x 2\n"


def test_rows_of_any_size_are_of_one(tmp_path: Path) -> None:
    onnx_model(tmp_path, "g (float[N, M] a) => (float[N, M] b) { b = Sqrt(a) }")
    with running(tmp_path) as found:
        wait_until_loaded(found.client)
        assert found.post(b"1,4\n9,16\n", "text/csv").text == "1.0,2.0\n3.0,4.0\n"
        told = "row 2 has another shape than the first: send them one by one\n"
        assert found.post(b"1,4\n9\n", "text/csv").text == told
        assert found.post(b"1\n\n1\n", "text/csv").text == "line 2: 0 values, need one or more\n"
        answer = found.post(json.dumps({"instances": [[-1]]}), "application/json")
        assert (answer.status_code, answer.text[:15]) == (500, "the model fails")


def test_a_type_that_no_body_has_is_refused(tmp_path: Path) -> None:
    onnx_model(tmp_path, "g (string[N] a) => (string[N] b) { b = Identity(a) }")
    code, text = ended(tmp_path, "--port", "0")
    assert (code, text.count("\n"), "is of type tensor(string)" in text) == (1, 1, True), text
