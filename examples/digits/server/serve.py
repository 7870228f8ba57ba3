"""The digits example's inference server: SageMaker's container contract on Starlette and uvicorn.

    serve.py serve

Environment:
    SM_MODEL_DIR: Folder that holds ``model.onnx``; default ``/opt/ml/model``.
    SAGEMAKER_BIND_TO_PORT: Default 8080; 0 takes a free port.
    BIND_HOST: Default ``0.0.0.0``, as a container must; on your own machine set ``127.0.0.1``.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import numpy as np
import uvicorn
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

PIXELS = 64
BRIGHTEST = 16
MAX_PAYLOAD_MB = 6
# A transform job refuses payload times concurrency over 100 MB.
CONCURRENCY = min(os.cpu_count() or 1, 100 // MAX_PAYLOAD_MB)
# SageMaker kills the container 30 s after SIGTERM.
SHUTDOWN_SECONDS = 25


class BadInputError(ValueError):
    """A request's body is malformed; the message says where."""


def check_row(where: str, cells: Sequence[object], dtype: type[np.float64] | None = None) -> NDArray[np.float64]:
    """Return ``cells`` as one digit's pixels.

    Raises:
        BadInputError: They are not 64 numbers of 0 to 16.
    """
    if len(cells) != PIXELS:
        raise BadInputError(f"{where}: {len(cells)} values, need {PIXELS}")
    try:
        row = np.array(cells, dtype)
    except ValueError:  # no number, or nested unevenly
        row = np.array(None)
    # Written so that NaN, which compares false to everything, is refused too.
    if row.ndim != 1 or row.dtype.kind not in "iuf" or not (row.min() >= 0 and row.max() <= BRIGHTEST):
        raise BadInputError(f"{where}: each of the {PIXELS} values must be a number of 0 to {BRIGHTEST}")
    return row


def read_csv(body: bytes) -> list[NDArray[np.float64]]:
    """Return a row for each line of ``body``."""
    lines = enumerate(body.splitlines(), 1)
    return [check_row(f"line {n}", line.split(b",") if line.strip() else [], np.float64) for n, line in lines]


def read_json(body: bytes) -> list[NDArray[np.float64]]:
    """Return a row for each of the ``instances`` in ``body``."""
    try:
        document = json.loads(body)
    except json.JSONDecodeError as error:
        raise BadInputError(f"line {error.lineno}: not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:  # not UTF-8, a number of thousands of digits, nested too deep
        raise BadInputError("not JSON that can be read") from error
    instances = document.get("instances") if isinstance(document, dict) else None
    if not isinstance(instances, list) or not instances:
        raise BadInputError('need {"instances": [[64 numbers], ...]} with one row or more')
    return [check_row(f"instances[{n}]", row if isinstance(row, list) else []) for n, row in enumerate(instances)]


READERS: dict[str, Callable[[bytes], list[NDArray[np.float64]]]] = {
    "text/csv": read_csv,
    "application/json": read_json,
}
WRITERS: dict[str, Callable[[list[int]], str]] = {
    "text/csv": lambda labels: "".join(f"{label}\n" for label in labels),
    "application/json": lambda labels: json.dumps({"predictions": labels}),
}


def answer_type(accept: str, request_type: str) -> str | None:
    """Return the type ``accept`` prefers, at a tie the request's own; ``None`` if it takes none of ours."""
    weights: dict[str, float] = {}
    for entry in accept.lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        try:
            weights[name] = next((float(p.removeprefix("q=")) for p in parameters if p.startswith("q=")), 1.0)
        except ValueError:
            weights[name] = 0.0

    def weight(kind: str) -> float:
        any_subtype = kind.split("/")[0] + "/*"
        return weights.get(kind, weights.get(any_subtype, weights.get("*/*", 0.0)))

    best = max(request_type, *WRITERS, key=weight)  # the first of equals
    return best if weight(best) > 0 else None


def load(path: Path) -> InferenceSession:
    """Return the model in ``path``, ready to run.

    Raises:
        ValueError: It is a model of something else.
    """
    options = SessionOptions()
    options.intra_op_num_threads = 1  # the pool's threads are the parallelism
    session = InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    found = [(value.name, value.shape[1:]) for value in session.get_inputs()]
    if found != [("pixels", [PIXELS])]:
        raise ValueError(f"its inputs are {found}, need one, 'pixels', of {PIXELS} values")
    return session


def create_app(loading: Future[InferenceSession], pool: ThreadPoolExecutor) -> Starlette:
    """Return the application.

    Args:
        loading: The model, perhaps not there yet.
        pool: Where requests are computed, so that the event loop stays free to answer ``/ping``.
    """

    def is_loaded() -> bool:
        return loading.done() and loading.exception() is None

    def predict(read: Callable[[bytes], list[NDArray[np.float64]]], body: bytes) -> list[int]:
        pixels = np.stack(read(body)).astype(np.float32)
        return loading.result().run(["label"], {"pixels": pixels})[0].tolist()

    async def ping(_: Request) -> Response:
        return Response(status_code=200 if is_loaded() else 503)

    async def execution_parameters(_: Request) -> Response:
        return JSONResponse(
            {
                "MaxConcurrentTransforms": CONCURRENCY,
                "BatchStrategy": "MultiRecord",
                "MaxPayloadInMB": MAX_PAYLOAD_MB,
            }
        )

    async def invocations(request: Request) -> Response:
        if not is_loaded():
            return PlainTextResponse("the model is still loading\n", 503)
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind not in READERS:
            return PlainTextResponse(f"Content-Type {kind!r}: need {' or '.join(READERS)}\n", 415)
        accept = ",".join(request.headers.getlist("accept")) or "*/*"
        answer_kind = answer_type(accept, kind)
        if answer_kind is None:
            return PlainTextResponse(f"Accept {accept!r}: can answer {' or '.join(WRITERS)}\n", 406)
        body = await request.body()
        if not body.strip():
            return PlainTextResponse(f"empty body: need one row of {PIXELS} numbers or more\n", 400)
        try:
            labels = await asyncio.get_running_loop().run_in_executor(pool, predict, READERS[kind], body)
        except BadInputError as error:
            return PlainTextResponse(f"{error}\n", 400)
        return Response(WRITERS[answer_kind](labels), media_type=answer_kind)

    def disconnected(_: Request, __: Exception) -> Response:
        return Response(status_code=400)  # nobody reads it; without it the log gets a traceback

    return Starlette(
        routes=[
            Route("/ping", ping),
            Route("/execution-parameters", execution_parameters),
            Route("/invocations", invocations, methods=["POST"]),
        ],
        exception_handlers={ClientDisconnect: disconnected},
    )


def fail(reason: str) -> NoReturn:
    """End the program with one line on stderr."""
    print(f"serve: {reason}", file=sys.stderr)
    raise SystemExit(2)


def bind() -> socket.socket:
    """Return the socket the environment asks for."""
    host = os.environ.get("BIND_HOST", "0.0.0.0")  # noqa: S104 - a container is reached from outside
    port = os.environ.get("SAGEMAKER_BIND_TO_PORT", "8080")
    if not port.isdecimal() or int(port) > 65535:
        fail(f"SAGEMAKER_BIND_TO_PORT={port!r}: must be a port number; unset it for 8080")
    try:
        return socket.create_server((host, int(port)))
    except OSError as error:
        reason = str(error.strerror).split(" (")[0]
        fail(f"cannot listen on {host}:{port}: {reason}; set SAGEMAKER_BIND_TO_PORT or BIND_HOST")


def main() -> None:
    """Serve until SIGTERM, then finish the requests in flight."""
    if sys.argv[1:] != ["serve"]:
        fail("usage: serve.py serve")
    model = Path(os.environ.get("SM_MODEL_DIR", "/opt/ml/model"), "model.onnx")
    if not model.exists():
        fail(f"{model}: no such file; SM_MODEL_DIR must name the folder that holds model.onnx")
    for name in (signal.SIGTERM, signal.SIGINT):  # uvicorn raises the signal again when it is done: a clean exit
        signal.signal(name, lambda *_: sys.exit(0))
    listener = bind()
    pool = ThreadPoolExecutor(CONCURRENCY)
    loading = pool.submit(load, model)
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(loading, pool),
            lifespan="off",
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
    )

    def stop_unless_loaded(done: Future[InferenceSession]) -> None:
        if done.exception() is not None:  # never set it to False: a SIGTERM may have set it
            server.should_exit = True

    loading.add_done_callback(stop_unless_loaded)
    print("serving on http://{}:{}".format(*listener.getsockname()[:2]), flush=True)
    server.run(sockets=[listener])
    if loading.done() and (error := loading.exception()):
        fail(f"{model}: cannot load the model: {str(error).splitlines()[0]}")


if __name__ == "__main__":
    main()
