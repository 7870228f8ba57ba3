"""Starts, finds and stops the one process of the embedded AWS."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

from cdk_model_packages.errors import LocalAwsError
from cdk_model_packages.local_aws import environment
from cdk_model_packages.local_aws.interpreter import emulator_python
from cdk_model_packages.local_aws.ports import HOST, free_port, is_free
from cdk_model_packages.local_aws.record import ProcessRecord

if TYPE_CHECKING:
    from collections.abc import Generator

_MODULE = "cdk_model_packages.local_aws.emulator"
_OUR_SERVICE = "sagemaker"  # plain MiniStack answers too, and does not have it
_STOP_SECONDS = 20.0
_START_ATTEMPTS = 3
_LOG_TAIL_LINES = 5


@dataclass(frozen=True)
class LocalAwsStatus:
    """Whether the embedded AWS runs, and where.

    Attributes:
        url: Where it listens; ``None``: it does not run.
        pid: Its process; ``None``: it does not run.
        directory: Its state, its log and what it writes for others.
        note: What a user should know about this start; empty: nothing.
    """

    url: str | None
    pid: int | None
    directory: Path
    note: str = ""

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self.url is not None


class LocalAws:
    """The embedded AWS of one folder.

    Args:
        directory: Where its state lives; made by the first start. ``None``: ``.local-aws`` below the current folder.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = (directory or Path(".local-aws")).absolute()
        self.log_file = self.directory / "log.txt"
        self.image_recorder = self.directory / "bin" / "image-recorder"
        self._record_file = self.directory / "process.json"
        self._lock_file = self.directory / "lock"

    def start(self, port: int | None = None, *, timeout_seconds: float = 60.0) -> LocalAwsStatus:
        """Start it, or find it running.

        Args:
            port: Where to listen. ``None``: where it listened before, or any free port.
            timeout_seconds: How long to wait until it answers.

        Raises:
            LocalAwsError: The port is taken, there is no environment to run in, or it does not come up.
        """
        with self._lock():
            record = self._alive()
            if record is not None and port not in {None, record.port}:
                raise LocalAwsError(
                    f"the embedded AWS of {self.directory} already listens on port {record.port}; "
                    "stop it first (`model-packages local down`) or leave out the port"
                )
            if record is not None:
                self._wait_until_ready(record, timeout_seconds)
                return self._status_of(record)
            return self._start(port, timeout_seconds)

    def stop(self) -> bool:
        """Stop it; its state is kept.

        Returns:
            Whether it ran.
        """
        if not self.directory.exists():
            return False
        with self._lock():
            record = self._alive()
            if record is not None:
                record.end_group(_STOP_SECONDS)
            return record is not None

    def status(self) -> LocalAwsStatus:
        """Tell whether it runs, and where."""
        record = self._alive()
        return LocalAwsStatus(None, None, self.directory) if record is None else self._status_of(record)

    def reset(self) -> None:
        """Stop it and delete everything that it holds: buckets, stacks, packages."""
        if not self.directory.exists():
            return
        with self._lock():
            record = self._alive()
            if record is not None:
                record.end_group(_STOP_SECONDS)
            for entry in self.directory.iterdir():
                if entry.is_dir():
                    shutil.rmtree(entry)
                elif entry != self._lock_file:  # another command may be waiting on it
                    entry.unlink()

    def environment(self) -> dict[str, str]:
        """Return the variables that turn AWS clients and the CDK CLI to it.

        Raises:
            LocalAwsError: It does not run.
        """
        url = self.status().url
        if url is None:
            raise LocalAwsError(
                f"the embedded AWS of {self.directory} is not running; start it: model-packages local up"
            )
        return environment.client_variables(url, self.directory, self.image_recorder)

    def _start(self, port: int | None, timeout_seconds: float) -> LocalAwsStatus:
        python = emulator_python(Path.cwd())
        if port is not None and not is_free(port):
            raise LocalAwsError(f"port {port} is taken by another program; choose another one or leave the port out")
        former = ProcessRecord.load(self._record_file)
        preferred = port or (former.port if former is not None else None)
        note = ""
        for attempt in range(1, _START_ATTEMPTS + 1):
            chosen = preferred if preferred is not None and is_free(preferred) else free_port()
            if preferred not in {None, chosen}:
                note = f"port {preferred} is taken by another program: listening on {chosen} instead"
            record = self._spawn(python, chosen)
            try:
                self._wait_until_ready(record, timeout_seconds)
            except LocalAwsError:
                record.end_group(_STOP_SECONDS)
                # Between looking for a free port and binding it another program may have taken it.
                if port is not None or is_free(chosen) or attempt == _START_ATTEMPTS:
                    raise
                continue
            return self._status_of(record, note)
        raise AssertionError("the last attempt returns or raises")

    def _spawn(self, python: Path, port: int) -> ProcessRecord:
        (self.directory / "tmp").mkdir(parents=True, exist_ok=True)
        self._write_image_recorder()
        arguments = [str(python), "-m", _MODULE]
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        # Not subprocess: the process outlives us by design, and a Popen object complains about that.
        pid = os.posix_spawn(
            str(python),
            arguments,
            environment.server_variables(port, self.directory, self._record_file),
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, str(self.log_file), flags, 0o644),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
            setsid=True,
        )
        record = ProcessRecord.of(pid, port)
        record.save(self._record_file)
        return record

    def _write_image_recorder(self) -> None:
        self.image_recorder.parent.mkdir(parents=True, exist_ok=True)
        self.image_recorder.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -m cdk_model_packages.local_aws.image_recorder '
            f'"{self.directory}" "$@"\n',
            encoding="utf-8",
        )
        self.image_recorder.chmod(0o755)

    def _wait_until_ready(self, record: ProcessRecord, timeout_seconds: float) -> None:
        deadline = time.monotonic() + timeout_seconds
        while time.monotonic() < deadline:
            if record.process() is None:
                raise LocalAwsError(f"the embedded AWS ended while starting: {self._log_tail()} ({self.log_file})")
            if _answers(record.port):
                return
            time.sleep(0.05)
        raise LocalAwsError(
            f"the embedded AWS did not answer within {timeout_seconds:g} s: {self._log_tail()} ({self.log_file})"
        )

    def _status_of(self, record: ProcessRecord, note: str = "") -> LocalAwsStatus:
        return LocalAwsStatus(f"http://{HOST}:{record.port}", record.pid, self.directory, note)

    def _alive(self) -> ProcessRecord | None:
        record = ProcessRecord.load(self._record_file)
        return record if record is not None and record.process() is not None else None

    def _log_tail(self) -> str:
        with suppress(OSError):
            lines = self.log_file.read_text(encoding="utf-8", errors="replace").split("\n")
            told = [line.strip() for line in lines if line.strip()]
            return " | ".join(told[-_LOG_TAIL_LINES:]) or "its log is empty"
        return "it has no log"

    @contextmanager
    def _lock(self) -> Generator[None]:
        """Let one start or stop at a time decide about this folder."""
        self.directory.mkdir(parents=True, exist_ok=True)
        with self._lock_file.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _answers(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/_ministack/health")
        return _OUR_SERVICE in json.load(connection.getresponse())["services"]
    except (OSError, HTTPException, ValueError, KeyError):
        return False
    finally:
        connection.close()
