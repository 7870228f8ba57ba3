"""Runs a model on a device: HTTP on 127.0.0.1, for the other components of the device.

    run.py --model FOLDER [--host 127.0.0.1] [--port 8080]

Exit codes: 0 after SIGTERM or SIGINT, 1 when there is no model to run or nowhere to listen, 2 for a wrong argument.
"""

from __future__ import annotations

import argparse
import signal
import socket
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import uvicorn
from application import create_app
from model import Model, ModelError, find_model, load_model

# The nucleus gives a component 15 s to stop (Shutdown's default timeout).
SHUTDOWN_SECONDS = 10


def fail(reason: str) -> NoReturn:
    """End the program with one line on stderr."""
    print(f"run: {reason}", file=sys.stderr)
    raise SystemExit(1)


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(prog="run.py", description="Runs a model: GET /ping, POST /invocations.")
    parser.add_argument("--model", type=Path, required=True, help="folder with one .onnx, or Neo's compiled model")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; 127.0.0.1 is this device only")
    parser.add_argument("--port", type=_port, default=8080, help="port to listen on; 0 takes a free one")
    return parser.parse_args()


def _port(text: str) -> int:
    port = float(text)  # the nucleus may write the number 8080 as 8080.0 (GG-022)
    if not (port.is_integer() and 0 <= port <= 65535):
        raise ValueError(text)
    return int(port)


class Stopping:
    """Ends the server at SIGTERM and SIGINT, also when they come before it runs.

    An exception out of a signal's handler may strike anywhere in what starts the server, and leave it half alive.
    """

    def __init__(self) -> None:
        self._server: uvicorn.Server | None = None
        self._is_wanted = False
        for number in (signal.SIGTERM, signal.SIGINT):  # uvicorn has its own while it runs, and raises them again
            signal.signal(number, self._stop)

    def stops(self, server: uvicorn.Server) -> None:
        """Say which server ends."""
        self._server = server
        server.should_exit = server.should_exit or self._is_wanted

    def _stop(self, *_: object) -> None:
        self._is_wanted = True
        if self._server is not None:
            self._server.should_exit = True


def bind(host: str, port: int) -> socket.socket:
    """Return the socket to listen on."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        fail(f"cannot listen on {host}:{port}: {(error.strerror or str(error)).split(' (')[0]}; choose another Port")


def main() -> None:
    """Serve until SIGTERM, then finish the requests in flight."""
    told = arguments()
    stopping = Stopping()
    try:
        path = find_model(told.model)
    except ModelError as error:
        fail(str(error))
    with bind(told.host, told.port) as listener:
        serve(told.model, path, listener, stopping)


def serve(folder: Path, path: Path, listener: socket.socket, stopping: Stopping) -> None:
    """Load a model and answer requests.

    Args:
        folder: What holds the model.
        path: What :func:`find_model` has found in it.
        listener: Where requests come in.
        stopping: Told when to end.
    """
    pool = ThreadPoolExecutor(1)  # one request at a time has all of the device's processors
    loading = pool.submit(load_model, folder, path)
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(loading, pool),
            lifespan="off",
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
    )

    def stop_unless_loaded(done: Future[Model]) -> None:
        if done.exception() is not None:  # never set it to False: a SIGTERM may have set it
            server.should_exit = True

    loading.add_done_callback(stop_unless_loaded)
    stopping.stops(server)
    print("serving on http://{}:{}".format(*listener.getsockname()[:2]), flush=True)
    server.run(sockets=[listener])
    if loading.done() and (error := loading.exception()):
        fail(str(error))


if __name__ == "__main__":
    main()
