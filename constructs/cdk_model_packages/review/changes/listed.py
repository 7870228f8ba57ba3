"""The *Changes* section of a report: each resource that a deploy touches, and what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cdk_model_packages.review.changes.effects import effect_of
from cdk_model_packages.review.changes.facts import comparison
from cdk_model_packages.review.report import Change
from cdk_model_packages.rules.catalog import catalog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdk_model_packages.review.changes.compare import Difference
    from cdk_model_packages.templates import Place, Template

AREA = "changes"
_ORDER = ("deleted", "replaced", "retained", "updated", "created")


class _Found(Protocol):
    @property
    def rule(self) -> str: ...
    @property
    def resource(self) -> str | None: ...


def changes_of(
    before: Template,
    after: Template,
    place: Place,
    findings: Iterable[_Found],
    before_place: Place | None = None,
) -> list[Change]:
    """Return what a deploy does to each resource that it touches, what is lost first.

    Args:
        before: The template of the stack as it is.
        after: The template that will be deployed.
        place: Where.
        findings: About the newer template; those of two templates are named beside the change that they are about.
        before_place: Where the stack is, if that is told apart.
    """
    found = comparison(before, after, place, before_place)
    rules = catalog()
    harms: dict[str, dict[str, None]] = {}
    for one in findings:
        known = rules.get(one.rule)
        if one.resource is not None and known is not None and known.area.startswith(AREA) and known.severity != "info":
            harms.setdefault(one.resource, {})[one.rule] = None
    changes = [
        Change(
            template=str(after.path),
            resource=one.name,
            type=one.type,
            action=one.action,
            properties=_properties(one),
            effect=effect_of(one, found),
            rules=tuple(harms.get(one.name, ())),
        )
        for one in found.differences
    ]
    return sorted(changes, key=lambda change: (_ORDER.index(change.action), change.resource))


def _properties(one: Difference) -> tuple[str, ...]:
    known = dict.fromkeys(".".join(path) for path in one.paths)
    return (*known, *one.undetermined, *one.policies)
