"""What is not a mapping, taken for an empty one: templates hold anything anywhere."""

from __future__ import annotations

from typing import Any, cast


def mapping_of(value: object) -> dict[str, Any]:
    """Return a mapping as it is, and an empty one for everything else.

    Args:
        value: From a template, a manifest or the like.
    """
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
