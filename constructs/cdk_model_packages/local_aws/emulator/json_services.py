"""A service of the embedded AWS that speaks AWS's JSON protocol."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from .errors import ServiceError, internal_failure
from .services import Service
from .shapes import service_model

if TYPE_CHECKING:
    from .services import Request, Response

logger = logging.getLogger(__name__)


class JsonService(Service):
    """One service: every request is a POST of JSON, a header names the operation."""

    @property
    def target_prefixes(self) -> list[str]:
        """Return what ``X-Amz-Target`` starts with when a request is meant for this service."""
        return [f"{service_model(self.name).metadata['targetPrefix']}."]

    async def handle_request(
        self, method: str, path: str, headers: dict[str, str], body: bytes, query_params: dict[str, Any]
    ) -> Response:
        """Answer one HTTP request; the signature is the one that the server calls its services by."""
        del method, path, query_params
        operation = headers.get("x-amz-target", "").removeprefix(self.target_prefixes[0])
        try:
            return _response(200, self.call(operation, json_object(body)))
        except ServiceError as error:
            return _refusal(error)
        except Exception as error:
            # Not a 5xx: clients repeat those for most of a minute, and a bug of ours stays one.
            logger.exception("%s:%s failed", self.name, operation)
            return _refusal(internal_failure(error))


def json_object(body: bytes) -> Request:
    """Read the body of a request.

    Raises:
        ServiceError: It is not a JSON object.
    """
    try:
        request = json.loads(body or b"{}")
    except ValueError as error:
        raise ServiceError("SerializationException", f"The request is not JSON: {error}") from error
    if not isinstance(request, dict):
        raise ServiceError("SerializationException", "The request is not a JSON object")
    return request


def _refusal(error: ServiceError) -> Response:
    return _response(400, {"__type": error.code, "message": str(error)})


def _response(status: int, payload: Request) -> Response:
    return status, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(payload).encode()
