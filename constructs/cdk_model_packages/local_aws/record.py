"""What is on disk about the process of the embedded AWS, so that another command finds and stops it."""

from __future__ import annotations

import json
import os
import signal
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from pathlib import Path

_CLOCK_TOLERANCE_SECONDS = 2.0


@dataclass(frozen=True)
class ProcessRecord:
    """One started process.

    Attributes:
        pid: Its id, which is also its process group's.
        started: When it started, as the operating system tells. A pid comes back; a pid of that start does not.
        port: Where it listens.
    """

    pid: int
    started: float
    port: int

    @classmethod
    def of(cls, pid: int, port: int) -> ProcessRecord:
        """Describe a process that has just been started.

        Raises:
            psutil.NoSuchProcess: It is gone already.
        """
        return cls(pid, psutil.Process(pid).create_time(), port)

    @classmethod
    def load(cls, file: Path) -> ProcessRecord | None:
        """Read a record; ``None``: there is none that can be read."""
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            return cls(int(found["pid"]), float(found["started"]), int(found["port"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, file: Path) -> None:
        """Write the record whole or not at all."""
        partial = file.with_suffix(".partial")
        partial.write_text(json.dumps(asdict(self)), encoding="utf-8")
        partial.replace(file)

    def process(self) -> psutil.Process | None:
        """Return the process; ``None``: it has ended, whoever bears its pid now."""
        try:
            process = psutil.Process(self.pid)
            alive = (
                abs(process.create_time() - self.started) < _CLOCK_TOLERANCE_SECONDS
                and process.status() != psutil.STATUS_ZOMBIE
            )
        except psutil.NoSuchProcess:
            return None
        return process if alive else None

    def end_group(self, patience_seconds: float) -> None:
        """End the process and what it started, politely first: it writes its state when it is asked to stop."""
        for how in (signal.SIGTERM, signal.SIGKILL):
            process = self.process()
            if process is None:
                return
            with suppress(ProcessLookupError):
                os.killpg(self.pid, how)
            with suppress(psutil.TimeoutExpired):
                process.wait(patience_seconds)
