"""Sorted, filtered answers in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import paging

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEFAULT_PAGE = 10
Record = dict[str, Any]


def page(
    records: Iterable[Record],
    request: dict[str, Any],
    *,
    arn_key: str,
    name_key: str,
    list_key: str,
    sort_key: str = "CreationTime",
    order: str = "Ascending",
) -> dict[str, Any]:
    """Return one page of the records that pass the common filters.

    A page starts after the record that the token names, so that what is deleted meanwhile skips nothing.
    ``sort_key`` and ``order`` are what the operation sorts by when the request does not say.
    """
    by_name = request.get("SortBy") == "Name"

    def place(record: Record) -> list[Any]:
        return [record.get(name_key, "") if by_name else record[sort_key], record[arn_key]]

    kept = [record for record in records if _passes(record, request, name_key)]
    descending = request.get("SortOrder", order) == "Descending"
    kept.sort(key=place, reverse=descending)
    if "NextToken" in request:
        last = paging.place(request["NextToken"])
        kept = [record for record in kept if (place(record) < last if descending else place(record) > last)]
    size = request.get("MaxResults", _DEFAULT_PAGE)
    shown, rest = kept[:size], kept[size:]
    return {list_key: shown, "NextToken": paging.token(place(shown[-1])) if rest else None}


def _passes(record: Record, request: dict[str, Any], name_key: str) -> bool:
    created = record["CreationTime"]
    return (
        request.get("NameContains", "").lower() in record.get(name_key, "").lower()
        and created > request.get("CreationTimeAfter", float("-inf"))
        and created < request.get("CreationTimeBefore", float("inf"))
    )
