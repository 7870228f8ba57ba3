"""JSON merge patches (RFC 7396)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast


def merge_patch(target: Any, patch: Any) -> Any:
    """Return a document with a patch merged in: ``None`` removes a key, a list is replaced as a whole."""
    if not isinstance(patch, Mapping):
        return patch
    found: dict[str, Any] = dict(cast("Mapping[str, Any]", target)) if isinstance(target, Mapping) else {}
    for key, value in cast("Mapping[str, Any]", patch).items():
        if value is None:
            found.pop(key, None)
        else:
            found[key] = merge_patch(found.get(key), value)
    return found
