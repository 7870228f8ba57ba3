"""One step's process and everything that it starts: run as another user, logged to a file, ended as a whole."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil

from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cdk_model_packages.edge.device.run_user import RunUser

GRACE_SECONDS = 5.0
"""Between SIGTERM and SIGKILL. Source: aws-greengrass-nucleus, Exec.gracefulShutdownTimeout."""
RUN_ID_VARIABLE = "SVCUID"
_UMASK = 0o022
_POLL_SECONDS = 0.05
_KILL_ROUNDS = 3
_TAIL_BYTES = 4096
_TAIL_LINES = 15


class StepProcess:
    """A script that runs.

    Args:
        script: For ``sh -c``, as a nucleus runs it.
        folder: Working directory.
        user: Who runs it.
        variables: Its whole environment.
        log: Where its output goes; made here, and readable to this process's user only.

    Raises:
        EdgeError: It cannot be started.
    """

    def __init__(self, script: str, *, folder: Path, user: RunUser, variables: Mapping[str, str], log: Path) -> None:
        self._user = user
        self.log = log
        self.started = time.monotonic()
        with log.open("ab") as output:
            try:
                self._process = subprocess.Popen(
                    ["sh", "-c", script],
                    cwd=folder,
                    env=dict(variables),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    umask=_UMASK,
                    user=user.uid if user.switches else None,
                    group=user.gid if user.switches else None,
                    extra_groups=user.groups if user.switches else None,
                )
            except (OSError, ValueError) as error:
                raise EdgeError(f"sh cannot be started as {user.name}: {error}") from None

    @property
    def exit_code(self) -> int | None:
        """The script's exit code; ``None``: it runs."""
        return self._process.poll()

    @property
    def seconds(self) -> float:
        """How long ago it was started."""
        return time.monotonic() - self.started

    def wait(self, timeout_seconds: float | None, tick: Callable[[float], None]) -> int | None:
        """Wait until the script ends.

        Args:
            timeout_seconds: ``None``: for ever.
            tick: Told now and then how many seconds have passed.

        Returns:
            Its exit code; ``None``: it still runs.
        """
        while self.exit_code is None:
            if timeout_seconds is not None and self.seconds >= timeout_seconds:
                return None
            tick(self.seconds)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_POLL_SECONDS)
        return self.exit_code

    def stop(self, grace_seconds: float = GRACE_SECONDS) -> None:
        """End the script and its session: SIGTERM, then SIGKILL."""
        session, uid = self._process.pid, self._user.uid
        _end(lambda process: process.uids().real == uid and os.getsid(process.pid) == session, grace_seconds)
        self._process.wait()

    def tail(self) -> str:
        """Return the last lines of what it has printed."""
        return tail(self.log)


def end_marked(run_id: str, user: RunUser, grace_seconds: float = GRACE_SECONDS) -> None:
    """End what a run has started and what has left its session: SIGTERM, then SIGKILL.

    Args:
        run_id: What ``SVCUID`` is in the environment of every process of the run.
        user: Who ran it.
        grace_seconds: How long a process has to end by itself.
    """

    def is_marked(process: psutil.Process) -> bool:
        return process.uids().real == user.uid and process.environ().get(RUN_ID_VARIABLE) == run_id

    _end(is_marked, grace_seconds)


def _end(is_meant: Callable[[psutil.Process], bool], grace_seconds: float) -> None:
    for how in (signal.SIGTERM, *[signal.SIGKILL] * _KILL_ROUNDS):  # again: some start others while they are ended
        found = [process for process in psutil.process_iter() if _holds(is_meant, process)]
        if not found:
            return
        for process in found:
            with suppress(psutil.Error):
                process.send_signal(how)
        deadline = time.monotonic() + grace_seconds
        # Not psutil's own wait: it would take a child's exit code from us, and wait for what nobody collects.
        while time.monotonic() < deadline and any(_holds(_is_any, process) for process in found):
            time.sleep(_POLL_SECONDS)


def _holds(is_meant: Callable[[psutil.Process], bool], process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE and is_meant(process)
    except (psutil.Error, OSError):  # it has ended, or is none of ours
        return False


def _is_any(_process: psutil.Process) -> bool:
    return True


def tail(log: Path) -> str:
    """Return the last lines of a log; empty: there is nothing in it."""
    with suppress(OSError), log.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - _TAIL_BYTES))
        lines = file.read().decode(errors="replace").splitlines()
        return "\n".join(lines[-_TAIL_LINES:]).strip()
    return ""
