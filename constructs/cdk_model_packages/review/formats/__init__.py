"""What a review looks like: for a terminal, a program, a code scanner, a pull request and a browser."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast, get_args

if TYPE_CHECKING:
    from cdk_model_packages.review.report import Report

Format = Literal["text", "json", "sarif", "markdown", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)


class _Door(Protocol):
    def render(self, report: Report, *, width: int | None, color: bool) -> str: ...


def render(report: Report, format: Format, *, width: int | None = None, color: bool = False) -> str:
    """Return a report as text. It ends in a line feed.

    Only the module of the format that is asked for is imported.

    Args:
        report: What was found.
        format: One of ``FORMATS``.
        width: Columns of the terminal, for ``text``. ``None``: 100.
        color: Whether ``text`` may use colours.
    """
    module = f"{__name__}.{'json_' if format == 'json' else format}"
    return cast("_Door", cast("object", import_module(module))).render(report, width=width, color=color)
