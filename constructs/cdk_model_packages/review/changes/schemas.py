"""What the registry's schemas say of a type: which properties replace the resource, and which name it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """What a change of a type's properties does.

    Attributes:
        create_only: Those that replace the resource; ``*`` stands for any entry of a list.
        conditional: Those that replace it when the service cannot change them in place.
        names: Those that together no two resources may share; empty when the service makes the name.
        deletes_first: Whether the old resource is deleted before the new one is made.
    """

    create_only: tuple[Keys, ...] = ()
    conditional: tuple[Keys, ...] = ()
    names: Keys = ()
    deletes_first: bool = False

    def replaces(self, path: Keys) -> bool:
        """Tell whether a change at a path makes a new resource."""
        return any(_within(path, one) for one in self.create_only)

    def holds_create_only(self, key: str) -> bool:
        """Tell whether a property is, or has in it, what cannot be changed without a new resource."""
        return any(path[0] == key for path in self.create_only)

    def may_replace(self, path: Keys) -> bool:
        """Tell whether a change at a path makes a new resource where the service cannot change it."""
        return any(_within(path, one) for one in self.conditional)


@lru_cache(maxsize=2048)
def schema_of(resource_type: str) -> Schema:
    """Return what is known of a type: nothing, for a custom resource."""
    row = _table().get(resource_type, {})
    return Schema(
        create_only=_keys(row.get("create_only", ())),
        conditional=_keys(row.get("conditional", ())),
        names=tuple(row.get("names", ())),
        deletes_first=row.get("deletes_first", False),
    )


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = (files("cdk_model_packages.review") / "create_only.json").read_text(encoding="utf-8")
    return json.loads(text)["types"]


def _keys(paths: list[str] | tuple[str, ...]) -> tuple[Keys, ...]:
    return tuple(tuple(path.split(".")) for path in paths)


def _within(path: Keys, pointer: Keys) -> bool:
    """Tell whether a path is at, or below, what a pointer names."""
    return len(path) >= len(pointer) and all(key in ("*", part) for key, part in zip(pointer, path, strict=False))
