"""A server of a model as a process of its own, on a free port."""

from __future__ import annotations

import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence


@contextmanager
def serving(
    command: Sequence[str], environment: Mapping[str, str], *, stop_limit_seconds: float
) -> Generator[tuple[subprocess.Popen[str], httpx.Client]]:
    """The process and a client of it; what it has written to stderr by its end must be nothing."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("serving on http://127.0.0.1:"), (line, process.communicate(timeout=10))
        with httpx.Client(base_url=line.split()[-1], timeout=60, trust_env=False) as client:
            yield process, client
        process.terminate()
        assert process.communicate(timeout=stop_limit_seconds) == ("", "")
    finally:
        process.kill()
        process.communicate()


def wait_until_loaded(client: httpx.Client) -> None:
    deadline = time.monotonic() + 30
    while client.get("/ping").status_code != 200:
        assert time.monotonic() < deadline, "the model was not loaded within 30 s"
        time.sleep(0.02)
