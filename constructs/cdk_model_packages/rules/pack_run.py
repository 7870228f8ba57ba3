"""Our rules over one template: in each stack that it can become, each finding once, with its place in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.rules.engine import pack_findings
from cdk_model_packages.templates import worlds
from cdk_model_packages.templates.comparisons import never_equal
from cdk_model_packages.templates.secrets import resolved_secrets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdk_model_packages.rules.finding import Finding
    from cdk_model_packages.templates import Place, Template, World

CONTEXT = "CdkModelPackagesReviewContext"
_PARTITION = re.compile(rb"arn:(aws[a-z-]*):")
_CONTEXT_TYPE = "CdkModelPackages::Review::Context"


def run_pack(
    template: Template,
    place: Place,
    *,
    stacks: list[World] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> list[Finding]:
    """Return what our rules say of a template.

    Args:
        template: As it was read.
        place: Where it is deployed.
        stacks: The stacks that it can become, where the caller has them already.
        facts: What the template does not say: ``changes`` since an older one, ``bucket_regions``, ``stack_tags``.
    """
    stacks = worlds(template, place) if stacks is None else stacks
    has_names = b"ImportValue" in template.text
    partitions = sorted({"aws", *(one.decode() for one in _PARTITION.findall(template.text))})
    unequal = never_equal(template.document)
    has_secrets = b"{{resolve:s" in template.text
    found: dict[tuple[object, ...], list[tuple[Finding, World]]] = {}
    for world in stacks:
        context = {
            "region": place.region,
            "account": place.account,
            "recipes": world.recipes,
            "has_names": has_names or bool(world.around.unset),
            "partitions": partitions,
            "never_equal": unequal,
            "resolved_secrets": resolved_secrets(world.around.resources) if has_secrets else [],
            **world.lookup_faults,
            **(facts or {}),
        }
        resources: dict[str, object] = {
            **world.resources,
            CONTEXT: {"Type": _CONTEXT_TYPE, "Properties": {key: one for key, one in context.items() if one}},
        }
        for finding in _findings(resources, place, template, compares=compares(facts)):
            key = (finding.rule, finding.resource, finding.path, finding.message)
            found.setdefault(key, []).append((finding, world))
    return [_placed(where, template, len(stacks)) for where in found.values()]


def compares(facts: Mapping[str, Any] | None) -> bool:
    """Tell whether facts are about an older template.

    Args:
        facts: What the template does not say.
    """
    return facts is not None and not facts.keys().isdisjoint({"changes", "gone_exports", "added"})


def _findings(resources: dict[str, object], place: Place, template: Template, *, compares: bool) -> list[Finding]:
    try:
        return pack_findings(resources, place, compares=compares)
    except TemplateError as error:
        raise TemplateError(f"{template.path}: {error}; this is a mistake of ours: please report it") from None


def _placed(where: list[tuple[Finding, World]], template: Template, count: int) -> Finding:
    finding, world = where[0]
    below = finding.path.split(".") if finding.path else []
    position = template.position(["Resources", finding.resource or "", *below])
    line, column = position or (None, None)
    conditions = () if len(where) == count else tuple(sorted(world.conditions.items()))
    return replace(finding, line=line, column=column, conditions=conditions)
