"""Findings that somebody has accepted, with the reason: in the template's metadata, or on the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.rules.catalog import catalog

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cdk_model_packages.templates import Template

METADATA = "cdk-model-packages"
_RULE = re.compile(r"[A-Z][A-Z0-9]*(-[0-9]+)?[A-Z0-9]*")
_GIVEN = re.compile(r"([A-Za-z][A-Za-z0-9-]*)(?:@([A-Za-z0-9]+))?=(.*)", re.DOTALL)


@dataclass(frozen=True)
class Suppression:
    """One accepted rule.

    Attributes:
        rule: Its id.
        reason: Why it is accepted.
        resource: Logical id; ``None`` for every resource.
    """

    rule: str
    reason: str
    resource: str | None = None

    def covers(self, rule: str, resource: str | None) -> bool:
        """Tell whether a finding is accepted.

        Args:
            rule: The finding's rule.
            resource: Whose finding it is.
        """
        return self.rule == rule and self.resource in {None, resource}


def given(values: Iterable[str]) -> list[Suppression]:
    """Return what the command line suppresses.

    Args:
        values: Each ``RULE=reason``, or ``RULE@LogicalId=reason`` for one resource.

    Raises:
        TemplateError: A reason is missing, or there is no such rule.
    """
    found: list[Suppression] = []
    for value in values:
        parts = _GIVEN.fullmatch(value)
        if parts is None or not parts[3].strip():
            raise TemplateError(
                f"--suppress {value!r}: is not RULE=reason; say why, for example "
                "--suppress 'CT-013=the tag is immutable in this repository'"
            )
        rule = parts[1].upper()
        if "-" in rule and rule not in catalog():
            raise TemplateError(f"--suppress {value!r}: there is no rule {rule}; see model-packages rules")
        found.append(Suppression(rule=rule, resource=parts[2], reason=parts[3].strip()))
    return found


def written(template: Template) -> list[Suppression]:
    """Return what a template's metadata suppresses: its own for all resources, a resource's for that one.

    It is a list below ``Metadata``:

        cdk-model-packages:
          suppress:
            - {rule: CT-013, reason: the tag is immutable in this repository}

    Args:
        template: As it was read.

    Raises:
        TemplateError: An entry has no rule or no reason.
    """
    found = list(_entries(template, template.document.get("Metadata"), None))
    for name, one in template.resources.items():
        found.extend(_entries(template, one.get("Metadata"), name))
    return found


def _entries(template: Template, metadata: object, resource: str | None) -> Iterator[Suppression]:
    ours = cast("dict[str, Any]", metadata).get(METADATA) if isinstance(metadata, dict) else None
    if ours is None:
        return
    where = "Metadata" if resource is None else f"Resources.{resource}.Metadata"
    entries = cast("dict[str, Any]", ours).get("suppress") if isinstance(ours, dict) else None
    if not isinstance(entries, list):
        raise TemplateError(f"{template.path}: {where}.{METADATA}: has no list 'suppress'; see docs/review.md")
    for number, entry in enumerate(cast("list[object]", entries)):
        one = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
        rule, reason = one.get("rule"), one.get("reason")
        if not isinstance(rule, str) or _RULE.fullmatch(rule) is None:
            raise TemplateError(
                f"{template.path}: {where}.{METADATA}.suppress[{number}]: rule={rule!r} is no rule id; "
                "see model-packages rules"
            )
        if "-" in rule and rule not in catalog():
            raise TemplateError(
                f"{template.path}: {where}.{METADATA}.suppress[{number}]: there is no rule {rule}; "
                "see model-packages rules"
            )
        if not isinstance(reason, str) or not reason.strip():
            raise TemplateError(
                f"{template.path}: {where}.{METADATA}.suppress[{number}]: {rule} has no reason; say why it is accepted"
            )
        yield Suppression(rule=rule, reason=reason.strip(), resource=resource)
