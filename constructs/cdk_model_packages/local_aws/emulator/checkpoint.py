"""Writes the state to disk while the emulator runs, so that a killed one loses seconds and not the day."""

from __future__ import annotations

import threading
import time

from . import hooks

_READING = {"GET", "HEAD", "OPTIONS"}
_SAVE_TIMEOUT_SECONDS = 30.0
_MOST_WAITS = 5  # asking for a status is a request too: some client may never be quiet


class Checkpoint:
    """Saves soon after the last change; a stop saves by itself."""

    def __init__(self, quiet_seconds: float = 2.0) -> None:
        self._quiet_seconds = quiet_seconds
        self._changed = threading.Event()

    def note(self, method: str) -> None:
        """Take notice of one request."""
        if method not in _READING:
            self._changed.set()

    def start(self) -> None:
        """Watch in the background until the process ends."""
        threading.Thread(target=self._watch, name="checkpoint", daemon=True).start()

    def _watch(self) -> None:
        while True:
            self._changed.wait()
            for _ in range(_MOST_WAITS):  # a deploy is hundreds of requests: save when it is over
                self._changed.clear()
                if not self._changed.wait(self._quiet_seconds):
                    break
                time.sleep(self._quiet_seconds)
            hooks.save_everything(_SAVE_TIMEOUT_SECONDS)
