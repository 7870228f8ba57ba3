"""Repeated requests that carry the token of the first one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from .errors import ServiceError
    from .persistence import State

Record = dict[str, Any]


class ClientTokens:
    """Answers a repeated request as the first one.

    Args:
        state: Where the answers are kept.
        member: What the token is called in a request.
        reused: Makes the refusal of a token that came with another request before.
    """

    def __init__(self, state: State, member: str, reused: Callable[[str], ServiceError]) -> None:
        self._tokens = state.table("tokens")
        self._member = member
        self._reused = reused

    def once(self, operation: str, request: Record, run: Callable[[Record], Record]) -> Record:
        """Return the answer to a request, of the first time when it is a repeated one.

        Raises:
            ServiceError: The token came with another request.
        """
        token = request.get(self._member)
        if token is None:
            return run(request)
        answer = self.answered(operation, request)
        if answer is None:
            answer = run(request)
            self._tokens[f"{operation}/{token}"] = {"Request": _content(request), "Answer": answer}
        return answer

    def answered(self, operation: str, request: Record) -> Record | None:
        """Return the answer that a repeated request has had; ``None``: it is a new one.

        Raises:
            ServiceError: The token came with another request.
        """
        token = request.get(self._member)
        seen = None if token is None else self._tokens.get(f"{operation}/{token}")
        if seen is None:
            return None
        if seen["Request"] != _content(request):
            raise self._reused(f"{self._member} {token} was used by another {operation} request")
        return seen["Answer"]


def _content(request: Record) -> str:
    return json.dumps(request, sort_keys=True)
