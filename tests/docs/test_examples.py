"""Every example of the guide and of the constructs' pages runs, or is at least no nonsense."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cdk_model_packages.spec import load_spec
from tests.conftest import ROOT
from tests.docs.pages import BLOCKS, Block, blocks, make_project

APPS = [block for block in BLOCKS if block.is_app]
PYTHON = [block for block in BLOCKS if block.language == "python"]
FILES = [block for block in BLOCKS if block.language == "yaml" and block.title in {"", "model-package.yaml"}]
OTHER_DATA = [block for block in BLOCKS if block.language in {"yaml", "json"} and block not in FILES]


@pytest.mark.slow
def test_every_app_synthesizes(tmp_path: Path) -> None:
    """No warning of a deprecation either, of Python's or of the CDK's."""
    make_project(tmp_path)
    listed = tmp_path / "apps.json"
    listed.write_text(json.dumps([{"page": app.page, "line": app.line, "text": app.text} for app in APPS]))
    result = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning", ROOT / "tests/docs/run_apps.py", listed],
        cwd=tmp_path,
        env={**os.environ, "JSII_DEPRECATED": "fail", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    outcomes = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    assert len(outcomes) == len(APPS), result.stderr
    failed = [f"{app}\n{outcome.get('error', 'made no template')}" for app, outcome in zip(APPS, outcomes, strict=True)
              if not outcome.get("templates")]  # fmt: skip
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("page", sorted((ROOT / "docs/constructs").glob("*.md")), ids=lambda page: page.stem)
def test_a_page_of_a_construct_has_an_app(page: Path) -> None:
    assert [block for block in blocks(page) if block.is_app]


@pytest.mark.parametrize("block", PYTHON, ids=str)
def test_python_compiles_and_what_does_not_run_has_a_title(block: Block) -> None:
    compile("\n" * (block.line - 1) + block.text, block.page, "exec")
    assert block.is_app or block.title, f'{block}: an excerpt? say ```python title="what it is of"'


@pytest.mark.parametrize("block", FILES, ids=str)
def test_a_package_file_fits_the_services_limits(block: Block, tmp_path: Path) -> None:
    """A whole file as it is; some keys of one in the place that they have in the README's file."""
    file = make_project(tmp_path) / "model-package.yaml"
    text = block.text if "InferenceSpecification:" in block.text else _merged(file.read_text(), block.text)
    file.write_text(text)
    load_spec(file)


def test_other_data_can_be_read() -> None:
    for block in OTHER_DATA:
        assert json.loads(block.text) if block.language == "json" else YAML(typ="safe", pure=True).load(block.text)


def test_the_pages_are_looked_at() -> None:
    assert len(APPS) >= 4
    assert len(FILES) >= 2
    assert {block.page for block in BLOCKS} >= {"docs/guide/getting-started.md", "docs/constructs/container.md"}


def _merged(whole: str, part: str) -> str:
    yaml = YAML(typ="safe", pure=True)
    content: dict[str, Any] = {**yaml.load(whole), **yaml.load(part)}
    text = io.StringIO()
    yaml.dump(content, text)
    return text.getvalue()
