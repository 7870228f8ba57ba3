"""Pages of answers. A page starts after the record that its token names: what is deleted meanwhile skips nothing."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, TypeVar

from .errors import validation_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Place = list[Any]
Record = TypeVar("Record")


def page(
    records: Iterable[Record],
    place: Callable[[Record], Place],
    *,
    size: int,
    token: str | None,
    descending: bool = False,
) -> tuple[list[Record], str | None]:
    """Return one page of records in the order of their places, and the token of the next one.

    Raises:
        ServiceError: The token is not one of ours.
    """
    kept = sorted(records, key=place, reverse=descending)
    if token is not None:
        last = _place(token)
        try:
            kept = [record for record in kept if (place(record) < last if descending else place(record) > last)]
        except TypeError as error:
            raise _not_ours(token) from error
    shown, rest = kept[:size], kept[size:]
    return shown, _token(place(shown[-1])) if rest else None


def _token(place: Place) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def _place(token: str) -> Place:
    try:
        value, name = json.loads(base64.urlsafe_b64decode(token))
    except (ValueError, TypeError) as error:
        raise _not_ours(token) from error
    return [value, name]


def _not_ours(token: str) -> Exception:
    return validation_error(f"Invalid NextToken: {token} is not one that this service gave")
