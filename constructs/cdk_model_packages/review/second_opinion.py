"""cfn-lint as a second opinion: ``--with cfn-lint``."""

# cfn-lint has no types for its API's results.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.rules.finding import Finding

if TYPE_CHECKING:
    from cfnlint.match import Match

    from cdk_model_packages.templates import Place, Template

_SEVERITIES = {"error": "error", "warning": "warning", "informational": "info"}


def cfn_lint(template: Template, place: Place) -> list[Finding]:
    """Return what cfn-lint says of a template.

    Args:
        template: As it was read.
        place: Where it is deployed; cfn-lint takes us-east-1 for an unknown region.

    Raises:
        TemplateError: cfn-lint is not installed.
    """
    try:
        from cfnlint.api import lint
        from cfnlint.config import ManualArgs
    except ImportError:
        raise TemplateError("--with cfn-lint: cfn-lint is not installed; pip install cfn-lint") from None
    config = ManualArgs(regions=[place.region]) if place.region else ManualArgs()
    matches = lint(template.text.decode("utf-8-sig"), config=config)
    return [_finding(one, cast("list[str | int]", getattr(one, "path", []))) for one in matches]


def _finding(match: Match, path: list[str | int]) -> Finding:
    in_resource = len(path) > 1 and path[0] == "Resources"
    return Finding(
        rule=match.rule.id,
        severity=_SEVERITIES.get(str(match.rule.severity), "warning"),
        message=match.message,
        resource=str(path[1]) if in_resource else None,
        path=".".join(str(key) for key in path[2:]) or None,
        fix=None,
        source=match.rule.source_url or None,
        line=match.linenumber,
        column=match.columnnumber,
    )
