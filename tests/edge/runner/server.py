"""The runner as a process of its own, on a free port."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import httpx

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

RUNNER = ROOT / "constructs/cdk_model_packages/edge/runner"
STOP_LIMIT_SECONDS = 15


class Server(NamedTuple):
    process: subprocess.Popen[str]
    client: httpx.Client

    def post(self, content: bytes | str, kind: str, **headers: str) -> httpx.Response:
        return self.client.post("/invocations", content=content, headers={"Content-Type": kind, **headers})


def command(model: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-W", "error", str(RUNNER / "run.py"), "--model", str(model), *arguments]


@contextmanager
def running(model: Path, path: Path | None = None) -> Generator[Server]:
    """A server; what it has written to stderr by its end must be nothing.

    Args:
        model: The folder.
        path: More modules of Python.
    """
    environment = os.environ | ({} if path is None else {"PYTHONPATH": str(path)})
    process = subprocess.Popen(
        command(model, "--port", "0"), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("serving on http://127.0.0.1:"), (line, process.communicate(timeout=10))
        with httpx.Client(base_url=line.split()[-1], timeout=60, trust_env=False) as client:
            yield Server(process, client)
        process.terminate()
        assert process.communicate(timeout=STOP_LIMIT_SECONDS) == ("", "")
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


def wait_until_loaded(client: httpx.Client) -> None:
    deadline = time.monotonic() + 30
    while client.get("/ping").status_code != 200:
        assert time.monotonic() < deadline, "the model was not loaded within 30 s"
        time.sleep(0.02)
