"""What the steps of a component are on a device."""

from __future__ import annotations

import pytest

from cdk_model_packages.edge.device.lifecycle import StepName, steps_of, timeout_findings


def test_defaults() -> None:
    """Lifecycle.java and GenericExternalService.java: 120, 120, 120, none and 15 seconds."""
    found = steps_of("c", dict.fromkeys(StepName, "true"))
    assert [found[name].timeout_seconds for name in StepName] == [120, 120, 120, None, 15]
    assert not any(step.requires_privilege or step.skipif or step.setenv for step in found.values())


def test_a_step() -> None:
    found = steps_of(
        "c",
        {
            "Setenv": {"A": "1", "B": 2, "C": True},
            "install": {
                "script": "do",
                "TIMEOUT": "900",
                "SkipIf": "onpath git",
                "RequiresPrivilege": "true",
                "Setenv": {"A": "own"},
            },
        },
    )
    step = found[StepName.INSTALL]
    assert (step.script, step.timeout_seconds, step.skipif, step.requires_privilege) == ("do", 900, "onpath git", True)
    assert step.setenv == {"A": "own", "B": "2", "C": "true"}


@pytest.mark.parametrize(
    ("value", "found"), [("yes", True), ("on", True), ("t", True), ("True", False), ("1", False), (1, True), (0, False)]
)
def test_privilege_is_read_as_the_nucleus_reads_it(value: object, found: bool) -> None:
    """Coerce.toBoolean."""
    assert steps_of("c", {"Run": {"Script": "x", "RequiresPrivilege": value}})[StepName.RUN].requires_privilege is found


@pytest.mark.parametrize(("value", "seconds", "told"), [("15", 15, 0), ("15s", 15, 1), ("{configuration:/t}", 0, 1)])
def test_a_timeout_that_is_no_number(value: str, seconds: float, told: int) -> None:
    given = {"Install": {"Script": "x", "Timeout": value}}
    assert steps_of("c", given)[StepName.INSTALL].timeout_seconds == seconds
    assert len(timeout_findings("c", given)) == told
