"""The ``model-packages`` command: thin commands over the rooms."""

from __future__ import annotations

import sys

_INTERRUPTED_EXIT_CODE = 130  # 128 and the number of SIGINT, as shells tell it


def main() -> None:
    """Run the command. Ctrl-C ends it with one word, also in the half second that it takes to load."""
    try:
        from cdk_model_packages.cli.command import run

        run()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(_INTERRUPTED_EXIT_CODE)
