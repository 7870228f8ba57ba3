from __future__ import annotations

import os
import pty
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cdk_model_packages.artifacts import check_archive
from cdk_model_packages.cli.command import app
from cdk_model_packages.errors import exit_on_user_error


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as end, exit_on_user_error():
        app(["pack", *map(str, arguments)])
    return int(end.value.code or 0)


def test_hashes_are_printed(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "model.tar.gz"
    assert run(model, "-o", output) == 0
    archive = check_archive(output)
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        str(output),
        f"sha256          {archive.sha256}",
        f"content sha256  {archive.content_sha256}",
        f"size            {archive.size_bytes} bytes",
    ]
    assert told.err == ""


def test_second_run_reads_nothing_unless_told(model: Path, tmp_path: Path, opened_below: object) -> None:
    run(model, "-o", tmp_path / "one.tar.gz")
    with opened_below(model) as opened:  # type: ignore[operator]
        run(model, "-o", tmp_path / "two.tar.gz")
    assert opened == []
    with opened_below(model) as opened:  # type: ignore[operator]
        run(model, "-o", tmp_path / "two.tar.gz", "--verify")
    assert len(opened) == 2
    assert (tmp_path / "one.tar.gz").read_bytes() == (tmp_path / "two.tar.gz").read_bytes()


def test_output_is_the_users_own_file(model: Path, tmp_path: Path, cache: Path) -> None:
    run(model, "-o", tmp_path / "model.tar.gz")
    content = (tmp_path / "model.tar.gz").read_bytes()
    (tmp_path / "model.tar.gz").write_bytes(bytes(len(content)))
    assert [path.read_bytes() for path in cache.glob("*.tar.gz")] == [content]


def test_patterns_leave_out(model: Path, tmp_path: Path) -> None:
    run(model, "-o", tmp_path / "model.tar.gz", "--exclude", "*.py", "--exclude", "code")
    assert check_archive(tmp_path / "model.tar.gz").content_bytes < 30_000


def test_secrets_are_warned_of(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (model / ".env").touch()
    assert run(model, "-o", tmp_path / "model.tar.gz") == 0
    assert capsys.readouterr().err.startswith(f"warning: model folder {str(model)!r}: '.env' looks like a secret")


@pytest.mark.parametrize(
    ("directory", "output", "told"),
    [
        ("no", "model.tar.gz", "no such folder"),
        ("model", "no/model.tar.gz", "cannot be written (No such file or directory); choose another place"),
        ("model", "model/model.tar.gz", "would hold itself; write it outside"),
        ("model", "taken.tar.gz", "cannot be written (Is a directory); choose another place"),
        ("model", "model.zip", "must end with .tar.gz, as SageMaker takes it; say -o "),
    ],
)
def test_mistakes_are_one_line(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], directory: str, output: str, told: str
) -> None:
    (tmp_path / "taken.tar.gz").mkdir()
    assert run(tmp_path / directory, "-o", tmp_path / output) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert error.count("\n") == 1
    assert told in error
    assert model.exists()


@pytest.mark.skipif(os.name == "nt", reason="no terminals")
def test_progress_shows_on_a_terminal(model: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    code = "from cdk_model_packages.cli import main; main()"
    subprocess.run(
        [sys.executable, "-c", code, "pack", model, "-o", "model.tar.gz"],
        check=True,
        cwd=tmp_path,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "packing model" in shown
    assert "16.4/16.4 kB" in shown


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0, 0.1, 0.2, 0.3])
def test_ctrl_c_in_mid_compression_ends_it_and_leaves_nothing(tmp_path: Path, seconds: float) -> None:
    weights = tmp_path / "model/weights.bin"
    weights.parent.mkdir()
    block = random.Random(0).randbytes(1 << 20)
    with weights.open("wb") as file:
        file.writelines(block for _ in range(512))
    cache = tmp_path / "cache"
    command = subprocess.Popen(
        [Path(sys.executable).with_name("model-packages"), "pack", "model"],
        cwd=tmp_path,
        env={**os.environ, "CDK_MODEL_PACKAGES_CACHE": str(cache)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        while command.poll() is None and not list(cache.glob(".*.partial")):
            time.sleep(0.01)
        time.sleep(seconds)
        command.send_signal(signal.SIGINT)
        told = command.communicate(timeout=60)[1]
    finally:
        command.kill()
    assert (command.returncode, told) == (130, "interrupted\n")
    assert list(cache.iterdir()) == []
    weights.unlink()
