"""docs/properties.md: made from the schemas of the pinned cfn-lint and botocore, and whole."""

from __future__ import annotations

import re
import runpy
from typing import Any

import pytest

from cdk_model_packages.spec import ModelPackageSpec, refusal
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools/generate_properties_page.py"))


def test_the_page_is_up_to_date(generator: dict[str, Any]) -> None:
    assert generator["TARGET"].read_text(encoding="utf-8") == generator["render"]()


def test_every_property_of_the_schema_is_in_the_table(generator: dict[str, Any]) -> None:
    page = (ROOT / "docs/properties.md").read_text(encoding="utf-8")
    schema = generator["schema"]()
    top = set(re.findall(r"^\| `(\w+)` \|", page.partition("## What they hold")[0], re.MULTILINE))
    assert set(schema["properties"]) <= top
    for name, definition in schema["definitions"].items():
        if "properties" in definition:
            section = page.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
            assert set(definition["properties"]) <= set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)), name


@pytest.mark.parametrize("source", ["reference_2022", "registry_listing"])
def test_every_name_of_the_older_lists_is_in_the_table(generator: dict[str, Any], source: str) -> None:
    names = {row.name for row in generator["top_level"]()}
    assert set(generator["FORMER"][source]) <= names


def test_a_property_that_is_new_would_be_noticed(generator: dict[str, Any]) -> None:
    with pytest.raises(SystemExit, match="Brandnew: is neither typed, nor mapped, nor refused"):
        generator["_here"]("Brandnew")


def test_what_is_refused_is_no_field() -> None:
    fields = {field.alias for field in ModelPackageSpec.model_fields.values()}
    assert not fields & refusal.PACKAGE.keys()
