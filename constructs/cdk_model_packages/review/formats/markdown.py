"""The report as a comment on a pull request: what matters open, the rest folded, all within GitHub's limit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from cdk_model_packages.review.formats._markdown_text import code, linked, prose
from cdk_model_packages.review.formats._mermaid import picture
from cdk_model_packages.review.formats._words import MARKS, count, hours, machines, place, summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdk_model_packages.review.report import Change, Finding, Permission, Readiness, Report, ValidationJob

LIMIT = 65_000  # GitHub refuses a comment of 65,537 characters
_RESERVED = 250  # for the head and the note of each section that is still to come
_SHARE = 0.4  # of what is left goes to the sections that are still to come, where they need it
_OPENING = 4_000  # for the names of the templates
_SEVERITIES = {"error": "🔴&nbsp;error", "warning": "🟡&nbsp;warning", "info": "🔵&nbsp;info"}
_ANSWERS = {"yes": "✅&nbsp;yes", "no": "❌&nbsp;no", "cannot tell": "❔&nbsp;cannot&nbsp;tell"}


@dataclass(frozen=True)
class _Section:
    """A title, the lines before the rows, the rows, and the lines after them."""

    title: str
    head: tuple[str, ...]
    rows: tuple[str, ...]
    tail: tuple[str, ...] = ()
    folded: bool = True

    @property
    def length(self) -> int:
        """How many characters its rows have."""
        return sum(len(line) + 1 for line in (*self.head, *self.rows, *self.tail))

    def lines(self, room: int) -> str:
        """Return it in at most ``room`` characters: rows that have no place are counted, not shown."""
        start = f"<details>\n<summary>{self.title}</summary>\n\n" if self.folded else f"### {self.title}\n\n"
        end = "\n</details>\n" if self.folded else ""
        left = room - len(start) - len(end) - sum(len(line) + 1 for line in (*self.head, *self.tail)) - 100
        kept: list[str] = []
        for row in self.rows:
            left -= len(row) + 1
            if left < 0:
                break
            kept.append(row)
        text = "\n".join([*self.head, *kept, *self.tail]) if kept else ""
        hidden = len(self.rows) - len(kept)
        note = f"\n\n{hidden:,} more not shown: a comment holds 65,536 characters.\n" if hidden else "\n"
        return f"{start}{text}{note}{end}"


def render(report: Report, *, width: int | None = None, color: bool = False) -> str:
    """Return the report in GitHub's Markdown, shorter than 65,000 characters.

    Args:
        report: What was found.
        width: Not used.
        color: Not used.
    """
    sections = [section for section in _sections(report) if section.rows]
    parts = [f"## Template review: {summary(report)}\n", f"{_reviewed(report)}\n"]
    for number, section in enumerate(sections, start=1):
        left = LIMIT - sum(len(part) + 1 for part in parts)
        needed = sum(min(later.length, LIMIT) + _RESERVED for later in sections[number:])
        reserved = max(_RESERVED * (len(sections) - number), int(left * _SHARE))
        parts.append(section.lines(left - min(needed, reserved)))
    return "\n".join(parts).rstrip("\n") + "\n"


def _sections(report: Report) -> Iterable[_Section]:
    several = len(report.templates) > 1
    yield _Section("Findings", _columns("Rule", "Where", "What"), tuple(map(_finding, report.findings)), folded=False)
    yield _Section(
        f"Changes ({len(report.changes)})",
        _columns("", "Resource", "What it means"),
        tuple(_change(one, several=several) for one in report.changes),
    )
    yield _Section(
        _gains(report),
        _columns("", "Who", "May", "On"),
        tuple(_permission(one, several=several) for one in _gained_first(report)),
    )
    yes = sum(one.answer == "yes" for one in report.readiness)
    yield _Section(
        f"Readiness ({yes} of {len(report.readiness)})",
        _columns("", "Checklist", "Asked", "Why"),
        tuple(_readiness(one, several=several) for one in report.readiness),
    )
    known = [one.instance_hours_at_most for one in report.validation_jobs if one.instance_hours_at_most is not None]
    more = "" if len(known) == len(report.validation_jobs) else ", some not known"
    yield _Section(
        f"Validation jobs ({len(report.validation_jobs)}: at most {hours(sum(known))} instance-hours{more})",
        _columns("Package", "Runs on", "At most", "Data"),
        tuple(_job(one, several=several) for one in report.validation_jobs),
    )
    if report.nodes:
        text, left_out = picture(report)
        note = (f"\n{count(left_out, 'resource')} without findings not shown.",) if left_out else ()
        yield _Section("Picture: who reads what", ("```mermaid",), (text,), ("```", *note))
    yield _Section("Why, rule by rule", (), tuple(_reasons(report.findings)))
    yield _Section(
        f"Suppressed ({len(report.suppressed)})",
        _columns("Rule", "Where", "What"),
        tuple(_finding(one) for one in report.suppressed),
    )


def _columns(*names: str) -> tuple[str, str]:
    return f"| {' | '.join(names)} |", "|" + " --- |" * len(names)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _stacked(*lines: str | None) -> str:
    return "<br>".join(line for line in lines if line)


def _reviewed(report: Report) -> str:
    lines: list[str] = []
    for one in report.templates:
        facts = [
            *([f"stack {code(one.stack)}"] if one.stack else []),
            *([code(one.region)] if one.region else []),
            *([f"account {code(one.account)}"] if one.account else []),
            *([f"compared with {code(one.before)}"] if one.before else []),
            *([prose(one.outcome)] if one.outcome else []),
        ]
        line = f"- {code(one.path)}{': ' if facts else ''}{', '.join(facts)}"
        if sum(map(len, lines)) + len(line) > _OPENING:
            lines.append(f"- and {count(len(report.templates) - len(lines), 'more template', 'more templates')}")
            break
        lines.append(line)
    return "\n".join(lines)


def _finding(one: Finding) -> str:
    return _row(
        _stacked(_SEVERITIES[one.severity], linked(one.rule, one.source)),
        _stacked(code(one.resource or ""), code(place(one.template, one.line, one.column))),
        _stacked(
            prose(one.message),
            f"if {code(one.when)}" if one.when else None,
            f"**Fix:** {prose(one.fix)}" if one.fix and one.suppressed is None else None,
            None if one.suppressed is None else f"**Accepted:** {prose(one.suppressed)}",
        ),
    )


def _of(template: str, *, several: bool) -> str | None:
    return f"of {code(PurePath(template).name)}" if several else None


def _change(one: Change, *, several: bool) -> str:
    harm = f"see {', '.join(map(prose, one.rules))}" if one.rules else None
    action = f"**{one.action}**" if one.action in {"replaced", "deleted"} else one.action
    return _row(
        action,
        _stacked(code(one.resource), code(one.type), _of(one.template, several=several)),
        _stacked(prose(one.effect), *map(code, one.properties), harm),
    )


def _gains(report: Report) -> str:
    gained = sum(one.change == "gained" for one in report.permissions)
    lost = sum(one.change == "lost" for one in report.permissions)
    compared = any(one.change for one in report.permissions)
    return f"Permissions ({len(report.permissions)}{f': {gained} gained, {lost} lost' if compared else ''})"


def _gained_first(report: Report) -> list[Permission]:
    return sorted(report.permissions, key=lambda one: one.change not in {"gained", "lost"})


def _permission(one: Permission, *, several: bool) -> str:
    wide = set(one.wildcards)
    return _row(
        _stacked(f"**{one.change}**" if MARKS[one.change].strip() else None, one.effect),
        code(one.who),
        _stacked(*(_wide(value, wide) for value in one.actions)),
        _stacked(
            *(_wide(value, wide) for value in one.on),
            *(f"if {code(value)}" for value in one.conditions),
            f"in {code(one.carried_by)}{'' if one.line is None else f', line {one.line}'}",
            _of(one.template, several=several),
        ),
    )


def _wide(value: str, wide: set[str]) -> str:
    return f"⚠️ {code(value)}" if value in wide else code(value)


def _readiness(one: Readiness, *, several: bool) -> str:
    rule = f" ({prose(one.rule)})" if one.rule else ""
    where = _stacked(one.checklist, code(one.resource), _of(one.template, several=several))
    return _row(_ANSWERS[one.answer], where, f"{prose(one.item)}{rule}", prose(one.why))


def _job(one: ValidationJob, *, several: bool) -> str:
    return _row(
        _stacked(code(one.resource), code(one.profile), _of(one.template, several=several)),
        prose(machines(one)),
        "not known" if one.instance_hours_at_most is None else f"{hours(one.instance_hours_at_most)} h",
        _stacked(
            f"reads {code(one.reads)}" if one.reads else None,
            f"writes {code(one.writes)}" if one.writes else None,
            prose(one.note),
        ),
    )


def _reasons(findings: Iterable[Finding]) -> Iterable[str]:
    told: set[str] = set()
    for one in findings:
        if one.rule not in told and (one.reason or one.title):
            told.add(one.rule)
            title = f" {prose(one.title)}." if one.title else ""
            yield f"- **{linked(one.rule, one.source)}**{title} {prose(one.reason or '')}".rstrip()
