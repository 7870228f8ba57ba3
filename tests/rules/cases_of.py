"""The cases of the rules: for each a template that breaks it, and one that just does not.

A file of ``cases/`` is named after its rule and has ``fail`` and ``pass``, each a mapping of a title to a case: either
a whole ``template``, or its ``resources``, or the ``properties`` of one resource of a ``type``; where it matters with
``region``, ``account``, the resources ``before``, and ``facts`` that the template does not say.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cdk_model_packages.rules.finding import Finding
from cdk_model_packages.rules.pack_run import run_pack
from cdk_model_packages.templates import Place, Template, parse_template

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    rule: str
    kind: str
    title: str
    template: Template
    before: Template | None = None
    place: Place = field(default_factory=Place)
    facts: dict[str, Any] = field(default_factory=dict)


def cases() -> list[Case]:
    return [case for file in sorted(FOLDER.glob("*.yaml")) for case in _cases(file)]


def _cases(file: Path) -> list[Case]:
    content = yaml.safe_load(file.read_text())
    return [_case(file.stem, kind, title, one) for kind in ("fail", "pass") for title, one in content[kind].items()]


def _case(rule: str, kind: str, title: str, one: dict[str, Any]) -> Case:
    if "template" in one:
        document = one["template"]
    elif "resources" in one:
        document = {"Resources": one["resources"]}
    else:
        document = {"Resources": {"Subject": {"Type": one["type"], "Properties": one["properties"]}}}
    before = {"Resources": one["before"]} if "before" in one else None
    return Case(
        rule=rule,
        kind=kind,
        title=str(title),
        template=template_of(document),
        before=None if before is None else template_of(before),
        place=Place(region=one.get("region"), account=one.get("account")),
        facts=one.get("facts", {}),
    )


def template_of(document: dict[str, Any]) -> Template:
    text = json.dumps(document, indent=2).encode()
    return Template(path=Path("case.json"), text=text, document=parse_template(text, "case.json"))


def run_case(case: Case) -> list[Finding]:
    facts = dict(case.facts)
    if case.before is not None:
        from cdk_model_packages.review.changes import change_facts

        facts |= change_facts(case.before, case.template, case.place)
    return run_pack(case.template, case.place, facts=facts)
