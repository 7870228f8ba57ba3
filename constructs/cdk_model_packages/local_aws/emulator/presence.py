"""Ends the emulator when nobody can find it any more: its folder was deleted, or is another one's now."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path

from cdk_model_packages.local_aws.environment import RECORD_VARIABLE

_LOOK_SECONDS = 1.0
_UNWRITTEN_SECONDS = 10.0  # the record is written just after the start


class Presence:
    """Looks after the record that others find this process by."""

    def __init__(self, record_file: Path) -> None:
        self._record_file = record_file

    @classmethod
    def of_environment(cls) -> Presence | None:
        """Return what the environment names; ``None``: it was started by hand, and ends by hand."""
        named = os.environ.get(RECORD_VARIABLE)
        return cls(Path(named)) if named else None

    def start(self) -> None:
        """Look in the background until the process ends."""
        threading.Thread(target=self._watch, name="presence", daemon=True).start()

    def _watch(self) -> None:
        deadline = time.monotonic() + _UNWRITTEN_SECONDS
        while not self._is_ours() and time.monotonic() < deadline:
            time.sleep(_LOOK_SECONDS)
        while self._is_ours():
            time.sleep(_LOOK_SECONDS)
        # Not politely: a stop saves the state, into a folder that somebody has deleted.
        os.killpg(os.getpgid(0), signal.SIGKILL)

    def _is_ours(self) -> bool:
        try:
            return json.loads(self._record_file.read_bytes())["pid"] == os.getpgid(0)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (OSError, ValueError, KeyError, TypeError):  # unreadable is not gone
            return True
