"""A CDK project in the embedded AWS: up with one call, down with another."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError

from cdk_model_packages.errors import LocalAwsError
from cdk_model_packages.local_aws.cdk import Cdk, CdkError
from cdk_model_packages.local_aws.executions import Executions
from cdk_model_packages.local_aws.process import LocalAws
from cdk_model_packages.local_aws.report import Report
from cdk_model_packages.local_aws.stacks import Stacks

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence
    from pathlib import Path

_TOOLKIT = "CDKToolkit"
_RESET = "delete it, or forget everything with `model-packages local reset`"
_STILL_THERE = {
    "already exists: arn:": (
        "a retained resource of a former deploy has that name, as it would have in a real account: "
        "add to it (a group, in this project: `-c spec=FILE -c existing_group=true`, from now on), name the new one "
        "otherwise (model_package_name=, algorithm_name=, ModelPackageName in a file: a name that this library chooses "
        f"follows the content, so a former content has its former name), {_RESET}"
    ),
    "already exists with state: [": (
        "a component version cannot be changed, and a retained one of a former deploy has that number, as it would "
        "have in a real account: give the new one another (component_version=: a version that this library chooses "
        f"follows the content, so a former content has its former version), {_RESET}"
    ),
}
"""Ways out where a name is taken, by what the services say then."""


def deploy(project: Path, local_aws: LocalAws | None = None, *, context: Sequence[str] = ()) -> None:
    """Deploy every stack of a project, tell what is there and whether anything changed.

    Args:
        project: Folder that holds ``cdk.json``.
        local_aws: Where to. ``None``: the embedded AWS of the current folder.
        context: Context values for the app, each ``KEY=VALUE``.

    Raises:
        LocalAwsError: It does not start, or the CDK fails.
    """
    target = local_aws or LocalAws()
    cdk = Cdk(project, target.directory, context)
    variables = _started(target)
    stacks, report = Stacks(variables), Report(variables)
    with _failures_told(target, variables, stacks, cdk):
        cdk.bootstrap(variables, force=not stacks.exists(_TOOLKIT))
        before = stacks.remember()
        cdk.deploy(variables)
        names = cdk.stack_names()
        resources = {name: stacks.resources(name) for name in names}
        Executions(variables).wait(chain.from_iterable(resources.values()), report.line)
        for name, found in resources.items():
            report.stack(name, found)
        changed = stacks.changed(names, before)
    report.line(f"changed: {', '.join(changed)}" if changed else "nothing changed")


def destroy(project: Path, local_aws: LocalAws | None = None, *, context: Sequence[str] = ()) -> None:
    """Take every stack of a project down and tell what is retained.

    Args:
        project: Folder that holds ``cdk.json``.
        local_aws: Where. ``None``: the embedded AWS of the current folder.
        context: Context values for the app, each ``KEY=VALUE``.

    Raises:
        LocalAwsError: It does not start, or the CDK fails.
    """
    target = local_aws or LocalAws()
    cdk = Cdk(project, target.directory, context)
    variables = _started(target)
    stacks, report = Stacks(variables), Report(variables)
    with _failures_told(target, variables, stacks, cdk):
        stacks.remember()
        cdk.destroy(variables)
        retained = stacks.retained(cdk.stack_names())
    report.retained(retained)


def _started(local_aws: LocalAws) -> dict[str, str]:
    if not local_aws.status().running:
        print("starting the embedded AWS", flush=True)
    status = local_aws.start()
    if status.note:
        print(status.note)
    print(f"the embedded AWS runs at {status.url} (state in {status.directory})", flush=True)
    return local_aws.environment()


@contextmanager
def _failures_told(local_aws: LocalAws, variables: Mapping[str, str], stacks: Stacks, cdk: Cdk) -> Generator[None]:
    """Add CloudFormation's own reasons to the failure of the CDK, and the way out of the one that all meet."""
    try:
        yield
        _require_same(local_aws, variables)
    except BotoCoreError:
        _require_same(local_aws, variables)
        raise
    except CdkError as error:
        _require_same(local_aws, variables)
        reasons = "; ".join(stacks.failures(cdk.stack_names()))
        if not reasons:
            raise
        ways_out = [way_out for said, way_out in _STILL_THERE.items() if said in reasons]
        raise CdkError("; ".join((f"{error}: {reasons}", *ways_out))) from error


def _require_same(local_aws: LocalAws, variables: Mapping[str, str]) -> None:
    """Refuse to tell anything of an embedded AWS that is not there any more."""
    if local_aws.status().url != variables["AWS_ENDPOINT_URL"]:
        raise LocalAwsError(
            f"the embedded AWS of {local_aws.directory} was stopped, or its folder deleted, meanwhile: "
            "what is deployed is not known; run it again"
        )
