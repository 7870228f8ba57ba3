"""What a service remembers: tables by account and region, kept between runs by MiniStack's own files."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from . import hooks

if TYPE_CHECKING:
    from collections.abc import Iterator


class State:
    """Named tables. Every look at a table sees the caller's account and region only."""

    def __init__(self) -> None:
        self._tables: dict[str, hooks.ScopedTable] = {}

    def table(self, name: str) -> hooks.ScopedTable:
        """Return a table; it is made at first sight."""
        return self._tables.setdefault(name, hooks.ScopedTable())

    def everywhere(self, name: str) -> Iterator[tuple[str, str, Any, Any]]:
        """Yield ``(account, region, key, value)`` of a table over all accounts and regions."""
        return hooks.scoped_items(self.table(name))

    def snapshot(self) -> dict[str, Any]:
        """Return a copy that later changes do not reach."""
        return copy.deepcopy(self._tables)

    def restore(self, tables: dict[str, Any]) -> None:
        """Add what ``snapshot`` returned in a former run."""
        for name, table in tables.items():
            hooks.merge(self.table(name), table)

    def clear(self) -> None:
        """Forget everything."""
        for table in self._tables.values():
            hooks.clear(table)
