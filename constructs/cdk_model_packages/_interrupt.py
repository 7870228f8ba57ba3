"""Ctrl-C in the moment in which the command loads, before there is anything that could catch it."""

from __future__ import annotations

import signal
import sys


def end_quietly_while_loading() -> None:
    """Let Ctrl-C end our command at once, without a traceback, until ``cli.main`` takes over."""
    if sys.argv and sys.argv[0].endswith("model-packages"):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
