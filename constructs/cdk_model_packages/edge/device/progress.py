"""How a run tells what it does."""

from __future__ import annotations

from collections.abc import Callable

Told = Callable[[str, str], None]
"""Told what is done at the moment, and how far it is; the second is empty where there is nothing to count."""


def told_nothing(_what: str, _how_far: str) -> None:
    """Tell nobody."""
