"""SageMaker's container contract for the model of predict.py, on Starlette and uvicorn: CSV in, CSV out.

    serve.py serve

Environment:
    SM_MODEL_DIR: Folder that holds the model; default ``/opt/ml/model``.
    SAGEMAKER_BIND_TO_PORT: Default 8080; 0 takes a free port.
    BIND_HOST: Default ``0.0.0.0``, as a container must; on your own machine set ``127.0.0.1``.
"""

import math
import os
import socket
import sys
from pathlib import Path

import uvicorn
from predict import COLUMNS, Model, load, predict
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

CSV = "text/csv"
MAX_PAYLOAD_MB = 6
# A transform job refuses payload times concurrency over 100 MB.
CONCURRENCY = min(os.cpu_count() or 1, 100 // MAX_PAYLOAD_MB)


def read_csv(body: bytes) -> list[list[float]]:
    """Return a row of numbers for each line of ``body``.

    Raises:
        ValueError: A line is none; the message says which.
    """
    rows: list[list[float]] = []
    for number, line in enumerate(body.splitlines(), 1):
        cells = line.split(b",")
        try:
            row = [float(cell) for cell in cells]
        except ValueError:
            row = []
        if len(row) != COLUMNS or not all(map(math.isfinite, row)):
            raise ValueError(f"line {number}: need {COLUMNS} numbers, got {line[:80].decode(errors='replace')!r}")
        rows.append(row)
    if not rows:
        raise ValueError(f"empty body: need one line of {COLUMNS} numbers or more")
    return rows


def create_app(model: Model) -> Starlette:
    """Return the application that answers for ``model``."""

    async def ping(_: Request) -> Response:
        return Response()

    async def execution_parameters(_: Request) -> Response:
        return JSONResponse(
            {
                "MaxConcurrentTransforms": CONCURRENCY,
                "BatchStrategy": "MultiRecord",
                "MaxPayloadInMB": MAX_PAYLOAD_MB,
            }
        )

    async def invocations(request: Request) -> Response:
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind != CSV:
            return PlainTextResponse(f"Content-Type {kind!r}: need {CSV}\n", 415)
        try:
            rows = read_csv(await request.body())
        except ValueError as error:
            return PlainTextResponse(f"{error}\n", 400)
        labels = await run_in_threadpool(predict, model, rows)  # so that /ping is answered meanwhile
        return Response("".join(f"{label}\n" for label in labels), media_type=CSV)

    return Starlette(
        routes=[
            Route("/ping", ping),
            Route("/execution-parameters", execution_parameters),
            Route("/invocations", invocations, methods=["POST"]),
        ]
    )


def main() -> None:
    """Load the model, then serve until SIGTERM."""
    if sys.argv[1:] != ["serve"]:
        sys.exit("usage: serve.py serve")
    folder = Path(os.environ.get("SM_MODEL_DIR", "/opt/ml/model"))
    try:
        model = load(folder)
    except OSError as error:
        sys.exit(f"serve: {error.filename}: {error.strerror}; SM_MODEL_DIR must name the folder that holds the model")
    host = os.environ.get("BIND_HOST", "0.0.0.0")  # noqa: S104 - a container is reached from outside
    listener = socket.create_server((host, int(os.environ.get("SAGEMAKER_BIND_TO_PORT", "8080"))))
    print("serving on http://{}:{}".format(*listener.getsockname()[:2]), flush=True)
    # SageMaker kills the container 30 s after SIGTERM.
    config = uvicorn.Config(create_app(model), log_level="warning", lifespan="off", timeout_graceful_shutdown=25)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
