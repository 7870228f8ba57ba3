"""The ``model-packages`` command, with all that it can do."""

from __future__ import annotations

import os
import sys

from cyclopts import App, CycloptsError, UnusedCliTokensError

from cdk_model_packages._screen import clean
from cdk_model_packages.errors import USER_ERROR_EXIT_CODE, exit_on_user_error

_PIPE_EXIT_CODE = 141  # 128 and the number of SIGPIPE, as shells tell it

app = App(
    name="model-packages",
    help="From a trained model to a validated, approved, deployable package.\n\n"
    "Example: model-packages check examples/digits/model-package.yaml",
    suppress_keyboard_interrupt=False,
)
# By name: a command imports what it needs when it is called, and no other command's.
_ROOM = "cdk_model_packages.cli"
app.command(f"{_ROOM}.init:init")
app.command(f"{_ROOM}.pack:pack")
app.command(f"{_ROOM}.spec:check")
app.command(f"{_ROOM}.spec:schema")
app.command(f"{_ROOM}.review:review")
app.command(f"{_ROOM}.rules:rules")
app.command(f"{_ROOM}.image:app", name="image")
app.command(f"{_ROOM}.edge:app", name="edge")
app.command(f"{_ROOM}.local:app", name="local")
app.register_install_completion_command()  # pyright: ignore[reportUnknownMemberType]


def _load_listed(words: list[str]) -> None:
    """Load the commands that a page of help lists: what is not loaded has no words of its own there."""
    listed, rest = app, list(words)
    while rest and not rest[0].startswith("-") and rest[0] in listed:
        listed = listed[rest.pop(0)]
    if not rest or {"--help", "-h"} & set(rest):
        for name in list(listed):
            listed[name]


def run() -> None:
    """Run the command; a user's mistake is one line and exit code 2."""
    with exit_on_user_error():
        try:
            _load_listed(sys.argv[1:])
            app(exit_on_error=False, print_error=False)
        except UnusedCliTokensError as error:
            words = " ".join(map(repr, error.unused_tokens or ()))
            command = " ".join([*app.name, *(error.command_chain or ())])
            print(f"error: {words}: too many; leave it out, or see {command} --help", file=sys.stderr)
            sys.exit(USER_ERROR_EXIT_CODE)
        except CycloptsError as error:
            print(f"error: {' '.join(clean(str(error)).split())}", file=sys.stderr)
            sys.exit(USER_ERROR_EXIT_CODE)
        except BrokenPipeError:  # who reads our output has read enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(_PIPE_EXIT_CODE)
        except OSError as error:
            if error.filename is None:
                print(f"error: {error.strerror or error}; the output is not complete", file=sys.stderr)
                sys.exit(USER_ERROR_EXIT_CODE)
            print(f"error: {clean(str(error.filename))}: {error.strerror}; choose another path", file=sys.stderr)
            sys.exit(USER_ERROR_EXIT_CODE)
