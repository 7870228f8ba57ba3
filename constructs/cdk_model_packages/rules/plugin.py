"""The rules' door at synth: a CDK policy validation plugin."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import aws_cdk as cdk
import jsii

from cdk_model_packages.rules.check import validate
from cdk_model_packages.rules.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

_FAILING = {"error", "fatal"}
_SHOWN = {"warning", *_FAILING}


@jsii.implements(cdk.IPolicyValidationPlugin)
class ModelPackageRules:
    """Checks every synthesized template with AWS's own engine, and fails synth on an error.

    It runs ``cloudformation-validate`` as a native wheel: about 1 second, the newest rules. The CDK's
    built-in run of the same engine takes 4 to 7 CPU seconds and only warns, so switch that off:

        app = cdk.App(builtin_cloud_formation_validation=False)
        cdk.Validations.of(app).add_plugins(ModelPackageRules())
    """

    @property
    def name(self) -> str:
        """Name in the validation report."""
        return "cdk-model-packages"

    @property
    def version(self) -> str:
        """Version in the validation report."""
        return version("cdk-model-packages")

    @property
    def rule_ids(self) -> list[str]:
        """The rules are the engine's own: it keeps the list."""
        return []

    def validate(self, context: cdk.IPolicyValidationContext) -> cdk.PolicyValidationPluginReport:
        """Check the templates of an app.

        Args:
            context: Names the templates, and the region and account of each where they are known.
        """
        found = [
            (template, finding)
            for stack in context.stack_templates
            for template in [Path(stack.template_path)]
            for finding in validate(template, region=stack.region, account=stack.account_id)
            if finding.severity in _SHOWN
        ]
        return cdk.PolicyValidationPluginReport(
            success=not any(finding.severity in _FAILING for _, finding in found),
            violations=_violations(found),
            plugin_version=self.version,
        )


def _violations(found: Iterable[tuple[Path, Finding]]) -> list[cdk.PolicyViolation]:
    return [
        cdk.PolicyViolation(
            rule_name=finding.rule,
            description=finding.message,
            severity=finding.severity,
            fix=finding.fix or finding.source,
            violating_resources=[
                cdk.PolicyViolatingResource(
                    resource_logical_id=finding.resource or "",
                    template_path=str(template),
                    locations=[finding.path or "(template)"],
                )
            ],
        )
        for template, finding in found
    ]
