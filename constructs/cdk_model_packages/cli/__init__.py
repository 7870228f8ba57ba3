"""The ``model-packages`` command: thin commands over the rooms."""

from __future__ import annotations

import io
import os
import signal
import sys

_INTERRUPTED_EXIT_CODE = 130  # 128 and the number of SIGINT, as shells tell it


def _start_engine() -> None:
    """Let AWS's engine start beside the rest of the command: each takes a quarter of a second, on a core of its own."""
    from threading import Thread

    from cdk_model_packages.rules.engine import pack_engine  # here: two threads that import wait for each other

    Thread(target=pack_engine, kwargs={"compares": "--before" in sys.argv}, daemon=True).start()


def _leave(code: object) -> None:
    """End at once: to take the engine's 300 MB apart would need a sixth of the run, and the system does it anyway."""
    if code is None or isinstance(code, int):
        for stream in (sys.__stdout__, sys.__stderr__):  # None where who starts us has closed it
            if stream is not None:
                stream.flush()
        os._exit(code or 0)


def _open_streams() -> None:
    """Let every command print: where who starts us has closed a stream, and what its encoding does not have."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123  until the process ends
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def main() -> None:
    """Run the command. Ctrl-C ends it with one word, also in the half second that it takes to load."""
    reviews = sys.argv[1:2] == ["review"]
    if reviews:  # cyclopts takes a single dash for an option
        sys.argv[1:] = ["/dev/stdin" if word == "-" else word for word in sys.argv[1:]]
    _open_streams()
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if reviews:
            _start_engine()
        from cdk_model_packages.cli.command import run

        run()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(_INTERRUPTED_EXIT_CODE)
    except SystemExit as end:
        if reviews:
            _leave(end.code)
        raise
