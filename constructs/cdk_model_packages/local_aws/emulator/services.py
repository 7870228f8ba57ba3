"""A service of the embedded AWS that speaks AWS's JSON protocol."""

from __future__ import annotations

import json
import logging
import threading
from typing import TYPE_CHECKING, Any, ClassVar

from .errors import ServiceError, validation_error
from .persistence import State
from .shapes import findings, service_model, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

logger = logging.getLogger(__name__)

Operation = "Callable[[dict[str, Any]], dict[str, Any] | None]"
Response = tuple[int, dict[str, str], bytes]


class JsonService:
    """One service: operations over a state, checked against botocore's model of the service.

    Attributes:
        name: The service's name in botocore and in the embedded AWS.
        state: What it remembers, by account and region.
        operations: What it answers, by the API's name.
    """

    name: ClassVar[str]

    def __init__(self) -> None:
        self.state = State()
        self.operations: Mapping[str, Callable[[dict[str, Any]], dict[str, Any] | None]] = {}
        self.lock = threading.RLock()  # requests run on the server's loop, resources on worker threads

    @property
    def target_prefix(self) -> str:
        """Return what ``X-Amz-Target`` starts with when a request is meant for this service."""
        return f"{service_model(self.name).metadata['targetPrefix']}."

    def call(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        """Answer one request.

        Raises:
            ServiceError: The service refuses it.
        """
        handler = self.operations.get(operation)
        if handler is None:
            known = ", ".join(sorted(self.operations))
            raise ServiceError(
                "UnknownOperationException",
                f"The embedded AWS does not answer {self.name}:{operation}; it answers {known}",
            )
        model = service_model(self.name).operation_model(operation)
        refused = list(findings(model.input_shape, request)) if model.input_shape else []
        if refused:
            noun = "error" if len(refused) == 1 else "errors"
            raise validation_error(f"{len(refused)} validation {noun} detected: {'; '.join(refused)}")
        with self.lock:
            answer = handler(request)
        return visible(model.output_shape, answer or {}) if model.output_shape else {}

    async def handle_request(
        self, method: str, path: str, headers: dict[str, str], body: bytes, query_params: dict[str, Any]
    ) -> Response:
        """Answer one HTTP request; the signature is the one that the server calls its services by."""
        del method, path, query_params
        operation = headers.get("x-amz-target", "").removeprefix(self.target_prefix)
        try:
            return _response(200, self.call(operation, _request(body)))
        except ServiceError as error:
            return _response(400, {"__type": error.code, "message": str(error)})
        except Exception as error:
            # Not a 5xx: clients repeat those for most of a minute, and a bug of ours stays one.
            logger.exception("%s:%s failed", self.name, operation)
            return _response(400, {"__type": "InternalFailure", "message": f"{type(error).__name__}: {error}"})

    def get_state(self) -> dict[str, Any]:
        """Return everything to keep for the next run."""
        with self.lock:
            return self.state.snapshot()

    def load_persisted_state(self, data: dict[str, Any]) -> None:
        """Take up what a former run kept."""
        with self.lock:
            self.state.restore(data)

    def reset(self) -> None:
        """Forget everything."""
        with self.lock:
            self.state.clear()


def _request(body: bytes) -> dict[str, Any]:
    try:
        request = json.loads(body or b"{}")
    except ValueError as error:
        raise ServiceError("SerializationException", f"The request is not JSON: {error}") from error
    if not isinstance(request, dict):
        raise ServiceError("SerializationException", "The request is not a JSON object")
    return request


def _response(status: int, payload: dict[str, Any]) -> Response:
    return status, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(payload).encode()
