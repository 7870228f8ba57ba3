"""The sections of the terminal's report that are tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cdk_model_packages._screen import clean
from cdk_model_packages.review.formats._words import MARKS, count, grouped, hours, machines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from cdk_model_packages.review.report import Permission, Report, ValidationJob

_ACTIONS = {"created": "green", "updated": "yellow", "replaced": "bold red", "deleted": "bold red", "retained": "cyan"}
_ANSWERS = {"yes": "green", "no": "bold red", "cannot tell": "yellow"}
_GAINED = {"gained": "yellow", "lost": "dim", "kept": "", None: ""}


def _table(*columns: tuple[int | None, int | None]) -> Table:
    """Return a table without lines; each column has a width of its own, or a share of what is left."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    for width, ratio in columns:
        table.add_column(width=width, ratio=ratio, overflow="fold")
    return table


def _first_width(console: Console, values: Iterable[str]) -> int:
    """Return the width of a column that shows its values whole, as long as the next one keeps half."""
    return min(max(map(cell_len, values), default=0), console.width * 9 // 20)


def _lines(values: Iterable[str], style: str = "") -> Text:
    return Text("\n".join(clean(value) for value in values), style)


def _templates(console: Console, report: Report, templates: Sequence[str]) -> Iterator[str]:
    """Go through the templates of a section, and tell each where the review has several."""
    for number, template in enumerate(dict.fromkeys(templates)):
        if number:
            console.print()
        if len(report.templates) > 1:
            console.print(Text(clean(template), "dim"))
        yield template


def permissions(console: Console, report: Report) -> None:
    """Print who may do what on which resource.

    Args:
        console: Where to.
        report: What was found.
    """
    first = _first_width(console, (clean(action) for one in report.permissions for action in one.actions))
    for template in _templates(console, report, [one.template for one in report.permissions]):
        rows = [one for one in report.permissions if one.template == template]
        for who, statements in grouped(rows, lambda one: one.who).items():
            console.print(Text(clean(who), "bold"))
            table = _table((7, None), (first, None), (None, 1))
            for one in statements:
                mark = Text(f"{MARKS[one.change]} {one.effect}", _GAINED[one.change])
                table.add_row(mark, _marked(one.actions, one), _reach(one))
            console.print(Padding(table, (0, 0, 0, 1)))
    if any(one.change for one in report.permissions):
        console.print(Text("+ gained, - lost since the older template", "dim"))


def _marked(values: Sequence[str], permission: Permission) -> Text:
    wide = set(permission.wildcards)
    return Text("\n").join(Text(clean(one), "yellow" if one in wide else "") for one in values)


def _reach(permission: Permission) -> Text:
    lines = [_marked(permission.on, permission)] if permission.on else []
    lines += [Text(f"if {clean(one)}", "dim") for one in permission.conditions]
    if permission.wildcards:
        lines.append(Text(f"wider than needed: {', '.join(map(clean, permission.wildcards))}", "yellow"))
    at = "" if permission.line is None else f", line {permission.line}"
    lines.append(Text(f"in {clean(permission.carried_by)}{at}", "dim"))
    return Text("\n").join(lines)


def changes(console: Console, report: Report) -> None:
    """Print what a deploy does to each resource.

    Args:
        console: Where to.
        report: What was found.
    """
    first = _first_width(console, (clean(text) for one in report.changes for text in (one.resource, one.type)))
    for template in _templates(console, report, [one.template for one in report.changes]):
        table = _table((8, None), (first, None), (None, 1))
        for one in report.changes:
            if one.template != template:
                continue
            said = _lines([one.effect])
            if one.properties:
                said = Text("\n").join([said, _lines(one.properties, "dim")])
            if one.rules:
                said.append(f"\nsee {', '.join(map(clean, one.rules))}", "red")
            what = Text.assemble((clean(one.resource), "bold"), "\n", (clean(one.type), "dim"))
            table.add_row(Text(one.action, _ACTIONS[one.action]), what, said)
        console.print(table)


def readiness(console: Console, report: Report) -> None:
    """Print the checklists.

    Args:
        console: Where to.
        report: What was found.
    """
    for template in _templates(console, report, [one.template for one in report.readiness]):
        rows = [one for one in report.readiness if one.template == template]
        for title, lines in grouped(rows, lambda one: f"{one.checklist}: {clean(one.resource)}").items():
            done = sum(line.answer == "yes" for line in lines)
            console.print(Text.assemble((title, "bold"), (f"  {done} of {len(lines)}", "dim")))
            table = _table((11, None), (None, 3), (None, 3))
            for line in lines:
                item = Text(clean(line.item))
                if line.rule:
                    item.append(f" {clean(line.rule)}", "dim")
                table.add_row(Text(line.answer, _ANSWERS[line.answer]), item, Text(clean(line.why), "dim"))
            console.print(Padding(table, (0, 0, 0, 1)))


def validation_jobs(console: Console, report: Report) -> None:
    """Print what will run, and for how long at most.

    Args:
        console: Where to.
        report: What was found.
    """
    for template in _templates(console, report, [one.template for one in report.validation_jobs]):
        table = _table((None, 2), (None, 3))
        for one in report.validation_jobs:
            if one.template == template:
                table.add_row(_machines(one), _samples(one))
        console.print(table)
    known = [one.instance_hours_at_most for one in report.validation_jobs if one.instance_hours_at_most is not None]
    jobs = count(len(report.validation_jobs), "job")
    open_jobs = len(report.validation_jobs) - len(known)
    rest = f", and {count(open_jobs, 'job')} whose hours are not known" if open_jobs else ""
    console.print(Text(f"{jobs}, at most {hours(sum(known))} instance-hours{rest}", "bold"))


def _machines(job: ValidationJob) -> Text:
    limit = (
        "hours not known" if job.instance_hours_at_most is None else f"at most {hours(job.instance_hours_at_most)} h"
    )
    return Text.assemble((clean(job.resource), "bold"), f" {clean(job.profile)}\n{machines(job)}, {limit}")


def _samples(job: ValidationJob) -> Text:
    lines = [Text(f"{word} {clean(where)}") for word, where in (("reads", job.reads), ("writes", job.writes)) if where]
    return Text("\n").join([*lines, Text(clean(job.note), "dim")])
