"""``model-packages edge``: a model package becomes a Greengrass component."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from cyclopts import App, Parameter
from cyclopts.validators import Number

from cdk_model_packages._screen import clean

if TYPE_CHECKING:
    from cdk_model_packages.edge.jobs import Clients, StartedJob
    from cdk_model_packages.spec.packaging_request import PackagingRequest

_FAILED_EXIT_CODE = 1
_ROOM = "cdk_model_packages.cli"
_OF_AWS = "aws.greengrass"

Flag = Annotated[bool, Parameter(negative="")]
Format = Literal["json", "text"]

app = App(
    name="edge",
    help="Package a model as a Greengrass component, and run it as a device would.\n\n"
    "Example: model-packages edge start --project-name digits --model-version latest --configuration request.json",
)
app.command(f"{_ROOM}.edge_run:run")


@app.command
def start(
    *,
    project_name: str,
    model_version: str,
    configuration: str,
    description: str | None = None,
    job_name: str | None = None,
    client_token: str | None = None,
    dry_run: Flag = False,
    wait: Flag = False,
    state_machine: str | None = None,
    region: str | None = None,
    profile: str | None = None,
) -> int:
    """Start a packaging job, as `aws lookoutvision start-model-packaging-job` did; print its name as JSON.

    Exit code 0: it is started; with --wait, it has succeeded. 1: with --wait, it has failed. 2: a mistake, and nothing
    is started.

    Example: model-packages edge start --project-name digits --model-version 3
    --configuration "Greengrass={TargetDevice=jetson_xavier,S3OutputLocation={Bucket=b},ComponentName=digits}"

    Args:
        project_name: The model package group.
        model_version: Number of the version, or latest: the newest that is approved and complete.
        configuration: What to make: JSON, the AWS CLI's shorthand, or a file that holds one of them (also file://PATH).
        description: Of the job.
        job_name: Its name. Left out: the client token, or a new one.
        client_token: The same request with the same token starts one job. Beside --job-name it is refused: an execution
            has one name.
        dry_run: Check the request and print it; call no AWS.
        wait: Wait until the job has ended, and tell how it goes.
        state_machine: Name or ARN of the state machine. Left out: EdgePackagingJob-PROJECT.
        region: Left out: that of the AWS environment.
        profile: Of the AWS configuration. Left out: that of the AWS environment.
    """
    from cdk_model_packages.spec.packaging_request import ModelPackagingConfiguration, PackagingRequest

    given = {"JobName": job_name, "Description": description, "ClientToken": client_token}
    request = PackagingRequest.model_validate(
        {
            "ProjectName": project_name,
            "ModelVersion": model_version,
            "Configuration": ModelPackagingConfiguration.from_text(configuration),
            **given,
        }
    )
    _warn(request.configuration.greengrass.component_name)
    if dry_run:
        return _tell_dry(request)
    from cdk_model_packages.edge import jobs

    clients = jobs.Clients(region=region, profile=profile)
    started = jobs.start(request, clients=clients, state_machine=state_machine)
    _print({"JobName": started.job_name})
    if not started.is_new:
        again = "another --job-name or --client-token starts a new one"
        print(f"note: job {started.job_name} was started before by the same request; {again}", file=sys.stderr)
    return _wait(clients, started) if wait else 0


@app.command
def describe(
    *,
    job_name: str,
    project_name: str | None = None,
    format: Format = "json",
    state_machine: str | None = None,
    region: str | None = None,
    profile: str | None = None,
) -> None:
    """Print how a packaging job goes, and what it has made.

    Example: model-packages edge describe --job-name 6bcfd0ff-90c3-4463-9a89-6b4be3daf972

    Args:
        job_name: What start has printed.
        project_name: The model package group. Left out: the jobs of all groups.
        format: json, as Lookout for Vision answered, or text.
        state_machine: Name or ARN of the state machine, where start was told one.
        region: Left out: that of the AWS environment.
        profile: Of the AWS configuration. Left out: that of the AWS environment.
    """
    from cdk_model_packages.edge import jobs

    clients = jobs.Clients(region=region, profile=profile)
    found = jobs.describe(job_name, project_name=project_name, state_machine=state_machine, clients=clients)
    if format == "json":
        _print(found)
    else:
        _print_lines(found["ModelPackagingDescription"])


@app.command(name="list")
def list_(
    *,
    project_name: str | None = None,
    max_results: Annotated[int, Parameter(validator=Number(gte=1, lte=100))] = 100,
    format: Format = "json",
    state_machine: str | None = None,
    region: str | None = None,
    profile: str | None = None,
) -> None:
    """Print the packaging jobs, the newest first.

    Example: model-packages edge list --project-name digits --max-results 5 --format text

    Args:
        project_name: The model package group. Left out: the jobs of all groups.
        max_results: At most so many, 1 to 100.
        format: json, as Lookout for Vision answered, or text, a table.
        state_machine: Name or ARN of the state machine, where start was told one.
        region: Left out: that of the AWS environment.
        profile: Of the AWS configuration. Left out: that of the AWS environment.
    """
    from cdk_model_packages.edge import jobs

    clients = jobs.Clients(region=region, profile=profile)
    found = jobs.list_jobs(project_name, max_results=max_results, state_machine=state_machine, clients=clients)
    if format == "json":
        _print(found)
    else:
        _print_jobs(found["ModelPackagingJobs"])


def _warn(component_name: str) -> None:
    """Warn of a name that Greengrass takes and that is AWS's."""
    if component_name.lower().startswith(_OF_AWS):
        print(
            f"warning: ComponentName={component_name}: begins with {_OF_AWS}, as the components of AWS do, and hides "
            "the one of that name; name it by your own domain [GG-003]",
            file=sys.stderr,
        )


def _tell_dry(request: PackagingRequest) -> int:
    """Print a request as it would be sent, with a note where no group could have its name."""
    from cdk_model_packages.edge.jobs.model_version import is_group_name, no_group_name

    _print(request.as_sent())
    if not is_group_name(request.project_name):
        print(f"note: {no_group_name(request.project_name)}", file=sys.stderr)
    return 0


def _wait(clients: Clients, started: StartedJob) -> int:
    """Tell on standard error how a job goes, until it has ended."""
    from rich.console import Console
    from rich.markup import escape

    from cdk_model_packages.edge import jobs
    from cdk_model_packages.edge.jobs.description import FAILED, RUNNING

    console = Console(stderr=True, highlight=False)

    def tell(job: dict[str, Any]) -> None:
        told = " ".join(filter(None, (job["Status"], job.get("StatusMessage") if job["Status"] == RUNNING else None)))
        if console.is_terminal:
            status.update(escape(clean(told)))
        else:
            print(clean(told), file=sys.stderr, flush=True)

    try:
        with console.status("") as status:
            ended = jobs.follow(clients, started.execution_arn, tell)
    except KeyboardInterrupt:
        print(f"the job goes on: model-packages edge describe --job-name {started.job_name}", file=sys.stderr)
        raise
    if ended["Status"] == FAILED:
        print(f"job {started.job_name} failed: {clean(ended['StatusMessage'])}", file=sys.stderr)
        return _FAILED_EXIT_CODE
    made = ended.get("ModelPackagingOutputDetails", {}).get("Greengrass", {})
    print(f"job {started.job_name} succeeded: {made.get('ComponentVersionArn', 'no component told')}", file=sys.stderr)
    return 0


def _print(value: object) -> None:
    print(json.dumps(value, indent=4, ensure_ascii=not _speaks_utf8()), flush=True)


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _print_lines(description: dict[str, Any]) -> None:
    """Print a description, a line a field; fields of fields are written with dots."""
    for name, value in _flat("", description):
        print(f"{name}: {clean(str(value))}")


def _flat(path: str, value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        items = [(f"{path}.{name}".lstrip("."), child) for name, child in cast("dict[str, Any]", value).items()]
    elif isinstance(value, list):
        items = [(f"{path}[{index}]", child) for index, child in enumerate(cast("list[Any]", value))]
    else:
        return [(path, value)]
    return [line for name, child in items for line in _flat(name, child)]


def _print_jobs(jobs: list[dict[str, Any]]) -> None:
    """Print a line a job, and what it says of itself below: names are copied, so no line is cut."""
    for job in jobs:
        made = f"{job['ProjectName']}/{job['ModelVersion']}"
        print(f"{clean(job['JobName'])}  {job['Status']:9}  {clean(made)}  {job['CreationTimestamp'][:19]}")
        if message := job.get("StatusMessage"):
            print(f"    {clean(message)}")
    if not jobs:
        print("no jobs")
