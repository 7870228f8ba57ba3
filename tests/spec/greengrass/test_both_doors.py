"""A recipe's value and the rule pack see the same: both are given the cases of the rules.

The value tells a rule's id when the pack calls the case an error; what the pack only warns of, it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from cdk_model_packages import rules
from cdk_model_packages.errors import ModelPackagesError
from cdk_model_packages.spec.greengrass import Recipe
from cdk_model_packages.spec.greengrass.platform import RESPELT, RESPELT_ATTRIBUTES
from tests.rules.cases_of import FOLDER, cases, run_case

COMPONENT = "AWS::GreengrassV2::ComponentVersion"
TOLD_BY_VALUES = {
    *("GG-001", "GG-002", "GG-004", "GG-006", "GG-007", "GG-008", "GG-009", "GG-010", "GG-011", "GG-013", "GG-017"),
    *("GG-020", "GG-021", "GG-024", "GG-025", "GG-031", "GG-039", "GG-041", "GG-042", "GG-043", "GG-045", "GG-047"),
    *("GG-048", "GG-209", "GG-216", "GG-225", "NC-014"),
}
# What one recipe cannot see.
NEEDS_THE_TEMPLATE = {
    ("GG-011", "of a dependency of this template"),
    ("GG-048", "of a dependency of this template"),
    ("GG-020", "16,001 bytes"),  # spaces: what we render of it is shorter
}
SCHEMA_REFUSES = {"GG-040"}
"""A warning of the pack, as a device ignores such a key; the schema refuses it at the top level, and so do we."""


def recipes(resources: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, resource in resources.items():
        recipe = resource.get("Properties", {}).get("InlineRecipe") if resource["Type"] == COMPONENT else None
        if isinstance(recipe, str):
            yield name, recipe


@cache
def cases_of_rule(rule: str, kind: str) -> dict[str, list[str]]:
    """Return the recipes of each case of a rule, by the case's title."""
    content = yaml.load((FOLDER / f"{rule}.yaml").read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found: dict[str, list[str]] = {}
    for title, one in content[kind].items():
        whole = one.get("template", {}).get("Resources") or one.get("resources")
        resources = whole or {"Subject": {"Type": one["type"], "Properties": one["properties"]}}
        found[str(title)] = [recipe for _, recipe in recipes(resources)]
    return {title: texts for title, texts in found.items() if texts}


def codes_of(recipe: str) -> set[str]:
    try:
        Recipe.from_text(recipe)
    except ModelPackagesError as error:
        lines = str(error).splitlines()
        assert all(re.fullmatch(r"recipe(:\d+)?: .*\[[A-Z]+-\d+\]", line) for line in lines), lines
        return {code for line in lines for code in re.findall(r"\[([A-Z]+-\d+)\]$", line)}
    return set()


def chosen(kind: str) -> list[Any]:
    return [
        pytest.param(rule, title, id=f"{rule}: {title}")
        for rule in sorted(TOLD_BY_VALUES)
        for title in cases_of_rule(rule, kind)
    ]


@pytest.mark.parametrize(("rule", "title"), chosen("fail"))
def test_the_value_refuses_what_breaks_the_rule(rule: str, title: str) -> None:
    told = {code for recipe in cases_of_rule(rule, "fail")[title] for code in codes_of(recipe)}
    assert (rule in told) is ((rule, title) not in NEEDS_THE_TEMPLATE)


@pytest.mark.parametrize(("rule", "title"), chosen("pass"))
def test_the_value_takes_what_just_does_not(rule: str, title: str) -> None:
    assert rule not in {code for recipe in cases_of_rule(rule, "pass")[title] for code in codes_of(recipe)}


@pytest.mark.parametrize("rule", sorted(TOLD_BY_VALUES))
def test_each_of_these_rules_has_both_kinds_of_cases(rule: str) -> None:
    assert cases_of_rule(rule, "fail")
    assert cases_of_rule(rule, "pass")


@pytest.mark.slow
def test_the_value_refuses_nothing_that_the_pack_only_warns_of() -> None:
    beyond = {
        (case.rule, case.title, code)
        for case in cases()
        for name, recipe in recipes(case.template.document.get("Resources", {}))
        for code in codes_of(recipe) - SCHEMA_REFUSES
        if not any(
            found.rule == code and found.severity == "error" and found.resource == name for found in run_case(case)
        )
    }
    assert beyond == set()


def test_the_two_tables_of_platforms_are_one() -> None:
    text = (Path(rules.__file__).parent / "pack" / "recipe_platforms.rego").read_text()
    for attribute, others in RESPELT.items():
        table = text.partition("platform_respelt := {")[2].partition(f'"{attribute}": {{')[2].partition("}")[0]
        assert dict(re.findall(r'"([^"]+)": "([^"]+)"', table)) == others
    table = text.partition("platform_key_respelt := {")[2].partition("\n}")[0]
    assert dict(re.findall(r'"([^"]+)": "([^"]+)"', table)) == RESPELT_ATTRIBUTES
