"""``model-packages edge run``: a Greengrass component on this machine, as a device would run it."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Console
from rich.markup import escape

from cdk_model_packages._screen import clean
from cdk_model_packages.edge.device.component_source import ComponentSource
from cdk_model_packages.edge.device.inference import Split, expected_of, samples_of, send
from cdk_model_packages.edge.device.limits import NOT_SHOWN
from cdk_model_packages.edge.device.platform import ARCHITECTURE, OS
from cdk_model_packages.edge.device.regional_clients import RegionalClients
from cdk_model_packages.edge.device.report_text import print_report
from cdk_model_packages.edge.device.run import (
    DEFAULT_HEALTH_SECONDS,
    DEFAULT_THING_NAME,
    ComponentRun,
    DeviceOptions,
)
from cdk_model_packages.edge.device.step_runner import StepFailedError
from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from types import FrameType

    from cdk_model_packages.edge.device.inference import Sample
    from cdk_model_packages.edge.device.progress import Told
    from cdk_model_packages.edge.device.report import RunReport

_FAILED_EXIT_CODE = 1
_SIGNALLED_EXIT_CODE = 128  # and the number of the signal, as shells tell it
_SETTLE_SECONDS = 3.0
_TOLD_EVERY_SECONDS = 10.0


def run(
    component: str,
    /,
    *,
    artifacts: Path | None = None,
    dependency: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    configuration: str | None = None,
    samples: Annotated[tuple[Path, ...], Parameter(negative="")] = (),
    expected: Path | None = None,
    agreement: Annotated[float, Parameter(validator=Number(gte=0, lte=1))] = 1.0,
    content_type: str = "text/csv",
    accept: str | None = None,
    split: Split | None = None,
    url: str | None = None,
    health_timeout: Annotated[float, Parameter(validator=Number(gt=0))] = DEFAULT_HEALTH_SECONDS,
    os: str | None = None,
    architecture: str | None = None,
    prepare_only: Annotated[bool, Parameter(negative="")] = False,
    user: str | None = None,
    thing_name: str = DEFAULT_THING_NAME,
    keep: Annotated[bool, Parameter(negative="")] = False,
    region: str | None = None,
    profile: str | None = None,
    format: Literal["text", "json"] = "text",
) -> int:
    """Run a Greengrass component on this machine as a device would, and ask it.

    Fetches and unpacks its artifacts, replaces recipe variables, runs its steps as an unprivileged user without your
    credentials, waits for GET /ping, sends samples to POST /invocations, and stops everything.

    Exit code 0: every step succeeded, and every answer is as expected. 1: not so. 2: it could not be run.

    Example: model-packages edge run com.example.digits:1.0.0 --samples samples/digits.csv --expected expected.csv

    Args:
        component: An ARN, NAME:VERSION, NAME (its newest version), or a recipe file.
        artifacts: Folder that stands for the bucket. Left out: S3 of the AWS environment.
        dependency: A component that it depends on, named like the component; installed and started before it.
        configuration: What a deployment would merge: JSON, or a file that holds it.
        samples: Files to send.
        expected: File with an answer a line, in the samples' order. Left out: any answer will do.
        agreement: Share of the answers, 0 to 1, that must be as expected.
        content_type: Of the samples.
        accept: What is asked for. Left out: what the component chooses.
        split: Line: a request a line. None: a request a file. Left out: by the content type.
        url: Where it answers. Left out: on 127.0.0.1 at the Port of its configuration.
        health_timeout: Seconds to wait for GET /ping.
        os: Another device's, such as windows; with --prepare-only.
        architecture: Another device's, such as aarch64; with --prepare-only.
        prepare_only: Choose the manifest and lay out the files; run nothing.
        user: Who runs the steps. Left out: nobody when you are root, else you.
        thing_name: What {iot:thingName} is replaced by.
        keep: Leave the device's folder, with the logs of all steps.
        region: Left out: that of the component's ARN, else of the AWS environment.
        profile: Of the AWS configuration. Left out: that of the AWS environment.
        format: text or json.
    """
    records = samples_of(samples, content_type, split) if samples else []
    if expected is not None and not records:
        raise EdgeError(f"--expected {expected}: there are no samples; name them with --samples")
    awaited = None if expected is None else expected_of(expected, records)
    platform = {OS: os, ARCHITECTURE: architecture}
    options = DeviceOptions(
        platform={name: value for name, value in platform.items() if value is not None},
        user=user,
        thing_name=thing_name,
        prepare_only=prepare_only,
        keep=keep,
    )
    with _ended_by_signals(), _progress() as told, _clients(region, profile) as clients:
        sources = [ComponentSource.of(text, artifacts=artifacts, clients=clients) for text in (component, *dependency)]
        told_run = ComponentRun(
            sources[0],
            dependencies=sources[1:],
            configuration=_configuration(configuration),
            url=url,
            options=options,
            told=told,
        )
        with told_run as device:
            if not prepare_only:
                with suppress(StepFailedError):  # is in the report
                    _take_steps(device, health_timeout, bool(records))
                    _ask(device, records, awaited, agreement, content_type, accept, told)
    _tell(told_run.report, format)
    return 0 if told_run.report.passed else _FAILED_EXIT_CODE


def _take_steps(device: ComponentRun, health_timeout: float, is_asked: bool) -> None:
    device.install()
    device.start()
    if device.url is not None or is_asked:
        device.wait_until_healthy(health_timeout)
    else:
        device.check_still_running(_SETTLE_SECONDS)


def _ask(
    device: ComponentRun,
    records: Sequence[Sample],
    awaited: list[str] | None,
    agreement: float,
    content_type: str,
    accept: str | None,
    told: Told,
) -> None:
    if records:
        device.report.inference = send(
            records,
            lambda body: device.invoke(body, content_type=content_type, accept=accept),
            expected=awaited,
            needed=agreement,
            told=lambda count: told("sending samples", f"{count} of {len(records)}"),
        )
    device.check_still_running()


def _tell(report: RunReport, format: str) -> None:
    if format == "json":
        print(json.dumps(report.as_dict(), indent=2))
        return
    print_report(report, Console())
    print("what this run does not show:", file=sys.stderr)
    for sentence in NOT_SHOWN:
        print(f"  {sentence}", file=sys.stderr)


def _configuration(text: str | None) -> Mapping[str, Any]:
    """Read what a deployment would merge."""
    if text is None:
        return {}
    given = text
    if not text.lstrip().startswith("{"):
        try:
            given = Path(text).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "is no UTF-8 text"
            raise EdgeError(f"--configuration {text}: {reason}; give JSON, or a file that holds it") from None
    try:
        found: object = json.loads(given)
    except (ValueError, RecursionError) as error:
        raise EdgeError(f'--configuration {text}: is no JSON ({error}); write like \'{{"Port": "9000"}}\'') from None
    if not isinstance(found, Mapping):
        raise EdgeError(f'--configuration {text}: is no JSON object; write like \'{{"Port": "9000"}}\'')
    return cast("Mapping[str, Any]", found)


@contextmanager
def _clients(region: str | None, profile: str | None) -> Generator[RegionalClients]:
    clients = RegionalClients(region=region, profile=profile)
    try:
        yield clients
    finally:
        clients.close()


@contextmanager
def _ended_by_signals() -> Generator[None]:
    """Let SIGTERM and SIGHUP end the run as Ctrl-C does: its processes have sessions of their own, and would go on."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(_SIGNALLED_EXIT_CODE + number)

    heeded = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) != signal.SIG_IGN]
    former = {number: signal.signal(number, end) for number in heeded}  # nohup lets SIGHUP be ignored
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@contextmanager
def _progress() -> Generator[Told]:
    """Tell on stderr what is done: on a terminal in one line that changes, else now and then in one of its own."""
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status("") as status:
            yield lambda what, how_far: status.update(escape(clean(_line(what, how_far))))
        return
    last_what, last_time = "", 0.0

    def tell(what: str, how_far: str) -> None:
        nonlocal last_what, last_time
        if what != last_what or time.monotonic() - last_time >= _TOLD_EVERY_SECONDS:
            last_what, last_time = what, time.monotonic()
            print(clean(_line(what, how_far)), file=sys.stderr, flush=True)

    yield tell


def _line(what: str, how_far: str) -> str:
    return f"{what} ({how_far})" if how_far else what
