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

    ``sort_key`` and ``order`` are what the operation sorts by when the request does not say.
    """
    by_name = request.get("SortBy") == "Name"

    def place(record: Record) -> list[Any]:
        return [record.get(name_key, "") if by_name else record[sort_key], record[arn_key]]

    shown, token = paging.page(
        [record for record in records if _passes(record, request, name_key)],
        place,
        size=request.get("MaxResults", _DEFAULT_PAGE),
        token=request.get("NextToken"),
        descending=request.get("SortOrder", order) == "Descending",
    )
    return {list_key: shown, "NextToken": token}


def _passes(record: Record, request: dict[str, Any], name_key: str) -> bool:
    created = record["CreationTime"]
    return (
        request.get("NameContains", "").lower() in record.get(name_key, "").lower()
        and created > request.get("CreationTimeAfter", float("-inf"))
        and created < request.get("CreationTimeBefore", float("inf"))
    )
