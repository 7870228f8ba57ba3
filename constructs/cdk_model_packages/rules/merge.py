"""One list of two rule sets' findings: nothing twice, and no advice that a correct template may ignore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.rules.finding import FAILING

if TYPE_CHECKING:
    from cdk_model_packages.rules.finding import Finding

# Warnings of AWS's engine that are no mistakes: style, and what it cannot know.
ADVICE = {
    "W1019": "a Sub's variable that is not used harms nobody",
    "W1020": "a Sub without a variable is a longer way to write a text",
    "W1031": "judges a Sub's text without the conditions around it: false on conditional values",
    "W2001": "a parameter that is not used harms nobody",
    "W3005": "a DependsOn that a reference implies harms nobody",
    "W3011": "one retention policy of the two may be meant; where versions are lost, LC-002 says so",
    "W4011": "about comments in the metadata",
    "W4012": "about comments in the metadata",
    "W7001": "a mapping that is not used harms nobody",
    "W8001": "a condition that is not used harms nobody",
    "W9002": "an ARN may be known",
    "W9003": "CloudFormation turns a number's text into the number",
    "W9006": "an estimate",
    "W9010": "an image id may be known",
    "W9013": "an account may be known: Marketplace, sharing and promotion name some",
    "W9053": "style",
    "W9054": "style",
}
_EMPTY_DEFAULT = "default ''"
# Warnings about a whole resource, and the rule of ours that says which statement.
_TOLD_BY = {"W2512": "IM-014"}
# Errors that a rule of ours tells at the same place, also where a function keeps the engine silent.
_SAME = {("F3012", "GG-083")}


def merged(theirs: list[Finding], ours: list[Finding]) -> list[Finding]:
    """Return the findings of both, in the order of the template's text.

    A warning of the engine at the very place of a finding of ours is the same thing told with less: it is left out.

    Args:
        theirs: Of AWS's engine.
        ours: Of the pack.
    """
    places = {(one.resource, one.path) for one in ours}
    rules = {(one.resource, one.rule) for one in ours}
    same = {(theirs, one.resource, one.path) for one in ours for theirs, rule in _SAME if one.rule == rule}
    kept = [
        one
        for one in theirs
        if (one.severity in FAILING and (one.rule, one.resource, one.path) not in same)
        or (
            one.severity == "warning"
            and not is_advice(one)
            and (one.resource, one.path) not in places
            and (one.resource, _TOLD_BY.get(one.rule)) not in rules
        )
    ]
    return sorted([*kept, *ours], key=lambda one: (one.line or 0, one.column or 0, one.rule))


def is_advice(finding: Finding) -> bool:
    """Tell what is no mistake.

    W2509 takes the name or ARN of a secret for the secret. W1030 judges the default of a parameter where it is used: an
    empty one says that there is none, and a condition decides.

    Args:
        finding: Of the engine, or of cfn-lint, which has the same rules.
    """
    if finding.rule == "W2509":
        return (finding.resource or "").lower().endswith(("arn", "name", "id"))
    return finding.rule in ADVICE or (finding.rule == "W1030" and _EMPTY_DEFAULT in finding.message)
