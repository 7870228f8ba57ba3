"""AWS's template engine, ``cloudformation-validate``, as the native wheel: rules and schemas, offline."""

# The wheel has annotations, but marks none of its types as such.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

from cloudformation_validate import (
    CompositeEngine,
    CompositeEngineConfig,
    ExternalRuleSource,
    PseudoParameterOverrides,
    ReportStatus,
    RuleOrigin,
    Severity,
    TemplateContent,
    ValidateConfig,
    ValidationError,
)

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.rules.finding import Finding
from cdk_model_packages.rules.pack_files import rule_sources
from cdk_model_packages.templates.intrinsics import as_written

if TYPE_CHECKING:
    from cloudformation_validate import Diagnostic, ValidationReport

    from cdk_model_packages.templates import Place

_NO_SUCH_TYPE = "F3006"
_NOWHERE = 2**32 - 1  # the line of a key that is written with escapes
_PSEUDO = {
    "AWS::AccountId": "account_id",
    "AWS::NotificationARNs": "notification_arns",
    "AWS::Partition": "partition",
    "AWS::Region": "region",
    "AWS::StackId": "stack_id",
    "AWS::StackName": "stack_name",
    "AWS::URLSuffix": "url_suffix",
}

NAMES = {
    Severity.DEBUG: "debug",
    Severity.INFO: "info",
    Severity.WARN: "warning",
    Severity.ERROR: "error",
    Severity.FATAL: "fatal",
}
_CHANGES = "changes"
_runs = count()
_starting = Lock()


def pack_engine(*, compares: bool = False) -> CompositeEngine:
    """Return the engine with our rules: some 0.3 s the first time. Threads share one.

    Args:
        compares: With the rules about changes, which need an older template.
    """
    with _starting:
        return _pack_engine(compares)


@cache
def _pack_engine(compares: bool) -> CompositeEngine:
    sources = [
        ExternalRuleSource(name=name, content=content)
        for name, content in rule_sources().items()
        if compares or not name.startswith(_CHANGES)
    ]
    return CompositeEngine(CompositeEngineConfig(rego_rules=sources))


@cache
def _plain_engine() -> CompositeEngine:
    return CompositeEngine()


def _builtin_report(template: TemplateContent, config: ValidateConfig, *, compares: bool) -> ValidationReport:
    """Run AWS's own rules. A second engine, without ours, pays off from the second template on."""
    if next(_runs) == 0:
        try:
            return pack_engine(compares=compares).validate_template(template, config)
        except ValidationError:  # pyright: ignore[reportGeneralTypeIssues] - ours, over what is not carried out
            pass
    return _plain_engine().validate_template(template, config)


def builtin_findings(text: bytes, name: str, place: Place, *, compares: bool = False) -> list[Finding]:
    """Run AWS's own rules over a template as it was written.

    Args:
        text: JSON or YAML.
        name: How the engine calls it.
        place: Where the stack is deployed. What is not known, the rules do not judge.
        compares: Whether our own rules will compare it with an older one; only for speed.

    Raises:
        TemplateError: The engine cannot read it.
    """
    overrides = PseudoParameterOverrides(region=place.region, account_id=place.account)
    config = ValidateConfig(pseudo_parameter_overrides=overrides, severity_level=Severity.WARN)
    report = _builtin_report(TemplateContent(text, name=name), config, compares=compares)
    found = [_finding(one) for one in report.diagnostics if one.source is not RuleOrigin.CUSTOM]
    if report.status is ReportStatus.ERROR:
        reason = found[0].message if found else "it cannot be parsed"
        raise TemplateError(f"{name}: {' '.join(reason.split())}; correct the template")
    return found


def pack_findings(resources: dict[str, object], place: Place, *, compares: bool = False) -> list[Finding]:
    """Run our rules over resources whose intrinsic functions are carried out; the findings have no line yet.

    Args:
        resources: As :class:`cdk_model_packages.templates.World` has them.
        place: Where the stack is deployed.
        compares: Also those about changes.
    """
    known = place.pseudo
    overrides = PseudoParameterOverrides(
        **{argument: known.get(name, f"${{{name}}}") for name, argument in _PSEUDO.items()}
    )
    config = ValidateConfig(pseudo_parameter_overrides=overrides, disable_builtin_rules=True)
    try:
        content = json.dumps({"Resources": resources}, allow_nan=False).encode()
        report = pack_engine(compares=compares).validate_template(
            TemplateContent(content, name="template.json"), config
        )
    except (ValidationError, ValueError) as error:  # pyright: ignore[reportGeneralTypeIssues] - declared twice
        raise TemplateError(f"our rules cannot be run over it ({' '.join(str(error).split())[:300]})") from None
    if report.status is ReportStatus.ERROR:
        raise TemplateError("our rules cannot be run over it (the engine does not read it)")
    found = [_finding(one) for one in report.diagnostics if one.source is RuleOrigin.CUSTOM]
    return [replace(one, message=as_written(one.message)) for one in found]


def offers(region: str, resource_type: str) -> bool:
    """Tell whether CloudFormation has a resource type in a region, as far as the engine knows.

    Args:
        region: For example ``eu-west-1``.
        resource_type: For example ``AWS::SageMaker::Algorithm``.
    """
    from cdk_model_packages.templates import Place

    template = json.dumps({"Resources": {"Any": {"Type": resource_type}}})
    return all(
        found.rule != _NO_SUCH_TYPE for found in builtin_findings(template.encode(), "any.json", Place(region=region))
    )


def _finding(found: Diagnostic) -> Finding:
    return Finding(
        rule=found.rule_id,
        severity=NAMES[found.severity],
        message=found.message,
        resource=None if found.entity is None else found.entity.logical_id,
        path=found.property_path or None,
        fix=found.suggested_fix or None,
        source=found.documentation_url or None,
        line=None if found.start_line == _NOWHERE else found.start_line,
        column=None if found.start_line == _NOWHERE else found.start_column,
        conditions=tuple(sorted((found.condition_scenario or {}).items())),
    )
