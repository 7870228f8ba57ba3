"""``model-packages local``: the embedded AWS."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from cdk_model_packages.errors import LocalAwsError
from cdk_model_packages.local_aws import LocalAws, LocalAwsStatus
from cdk_model_packages.local_aws import deploy as deploy_project
from cdk_model_packages.local_aws import destroy as destroy_project
from cdk_model_packages.local_aws.environment import UNSET

Context = Annotated[tuple[str, ...], Parameter(alias="-c", negative="")]

app = App(
    name="local",
    help="An embedded AWS on this machine: no account, no container engine. docs/local-aws.md: what it checks.\n\n"
    "Example: model-packages local deploy",
)


@app.command
def up(*, port: Annotated[int | None, Parameter(validator=Number(gte=1, lte=65535))] = None) -> None:
    """Start the embedded AWS, or find it running.

    Example: model-packages local up --port 4566

    Args:
        port: Where to listen. Left out: where it listened before, or any free port.
    """
    _tell(LocalAws().start(port))
    print('use it in this shell: eval "$(model-packages local env)"; before the first cdk deploy: cdk bootstrap')


@app.command
def down() -> None:
    """Stop the embedded AWS. What it holds is kept for the next start.

    Example: model-packages local down
    """
    local_aws = LocalAws()
    stopped = local_aws.stop()
    print(f"stopped; its state is kept in {local_aws.directory}" if stopped else "the embedded AWS is not running")


@app.command
def status() -> None:
    """Say whether the embedded AWS runs, and where.

    Example: model-packages local status
    """
    _tell(LocalAws().status())


@app.command
def env() -> None:
    """Print what turns AWS clients and the CDK of a shell to the embedded AWS.

    Example: eval "$(model-packages local env)"
    """
    if not LocalAws().status().running:
        print("false")  # so that `eval` fails: what follows it would go to a real account
    exports = [f"export {name}={shlex.quote(value)}" for name, value in LocalAws().environment().items()]
    print("\n".join([f"unset {' '.join(UNSET)}", *exports]))


@app.command
def deploy(project: Path = Path(), /, *, context: Context = ()) -> None:
    """Deploy every stack of a CDK project into the embedded AWS.

    Example: model-packages local deploy

    Args:
        project: Folder that holds cdk.json.
        context: A context value for the app, KEY=VALUE; may be given again.
    """
    deploy_project(project, context=_pairs(context))


@app.command
def destroy(project: Path = Path(), /, *, context: Context = ()) -> None:
    """Take every stack of a CDK project down and say what is retained.

    Example: model-packages local destroy

    Args:
        project: Folder that holds cdk.json.
        context: A context value for the app, KEY=VALUE; may be given again.
    """
    destroy_project(project, context=_pairs(context))


@app.command
def reset(*, yes: Annotated[bool, Parameter(negative="")] = False) -> None:
    """Stop the embedded AWS and delete everything that it holds.

    Example: model-packages local reset --yes

    Args:
        yes: Do not ask.
    """
    local_aws = LocalAws()
    if not yes and not _confirmed(f"Delete every bucket, stack and package in {local_aws.directory}? [y/N] "):
        print("nothing deleted")
        return
    local_aws.reset()
    print(f"deleted {local_aws.directory}")


def _tell(status: LocalAwsStatus) -> None:
    if status.note:
        print(status.note)
    if status.running:
        print(f"the embedded AWS runs at {status.url} (process {status.pid}, state in {status.directory})")
    else:
        print(f"the embedded AWS is not running (state in {status.directory})")


def _confirmed(question: str) -> bool:
    try:
        return input(question).strip().lower() in {"y", "yes"}
    except EOFError as error:
        raise LocalAwsError("nobody to ask; to delete without a question: model-packages local reset --yes") from error


def _pairs(context: tuple[str, ...]) -> tuple[str, ...]:
    for pair in context:
        if "=" not in pair:
            raise LocalAwsError(f"context {pair!r}: must be KEY=VALUE; say -c {pair}=VALUE")
    return context
