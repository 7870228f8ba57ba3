"""What a rule says of one place of a template."""

from __future__ import annotations

from dataclasses import dataclass

SEVERITIES = ("fatal", "error", "warning", "info", "debug")
FAILING = frozenset({"error", "fatal"})


@dataclass(frozen=True)
class Finding:
    """What a rule says of one place of a template.

    Attributes:
        rule: The rule's id.
        severity: ``info``, ``warning``, ``error`` or ``fatal``.
        message: What is wrong.
        resource: Logical id; ``None`` when it is about the template.
        path: The property, below the resource, for example ``Properties.Tags.0.Key``.
        fix: What to do, where the rule says so.
        source: Where the rule is documented, where it says so.
        line: In the template's text, from 1; ``None`` when it has no place there.
        column: From 1.
        conditions: For which outcome of the template's conditions it is so; empty when for all.
    """

    rule: str
    severity: str
    message: str
    resource: str | None
    path: str | None
    fix: str | None
    source: str | None
    line: int | None = None
    column: int | None = None
    conditions: tuple[tuple[str, bool], ...] = ()
