"""``model-packages local``, as a user types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.local_aws import LocalAws
from cdk_model_packages.local_aws.interpreter import PYTHON_VARIABLE, emulator_python
from cdk_model_packages.local_aws.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = str(Path(sys.executable).with_name("model-packages"))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose embedded AWS is down in the end."""
    yield tmp_path
    LocalAws(tmp_path / ".local-aws").stop()


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, PYTHON_VARIABLE: str(emulator_python(Path.cwd()))}
    return subprocess.run(command, cwd=folder, env=environment, input="", capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_up_status_env_down_reset(folder: Path) -> None:
    port = free_port()
    assert "is not running" in run(folder, COMMAND, "local", "status").stdout
    up = run(folder, COMMAND, "local", "up", "--port", str(port))
    assert f"runs at http://127.0.0.1:{port} (process " in up.stdout
    assert f"http://127.0.0.1:{port}" in run(folder, COMMAND, "local", "status").stdout
    shell = run(folder, "sh", "-c", f'eval "$({COMMAND} local env)" && echo $AWS_ENDPOINT_URL $AWS_REGION')
    assert shell.stdout.startswith(f"http://127.0.0.1:{port} ")
    assert "its state is kept" in run(folder, COMMAND, "local", "down").stdout
    asked = run(folder, COMMAND, "local", "reset")
    assert (asked.returncode, asked.stderr) == (
        2,
        "error: nobody to ask; to delete without a question: model-packages local reset --yes\n",
    )
    assert run(folder, COMMAND, "local", "reset", "--yes").stdout == f"deleted {folder / '.local-aws'}\n"


@pytest.mark.slow
@pytest.mark.parametrize("command", [("env",), ("deploy", "nowhere"), ("destroy",)])
def test_a_user_s_mistake_is_one_line_and_exit_code_2(folder: Path, command: tuple[str, ...]) -> None:
    done = run(folder, COMMAND, "local", *command)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert not (folder / ".local-aws" / "process.json").exists()  # nothing is started for nothing


@pytest.mark.slow
@pytest.mark.parametrize("command", ["up", "down", "status", "env", "deploy", "destroy", "reset"])
def test_every_command_has_help_with_an_example(folder: Path, command: str) -> None:
    told = run(folder, COMMAND, "local", command, "--help").stdout
    assert "Example:" in told
