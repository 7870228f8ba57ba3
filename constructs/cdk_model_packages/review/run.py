"""A review from end to end: templates in, a report out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cdk_model_packages.review.older import Older
from cdk_model_packages.review.permissions import permissions_of
from cdk_model_packages.review.picture import picture_of
from cdk_model_packages.review.readiness import readiness_of
from cdk_model_packages.review.report import Change, Finding, Report, Reviewed
from cdk_model_packages.review.told import told
from cdk_model_packages.review.validation_jobs import validation_jobs_of
from cdk_model_packages.rules.check import check_template
from cdk_model_packages.rules.finding import FAILING
from cdk_model_packages.rules.merge import is_advice
from cdk_model_packages.rules.suppression import Suppression, written
from cdk_model_packages.templates import Place, Stack, World, bucket_regions, imports_of, stacks_in, worlds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cdk_model_packages.rules.finding import Finding as RuleFinding
    from cdk_model_packages.templates import Template

_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Options:
    """What a review is told beside the templates.

    Attributes:
        place: Where stacks are deployed whose assembly does not tell it.
        suppressions: What the command line accepts.
        second_opinion: Another linter's findings on a template; ``None`` for none.
        progress: Is told the name of each template before it is looked at.
    """

    place: Place = field(default_factory=Place)
    suppressions: tuple[Suppression, ...] = ()
    second_opinion: Callable[[Template, Place], list[RuleFinding]] | None = None
    progress: Callable[[str], None] | None = None


def review(paths: Sequence[Path], *, before: Path | None = None, options: Options | None = None) -> Report:
    """Review templates.

    Args:
        paths: Templates, or cloud assemblies.
        before: What is deployed now: a template, or a cloud assembly whose stacks are matched by name.
        options: Place, suppressions and the like.

    Raises:
        TemplateError: Something cannot be read.
    """
    options = options or Options()
    stacks = [stack for path in paths for stack in stacks_in(path, options.place)]
    older = Older(before, stacks, options.place)
    regions = bucket_regions(stacks)
    imports = imports_of(stacks)
    parts = _each(
        stacks,
        lambda stack: _one(
            stack,
            older.of_stack(stack),
            regions,
            worlds(stack.template, stack.place, imports.get(stack.place)),
            options,
        ),
    )
    findings = [finding for part in parts for finding in part.findings]
    nodes, edges = picture_of([(part.stack.template, part.world) for part in parts], findings)
    return Report(
        templates=tuple(
            Reviewed(
                path=str(part.stack.template.path),
                stack=part.stack.name,
                region=part.stack.place.region,
                account=part.stack.place.account,
                before=None if part.before is None else str(part.before.template.path),
                outcome=None if before is None else _outcome(part),
            )
            for part in parts
        ),
        findings=tuple(one for one in findings if one.suppressed is None),
        suppressed=tuple(one for one in findings if one.suppressed is not None),
        permissions=tuple(one for part in parts for one in part.permissions),
        changes=tuple(one for part in parts for one in part.changes),
        readiness=tuple(one for part in parts for one in part.readiness),
        validation_jobs=tuple(one for part in parts for one in part.jobs),
        nodes=tuple(nodes),
        edges=tuple(edges),
    )


def _outcome(part: _Part) -> str | None:
    if part.before is None:
        return "a new stack: nothing is deployed that it would change"
    return None if part.changes else "no changes"


def _each(stacks: Sequence[Stack], look: Callable[[Stack], _Part]) -> list[_Part]:
    """Look at stacks side by side: the engine runs without Python's lock."""
    if len(stacks) == 1:
        return [look(stacks[0])]
    with ThreadPoolExecutor(thread_name_prefix="review") as pool:
        return list(pool.map(look, stacks))


@dataclass(frozen=True)
class _Part:
    stack: Stack
    before: Stack | None
    world: World
    findings: list[Finding]
    permissions: list[Any]
    changes: list[Any]
    readiness: list[Any]
    jobs: list[Any]


def _one(stack: Stack, before: Stack | None, regions: dict[str, str], found: list[World], options: Options) -> _Part:
    template, place = stack.template, stack.place
    if options.progress is not None:
        options.progress(str(template.path))
    facts: dict[str, Any] = {"bucket_regions": regions, "stack_tags": stack.tags}
    if before is not None:
        from cdk_model_packages.review.changes import change_facts  # heavy, and most reviews compare nothing

        facts |= change_facts(before.template, template, place, before.place)
    raw = check_template(template, place, stacks=found, facts=facts)
    if options.second_opinion is not None:
        raw = _with_second(raw, options.second_opinion(template, place))
    told_by_app = (Suppression(one.rule, one.reason, one.resource) for one in stack.acknowledged)
    accepted = [*written(template), *told_by_app, *options.suppressions]
    findings = sorted(
        (_accepted(told(one, template), accepted) for one in raw if one.severity != "debug"),
        key=lambda one: (_ORDER[one.severity], one.line or 0, one.column or 0, one.rule),
    )
    before_world = None if before is None else worlds(before.template, before.place)[0]
    return _Part(
        stack=stack,
        before=before,
        world=found[0],
        findings=findings,
        permissions=permissions_of(template, found[0], before_world, place=place),
        changes=_changes(stack, before, findings),
        readiness=readiness_of(template, found[0], findings, place=place),
        jobs=validation_jobs_of(template, found[0]),
    )


def _changes(stack: Stack, before: Stack | None, findings: list[Finding]) -> list[Change]:
    if before is None:
        return []
    from cdk_model_packages.review.changes import changes_of

    return changes_of(before.template, stack.template, stack.place, findings, before.place)


def _accepted(finding: Finding, suppressions: Sequence[Suppression]) -> Finding:
    for one in suppressions:
        if one.covers(finding.rule, finding.resource):
            return replace(finding, suppressed=one.reason)
    return finding


def _with_second(first: list[RuleFinding], second: list[RuleFinding]) -> list[RuleFinding]:
    """Add another linter's findings, without those that the first has told at the same place.

    cfn-lint's E3012 is the engine's F3012.
    """
    known = {(one.rule[1:], one.resource, place) for one in first for place in (one.line, one.path)}
    told_here = {(one.resource, one.path) for one in first if one.severity in FAILING and one.path}
    return [
        *first,
        *(
            one
            for one in second
            if not is_advice(one)
            and (one.resource, one.path) not in told_here
            and known.isdisjoint((one.rule[1:], one.resource, place) for place in (one.line, one.path))
        ),
    ]
