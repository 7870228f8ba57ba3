"""What goes wrong by a user's hand, and how it is told: one line, no traceback.

An error of ours means that the user can mend it. Anything else that escapes is our bug and keeps
its traceback.

    ModelPackagesError
    +-- SpecError         a value breaks a rule of its service (see ``spec``)
    +-- SpecFileError     a spec file cannot be read, or breaks a rule (see ``spec.yaml_source``)
    +-- ArtifactError     a model archive cannot be made, read or uploaded (see ``artifacts``)
    +-- TemplateError     a template cannot be read (see ``templates``)
    +-- EdgeError         a component cannot be made, packaged or run (see ``edge``)
    +-- LocalAwsError     the embedded AWS cannot be started, reached or stopped (see ``local_aws``)
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from json import JSONDecodeError
from typing import TYPE_CHECKING, cast

from cdk_model_packages._screen import clean

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

USER_ERROR_EXIT_CODE = 2
_INTERRUPTED_EXIT_CODE = 130  # 128 and the number of SIGINT, as shells tell it
_INTERRUPT_SECONDS = 0.2
_REFUSED_TEMPLATE = "ValidationFailed: "


class ModelPackagesError(Exception):
    """A mistake that the user can mend. Its text is one line: what, where, and what to do."""


class SpecError(ModelPackagesError, ValueError):
    """A value breaks a rule of its service.

    Attributes:
        code: Stable rule id, for example ``VP-004``.
        path: The field or fields at fault, in the service's spelling.
    """

    def __init__(self, code: str, path: str, *, got: object, need: str, fix: str) -> None:
        super().__init__(f"{path}={got!r}: must be {need}; {fix} [{code}]")
        self.code = code
        self.path = path


class ArtifactError(ModelPackagesError):
    """A model archive cannot be made, read or uploaded."""


class TemplateError(ModelPackagesError):
    """A CloudFormation template, or a folder of them, cannot be read."""


class EdgeError(ModelPackagesError):
    """A Greengrass component cannot be made, packaged, deployed or run."""


class LocalAwsError(ModelPackagesError):
    """The embedded AWS cannot be started, reached or stopped."""


def one_line(error: ModelPackagesError | ValidationError) -> str:
    """Tell an error in one line; several findings of one value are joined by ``; ``."""
    if isinstance(error, ModelPackagesError):
        return str(error)
    return f"{error.title.removesuffix('Spec')}: " + "; ".join(map(tell_finding, root_findings(error)))


def root_findings(error: ValidationError) -> list[ErrorDetails]:
    """Return pydantic's findings without those that only follow from others.

    A sequence whose items are refused also counts as too short.
    """
    findings = error.errors(include_url=False)
    return [
        finding
        for finding in findings
        if finding["type"] != "too_short"
        or not any(other["loc"][: len(finding["loc"])] == finding["loc"] for other in findings if other is not finding)
    ]


def tell_finding(finding: ErrorDetails) -> str:
    """Tell one of pydantic's findings: the field, what came, what is needed."""
    path = field_path(finding["loc"])
    cause = finding.get("ctx", {}).get("error")
    if isinstance(cause, SpecError):  # it names its field itself: say where that field is
        if _same_name(cause.path, path.rpartition(".")[2]):
            return f"{path}{str(cause).removeprefix(cause.path)}"
        return f"{path}: {cause}" if path else str(cause)
    if finding["type"] == "tuple_type":
        return f"{path}: must be a list (got {finding['input']!r:.80}); write [...] around it"
    if finding["type"] == "missing":
        return f"{path}: is required; add it"
    return f"{path}: {finding['msg'][0].lower()}{finding['msg'][1:]} (got {finding['input']!r:.80})"


def _same_name(service_name: str, name: str) -> bool:
    """Tell whether a field is meant: ``ModelPackageGroupName`` is ``model_package_group_name`` in Python."""
    return service_name.replace("_", "").lower() == name.replace("_", "").lower()


def field_path(location: Sequence[str | int]) -> str:
    """Write a location as a user would: ``Containers[0].Image``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")


@contextmanager
def exit_on_user_error() -> Generator[None]:
    """End the process with one line and exit code 2 when the user's input is at fault.

    Wrap the body of an ``app.py`` in it, so that a missing folder or a bad name reads as one line and
    not as a traceback. Ctrl-C ends it with the word "interrupted" and exit code 130.
    """
    try:
        with _interrupt_awaited():
            yield
    except KeyboardInterrupt:
        _quiet_broken_pipes()
        print("interrupted", file=sys.stderr)
        sys.exit(_INTERRUPTED_EXIT_CODE)
    except _users_errors() as error:
        first, *more = one_line(cast("ModelPackagesError | ValidationError", error)).splitlines() or [""]
        print(f"error: {clean(first)}", *map(clean, more), sep="\n", file=sys.stderr)
        sys.exit(USER_ERROR_EXIT_CODE)
    except RuntimeError as error:  # how jsii passes on what the CDK throws
        if not str(error).startswith(_REFUSED_TEMPLATE):
            raise
        print(f"error: {str(error).removeprefix(_REFUSED_TEMPLATE)}", file=sys.stderr)
        sys.exit(USER_ERROR_EXIT_CODE)


def _users_errors() -> tuple[type[Exception], ...]:
    """Return what a user can mend; pydantic has raised nothing where nobody has imported it."""
    pydantic = sys.modules.get("pydantic")
    return (ModelPackagesError,) if pydantic is None else (ModelPackagesError, pydantic.ValidationError)


@contextmanager
def _interrupt_awaited() -> Generator[None]:
    """Let Ctrl-C come first: it ends Node too, and jsii may meet its broken pipe before this process is told."""
    try:
        yield
    except (BrokenPipeError, JSONDecodeError):
        time.sleep(_INTERRUPT_SECONDS)
        raise


def _quiet_broken_pipes() -> None:
    """When this process ends, jsii says goodbye to a Node that Ctrl-C has ended."""
    told = sys.unraisablehook

    def tell(unraisable: sys.UnraisableHookArgs) -> None:
        if not isinstance(unraisable.exc_value, BrokenPipeError):
            told(unraisable)

    sys.unraisablehook = tell
