"""What the rules say of themselves: id, severity, title, reason, fix, sources."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SEVERITIES = {"ERROR": "error", "WARN": "warning", "INFO": "info"}


@dataclass(frozen=True)
class Rule:
    """A rule of the pack.

    Attributes:
        id: For example ``MP-001``.
        severity: ``error``, ``warning`` or ``info``.
        title: What must be so.
        reason: What happens otherwise, and when.
        fix: What to do.
        sources: URL or API shape, and what it says.
        confidence: ``documented``, ``inferred`` from documents, or ``folklore``.
        area: The Rego file that has it.
    """

    id: str
    severity: str
    title: str
    reason: str
    fix: str
    sources: tuple[tuple[str, str], ...]
    confidence: str
    area: str


@cache
def catalog() -> dict[str, Rule]:
    """Return every rule of the pack, by id."""
    content = json.loads((files("cdk_model_packages.rules") / "catalog.json").read_text(encoding="utf-8"))
    return {
        name: Rule(
            id=name,
            severity=_SEVERITIES[one["severity"]],
            title=one["title"],
            reason=one["reason"],
            fix=one["fix"],
            sources=tuple((source["ref"], source["says"]) for source in one["sources"]),
            confidence=one["confidence"],
            area=one["area"],
        )
        for name, one in content.items()
    }
