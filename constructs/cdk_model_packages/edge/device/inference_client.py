"""Asks a component over HTTP: ``GET /ping`` and ``POST /invocations``."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from cdk_model_packages.errors import EdgeError

HEALTHY = 200
_PING_SECONDS = 2.0
_INVOCATION_SECONDS = 60.0
_CONNECT_SECONDS = 1.0


@dataclass(frozen=True)
class Answer:
    """What a component answers.

    Attributes:
        status: HTTP status; 0: it did not answer.
        content_type: Without parameters.
        body: As it came; why it did not answer, where it did not.
        seconds: From the request to the last byte.
    """

    status: int
    content_type: str
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


class InferenceClient:
    """A component's HTTP server.

    Args:
        url: ``http://HOST:PORT``.

    Raises:
        EdgeError: It is no such URL.
    """

    def __init__(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or 80
        except ValueError:
            parts, host, port = urlsplit(""), None, 0
        if parts.scheme != "http" or not host:
            raise EdgeError(f"--url {url}: is no http://HOST:PORT; write like http://127.0.0.1:8080")
        self.url = url
        self._host, self._port, self._path = host, port, parts.path.rstrip("/")

    def is_taken(self) -> bool:
        """Tell whether something listens there."""
        try:
            with socket.create_connection((self._host, self._port), timeout=_CONNECT_SECONDS):
                return True
        except OSError:
            return False

    def ping(self) -> int:
        """Return the status of ``GET /ping``; 0: no answer."""
        return self._ask("GET", "/ping", None, {}, _PING_SECONDS).status

    def invoke(self, body: bytes, content_type: str, accept: str | None = None) -> Answer:
        """Send one request to ``/invocations``."""
        headers = {"Content-Type": content_type, **({} if accept is None else {"Accept": accept})}
        return self._ask("POST", "/invocations", body, headers, _INVOCATION_SECONDS)

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], timeout_seconds: float
    ) -> Answer:
        connection = HTTPConnection(self._host, self._port, timeout=timeout_seconds)
        started = time.monotonic()
        try:
            connection.request(method, f"{self._path}{path}", body, headers)
            response = connection.getresponse()
            content = response.read()
            kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
            return Answer(response.status, kind, content, time.monotonic() - started)
        except (OSError, HTTPException) as error:
            reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            return Answer(0, "", reason.encode(), time.monotonic() - started)
        finally:
            connection.close()
