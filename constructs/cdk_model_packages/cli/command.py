"""The ``model-packages`` command, with all that it can do."""

from __future__ import annotations

import sys

from cyclopts import App, CycloptsError, UnusedCliTokensError

from cdk_model_packages.cli import image, local, spec
from cdk_model_packages.cli.init import init
from cdk_model_packages.cli.pack import pack
from cdk_model_packages.errors import USER_ERROR_EXIT_CODE, exit_on_user_error

app = App(
    name="model-packages",
    help="From a trained model to a validated, approved, deployable package.\n\n"
    "Example: model-packages check examples/digits/model-package.yaml",
    suppress_keyboard_interrupt=False,
)
app.command(init)
app.command(pack)
app.command(spec.check)
app.command(spec.schema)
app.command(image.app)
app.command(local.app)
app.register_install_completion_command()  # pyright: ignore[reportUnknownMemberType]


def run() -> None:
    """Run the command; a user's mistake is one line and exit code 2."""
    with exit_on_user_error():
        try:
            app(exit_on_error=False, print_error=False)
        except UnusedCliTokensError as error:
            words = " ".join(map(repr, error.unused_tokens or ()))
            command = " ".join([*app.name, *(error.command_chain or ())])
            print(f"error: {words}: too many; leave it out, or see {command} --help", file=sys.stderr)
            sys.exit(USER_ERROR_EXIT_CODE)
        except CycloptsError as error:
            print(f"error: {' '.join(str(error).split())}", file=sys.stderr)
            sys.exit(USER_ERROR_EXIT_CODE)
        except OSError as error:
            if error.filename is None:
                raise
            print(f"error: {error.filename}: {error.strerror}; choose another path", file=sys.stderr)
            sys.exit(USER_ERROR_EXIT_CODE)
