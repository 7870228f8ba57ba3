"""The runner as a process of its own, on a free port."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import ROOT
from tests.model_server import serving

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Generator
    from pathlib import Path

    import httpx

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
    with serving(command(model, "--port", "0"), environment, stop_limit_seconds=STOP_LIMIT_SECONDS) as found:
        server = Server(*found)
        yield server
    assert server.process.returncode == 0
