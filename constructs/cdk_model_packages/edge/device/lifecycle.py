"""The steps of a component on one device: what each is after interpolation.

Source: aws-greengrass-nucleus, GenericExternalService and Coerce.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

_TRUE = frozenset({"true", "yes", "on", "t", "y", "Y"})
_LEADING_NUMBER = re.compile(r"-?[0-9]+")


class StepName(StrEnum):
    """A step that a run on this machine takes."""

    BOOTSTRAP = "Bootstrap"
    INSTALL = "Install"
    STARTUP = "Startup"
    RUN = "Run"
    SHUTDOWN = "Shutdown"


DEFAULT_TIMEOUT_SECONDS = {
    StepName.BOOTSTRAP: 120.0,
    StepName.INSTALL: 120.0,
    StepName.STARTUP: 120.0,
    StepName.RUN: None,
    StepName.SHUTDOWN: 15.0,
}
"""Source: aws-greengrass-nucleus, Lifecycle and GenericExternalService. ``None``: a step may take for ever."""


@dataclass(frozen=True)
class Step:
    """What is to be run.

    Attributes:
        component: Whose it is.
        name: Which one.
        script: For ``sh -c``; ``None``: the step has none, which is an error on a device.
        timeout_seconds: ``None``: for ever.
        skipif: The condition as it is written; ``None``: it is never skipped.
        requires_privilege: Whether a device would run it as root.
        setenv: Variables of its own and of its lifecycle.
    """

    component: str
    name: StepName
    script: str | None
    timeout_seconds: float | None
    skipif: str | None
    requires_privilege: bool
    setenv: Mapping[str, str]


def steps_of(component: str, lifecycle: Mapping[str, Any]) -> dict[StepName, Step]:
    """Return the steps of a lifecycle whose variables are replaced."""
    shared = _variables(_get(lifecycle, "Setenv"))
    found = {name: _get(lifecycle, name) for name in StepName}
    return {name: _step(component, name, value, shared) for name, value in found.items() if value is not None}


def timeout_findings(component: str, lifecycle: Mapping[str, Any]) -> list[str]:
    """Return what is to be said of timeouts that are no numbers: a device reads their leading digits, else 0."""
    found: list[str] = []
    for name in StepName:
        step = _get(lifecycle, name)
        timeout = _get(cast("Mapping[str, Any]", step), "Timeout") if isinstance(step, Mapping) else None
        if isinstance(timeout, str) and not _LEADING_NUMBER.fullmatch(timeout.strip()):
            found.append(
                f"{component} {name}: Timeout {timeout!r} is no number of seconds: a device takes it for "
                f"{_seconds(timeout):g}"
            )
    return found


def _step(component: str, name: StepName, value: Any, shared: Mapping[str, str]) -> Step:
    default = DEFAULT_TIMEOUT_SECONDS[name]
    if not isinstance(value, Mapping):
        return Step(component, name, str(value), default, None, requires_privilege=False, setenv=shared)
    step = cast("Mapping[str, Any]", value)
    script, timeout, skipif = _get(step, "Script"), _get(step, "Timeout"), _get(step, "Skipif")
    return Step(
        component,
        name,
        None if script is None else str(script),
        default if timeout is None else _seconds(timeout),
        None if skipif is None else str(skipif),
        _is_true(_get(step, "RequiresPrivilege")),
        {**shared, **_variables(_get(step, "Setenv"))},
    )


def _get(source: Mapping[str, Any], name: str) -> Any:
    """Return a value by its name in any case."""
    return next((value for key, value in source.items() if key.lower() == name.lower()), None)


def _variables(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    items = cast("Mapping[str, Any]", value).items()
    return {name: _text(found) for name, found in items if not isinstance(found, Mapping)}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_true(value: Any) -> bool:
    return value in _TRUE if isinstance(value, str) else bool(value)


def _seconds(value: Any) -> float:
    if isinstance(value, str):
        number = _LEADING_NUMBER.match(value.strip())
        return float(number[0]) if number else 0.0
    return float(int(value))
