"""An embedded AWS whose state machines call it through a proxy that injects faults, and hurry."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

import pytest

from cdk_model_packages.local_aws import LocalAws
from cdk_model_packages.local_aws.ports import HOST, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def faulty_aws(folder: Path) -> Iterator[tuple[LocalAws, Proxy]]:
    """Start both; the folder holds the state."""
    port = free_port()
    local_aws = LocalAws(folder / ".local-aws")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CDK_MODEL_PACKAGES_SDK_ENDPOINT", f"http://{HOST}:{port}")
        environment.setenv("SFN_WAIT_SCALE", "0.02")
        status = local_aws.start()
    command = [sys.executable, "-m", "microburst", "--host", HOST, "--port", str(port), "--upstream", str(status.url)]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONWARNINGS": "ignore"}, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        proxy = Proxy(f"http://{HOST}:{port}")
        proxy.wait()
        yield local_aws, proxy
    finally:
        process.terminate()
        process.wait(10)
        local_aws.stop()


class Proxy:
    """A fault proxy that the state machines' calls go through."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/_microburst"

    def inject(self, *rules: dict[str, Any]) -> None:
        """Let calls fail as rules say, and forget former ones."""
        self._ask("rules", json.dumps(rules).encode())
        self._before = len(self._ask("fired"))

    def fired(self) -> list[str]:
        """Return what has failed since."""
        return [fault["action"] for fault in self._ask("fired")[self._before :]]

    def wait(self) -> None:
        """Wait until it listens."""
        for _ in range(200):
            try:
                self._ask("fired")
            except URLError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"{self._url} does not answer")

    def _ask(self, path: str, body: bytes | None = None) -> Any:
        request = urllib.request.Request(f"{self._url}/{path}", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as response:
            return json.load(response)
