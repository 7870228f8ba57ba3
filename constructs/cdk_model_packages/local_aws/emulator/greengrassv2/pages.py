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
    """Return one page of records in the order of their places.

    A page starts after the record that the token names, so that what is deleted meanwhile skips nothing.
    """
    kept = sorted(records, key=place, reverse=newest_first)
    if "nextToken" in request:
        last = paging.place(request["nextToken"])
        kept = [record for record in kept if (place(record) < last if newest_first else place(record) > last)]
    size = request.get("maxResults", _DEFAULT_PAGE)
    shown, rest = kept[:size], kept[size:]
    return {list_key: shown, "nextToken": paging.token(place(shown[-1])) if rest else None}
