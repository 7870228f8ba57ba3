"""docs/rules.md explains every code that an error can end with."""

from __future__ import annotations

import re

from cdk_model_packages.spec.refusal import PACKAGE, UNVERSIONED, VERSION, Refusing
from tests.conftest import ROOT


def explained() -> set[str]:
    text = (ROOT / "docs/rules.md").read_text()
    return set(re.findall(r"^\| ([A-Z]{2,4}-\d{3})(?:-\.\.\.)? \|", text, re.MULTILINE))


def test_the_page_lists_the_codes_of_the_source() -> None:
    rooms = [*(ROOT / "constructs").rglob("*.py"), *(ROOT / "stacks").rglob("*.py")]
    source = "".join(path.read_text() for path in rooms if "local_aws" not in path.parts)
    raised = set(re.findall(r'"([A-Z]{2,4}-\d{3})"', source))
    assert explained() == raised


def test_each_code_has_a_case_that_breaks_it() -> None:
    """Names that are no input have one each, made of their table: tests/spec/test_package_rules.py."""
    tables = (PACKAGE, VERSION, UNVERSIONED, *(kind.refused for kind in Refusing.__subclasses__()))
    refused = {refusal.code for table in tables for refusal in table.values()}
    tested = set(re.findall(r"[A-Z]{2,4}-\d{3}", "".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))))
    assert explained() <= tested | refused
