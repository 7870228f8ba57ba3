"""Tokens that say where the next page of an answer begins."""

from __future__ import annotations

import base64
import json
from typing import Any

from .errors import validation_error


def token(place: list[Any]) -> str:
    """Return the token of a place."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def place(text: str) -> list[Any]:
    """Return the place that a token names.

    Raises:
        ServiceError: It is not one of ours.
    """
    try:
        value, name = json.loads(base64.urlsafe_b64decode(text))
    except (ValueError, TypeError) as error:
        raise validation_error(f"Invalid NextToken: {text} is not one that this service gave") from error
    return [value, name]
