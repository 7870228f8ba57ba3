"""docs/rules.md explains every rule of the pack, and every other code that an error can end with."""

from __future__ import annotations

import re
import runpy
from typing import Any

import pytest
import yaml

from cdk_model_packages.rules.catalog import catalog
from cdk_model_packages.spec.refusal import PACKAGE, UNVERSIONED, VERSION, Refusing
from tests.conftest import ROOT

CODE = r"[A-Z][A-Z0-9]{1,3}-[0-9]{3}"


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools/generate_rules_page.py"))


@pytest.fixture(scope="module")
def value_codes() -> set[str]:
    return {code.removesuffix("-...") for code in yaml.safe_load((ROOT / "tools/value_rules.yaml").read_text())}


def raised() -> set[str]:
    """Return the codes that the source of the library and of its stacks names."""
    rooms = [*(ROOT / "constructs").rglob("*.py"), *(ROOT / "stacks").rglob("*.py")]
    source = "".join(path.read_text() for path in rooms if "local_aws" not in path.parts)
    return set(re.findall(f'"({CODE})"', source))


def test_the_page_is_up_to_date(generator: dict[str, Any]) -> None:
    assert generator["PAGE"].read_text(encoding="utf-8") == generator["render"]()


def test_every_rule_is_explained(generator: dict[str, Any]) -> None:
    assert set(re.findall(f"^### ({CODE}): ", generator["render"](), re.MULTILINE)) == set(catalog())


def test_the_other_codes_are_those_of_the_source(value_codes: set[str]) -> None:
    assert value_codes == raised() - set(catalog())


def test_each_code_of_a_value_has_a_case_that_breaks_it(value_codes: set[str]) -> None:
    """Names that are no input have one each, made of their table: tests/spec/test_package_rules.py.

    The rules have theirs in tests/rules/cases.
    """
    tables = (PACKAGE, VERSION, UNVERSIONED, *(kind.refused for kind in Refusing.__subclasses__()))
    refused = {refusal.code for table in tables for refusal in table.values()}
    tested = set(re.findall(CODE, "".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))))
    assert value_codes <= tested | refused
