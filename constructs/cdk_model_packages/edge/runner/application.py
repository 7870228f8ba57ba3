"""The HTTP application: ``GET /ping`` and ``POST /invocations``, as SageMaker's containers have them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from formats import READERS, WRITERS, BadInputError, answer_type
from model import first_line
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from model import Model

MOST_BODY_MIB = 64
"""Largest body of a request: a device's memory is small, and whatever runs on it may send."""


def create_app(loading: Future[Model], pool: ThreadPoolExecutor) -> Starlette:
    """Return the application.

    Args:
        loading: The model, perhaps not there yet.
        pool: Where requests are computed, so that the event loop stays free to answer ``/ping``.
    """

    def is_loaded() -> bool:
        return loading.done() and loading.exception() is None

    def answer(kind: str, answer_kind: str, body: bytes) -> str:
        model = loading.result()
        return WRITERS[answer_kind](model.predict(READERS[kind](body, model.inputs)))

    async def ping(_: Request) -> Response:
        return Response(status_code=200 if is_loaded() else 503)

    async def invocations(request: Request) -> Response:
        if not is_loaded():
            return PlainTextResponse("the model is still loading\n", 503)
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind not in READERS:
            return PlainTextResponse(f"Content-Type {kind!r}: need {' or '.join(READERS)}\n", 415)
        accept = ",".join(request.headers.getlist("accept")) or "*/*"
        answer_kind = answer_type(accept, kind)
        if answer_kind is None:
            return PlainTextResponse(f"Accept {accept!r}: can answer {' or '.join(WRITERS)}\n", 406)
        body = await _body(request)
        if body is None:
            return PlainTextResponse(f"body: more than {MOST_BODY_MIB} MiB; send fewer rows\n", 413)
        if not body.strip():
            return PlainTextResponse("empty body: need one row or more\n", 400)
        try:
            text = await asyncio.get_running_loop().run_in_executor(pool, answer, kind, answer_kind, body)
        except BadInputError as error:
            return PlainTextResponse(f"{error}\n", 400)
        except Exception as error:  # noqa: BLE001  whatever the runtime raises is this request's, not the server's
            return PlainTextResponse(f"the model fails: {first_line(error)}\n", 500)
        return Response(text, media_type=answer_kind)

    def disconnected(_: Request, __: Exception) -> Response:
        return Response(status_code=400)  # nobody reads it; without it the log gets a traceback

    handlers: Any = {ClientDisconnect: disconnected}
    return Starlette(
        routes=[Route("/ping", ping), Route("/invocations", invocations, methods=["POST"])],
        exception_handlers=handlers,
    )


async def _body(request: Request) -> bytes | None:
    """Return the body; ``None`` when it is too large."""
    body = bytearray()
    async for block in request.stream():
        body += block
        if len(body) > MOST_BODY_MIB << 20:
            return None
    return bytes(body)
