"""What all formats say with the same words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from cdk_model_packages._screen import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cdk_model_packages.review.report import Finding, Report, ValidationJob

_Row = TypeVar("_Row")

SEVERITIES = ("error", "warning", "info")
MARKS = {"gained": "+", "lost": "-", "kept": " ", None: " "}

_LINK = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")


def is_link(text: str | None) -> bool:
    """Tell whether a source is a page that a reader may open.

    Args:
        text: A URL, or the name of an API shape.
    """
    return text is not None and _LINK.fullmatch(text) is not None


def place(template: str, line: int | None = None, column: int | None = None) -> str:
    """Return where something is, as editors and terminals read it: ``template.yaml:12:7``.

    Args:
        template: The file.
        line: From 1.
        column: From 1.
    """
    return ":".join([clean(template), *(str(part) for part in (line, column) if part is not None)])


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number and its noun: ``1 error``, ``2 errors``.

    Args:
        number: How many.
        one: The noun for one.
        many: The noun for another number. ``None``: with an s.
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def tally(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity, worst first.

    Args:
        findings: To count.
    """
    counts: dict[str, int] = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def summary(report: Report) -> str:
    """Return the review in a line: ``2 errors, 1 warning in 1 template, 1 suppressed``.

    Args:
        report: What was found.
    """
    counts = tally(report.findings)
    parts = [
        count(counts[severity], severity, "info" if severity == "info" else None)
        for severity in SEVERITIES
        if counts[severity]
    ]
    templates = count(len(report.templates), "template")
    line = f"{', '.join(parts) or 'no findings'} in {templates}"
    return f"{line}, {len(report.suppressed):,} suppressed" if report.suppressed else line


def hours(value: float | None) -> str:
    """Return instance-hours, without a needless fraction.

    Args:
        value: ``None`` when it is not determined.
    """
    return "not known" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")


def machines(job: ValidationJob) -> str:
    """Return the instances of a job: ``4 x ml.g5.2xlarge``.

    Args:
        job: That runs on them.
    """
    number = "?" if job.instance_count is None else f"{job.instance_count:,}"
    return f"{number} x {clean(job.instance_type or 'instance type not known')}"


def where_of(finding: Finding) -> str:
    """Return the resource of a finding and the property below it, as one path.

    Args:
        finding: Whose place it is.
    """
    return ".".join(clean(part) for part in (finding.resource, finding.path) if part)


def grouped(rows: Iterable[_Row], key: Callable[[_Row], str]) -> dict[str, list[_Row]]:
    """Return rows by a key, in the order in which each key comes first.

    Args:
        rows: To group.
        key: Of a row.
    """
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
