"""pydantic's findings, told in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError
from pydantic_core import InitErrorDetails

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails


def changed(error: ValidationError, change: Callable[[ErrorDetails], ErrorDetails]) -> ValidationError:
    """Return an error with each of its findings changed."""
    findings = map(change, error.errors(include_url=False))
    return ValidationError.from_exception_data(
        error.title,
        [
            InitErrorDetails(
                type=finding["type"], loc=finding["loc"], input=finding["input"], ctx=finding.get("ctx", {})
            )
            for finding in findings
        ],
    )
