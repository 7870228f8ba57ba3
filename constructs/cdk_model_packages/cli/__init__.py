"""The ``model-packages`` command: thin commands over the rooms."""

from __future__ import annotations

import sys

_INTERRUPTED_EXIT_CODE = 130  # 128 and the number of SIGINT, as shells tell it


def _start_engine() -> None:
    """Let AWS's engine start beside the rest of the command: each takes a fifth of a second, on a core of its own."""
    from threading import Thread

    def start() -> None:
        from cdk_model_packages.rules.engine import pack_engine

        pack_engine(compares="--before" in sys.argv)

    Thread(target=start, daemon=True).start()


def main() -> None:
    """Run the command. Ctrl-C ends it with one word, also in the half second that it takes to load."""
    try:
        if sys.argv[1:2] == ["review"]:
            _start_engine()
        from cdk_model_packages.cli.command import run

        run()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(_INTERRUPTED_EXIT_CODE)
