"""The report for programs: the sections as lists, each row as an object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdk_model_packages.review.report import Report

# What other programs rely on comes first; the order of the rest follows the report.
_FIRST = ("findings", "permissions", "changes", "readiness", "validation_jobs", "suppressed", "templates")


def render(report: Report, *, width: int | None = None, color: bool = False) -> str:
    """Return the report as JSON in ASCII, which every stream can carry.

    Args:
        report: What was found.
        width: Not used.
        color: Not used.
    """
    data = report.as_data()
    ordered = {name: data.pop(name) for name in _FIRST} | data
    return json.dumps(ordered, indent=2) + "\n"
