"""A rule's finding as the report tells it: with the rule's title and reason, and the construct that made the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from cdk_model_packages.review.report import Finding
from cdk_model_packages.rules.catalog import catalog
from cdk_model_packages.rules.finding import FAILING

if TYPE_CHECKING:
    from cdk_model_packages.rules.finding import Finding as RuleFinding
    from cdk_model_packages.templates import Template


def told(finding: RuleFinding, template: Template) -> Finding:
    """Return a finding for the report.

    Args:
        finding: Of the engine or of our rules.
        template: What it is about.
    """
    rule = catalog().get(finding.rule)
    return Finding(
        rule=finding.rule,
        severity=_severity(finding.severity),
        template=str(template.path),
        resource=finding.resource,
        path=finding.path,
        message=" ".join(finding.message.split()),
        fix=finding.fix,
        source=finding.source,
        line=finding.line,
        column=finding.column,
        title=None if rule is None else rule.title,
        reason=None if rule is None else rule.reason,
        when=", ".join(name if holds else f"not {name}" for name, holds in finding.conditions),
        construct=_construct(template, finding.resource),
    )


def _severity(severity: str) -> Literal["error", "warning", "info"]:
    if severity in FAILING:
        return "error"
    return "warning" if severity == "warning" else "info"


def _construct(template: Template, resource: str | None) -> str | None:
    """Return the path of the construct that made a resource; the CDK writes it beside the resource."""
    metadata = template.resources.get(resource or "", {}).get("Metadata")
    path = cast("dict[str, Any]", metadata).get("aws:cdk:path") if isinstance(metadata, dict) else None
    return path if isinstance(path, str) else None
