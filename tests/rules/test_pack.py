"""The rule pack: every rule fires on what breaks it, and is silent on what just does not."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict

import pytest

from cdk_model_packages.rules.catalog import catalog
from cdk_model_packages.rules.engine import builtin_findings
from cdk_model_packages.rules.finding import FAILING
from cdk_model_packages.rules.pack_files import rule_sources
from tests.conftest import ROOT
from tests.rules.cases_of import Case, cases, run_case

CASES = cases()
OURS = [case for case in CASES if case.rule in catalog()]
ENGINES = [case for case in CASES if case.rule not in catalog()]
BY_RULE: dict[str, list[Case]] = defaultdict(list)
for one in CASES:
    BY_RULE[one.rule].append(one)


def named(case: Case) -> str:
    return f"{case.rule}-{case.kind}-{case.title}"


@pytest.mark.parametrize("case", OURS, ids=named)
def test_case(case: Case) -> None:
    own = [found for found in run_case(case) if found.rule == case.rule]
    if case.kind == "pass":
        assert own == []
        return
    assert own
    rule = catalog()[case.rule]
    for found in own:
        assert found.severity == rule.severity
        assert found.fix == rule.fix
        assert found.source == rule.sources[0][0]
        assert found.line is not None
        assert "\n" not in found.message


@pytest.mark.parametrize("case", ENGINES, ids=named)
def test_case_that_the_engine_judges(case: Case) -> None:
    """Rules that AWS's engine has: ours would only repeat them."""
    found = builtin_findings(case.template.text, "case.json", case.place)
    assert any(one.severity in FAILING for one in found) == (case.kind == "fail")


@pytest.mark.parametrize("rule", catalog().values(), ids=lambda rule: rule.id)
def test_a_rule_has_both_sides_and_a_source(rule: object) -> None:
    one = catalog()[getattr(rule, "id")]  # noqa: B009 - parametrized by value
    assert {case.kind for case in BY_RULE[one.id]} == {"fail", "pass"}
    assert one.sources[0][0]
    assert one.confidence in {"documented", "inferred", "folklore"}
    assert not (one.confidence == "folklore" and one.severity == "error")


@pytest.mark.parametrize("name", sorted(catalog()))
def test_a_rule_says_what_the_engine_does_not(name: str) -> None:
    """For some way to break the rule, AWS's engine reports no error where ours does."""
    for case in BY_RULE[name]:
        if case.kind == "fail":
            errors = {
                (found.resource, found.path)
                for found in builtin_findings(case.template.text, "case.json", case.place)
                if found.severity in FAILING
            }
            own = {(found.resource, found.path) for found in run_case(case) if found.rule == name}
            if not own & errors:
                return
    pytest.fail(f"the engine reports each breach of {name} as an error: the rule repeats it")


def test_the_catalog_is_what_the_rules_say() -> None:
    ran = subprocess.run(
        [sys.executable, "tools/generate_rule_catalog.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_each_finding_is_of_a_described_rule() -> None:
    told = {
        name
        for file, text in rule_sources().items()
        if file != "catalog.rego"
        for name in re.findall(r'"([A-Z0-9]{2,4}-\d{3})"', text)
    }
    assert told == set(catalog())


def test_no_rule_is_of_the_form_that_the_engine_ends_early() -> None:
    """``names[key] if ...`` has only its first key: Regorus stops at it. ``names contains key if ...`` has all."""
    for file, text in rule_sources().items():
        assert re.findall(r"^[a-z_][A-Za-z0-9_]*\[(?:[^\[\]]|\[[^\]]*\])*\] if", text, re.MULTILINE) == [], file


def test_no_negation_that_the_engine_reads_wrongly() -> None:
    """``every one in ones { not names[one][key] }``: Regorus goes through ``names``, and is never true."""
    for file, text in rule_sources().items():
        for variable, body in re.findall(r"every (\w+) in [^{}]*\{((?:[^{}]|\{[^{}]*\})*)\}", text):
            assert re.search(rf"not \w+\[.*\b{variable}\b.*\]", body) is None, (file, body)


def test_a_name_belongs_to_one_file() -> None:
    """All files share a package: a name in two of them would be one rule with two meanings."""
    owners: dict[str, set[str]] = defaultdict(set)
    for file, text in rule_sources().items():
        for name in re.findall(r"^(?:default )?([a-z_][A-Za-z0-9_]*)(?=[(\[ ])", text, re.MULTILINE):
            owners[name].add(file)
    shared = {name: files for name, files in owners.items() if len(files) > 1}
    assert set(shared) == {"package", "import", "violation", "else"}
