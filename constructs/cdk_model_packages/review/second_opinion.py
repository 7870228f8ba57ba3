"""cfn-lint as a second opinion: ``--with cfn-lint``."""

# cfn-lint has no types for its API's results.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.rules.finding import Finding

if TYPE_CHECKING:
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
    return [
        Finding(
            rule=one.rule.id,
            severity=_SEVERITIES.get(str(one.rule.severity), "warning"),
            message=one.message,
            resource=str(one.path[1]) if len(one.path or ()) > 1 and one.path[0] == "Resources" else None,
            path=".".join(str(key) for key in one.path[2:]) or None if len(one.path or ()) > 2 else None,
            fix=None,
            source=one.rule.source_url or None,
            line=one.linenumber,
            column=one.columnnumber,
        )
        for one in matches
    ]
