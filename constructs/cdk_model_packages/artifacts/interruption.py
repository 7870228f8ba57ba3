"""Ctrl-C during work that must not be broken off at any point."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import FrameType


@contextmanager
def interrupted_between_steps() -> Generator[Callable[[], None]]:
    """Hold Ctrl-C back, and give a function that lets it through: call it where the work may be broken off.

    Python raises ``KeyboardInterrupt`` anywhere, also within a queue that other threads wait on, which
    then wait for ever. What was held back until the end is let through there. Only the main thread is
    ever interrupted; in another one nothing is held back.
    """
    held: list[FrameType | None] = []
    former = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(former):
        yield lambda: None
        return

    def let_through() -> None:
        if held:
            frame = held[0]
            held.clear()
            former(signal.SIGINT, frame)

    signal.signal(signal.SIGINT, lambda _number, frame: held.append(frame))
    try:
        yield let_through
    finally:
        signal.signal(signal.SIGINT, former)
        let_through()
