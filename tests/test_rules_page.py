"""docs/rules.md explains every code that an error can end with."""

from __future__ import annotations

import re

from tests.conftest import ROOT


def test_the_page_lists_the_codes_of_the_source() -> None:
    source = "".join(path.read_text() for path in (ROOT / "constructs").rglob("*.py") if "local_aws" not in path.parts)
    raised = set(re.findall(r'(?:SpecError\(\s*|code: str = |code=|else )"([A-Z]{2,4}-\d{3})"', source))
    raised |= set(re.findall(r'"([A-Z]{2,4}-\d{3})" if ', source))
    explained = set(re.findall(r"^\| ([A-Z]{2,4}-\d{3}) \|", (ROOT / "docs/rules.md").read_text(), re.MULTILINE))
    assert explained == raised


def test_each_code_has_a_case_that_breaks_it() -> None:
    explained = set(re.findall(r"^\| ([A-Z]{2,4}-\d{3}) \|", (ROOT / "docs/rules.md").read_text(), re.MULTILINE))
    tested = set(re.findall(r"[A-Z]{2,4}-\d{3}", "".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))))
    assert explained <= tested
