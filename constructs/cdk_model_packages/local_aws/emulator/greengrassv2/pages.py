"""Answers in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import paging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_DEFAULT_PAGE = 50

Record = dict[str, Any]


def page(
    records: Iterable[Record],
    request: Record,
    list_key: str,
    place: Callable[[Record], list[Any]],
    *,
    newest_first: bool = False,
) -> Record:
    """Return one page of records in the order of their places."""
    shown, token = paging.page(
        records,
        place,
        size=request.get("maxResults", _DEFAULT_PAGE),
        token=request.get("nextToken"),
        descending=newest_first,
    )
    return {list_key: shown, "nextToken": token}
