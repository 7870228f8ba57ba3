"""Write ``docs/rules.md``: the rules of the pack, and the codes that only values have.

Run ``python tools/generate_rules_page.py`` after ``tools/generate_rule_catalog.py``; with ``--check`` it only compares.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "constructs"))

from cdk_model_packages.rules.catalog import catalog  # noqa: E402
from cdk_model_packages.rules.merge import ADVICE  # noqa: E402

if TYPE_CHECKING:
    from cdk_model_packages.rules.catalog import Rule

PAGE = ROOT / "docs/rules.md"
VALUES = ROOT / "tools/value_rules.yaml"
AREAS = {
    "MP": "Model packages",
    "MPG": "Model package groups",
    "CT": "Containers",
    "IT": "Instance types",
    "VP": "Validation profiles",
    "LC": "Life cycle",
    "IM": "Roles and policies",
    "S3": "Buckets",
    "ECR": "Image repositories",
    "KMS": "Keys",
    "MK": "AWS Marketplace",
    "AL": "Algorithms",
    "MC": "Model cards",
    "SC": "Encryption of packages",
    "GG": "Greengrass recipes, components and deployments",
    "NC": "Neo compilation jobs",
    "LV": "Lookout for Vision, which is gone",
    "CF": "Templates",
}
HEAD = """# Rules

Made by `tools/generate_rules_page.py` of what each rule says of itself; `model-packages rules ID` tells the same.

`model-packages review`, the CDK plugin `ModelPackageRules` and `model-packages check` judge by the rules below. They
live in one place, the Rego files of `cdk_model_packages/rules/pack/`, and are run by AWS's own engine,
[cloudformation-validate](https://github.com/aws-cloudformation/cloudformation-validate), beside the engine's own rules
(`E3012`, `F3002`, ...), which they do not repeat. Many codes are raised by the library's values as well, at the line
that makes the value.

*Error*: the service refuses it, or hours are lost. *Warning*: accepted, and wrong or fragile. *Info*: advice that a
correct template may ignore. *documented*: a document or schema of AWS says so; *inferred*: it follows from some;
*folklore*: reported by others, never an error. See [Reviewing templates](review.md) for how to accept a finding.
"""


def render() -> str:
    """Return the page."""
    rules = list(catalog().values())
    parts = [HEAD]
    for prefix, title in AREAS.items():
        own = [rule for rule in rules if rule.id.rsplit("-", 1)[0] == prefix]
        if own:
            parts.append(f"## {title}\n")
            parts += [_section(rule) for rule in own]
    unknown = {rule.id.rsplit("-", 1)[0] for rule in rules} - AREAS.keys()
    if unknown:
        raise SystemExit(f"no area for {sorted(unknown)}")
    parts += [_left_out(), _values({rule.id for rule in rules})]
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    sources = "\n".join(f"- {_link(ref)}" + (f": {_escaped(says)}" if says else "") for ref, says in rule.sources)
    return (
        f"### {rule.id}: {_escaped(rule.title)}\n\n*{rule.severity}, {rule.confidence}*. {_escaped(rule.reason)}\n\n"
        f"Fix: {_escaped(rule.fix)}\n\n{sources}\n"
    )


def _left_out() -> str:
    head = "## Warnings of AWS's engine that are left out\n\nA correct template may ignore them.\n"
    return "\n".join(
        [head, "| Warning | Why |", "|---|---|", *(f"| {rule} | {why} |" for rule, why in ADVICE.items()), ""]
    )


def _values(known: set[str]) -> str:
    rows = yaml.safe_load(VALUES.read_text())
    twice = known & rows.keys()
    if twice:
        raise SystemExit(f"{VALUES.name}: {sorted(twice)} are rules of the pack")
    lines = [f"| {code} | {one['rule']} | {one['source']} |" for code, one in rows.items()]
    head = (
        "## Codes of values\n\nWhat no rule of the pack has: a value or a stack of this library refuses it; "
        "in a template,\nAWS's engine does where it can.\n"
    )
    return "\n".join([head, "| Code | Rule | Source |", "|---|---|---|", *lines, ""])


def _link(ref: str) -> str:
    return f"<{ref}>" if ref.startswith("https://") else f"`{ref}`"


def _escaped(text: str) -> str:
    """Keep a rule's own text from becoming markup, outside of its `code`."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([\\<>*_\[\]{}$|])", r"\\\1", part) for part in parts)


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        raise SystemExit(
            0 if PAGE.read_text() == render() else f"{PAGE} is not what the rules say; run this without --check"
        )
    PAGE.write_text(render())
    print(f"wrote {PAGE}")
