"""AWS's template engine, ``cloudformation-validate``, as the native wheel: rules and schemas, offline."""

# The wheel has annotations, but marks none of its types as such.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cloudformation_validate import (
    CompositeEngine,
    PseudoParameterOverrides,
    Severity,
    TemplateContent,
    ValidateConfig,
)

if TYPE_CHECKING:
    from pathlib import Path

    from cloudformation_validate import Diagnostic

_NO_SUCH_TYPE = "F3006"

NAMES = {
    Severity.DEBUG: "debug",
    Severity.INFO: "info",
    Severity.WARN: "warning",
    Severity.ERROR: "error",
    Severity.FATAL: "fatal",
}


@dataclass(frozen=True)
class Finding:
    """What the engine says of one place of a template.

    Attributes:
        rule: The rule's id.
        severity: ``info``, ``warning``, ``error`` or ``fatal``.
        message: What is wrong.
        resource: Logical id; ``None`` when it is about the template.
        path: The property, below the resource.
        fix: What to do, where the rule says so.
        source: Where the rule is documented, where it says so.
    """

    rule: str
    severity: str
    message: str
    resource: str | None
    path: str | None
    fix: str | None
    source: str | None


@cache
def _engine() -> CompositeEngine:
    return CompositeEngine()


def validate(template: Path, *, region: str | None = None, account: str | None = None) -> list[Finding]:
    """Run the engine over a template.

    Args:
        template: JSON or YAML file.
        region: Where the stack is deployed. ``None``: not known; rules about a region stay silent.
        account: In which account. ``None``: not known.
    """
    return _validate(template.read_bytes(), template.name, region, account)


def offers(region: str, resource_type: str) -> bool:
    """Tell whether CloudFormation has a resource type in a region, as far as the engine knows.

    Args:
        region: For example ``eu-west-1``.
        resource_type: For example ``AWS::SageMaker::Algorithm``.
    """
    template = json.dumps({"Resources": {"Any": {"Type": resource_type}}})
    return all(found.rule != _NO_SUCH_TYPE for found in _validate(template.encode(), "any.json", region, None))


def _validate(template: bytes, name: str, region: str | None, account: str | None) -> list[Finding]:
    overrides = PseudoParameterOverrides(region=region, account_id=account)
    config = ValidateConfig(pseudo_parameter_overrides=overrides)
    report = _engine().validate_template(TemplateContent(template, name=name), config)
    return [_finding(diagnostic) for diagnostic in report.diagnostics]


def _finding(found: Diagnostic) -> Finding:
    return Finding(
        rule=found.rule_id,
        severity=NAMES[found.severity],
        message=found.message,
        resource=None if found.entity is None else found.entity.logical_id,
        path=found.property_path,
        fix=found.suggested_fix,
        source=found.documentation_url,
    )
