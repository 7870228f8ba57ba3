"""The report for a terminal, and for the log of a build, where it has no colours."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from cdk_model_packages._screen import clean
from cdk_model_packages.review.formats import _text_tables as tables
from cdk_model_packages.review.formats._words import is_link, place, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cdk_model_packages.review.report import Finding, Report

_WIDTH = 100  # where nobody tells: the logs of builds show more than a terminal's 80
_NARROWEST = 40
_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_INDENT = "  "


def render(report: Report, *, width: int | None = None, color: bool = False) -> str:
    """Return the report as lines: the sections that have something, then the summary.

    Args:
        report: What was found.
        width: Columns. ``None``: 100.
        color: Whether to use the terminal's 16 colours.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(_NARROWEST, width or _WIDTH),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    sections: tuple[tuple[str, Iterable[object], Callable[[], None]], ...] = (
        ("Findings", report.findings, lambda: _findings(console, report)),
        ("Permissions", report.permissions, lambda: tables.permissions(console, report)),
        ("Changes", report.changes, lambda: tables.changes(console, report)),
        ("Readiness", report.readiness, lambda: tables.readiness(console, report)),
        ("Validation jobs", report.validation_jobs, lambda: tables.validation_jobs(console, report)),
        ("Suppressed", report.suppressed, lambda: _suppressed(console, report)),
    )
    for title, rows, show in sections:
        if rows:
            console.print(Rule(Text(title, "bold"), align="left", style="dim"))
            show()
            console.print()
    for one in report.templates:
        if one.outcome:
            console.print(Text(f"{clean(one.path)}: {one.outcome}", "dim"), soft_wrap=True)
    console.print(_summary(report))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _summary(report: Report) -> Text:
    if report.fails:
        return Text(summary(report), "bold red")
    return Text(summary(report), "bold yellow" if report.findings else "bold green")


def _findings(console: Console, report: Report) -> None:
    for number, (_, same) in enumerate(groupby(report.findings, _spot)):
        if number:
            console.print()
        finding, *others = same
        _head(console, finding)
        for one in (finding, *others):
            _line(console, "- " if others else "", one.message)
        # A path or a URL that is not broken stays one that can be copied, and that a terminal opens.
        _line(console, "at:  ", finding.path, "dim", whole=True)
        _line(console, "if:  ", finding.when, "dim")
        _line(console, "cdk: ", finding.construct, "dim", whole=True)
        _line(console, "fix: ", finding.fix, label_style="green")
        _line(console, "why: ", finding.reason, "dim")
        _line(console, "see: ", finding.source, "dim", whole=is_link(finding.source))


def _spot(finding: Finding) -> tuple[object, ...]:
    """Return what several findings share that are told with one fix and one reason."""
    return finding.rule, finding.template, finding.resource, finding.path, finding.when, finding.fix, finding.line


def _suppressed(console: Console, report: Report) -> None:
    for finding in report.suppressed:
        _head(console, finding)
        _line(console, "", finding.message, "dim")
        _line(console, "why: ", finding.suppressed)


def _head(console: Console, finding: Finding) -> None:
    """Print severity, rule, place and resource: in one line, or the place in a line of its own."""
    head = Text.assemble((f"{finding.severity} ", _STYLES[finding.severity]), (clean(finding.rule), "bold"))
    spot = place(finding.template, finding.line, finding.column)
    resource = Text(clean(finding.resource or ""), "bold")
    if head.cell_len + cell_len(spot) + resource.cell_len + 4 <= console.width:
        console.print(Text.assemble(head, "  ", spot, "  ", resource))
        return
    console.print(Text.assemble(head, "  ", resource), soft_wrap=True)
    _line(console, "", spot, whole=True)


def _line(
    console: Console,
    label: str,
    value: str | None,
    style: str = "",
    *,
    label_style: str = "dim",
    whole: bool = False,
) -> None:
    """Print a line below a finding's head. The lines it is broken into stand below its words, not its label."""
    if not value:
        return
    start, text = Text(label, label_style), Text(clean(value), style)
    if whole:
        console.print(Text.assemble(_INDENT, start, text), soft_wrap=True)
        return
    for line in text.wrap(console, console.width - len(_INDENT) - len(label)):
        line.rstrip()
        console.print(Text.assemble(_INDENT, start, line), soft_wrap=True)
        start = Text(" " * len(label))
