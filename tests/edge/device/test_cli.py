"""``model-packages edge run``."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from cdk_model_packages.edge.device import NOT_SHOWN
from tests.edge.device.components import NAME, archive, free_port, recipe, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = "import sys; from cdk_model_packages.cli import main; main()"
SAMPLES, SUMS = "1,2\n3,4\n5,6\n", "3\n7\n11\n"
OFFLINE = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a recipe, its artifacts and samples."""
    (tmp_path / "artifacts").mkdir()
    (tmp_path / "artifacts/component.zip").write_bytes(archive())
    (tmp_path / "recipe.json").write_text(json.dumps(serving()))
    (tmp_path / "samples.csv").write_text(SAMPLES)
    (tmp_path / "expected.csv").write_text(SUMS)
    return tmp_path


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "error", "-c", PROGRAM, "edge", "run", *arguments]


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**kept, **OFFLINE, "COLUMNS": "200"}


def edge_run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with its artifacts."""
    given = ("recipe.json", "--artifacts", "artifacts", *arguments)
    return subprocess.run(
        command(*given), cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=60, check=False
    )


def reported(folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    found = edge_run(folder, "--format", "json", *arguments)
    assert found.stdout, found.stderr
    return found.returncode, json.loads(found.stdout)


def test_as_expected(folder: Path) -> None:
    found = edge_run(folder, "--samples", "samples.csv", "--expected", "expected.csv")
    assert found.returncode == 0, found.stderr
    assert f"{NAME} 1.0.0" in found.stdout
    assert "3 requests, 0 failed; 3 of 3 answers as expected (100.0%, needed 100%); median" in found.stdout
    assert found.stdout.endswith("\npassed\n")
    assert f"{NAME}: fetching component.zip" in found.stderr
    for sentence in NOT_SHOWN:
        assert found.stderr.count(sentence) == 1


def test_json(folder: Path) -> None:
    code, found = reported(folder, "--samples", "samples.csv", "--expected", "expected.csv")
    assert (code, found["passed"]) == (0, True)
    assert (found["inference"]["requests"], found["inference"]["agreeing"]) == (3, 3)
    assert [step["outcome"] for step in found["steps"]] == ["succeeded"]
    assert found["not_shown"] == list(NOT_SHOWN)
    assert found["root"] is None


@pytest.mark.parametrize(("agreement", "code"), [("1", 1), ("0.67", 1), ("0.66", 0)])
def test_answers_that_differ(folder: Path, agreement: str, code: int) -> None:
    (folder / "expected.csv").write_text("3\n7\n12\n")
    found = edge_run(folder, "--samples", "samples.csv", "--expected", "expected.csv", "--agreement", agreement)
    assert found.returncode == code
    row = next(line for line in found.stdout.splitlines() if "samples.csv:3" in line)
    assert row.split() == ["samples.csv:3", "12", "11"]


def test_one_request_for_all(folder: Path) -> None:
    code, found = reported(folder, "--samples", "samples.csv", "--expected", "expected.csv", "--split", "None")
    assert (code, found["inference"]["requests"]) == (0, 1)


def test_without_samples(folder: Path) -> None:
    code, found = reported(folder, "--configuration", json.dumps({"Port": str(free_port())}))
    assert (code, found["health"]["healthy"], found["inference"]) == (0, True, None)


@pytest.mark.slow
def test_what_does_not_answer_must_only_run(folder: Path) -> None:
    (folder / "recipe.json").write_text(json.dumps(recipe({"Run": "exec sleep 60"})))
    code, found = reported(folder)
    assert (code, found["health"]) == (0, None)


@pytest.mark.parametrize("lifecycle", [{"Install": "echo why; exit 3"}, {"Run": "echo why; exit 3"}], ids=str)
def test_a_step_that_fails(folder: Path, lifecycle: dict[str, str]) -> None:
    (folder / "recipe.json").write_text(json.dumps(recipe(lifecycle)))
    found = edge_run(folder)
    assert found.returncode == 1
    (step,) = lifecycle
    assert f"{step}" in found.stdout
    assert "ended with exit code 3" in found.stdout
    assert found.stdout.endswith("\nfailed\n")
    assert f"last lines of {NAME} {step}\n  why\n" in found.stdout


def test_prepared_only(folder: Path) -> None:
    code, found = reported(folder, "--prepare-only", "--os", "linux", "--architecture", "aarch64", "--keep")
    assert (code, found["platform"]["architecture"], found["steps"]) == (0, "aarch64", [])
    (artifact,) = found["components"][0]["artifacts"]
    assert Path(artifact["path"]).read_bytes() == archive()
    shutil.rmtree(found["root"])  # whoever has run it may remove it


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--expected", "expected.csv"], "error: --expected expected.csv: there are no samples; name them with"),
        (["--samples", "none.csv"], "error: --samples none.csv: No such file or directory; name another file"),
        (["--configuration", "{"], "error: --configuration {: is no JSON ("),
        (["--configuration", "none.json"], "error: --configuration none.json: No such file or directory; give JSON"),
        (["--configuration", "samples.csv"], "error: --configuration samples.csv: is no JSON ("),
        (["--user", "root"], "error: --user root: is root, and steps run unprivileged"),
        (["--architecture", "arm"], "error: architecture=arm: is not this machine, and its steps cannot be run here"),
        (["--url", "localhost"], "error: --url localhost: is no http://HOST:PORT; write like http://127.0.0.1:8080"),
        (["--agreement", "1.1"], "error: Invalid value"),
        (["--dependency", "none.yaml"], "error: recipe none.yaml: No such file or directory"),
    ],
)
def test_a_users_mistake(folder: Path, arguments: list[str], told: str) -> None:
    found = edge_run(folder, *arguments)
    assert (found.returncode, found.stdout) == (2, "")
    (line,) = [line for line in found.stderr.splitlines() if "error" in line]
    assert line.startswith(told)


@pytest.fixture
def started(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The command, while its component goes on and on."""
    script = "trap 'sleep 0.1; exit' TERM; while :; do sleep 0.1; done"
    (folder / "recipe.json").write_text(json.dumps(recipe({"Install": script})))
    process = subprocess.Popen(
        command("recipe.json", "--artifacts", "artifacts"),
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_everything(started: subprocess.Popen[str], how: signal.Signals, code: int) -> None:
    scripts = waited_for(started)
    started.send_signal(how)
    out, errors = started.communicate(timeout=20)
    assert (started.returncode, out) == (code, "")
    assert "Traceback" not in errors
    assert not any(script.is_running() and script.status() != psutil.STATUS_ZOMBIE for script in scripts)


def waited_for(started: subprocess.Popen[str]) -> list[psutil.Process]:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = psutil.Process(started.pid).children(recursive=True)
        if len(found) > 1:  # its script runs, and has started another: the command knows of it by then
            return found
        time.sleep(0.05)
    raise AssertionError("the step was not started")
