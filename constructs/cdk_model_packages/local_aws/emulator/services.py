"""A service of the embedded AWS: operations over a state, whatever protocol carries them."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from .errors import ServiceError, validation_error
from .persistence import State
from .shapes import findings, service_model, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Request = dict[str, Any]
Response = tuple[int, dict[str, str], bytes]


class Service(ABC):
    """One service, checked against botocore's model of it.

    Attributes:
        name: The service's name in botocore.
        state: What it remembers, by account and region.
        operations: What it answers, by the API's name.
        preparations: What is checked before, by the API's name; it may ask other services.
    """

    name: ClassVar[str]

    def __init__(self) -> None:
        self.state = State()
        self.operations: Mapping[str, Callable[[Request], Request | None]] = {}
        self.preparations: Mapping[str, Callable[[Request], None]] = {}
        self.lock = threading.RLock()  # requests run on the server's loop, resources on worker threads

    @property
    def signing_name(self) -> str:
        """Return what its requests are signed for, which is what the server tells services apart by."""
        return str(service_model(self.name).signing_name)

    @property
    def target_prefixes(self) -> list[str]:
        """Return what ``X-Amz-Target`` starts with when a request is meant for this service."""
        return []

    @abstractmethod
    async def handle_request(
        self, method: str, path: str, headers: dict[str, str], body: bytes, query_params: dict[str, Any]
    ) -> Response:
        """Answer one HTTP request; the signature is the one that the server calls its services by."""

    def call(self, operation: str, request: Request) -> Request:
        """Answer one request.

        Raises:
            ServiceError: The service refuses it.
        """
        handler = self.operations.get(operation)
        if handler is None:
            raise self.unknown(operation)
        model = service_model(self.name).operation_model(operation)
        refused = list(findings(model.input_shape, request)) if model.input_shape else []
        if refused:
            noun = "error" if len(refused) == 1 else "errors"
            raise validation_error(f"{len(refused)} validation {noun} detected: {'; '.join(refused)}")
        if operation in self.preparations:
            # Without the lock: saving the state waits for it on the loop that other services answer on.
            self.preparations[operation](request)
        with self.lock:
            answer = handler(request)
        return visible(model.output_shape, answer or {}) if model.output_shape else {}

    def unknown(self, operation: str) -> ServiceError:
        """Return the refusal of what this service does not answer."""
        known = ", ".join(sorted(self.operations))
        return ServiceError(
            "UnknownOperationException",
            f"The embedded AWS does not answer {self.name}:{operation}; it answers {known}",
        )

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
