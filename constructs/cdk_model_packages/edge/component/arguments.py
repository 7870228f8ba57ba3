"""Arguments of constructs, refused where they are given: who writes without types gets a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from cdk_model_packages.errors import SpecError


def check_mapping(value: object, name: str) -> None:
    """Refuse what is no mapping; ``None`` is nothing.

    Raises:
        SpecError: ``SPEC-001``.
    """
    if value is not None and not isinstance(value, Mapping):
        raise SpecError("SPEC-001", name, got=value, need="a mapping", fix="write {NAME: value}")


def is_whole_number(value: object) -> bool:
    """Tell whether a value is a whole number, and not true or false."""
    return isinstance(value, int) and not isinstance(value, bool)


def check_text(value: object, name: str, code: str = "SPEC-001") -> None:
    """Refuse what is no text.

    Raises:
        SpecError: with the rule's id.
    """
    if not isinstance(value, str):
        raise SpecError(code, name, got=value, need="text", fix="write it in quotes")
