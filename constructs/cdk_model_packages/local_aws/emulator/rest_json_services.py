"""A service of the embedded AWS that speaks AWS's REST protocol with JSON bodies."""

from __future__ import annotations

import json
import logging
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from . import hooks
from .errors import ServiceError, internal_failure
from .json_services import json_object
from .rest_routes import Route
from .services import Service
from .shapes import service_model

if TYPE_CHECKING:
    from botocore.model import OperationModel, Shape

    from .services import Request, Response

logger = logging.getLogger(__name__)

_NO_CONTENT = 204
_NOT_FOUND = 404
_REFUSED = 400
_UNMODELLED = {"UnknownOperationException": _NOT_FOUND}


class RestJsonService(Service):
    """One service: method and path name the operation, and the model says where each member is written."""

    async def handle_request(
        self, method: str, path: str, headers: dict[str, str], body: bytes, query_params: dict[str, Any]
    ) -> Response:
        """Answer one HTTP request; the signature is the one that the server calls its services by."""
        operation = f"{method} {path}"
        try:
            route, labels = self._route(method, path)
            operation = route.operation.name
            request = _request(route.operation.input_shape, labels, headers, body, query_params)
            answer = await hooks.off_the_loop(partial(self.call, operation, request))
            return _answer(route.operation, answer)
        except ServiceError as error:
            return self._refusal(error)
        except Exception as error:
            # Not a 5xx: clients repeat those for most of a minute, and a bug of ours stays one.
            logger.exception("%s:%s failed", self.name, operation)
            return self._refusal(internal_failure(error))

    def _route(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        for route in self._routes:
            labels = route.labels(method, path)
            if labels is not None:
                return route, labels
        raise self.unknown(f"{method} {path}")

    @cached_property
    def _routes(self) -> list[Route]:
        model = service_model(self.name)
        return sorted(
            (Route(model.operation_model(name)) for name in model.operation_names), key=lambda route: route.place
        )

    def _refusal(self, error: ServiceError) -> Response:
        shapes = {shape.error_code: shape for shape in service_model(self.name).error_shapes}
        shape = shapes.get(error.code)
        modelled = shape.metadata.get("error", {}).get("httpStatusCode") if shape is not None else None
        payload = {"message": str(error), **error.members}
        return _response(modelled or _UNMODELLED.get(error.code, _REFUSED), payload, {"x-amzn-errortype": error.code})


def _request(
    shape: Shape | None, labels: dict[str, str], headers: dict[str, str], body: bytes, query: dict[str, Any]
) -> Request:
    """Return a request's members, wherever the model puts them. A blob stays base64, as in a JSON body."""
    if shape is None:
        return {}
    places = {name: member.serialization.get("location") for name, member in shape.members.items()}
    request = json_object(body) if None in places.values() else {}
    for name, member in shape.members.items():
        written = str(member.serialization.get("name", name))
        if places[name] == "uri":
            request[name] = labels[written]
        elif places[name] == "querystring" and written in query:
            request[name] = _of_query(member, query[written])
        elif places[name] == "header" and written.lower() in headers:
            request[name] = _of_text(member, headers[written.lower()])
    return request


def _of_query(shape: Shape, values: Any) -> Any:
    texts = values if isinstance(values, list) else [values]
    if shape.type_name == "list":
        return [_of_text(shape.member, text) for text in texts]
    return _of_text(shape, texts[0])


def _of_text(shape: Shape, text: str) -> Any:
    """Return what a text stands for; one that is nothing of its type is left for the check of the request."""
    if shape.type_name in {"integer", "long"} and text.lstrip("-").isdecimal():
        return int(text)
    if shape.type_name == "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


def _answer(operation: OperationModel, answer: Request) -> Response:
    return _response(int(operation.http.get("responseCode", 200)), answer, {})


def _response(status: int, payload: Request, headers: dict[str, str]) -> Response:
    body = b"" if status == _NO_CONTENT else json.dumps(payload).encode()
    return status, {"Content-Type": "application/json", **headers}, body
