"""The guide to edge devices, carried out: its app deployed into an embedded AWS, every command in its order."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cdk_model_packages.local_aws.environment import UNSET
from tests.conftest import ROOT
from tests.docs.pages import blocks
from tests.edge.device.components import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

DIGITS = ROOT / "examples/digits"
BLOCKS = [*blocks(ROOT / "docs/guide/edge.md")]
COMMANDS = [block.text for block in BLOCKS if block.language == "sh"]
RUN = next(block.text for block in blocks(ROOT / "docs/guide/run-a-component.md") if block.language == "sh")
TOLD = """
echo ==== executions
aws stepfunctions list-executions --state-machine-arn "$machine" --query 'executions[].[name,status]' --output json
"""


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script as a user would have typed it, in the environment that this test runs in."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        env={**kept, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The guide's app beside the example's files."""
    folder = tmp_path_factory.mktemp("guide")
    for name in ("model", "server", "samples"):
        shutil.copytree(DIGITS / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(DIGITS / "expected.csv", folder)
    (app,) = [block.text for block in BLOCKS if block.is_app]
    (folder / "app.py").write_text(app.replace("cdk.App()", "cdk.App(builtin_cloud_formation_validation=False)"))
    (folder / "cdk.json").write_text(json.dumps({"app": f"{sys.executable} app.py"}))
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    for block in BLOCKS:
        if block.language == "json" and block.title:
            (folder / block.title).write_text(block.text)
    yield folder
    shell("model-packages local down", folder)


@pytest.fixture(scope="module")
def machine(project: Path) -> str:
    """What opens a shell in which the guide's commands have run."""
    done = shell("\n".join(COMMANDS), project)
    assert done.returncode == 0, done.stderr
    assert '"Status": "SUCCEEDED"' in done.stdout
    (named,) = [text for text in COMMANDS if text.startswith("machine=")]
    return "\n".join(['eval "$(model-packages local env)"', named.partition("aws stepfunctions start")[0]])


def executions(project: Path, machine: str) -> list[list[Any]]:
    done = shell(machine + TOLD, project)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.partition("==== executions")[2])


def test_every_way_to_start_ends_well(project: Path, machine: str) -> None:
    """The approval's, the command's, the one by hand, and that one again."""
    found = executions(project, machine)
    deadline = time.monotonic() + 60
    while any(status == "RUNNING" for _, status in found) and time.monotonic() < deadline:
        time.sleep(0.5)
        found = executions(project, machine)
    assert [status for _, status in found] == ["SUCCEEDED"] * 4
    assert {"jetson-1", "arm-1"} <= {name for name, _ in found}


def test_the_component_runs_on_this_machine(project: Path, machine: str) -> None:
    """As docs/guide/run-a-component.md and the README say it, at a port that is free here."""
    command = f'{RUN.strip()} --configuration \'{{"Port": "{free_port()}"}}\''
    done = shell(f"{machine}\n{command}", project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "99 of 100 answers as expected (99.0%, needed 98%)" in done.stdout
    assert RUN in (ROOT / "README.md").read_text()
