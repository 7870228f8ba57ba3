"""Steps as real processes: what they see, when they end, and what is left of them."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from cdk_model_packages.edge.device import ComponentRun, Outcome, StepFailedError
from cdk_model_packages.edge.device.process import StepProcess
from cdk_model_packages.errors import EdgeError
from tests.edge.device.components import NAME, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def outcomes(run: ComponentRun) -> list[tuple[str, str]]:
    return [(step.step, step.outcome) for step in run.report.steps]


def printed(run: ComponentRun, step: str) -> str:
    return (run.layout.logs / f"{NAME}.{step}.log").read_text()


def failure_of(run: ComponentRun, settle_seconds: float = 0) -> str:
    """Install and start a component, and return why it failed; empty: it did not."""
    try:
        run.install()
        run.start()
        run.check_still_running(settle_seconds)
    except StepFailedError as error:
        return str(error)
    return ""


@pytest.fixture
def marker(tmp_path: Path) -> Iterator[str]:
    """A word that shows in the command line of what a test starts; all of that is gone when the test ends."""
    found = f"3{time.time_ns() % 10**8:08d}.{os.getpid() % 1000:03d}"
    yield found
    assert not running(found)


def running(marker: str) -> list[int]:
    return [
        process.pid
        for process in psutil.process_iter(["cmdline", "status"])
        if any(marker in word for word in process.info["cmdline"] or ())
        and process.info["status"] != psutil.STATUS_ZOMBIE
    ]


def wait_for(marker: str, count: int) -> None:
    deadline = time.monotonic() + 10
    while len(running(marker)) != count:
        assert time.monotonic() < deadline, (marker, count, running(marker))
        time.sleep(0.02)


def test_all_steps_in_their_order(tmp_path: Path) -> None:
    lifecycle = {
        name: f"echo {name} >> {{work:path}}/order" for name in ("Shutdown", "Install", "Bootstrap", "Startup")
    }
    with plain(tmp_path, lifecycle) as run:
        run.install()
        run.start()
        run.stop()
        order = run.layout.work(NAME) / "order"
        assert order.read_text().split() == ["Bootstrap", "Install", "Startup", "Shutdown"]
        run.stop()  # a second time is none
        assert len(order.read_text().split()) == 4
    assert run.report.passed
    assert {outcome for _, outcome in outcomes(run)} == {Outcome.SUCCEEDED}
    assert not run.layout.root.exists()


def test_what_a_step_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-for-components")
    install = {
        "Script": 'pwd; echo "$HOME $A $B"; env | sort; [ -t 0 ] || cat; umask',
        "Setenv": {"B": "{iot:thingName}"},
    }
    with plain(tmp_path, {"Setenv": {"A": "1", "B": "1"}, "Install": install}) as run:
        run.install()
        lines = printed(run, "install").splitlines()
        assert lines[0] == str(run.layout.work(NAME))
        assert lines[1] == f"{run.layout.home} 1 this-machine"
        assert lines[-1] == "0022"
        names = {line.partition("=")[0] for line in lines[2:-1]}
        assert {"PATH", "LANG", "SVCUID", "AWS_IOT_THING_NAME", "A"} <= names
        assert not names & {"AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_REGION"}
        assert "not-for-components" not in printed(run, "install")


@pytest.mark.parametrize(
    ("step", "code", "passes"),
    [
        ("Bootstrap", 0, True),
        ("Bootstrap", 100, True),  # restarts the nucleus
        ("Bootstrap", 101, True),  # reboots the device
        ("Bootstrap", 99, False),
        ("Bootstrap", 102, False),
        ("Install", 0, True),
        ("Install", 1, False),
        ("Install", 100, False),
        ("Startup", 3, False),
    ],
)
def test_exit_codes(tmp_path: Path, step: str, code: int, passes: bool) -> None:
    with plain(tmp_path, {step: f"echo the reason >&2; exit {code}"}) as run:
        told = failure_of(run)
        assert told == ("" if passes else f"{NAME} {step}: ended with exit code {code}: the reason")
        assert run.report.steps[-1].exit_code == code
        assert run.report.steps[-1].output == ("" if passes else "the reason")
    assert run.report.passed is passes


def test_nothing_runs_after_a_failed_step(tmp_path: Path) -> None:
    lifecycle = {"Bootstrap": "exit 1", "Install": "true", "Run": "true", "Shutdown": "true"}
    with plain(tmp_path, lifecycle) as run, pytest.raises(StepFailedError):
        run.install()
    assert outcomes(run) == [("Bootstrap", Outcome.FAILED)]  # Shutdown: only of what was started


def test_shutdown_runs_after_a_failed_startup(tmp_path: Path) -> None:
    """Lifecycle.handleCurrentStateErrored: from STARTING and RUNNING to STOPPING."""
    with plain(tmp_path, {"Startup": "exit 1", "Shutdown": "true"}) as run, pytest.raises(StepFailedError):
        run.start()
    assert outcomes(run) == [("Startup", Outcome.FAILED), ("Shutdown", Outcome.SUCCEEDED)]


@pytest.mark.parametrize("step", ["Bootstrap", "Install", "Startup"])
def test_a_step_that_takes_too_long_is_ended_with_all_that_it_has_started(
    tmp_path: Path, marker: str, step: str
) -> None:
    lifecycle = {step: {"Script": f"sleep {marker} & sleep {marker}", "Timeout": 1}}
    with plain(tmp_path, lifecycle) as run:
        assert f"{step}: took longer than its 1 s; set Timeout in the recipe" in failure_of(run)
        assert not running(marker)
    assert outcomes(run)[0] == (step, Outcome.TIMED_OUT)
    assert 1 <= run.report.steps[0].seconds < 4
    assert not run.report.passed


def test_what_heeds_no_signal_is_killed(tmp_path: Path, marker: str) -> None:
    log = tmp_path / "log"
    with plain(tmp_path, {"Install": "true"}) as run:
        variables = {"SVCUID": "x", "PATH": "/usr/bin:/bin"}
        stubborn = f"trap '' TERM; while :; do sleep {marker}; done"
        script = f"({stubborn}) & echo ready; {stubborn}"
        user, work = run._user, run.layout.work(NAME)
        process = StepProcess(script, folder=work, user=user, variables=variables, log=log)
        while process.tail() != "ready":
            time.sleep(0.02)
        process.stop(grace_seconds=0.2)
        assert process.exit_code == -signal.SIGKILL


def test_what_leaves_its_session_ends_with_the_run(tmp_path: Path, marker: str) -> None:
    with plain(tmp_path, {"Startup": f"setsid sleep {marker} >&- 2>&- &"}) as run:
        run.start()
        wait_for(marker, 1)
        assert run.report.steps[-1].outcome == Outcome.SUCCEEDED
    assert run.report.passed


def test_a_run_step_goes_on_until_it_is_stopped(tmp_path: Path, marker: str) -> None:
    seek = f"pgrep -f [s]leep.{marker}"
    lifecycle = {"Run": f"sleep {marker}", "Shutdown": f"{seek} > {{work:path}}/seen"}
    with plain(tmp_path, lifecycle) as run:
        run.start()
        wait_for(marker, 2)  # sh, and sleep below it
        run.check_still_running(0.1)
        run.stop()
        seen = (run.layout.work(NAME) / "seen").read_text()
        assert seen.strip(), "the component still runs while it is shut down"
    assert outcomes(run) == [("Run", Outcome.SUCCEEDED), ("Shutdown", Outcome.SUCCEEDED)]


@pytest.mark.parametrize(("code", "outcome"), [(0, Outcome.SUCCEEDED), (7, Outcome.FAILED)])
def test_a_run_step_that_ends(tmp_path: Path, code: int, outcome: Outcome) -> None:
    with plain(tmp_path, {"Run": f"echo ending; exit {code}"}) as run:
        told = failure_of(run, settle_seconds=10)
        assert told == (f"{NAME} Run: ended with exit code 7: ending" if code else "")
    assert outcomes(run) == [("Run", outcome)]
    assert run.report.passed is (code == 0)


def test_a_run_step_with_a_timeout(tmp_path: Path, marker: str) -> None:
    with plain(tmp_path, {"Run": {"Script": f"sleep {marker}", "Timeout": "1"}}) as run:
        run.start()
        with pytest.raises(StepFailedError, match="Run: ran longer than its 1 s"):
            run.check_still_running(10)
    assert outcomes(run) == [("Run", Outcome.TIMED_OUT)]


def test_a_shutdown_that_fails_is_in_the_report(tmp_path: Path, marker: str) -> None:
    with plain(tmp_path, {"Run": f"sleep {marker}", "Shutdown": "exit 9"}) as run:
        run.start()
    assert outcomes(run) == [("Run", Outcome.SUCCEEDED), ("Shutdown", Outcome.FAILED)]
    assert not run.report.passed


def skipping(condition: str, script: str = "exit 1") -> dict[str, Any]:
    return {"Script": script, "Skipif": condition}


def test_a_skipped_step_is_not_run(tmp_path: Path) -> None:
    with plain(tmp_path, {"Install": skipping("onpath sh"), "Startup": skipping("exists /bin/sh")}) as run:
        run.install()
        run.start()
    assert outcomes(run) == [("Install", Outcome.SKIPPED), ("Startup", Outcome.SKIPPED)]
    assert run.report.passed


def test_a_condition_may_hold_variables(tmp_path: Path) -> None:
    lifecycle = {"Bootstrap": "touch {work:path}/done", "Install": skipping("exists {work:path}/done")}
    with plain(tmp_path, lifecycle) as run:
        run.install()
    assert outcomes(run)[-1] == ("Install", Outcome.SKIPPED)


def test_a_step_that_is_not_skipped_is_run(tmp_path: Path) -> None:
    with plain(tmp_path, {"Install": skipping("!onpath sh", "echo run")}) as run:
        run.install()
        assert printed(run, "install") == "run\n"


def test_privilege_is_refused_before_anything_runs(tmp_path: Path) -> None:
    lifecycle = {"Install": "touch {work:path}/done", "Run": {"Script": "true", "RequiresPrivilege": True}}
    with plain(tmp_path, lifecycle) as run:
        with pytest.raises(
            EdgeError, match=f"{NAME} Run: RequiresPrivilege: a device runs it as root, and here nothing"
        ):
            run.install()
        assert not (run.layout.work(NAME) / "done").exists()


def test_output_that_is_no_text(tmp_path: Path) -> None:
    with plain(tmp_path, {"Install": "printf 'a\\377\\033[31m\\n'; exit 1"}) as run, pytest.raises(StepFailedError):
        run.install()
    assert run.report.steps[0].output == "a\ufffd\x1b[31m"


def test_the_last_lines_of_a_long_output(tmp_path: Path) -> None:
    with plain(tmp_path, {"Install": "seq 100000; exit 1"}) as run, pytest.raises(StepFailedError):
        run.install()
    assert run.report.steps[0].output.splitlines() == [str(number) for number in range(99986, 100001)]


def test_an_error_in_the_block_ends_everything(tmp_path: Path, marker: str) -> None:
    run = plain(tmp_path, {"Run": f"sleep {marker}"})
    with pytest.raises(KeyboardInterrupt):
        interrupted(run, marker)
    assert not run.layout.root.exists()


def interrupted(run: ComponentRun, marker: str) -> None:
    with run:
        run.start()
        wait_for(marker, 2)
        raise KeyboardInterrupt
