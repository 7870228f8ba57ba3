"""The command: help with examples, one line for a mistake, exit code 2."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
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
        "review",
        "rules",
        "init",
        "pack",
        "image pin",
        "image find",
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


@pytest.mark.parametrize("group", ["", "edge", "local", "image"])
@pytest.mark.parametrize("asked", ["--help", ""])
def test_help_says_what_each_command_does(group: str, asked: str) -> None:
    listed = [line for line in run(*group.split(), *asked.split()).stdout.splitlines() if re.match(r"│ [a-z]", line)]
    assert listed
    assert [line for line in listed if re.fullmatch(r"│ \S+ +│", line)] == []


def test_the_example_passes_its_check() -> None:
    result = run("check", "examples/digits/model-package.yaml")
    assert result.stdout == ("examples/digits/model-package.yaml: fits the service's limits; what it names is there\n")
    assert result.returncode == 0


def test_the_schema_is_json(tmp_path: Path) -> None:
    assert json.loads(run("schema").stdout)["title"] == "model-package.yaml"
    assert run("schema", "-o", str(tmp_path / "s.json")).returncode == 0
    assert "ModelPackageSpec" in json.loads((tmp_path / "s.json").read_text())["$defs"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["check", "none.yaml"], "error: none.yaml: no such file; name a model-package.yaml", id="file"),
        pytest.param(["pack", "none", "-o", "m.tar.gz"], "none", id="folder"),
        pytest.param(["schema", "-o", "/none/s.json"], "error: /none/s.json: No such file or directory", id="output"),
        pytest.param(["nonsense"], 'error: Unknown command "nonsense". Available commands: ', id="command"),
        pytest.param(
            ["local", "status", "extra"],
            "error: 'extra': too many; leave it out, or see model-packages local status --help",
            id="too-many",
        ),
        pytest.param(
            ["pack", ".", "-o", "m.zip"], "must end with .tar.gz, as SageMaker takes it; say -o m.tar.gz", id="zip"
        ),
        pytest.param(["check", "--nonsense"], "error: Unknown option: --nonsense", id="option"),
        pytest.param(["local", "up", "--port", "x"], 'unable to convert "x" into int', id="kind"),
        pytest.param(["local", "up", "--port", "65536"], "Must be <= 65535", id="port"),
        pytest.param(["local", "deploy", "-c", "spec"], "must be KEY=VALUE", id="context"),
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


@pytest.mark.parametrize(
    ("missing", "place", "told"),
    [
        ("model", "11: InferenceSpecification.Containers[0].ModelDataUrl", "model folder 'model': no such folder in "),
        ("samples", "26: ValidationSpecification.ValidationProfiles[0]", "sample folder 'samples': no such folder in "),
        ("server/Dockerfile", "10: InferenceSpecification.Containers[0].Image", "'./server': has no Dockerfile"),
    ],
)  # fmt: skip
def test_check_looks_at_what_the_file_names(tmp_path: Path, missing: str, place: str, told: str) -> None:
    shutil.copytree(ROOT / "examples/digits", tmp_path / "digits")
    path = tmp_path / "digits" / missing
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    result = run("check", cwd=tmp_path / "digits")
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert f"model-package.yaml:{place}" in result.stderr
    assert told in result.stderr


def test_check_tells_everything_that_is_not_there(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples/digits", tmp_path / "digits")
    for name in ("model", "samples", "server"):
        shutil.rmtree(tmp_path / "digits" / name)
    result = run("check", cwd=tmp_path / "digits")
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 3)
    assert "image folder './server': no such folder" in result.stderr


def test_check_asks_whether_a_folder_is_meant(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples/digits", tmp_path / "digits")
    path = tmp_path / "digits/model-package.yaml"
    path.write_text(path.read_text().replace("Image: ./server", "Image: server"))
    result = run("check", cwd=tmp_path / "digits")
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert "did you mean './server'?" in result.stderr


def test_a_shell_is_not_turned_to_an_emulator_that_does_not_run(tmp_path: Path) -> None:
    """``eval`` must fail: what follows it would go to a real account."""
    line = f'eval "$({COMMAND} local env)" && echo would deploy'
    result = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode != 0
    assert result.stdout == ""
    assert "is not running; start it: model-packages local up" in result.stderr


@pytest.mark.slow
def test_ctrl_c_while_it_loads_is_one_word(tmp_path: Path) -> None:
    """Loading takes half a second, in which people press Ctrl-C."""
    for milliseconds in (40, 80, 160, 240, 320):
        command = subprocess.Popen([COMMAND, "init", "irises"], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
        time.sleep(milliseconds / 1000)
        command.send_signal(signal.SIGINT)
        told = command.communicate(timeout=60)[1]
        # It may have been quicker; and while Python itself starts and ends, a signal ends it without a word.
        assert (command.returncode, told) in {(130, "interrupted\n"), (0, ""), (-signal.SIGINT, "")}
