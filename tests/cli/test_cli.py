"""The command: help with examples, one line for a mistake, exit code 2."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

COMMAND = str(Path(sys.executable).with_name("model-packages"))


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *arguments], cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    "command",
    [
        "",
        "check",
        "schema",
        "pack",
        "local up",
        "local down",
        "local env",
        "local deploy",
        "local destroy",
        "local reset",
    ],
)
def test_help_shows_an_example(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.returncode == 0
    assert "xample: " in result.stdout
    assert "model-packages" in result.stdout


def test_the_example_passes_its_check() -> None:
    result = run("check", "examples/digits/model-package.yaml")
    assert result.stdout == "examples/digits/model-package.yaml: fits the service's limits\n"
    assert result.returncode == 0


def test_the_schema_is_json(tmp_path: Path) -> None:
    assert json.loads(run("schema").stdout)["title"] == "model-package.yaml"
    assert run("schema", "-o", str(tmp_path / "s.json")).returncode == 0
    assert json.loads((tmp_path / "s.json").read_text())["additionalProperties"] is False


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["check", "none.yaml"], "error: none.yaml: no such file; name a model-package.yaml", id="file"),
        pytest.param(["pack", "none", "-o", "m.tar.gz"], "none", id="folder"),
        pytest.param(["schema", "-o", "/none/s.json"], "error: /none/s.json: No such file or directory", id="output"),
        pytest.param(["nonsense"], "error: ", id="command"),
        pytest.param(["check", "--nonsense"], "error: ", id="option"),
        pytest.param(["local", "up", "--port", "x"], "error: ", id="kind"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(tmp_path: Path, arguments: list[str], told: str) -> None:
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == 2, result.stderr
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_version_is_the_packages() -> None:
    from importlib.metadata import version

    assert run("--version").stdout.strip() == version("cdk-model-packages")
