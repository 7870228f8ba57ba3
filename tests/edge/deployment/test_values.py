"""The values of a deployment: each limit at the limit and one past, and all of them the schema's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from cdk_model_packages.edge import (
    AbortCriteria,
    ComponentUpdatePolicy,
    FailureHandling,
    FailureType,
    RolloutRate,
    RunWith,
    SystemResourceLimits,
    UpdateAction,
)
from tests.edge.deployment.test_edge_deployment import SCHEMA


def limits() -> list[Any]:
    """Each number: what is taken at its limits, and what is refused one past."""

    def constant(value: Any) -> Any:
        return lambda: RolloutRate.constant(value)

    def base(value: Any, most: int | None = None) -> Any:
        return lambda: RolloutRate.exponential(value, 2, succeeded_things=1, maximum_per_minute=most)

    def factor(value: Any) -> Any:
        return lambda: RolloutRate.exponential(1, value, succeeded_things=1)

    def things(value: Any) -> Any:
        return lambda: RolloutRate.exponential(1, 2, notified_things=value)

    def percentage(value: Any) -> Any:
        return lambda: AbortCriteria(
            failure_type=FailureType.FAILED, threshold_percentage=value, min_number_of_executed_things=1
        )

    def executed(value: Any) -> Any:
        return lambda: AbortCriteria(
            failure_type=FailureType.FAILED, threshold_percentage=1, min_number_of_executed_things=value
        )

    def waits(value: Any) -> Any:
        return lambda: ComponentUpdatePolicy(timeout_in_seconds=value)

    def memory(value: Any) -> Any:
        return lambda: SystemResourceLimits(memory=value)

    def cpus(value: Any) -> Any:
        return lambda: SystemResourceLimits(cpus=value)

    most = 2**31 - 1
    cases = {
        "constant": (constant, [1, 1000], [0, 1001]),
        "base": (base, [1, 1000], [0, 1001]),
        "factor": (factor, [1, 5, 1.5], [0.9, 5.1, 1.55, True, "x"]),
        "things": (things, [1, most], [0, most + 1]),
        "percentage": (percentage, [0, 100, 10.99], [-0.01, 100.01, 10.999, "10 %"]),
        "executed": (executed, [1, most], [0, most + 1]),
        "waits": (waits, [1, most], [0, most + 1]),
        "memory": (memory, [8192, 9223372036854771712], [8191, 9223372036854771713]),
        "cpus": (cpus, [0.1, 64], [0, -1]),
    }
    return [
        pytest.param(make(value), good, id=f"{name}-{value}")
        for name, (make, taken, refused) in cases.items()
        for good, values in ((True, taken), (False, refused))
        for value in values
    ]


@pytest.mark.parametrize(("make", "good"), limits())
def test_numbers_have_limits(make: Any, good: bool) -> None:
    if good:
        make()
    else:
        with pytest.raises(ValidationError):
            make()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: RolloutRate.exponential(51, 2, notified_things=1, maximum_per_minute=50), "GG-058"),
        (lambda: RolloutRate.exponential(5, 2), "give one of them"),
        (lambda: RolloutRate.exponential(5, 2, notified_things=1, succeeded_things=1), "give one of them"),
        (lambda: ComponentUpdatePolicy(action=UpdateAction.SKIP_NOTIFY_COMPONENTS, timeout_in_seconds=5), "GG-223"),
        (lambda: RunWith(posix_user="a b"), "GG-219"),
        (lambda: RunWith(posix_user="a:b:c"), "GG-219"),
        (
            lambda: AbortCriteria(failure_type="BROKEN", threshold_percentage=1, min_number_of_executed_things=1),
            "choose",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(make: Any, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        make()


def test_every_limit_is_the_schemas() -> None:
    definitions = SCHEMA["definitions"]
    assert definitions["IoTJobExecutionsRolloutConfig"]["properties"]["MaximumPerMinute"]["maximum"] == 1000
    assert definitions["IoTJobExponentialRolloutRate"]["properties"]["IncrementFactor"]["maximum"] == 5
    assert definitions["ComponentConfigurationUpdate"]["properties"]["Merge"]["maxLength"] == 10_485_760
    assert set(definitions["IoTJobAbortCriteria"]["properties"]["FailureType"]["enum"]) == {*FailureType}
    assert set(definitions["DeploymentPolicies"]["properties"]["FailureHandlingPolicy"]["enum"]) == {*FailureHandling}
    assert set(definitions["DeploymentComponentUpdatePolicy"]["properties"]["Action"]["enum"]) == {*UpdateAction}
    assert set(SCHEMA["createOnlyProperties"]) == {
        f"/properties/{name}" for name in SCHEMA["properties"] if name not in {"Tags", "DeploymentId"}
    }
    assert json.dumps(definitions["SystemResourceLimits"]).count("9223372036854771712") == 1
