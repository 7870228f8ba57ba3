"""All that the engine and our rules say of a template, each thing once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from cdk_model_packages.rules.engine import builtin_findings
from cdk_model_packages.rules.merge import merged
from cdk_model_packages.rules.pack_run import compares, run_pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from cdk_model_packages.rules.finding import Finding
    from cdk_model_packages.templates import Place, Template, World

# The engine runs without Python's lock: AWS's rules and ours run at the same time.
_beside = ThreadPoolExecutor(thread_name_prefix="engine")


def check_template(
    template: Template,
    place: Place,
    *,
    stacks: list[World] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> list[Finding]:
    """Return what AWS's rules and ours say of a template.

    Args:
        template: As it was read.
        place: Where it is deployed. What is not known, no rule judges.
        stacks: The stacks that it can become, where the caller has them already.
        facts: What the template does not say (see :func:`~cdk_model_packages.rules.pack_run.run_pack`).
    """
    name = str(template.path)
    theirs = _beside.submit(builtin_findings, template.text, name, place, compares=compares(facts))
    ours = run_pack(template, place, stacks=stacks, facts=facts)
    return merged([_placed(one, template) for one in theirs.result()], ours)


def _placed(finding: Finding, template: Template) -> Finding:
    """Give a finding whose place the engine does not know that of what is around it."""
    if finding.line is not None or finding.resource is None:
        return finding
    line, column = template.position(["Resources", finding.resource]) or (None, None)
    return replace(finding, line=line, column=column)
