"""The digits server's contract, over HTTP, against a real process of its own."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import httpx
import onnx.parser
import pytest

from tests.model_server import serving, wait_until_loaded

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

DIGITS = Path(__file__).parents[2] / "examples" / "digits"
SAMPLES = (DIGITS / "samples/digits.csv").read_bytes()
FIRST = SAMPLES.splitlines(keepends=True)[0]
EXPECTED = (DIGITS / "expected.csv").read_text().splitlines()
ROW = [int(value) for value in FIRST.split(b",")]
LABEL = int(EXPECTED[0])
CSV = {"Content-Type": "text/csv"}
JSON = {"Content-Type": "application/json"}
PING_LIMIT_SECONDS = 2
STOP_LIMIT_SECONDS = 25


class Server(NamedTuple):
    process: subprocess.Popen[str]
    client: httpx.Client

    def post(self, content: bytes, headers: dict[str, str]) -> httpx.Response:
        return self.client.post("/invocations", content=content, headers=headers)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "error", str(DIGITS / "server/serve.py"), *arguments]


def environment(model_dir: Path, port: str = "0") -> dict[str, str]:
    ours = {"SM_MODEL_DIR": str(model_dir), "SAGEMAKER_BIND_TO_PORT": port, "BIND_HOST": "127.0.0.1"}
    return os.environ | ours


@contextmanager
def running(model_dir: Path) -> Generator[Server]:
    with serving(command("serve"), environment(model_dir), stop_limit_seconds=STOP_LIMIT_SECONDS) as found:
        yield Server(*found)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(DIGITS / "model") as server:
        wait_until_loaded(server.client)
        yield server


def test_ping(server: Server) -> None:
    answer = server.client.get("/ping")
    assert (answer.status_code, answer.content) == (200, b"")


def test_execution_parameters(server: Server) -> None:
    parameters = server.client.get("/execution-parameters").json()
    concurrency = parameters.pop("MaxConcurrentTransforms")
    assert parameters == {"BatchStrategy": "MultiRecord", "MaxPayloadInMB": 6}
    assert 1 <= concurrency <= 100 // 6


def test_csv(server: Server) -> None:
    answer = server.post(SAMPLES, CSV)
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == "text/csv"
    assert answer.text.endswith("\n")
    answered = answer.text.splitlines()
    assert len(answered) == len(EXPECTED)
    assert sum(map(str.__eq__, answered, EXPECTED)) >= 0.95 * len(EXPECTED)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(FIRST, id="newline"),
        pytest.param(FIRST.rstrip(), id="no-newline"),
        pytest.param(FIRST.rstrip() + b"\r\n", id="crlf"),
        pytest.param(FIRST.replace(b",", b" , "), id="spaces"),
        pytest.param(FIRST.rstrip().replace(b",", b".0,") + b".0", id="decimals"),
    ],
)
def test_one_csv_line(server: Server, body: bytes) -> None:
    assert server.post(body, CSV).text == f"{LABEL}\n"


def test_json(server: Server) -> None:
    answer = server.post(json.dumps({"instances": [ROW, [float(value) for value in ROW]]}).encode(), JSON)
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"predictions": [LABEL, LABEL]}


def test_a_content_type_may_have_parameters_and_capitals(server: Server) -> None:
    assert server.post(FIRST, {"Content-Type": "Text/CSV; charset=utf-8"}).status_code == 200


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/json", "application/json"),
        ("text/csv", "text/csv"),
        ("*/*", "text/csv"),
        ("text/*", "text/csv"),
        ("application/json, text/csv", "text/csv"),
        ("application/json, text/csv;q=0.5", "application/json"),
        ("image/png, application/*;q=0.1", "application/json"),
        ("text/csv;q=0, */*", "application/json"),
    ],
)
def test_accept_chooses_the_answer(server: Server, accept: str, content_type: str) -> None:
    answer = server.post(FIRST, CSV | {"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == content_type


@pytest.mark.parametrize("accept", ["image/png", "text/html, application/xml", "text/csv;q=0", "text/csv;q=x", ";"])
def test_406_says_what_it_can_answer(server: Server, accept: str) -> None:
    answer = server.post(FIRST, CSV | {"Accept": accept})
    assert (answer.status_code, answer.text) == (406, f"Accept {accept!r}: can answer text/csv or application/json\n")


@pytest.mark.parametrize("content_type", ["image/png", "text/plain", "application/jsonlines", None])
def test_415_says_what_it_reads(server: Server, content_type: str | None) -> None:
    answer = server.post(FIRST, {} if content_type is None else {"Content-Type": content_type})
    assert answer.status_code == 415
    assert answer.text == f"Content-Type {content_type or ''!r}: need text/csv or application/json\n"


def rows(*rows: object) -> bytes:
    return json.dumps({"instances": rows}).encode()


NO_NUMBER = "each of the 64 values must be a number of 0 to 16"


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        pytest.param(CSV, b"", "empty body: need one row of 64 numbers or more", id="csv-empty"),
        pytest.param(CSV, b" \r\n\n", "empty body: need one row of 64 numbers or more", id="csv-blank"),
        pytest.param(CSV, FIRST + b"1,2,3\n", "line 2: 3 values, need 64", id="csv-short"),
        pytest.param(CSV, FIRST.rstrip() + b",0\n", "line 1: 65 values, need 64", id="csv-long"),
        pytest.param(CSV, FIRST + b"\n" + FIRST, "line 2: 0 values, need 64", id="csv-blank-line"),
        pytest.param(CSV, b"p" + FIRST, f"line 1: {NO_NUMBER}", id="csv-header"),
        pytest.param(CSV, FIRST + b"," + FIRST[2:], f"line 2: {NO_NUMBER}", id="csv-missing-value"),
        pytest.param(CSV, b"nan" + FIRST[1:], f"line 1: {NO_NUMBER}", id="csv-nan"),
        pytest.param(CSV, b"1e999" + FIRST[1:], f"line 1: {NO_NUMBER}", id="csv-infinite"),
        pytest.param(CSV, b"17" + FIRST[1:], f"line 1: {NO_NUMBER}", id="csv-too-bright"),
        pytest.param(CSV, b"-1" + FIRST[1:], f"line 1: {NO_NUMBER}", id="csv-negative"),
        pytest.param(CSV, b"\xff\xfe\x00" + FIRST, f"line 1: {NO_NUMBER}", id="csv-binary"),
        pytest.param(JSON, b"", "empty body: need one row of 64 numbers or more", id="json-empty"),
        pytest.param(JSON, b'{\n"instances": [}', "line 2: not JSON: Expecting value at column 15", id="json-broken"),
        pytest.param(JSON, b'{"instances": "\xff"}', "not JSON that can be read", id="json-not-utf8"),
        pytest.param(JSON, b"[" * 100_000, "not JSON that can be read", id="json-deep"),
        pytest.param(JSON, b"9" * 10_000, "not JSON that can be read", id="json-long-number"),
        pytest.param(JSON, rows(ROW, ROW[1:]), "instances[1]: 63 values, need 64", id="json-short"),
        pytest.param(JSON, rows(5), "instances[0]: 0 values, need 64", id="json-no-row"),
        pytest.param(JSON, rows(["0"] * 64), f"instances[0]: {NO_NUMBER}", id="json-text"),
        pytest.param(JSON, rows([None] * 64), f"instances[0]: {NO_NUMBER}", id="json-null"),
        pytest.param(JSON, rows([True] * 64), f"instances[0]: {NO_NUMBER}", id="json-boolean"),
        pytest.param(JSON, rows([*ROW[1:], [1, 2]]), f"instances[0]: {NO_NUMBER}", id="json-uneven"),
        pytest.param(JSON, rows([[1, 2]] * 64), f"instances[0]: {NO_NUMBER}", id="json-nested"),
        pytest.param(JSON, rows([10**400] * 64), f"instances[0]: {NO_NUMBER}", id="json-huge"),
        pytest.param(JSON, rows([10**400, *ROW[1:-1], 0.5]), f"instances[0]: {NO_NUMBER}", id="json-huge-and-float"),
        pytest.param(JSON, rows([float("nan")] * 64), f"instances[0]: {NO_NUMBER}", id="json-nan"),
        *[
            pytest.param(JSON, body, 'need {"instances": [[64 numbers], ...]} with one row or more', id=f"json-{name}")
            for name, body in [
                ("list", b"[]"),
                ("null", b"null"),
                ("other-key", b'{"rows": []}'),
                ("no-rows", b'{"instances": []}'),
                ("rows-object", b'{"instances": {"0": 1}}'),
            ]
        ],
    ],
)
def test_400_says_why_and_where(server: Server, headers: dict[str, str], body: bytes, reason: str) -> None:
    answer = server.post(body, headers)
    assert (answer.status_code, answer.text) == (400, f"{reason}\n")
    assert server.client.get("/ping").status_code == 200


def test_other_routes_and_methods(server: Server) -> None:
    assert server.client.get("/").status_code == 404
    assert server.client.get("/invocations").status_code == 405


def test_a_client_that_goes_away_leaves_no_traceback() -> None:
    def half_a_body() -> Iterator[bytes]:
        yield FIRST
        raise ConnectionAbortedError

    with running(DIGITS / "model") as server:  # which checks stderr
        wait_until_loaded(server.client)
        with pytest.raises(ConnectionAbortedError):
            server.client.post("/invocations", content=half_a_body(), headers=CSV)
        assert server.client.get("/ping").status_code == 200


@pytest.fixture
def slow_model(tmp_path: Path) -> Path:
    """A model that multiplies matrices as many times as its pixels add up to; its label is 0."""
    model = onnx.parser.parse_model("""
        <ir_version: 8, opset_import: ["": 18]>
        slow (float[N, 64] pixels) => (int64[M] label) {
            sum = ReduceSum <keepdims: int = 0> (pixels)
            times = Cast <to: int = 7> (sum)
            shape = Constant <value_ints: ints = [256, 256]> ()
            zeros = ConstantOfShape (shape)
            forever = Constant <value: tensor = bool {1}> ()
            product = Loop (times, forever, zeros) <body: graph = step (int64 n, bool go, float[256, 256] x)
                => (bool on, float[256, 256] y) { on = Identity (go)  y = MatMul (x, x) }>
            nothing = ReduceSum <keepdims: int = 0> (product)
            flat = Constant <value_ints: ints = [-1]> ()
            list = Reshape (nothing, flat)
            label = Cast <to: int = 7> (list)
        }
    """)
    (tmp_path / "model.onnx").write_bytes(model.SerializeToString())
    return tmp_path


@pytest.mark.slow
def test_ping_is_answered_while_every_worker_is_busy(slow_model: Path) -> None:
    pings: list[float] = []

    def invoke(body: bytes) -> float:
        answer = server.post(body, CSV)
        assert (answer.status_code, answer.text) == (200, "0\n")
        return answer.elapsed.total_seconds()

    with running(slow_model) as server:
        wait_until_loaded(server.client)
        workers = server.client.get("/execution-parameters").json()["MaxConcurrentTransforms"]
        lines, shortest = 1, 0.0
        while shortest < PING_LIMIT_SECONDS:  # until one invocation alone would hold a ping up for too long
            with ThreadPoolExecutor(workers) as pool:
                invocations = [pool.submit(invoke, FIRST * lines) for _ in range(workers)]
                while not all(invocation.done() for invocation in invocations):
                    started = time.monotonic()
                    assert server.client.get("/ping").status_code == 200
                    pings.append(time.monotonic() - started)
                    time.sleep(0.02)
            shortest = min(invocation.result() for invocation in invocations)
            lines = math.ceil(lines * 1.5 * PING_LIMIT_SECONDS / shortest)
    assert max(pings) < PING_LIMIT_SECONDS


@pytest.mark.slow
def test_ping_is_answered_while_large_bodies_are_read(server: Server) -> None:
    body = SAMPLES * 400  # 5.8 MB, as a transform job sends them; reading CSV holds Python's lock
    with ThreadPoolExecutor(4) as pool:
        invocations = [pool.submit(server.post, body, CSV) for _ in range(4)]
        while not all(invocation.done() for invocation in invocations):
            assert server.client.get("/ping", timeout=PING_LIMIT_SECONDS).status_code == 200
            time.sleep(0.02)
    assert [len(invocation.result().text.splitlines()) for invocation in invocations] == [400 * len(EXPECTED)] * 4


def test_sigterm_finishes_the_request_in_flight() -> None:
    arrived = threading.Event()
    stopping = threading.Event()

    def slow_body() -> Iterator[bytes]:
        yield SAMPLES
        arrived.set()
        assert stopping.wait(30)
        yield SAMPLES

    with running(DIGITS / "model") as server, ThreadPoolExecutor(1) as pool:
        wait_until_loaded(server.client)
        invocation = pool.submit(server.client.post, "/invocations", content=slow_body(), headers=CSV)
        assert arrived.wait(30)
        # The first half must have reached the server before the signal does: it answers in the order of arrival.
        assert server.client.get("/ping").status_code == 200
        server.process.terminate()
        started = time.monotonic()
        until = started + 10
        while True:  # no new connection is taken, the old one lives
            try:
                httpx.get(server.client.base_url.join("/ping"), trust_env=False)
            except httpx.TransportError:
                break
            assert time.monotonic() < until, "still takes connections 10 s after SIGTERM"
            time.sleep(0.02)
        assert server.process.poll() is None
        stopping.set()
        answer = invocation.result(timeout=30)
        assert (answer.status_code, len(answer.text.splitlines())) == (200, 2 * len(EXPECTED))
        assert server.process.wait(timeout=STOP_LIMIT_SECONDS) == 0
        assert time.monotonic() - started < STOP_LIMIT_SECONDS


def test_sigterm_while_idle_is_a_clean_exit() -> None:
    with running(DIGITS / "model") as server:
        wait_until_loaded(server.client)
        server.process.terminate()
        assert server.process.wait(timeout=STOP_LIMIT_SECONDS) == 0


def test_ping_is_503_until_the_model_is_loaded(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "model.onnx")  # reading it blocks until someone writes
    with running(tmp_path) as server:
        assert server.client.get("/ping").status_code == 503
        assert server.post(FIRST, CSV).status_code == 503
        assert server.client.get("/execution-parameters").status_code == 200
        (tmp_path / "model.onnx").write_bytes((DIGITS / "model/model.onnx").read_bytes())
        wait_until_loaded(server.client)
        assert server.post(FIRST, CSV).text == f"{LABEL}\n"


def fails(*arguments: str, env: dict[str, str]) -> str:
    """Return the one line a server that cannot start writes."""
    run = subprocess.run(command(*arguments), env=env, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 2
    (line,) = run.stderr.splitlines()
    return line


def test_a_missing_model_is_one_line(tmp_path: Path) -> None:
    assert fails("serve", env=environment(tmp_path)) == (
        f"serve: {tmp_path}/model.onnx: no such file; SM_MODEL_DIR must name the folder that holds model.onnx"
    )


def test_a_broken_model_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    line = fails("serve", env=environment(tmp_path))
    assert line.startswith(f"serve: {tmp_path}/model.onnx: cannot load the model: ")


@pytest.mark.parametrize("port", ["http", "-1", "65536", ""])
def test_a_wrong_port_is_one_line(port: str) -> None:
    line = fails("serve", env=environment(DIGITS / "model", port))
    assert line == f"serve: SAGEMAKER_BIND_TO_PORT={port!r}: must be a port number; unset it for 8080"


def test_a_busy_port_is_one_line(server: Server) -> None:
    port = str(server.client.base_url.port)
    assert fails("serve", env=environment(DIGITS / "model", port)) == (
        f"serve: cannot listen on 127.0.0.1:{port}: Address already in use; set SAGEMAKER_BIND_TO_PORT or BIND_HOST"
    )


@pytest.mark.parametrize("arguments", [(), ("train",), ("serve", "now")])
def test_a_wrong_argument_is_one_line(arguments: tuple[str, ...]) -> None:
    assert fails(*arguments, env=environment(DIGITS / "model")) == "serve: usage: serve.py serve"
