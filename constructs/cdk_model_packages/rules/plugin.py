"""The rules' door at synth: a CDK policy validation plugin."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import aws_cdk as cdk
import jsii

from cdk_model_packages.rules.catalog import catalog
from cdk_model_packages.rules.check import check_template
from cdk_model_packages.rules.finding import FAILING
from cdk_model_packages.rules.suppression import written
from cdk_model_packages.templates import Place, Stack, bucket_regions, imports_of, read_template, stacks_in, worlds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdk_model_packages.rules.finding import Finding

_SHOWN = {"warning", *FAILING}


@jsii.implements(cdk.IPolicyValidationPlugin)
class ModelPackageRules:
    """Checks every synthesized template with AWS's own rules and ours, and fails synth on an error.

    It runs ``cloudformation-validate`` as a native wheel: about 1 second, the newest rules. The CDK's
    built-in run of the same engine takes 4 to 7 CPU seconds and only warns, so switch that off:

        app = cdk.App(builtin_cloud_formation_validation=False)
        cdk.Validations.of(app).add_plugins(ModelPackageRules())

    One finding is accepted where it is, with a reason:

        cdk.Validations.of(package).acknowledge(
            cdk.Acknowledgment(id="cdk-model-packages::CT-013", reason="the repository's tags are immutable")
        )
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
        """Ids of our rules. AWS's engine keeps the list of its own."""
        return list(catalog())

    def validate(self, context: cdk.IPolicyValidationContext) -> cdk.PolicyValidationPluginReport:
        """Check the templates of an app.

        Args:
            context: Names the templates, and the region and account of each where they are known.
        """
        stacks = _stacks(context)
        regions, imports = bucket_regions(stacks), imports_of(stacks)
        found = [
            (stack.template.path, finding)
            for stack in stacks
            for accepted in [written(stack.template)]
            for finding in check_template(
                stack.template,
                stack.place,
                stacks=worlds(stack.template, stack.place, imports.get(stack.place)),
                facts={"bucket_regions": regions, "stack_tags": stack.tags},
            )
            if finding.severity in _SHOWN and not any(one.covers(finding.rule, finding.resource) for one in accepted)
        ]
        return cdk.PolicyValidationPluginReport(
            success=not any(finding.severity in FAILING for _, finding in found),
            violations=_violations(found),
            plugin_version=self.version,
        )


def _stacks(context: cdk.IPolicyValidationContext) -> list[Stack]:
    """Return the stacks of an app. Their tags are in the manifest, which the CDK has written before it asks."""
    given = list(context.stack_templates)
    known = {
        stack.template.path.resolve(): stack
        for folder in sorted({Path(one.template_path).parent for one in given})
        if (folder / "manifest.json").is_file()
        for stack in stacks_in(folder, Place())
    }
    found: list[Stack] = []
    for one in given:
        path, place = Path(one.template_path), Place(one.region, one.account_id)
        stack = known.get(path.resolve())
        found.append(Stack(read_template(path), place) if stack is None else replace(stack, place=place))
    return found


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
