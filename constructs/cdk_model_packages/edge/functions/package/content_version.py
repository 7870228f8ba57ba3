"""Versions that come from content: the same content has the same version, whoever packages it."""

from __future__ import annotations

import hashlib

_NUMBERS = 1_000_000  # a number of a version is at most 999999 (GG-004)
_DIGEST_CHARACTERS = 16


def content_of(*parts: str) -> str:
    """Return the SHA-256 of what a component is made of, as hexadecimal digits."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def content_version(major: int, content: str) -> str:
    """Return ``MAJOR.MINOR.PATCH`` for a component's content.

    Two of the three numbers come from the content. Newer content has not a higher version.

    Args:
        major: The first number.
        content: What :func:`content_of` returns.
    """
    minor, patch = content[:_DIGEST_CHARACTERS], content[_DIGEST_CHARACTERS : 2 * _DIGEST_CHARACTERS]
    return f"{major}.{int(minor, 16) % _NUMBERS}.{int(patch, 16) % _NUMBERS}"
