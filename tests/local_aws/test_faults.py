"""Step Functions' SDK integrations behind a proxy that throttles them: retries are the state machine's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.local_aws.aws import Aws
from tests.local_aws.faulty import Proxy, faulty_aws
from tests.local_aws.greengrass import new_name, recipe
from tests.local_aws.state_machines import failures, run, task

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Aws, Proxy]]:
    """An embedded AWS whose state machines call it through the proxy, and hurry."""
    with faulty_aws(tmp_path_factory.mktemp("faulty")) as (local_aws, proxy):
        aws = Aws(local_aws.environment())
        aws.role("machines", "states.amazonaws.com", **{"*": "*"})
        yield aws, proxy
        aws.close()


def retrying(error: str, attempts: int = 3) -> list[dict[str, Any]]:
    return [{"ErrorEquals": [error], "IntervalSeconds": 1, "BackoffRate": 2, "MaxAttempts": attempts}]


ROLE = "arn:aws:iam::000000000000:role/machines"
THROTTLED = {"code": "ThrottlingException", "message": "Rate exceeded"}


def test_a_throttled_call_is_made_once_and_tried_again_by_the_machine(faulty: tuple[Aws, Proxy]) -> None:
    aws, proxy = faulty
    proxy.inject(
        {"service": "sagemaker", "operation": "ListCompilationJobs", "times": 2, "error": {**THROTTLED, "status": 400}},
        {"service": "greengrass", "times": 2, "error": {**THROTTLED, "status": 429}},
    )
    execution = run(aws, ROLE, {
        "List": task("sagemaker:listCompilationJobs", Retry=retrying("SageMaker.SageMakerException")),
        "Create": task("greengrassv2:createComponentVersion", {"InlineRecipe": recipe(new_name())},
                       Retry=retrying("GreengrassV2.ThrottlingException")),
    })  # fmt: skip
    assert execution["status"] == "SUCCEEDED", execution
    assert failures(aws, execution) == ["SageMaker.SageMakerException"] * 2 + ["GreengrassV2.ThrottlingException"] * 2
    assert proxy.fired() == ["error:ThrottlingException"] * 4  # the SDK's own retries are off


def test_a_machine_that_gives_up_tells_the_last_error(faulty: tuple[Aws, Proxy]) -> None:
    aws, proxy = faulty
    proxy.inject({"service": "greengrass", "error": {**THROTTLED, "status": 429}})
    execution = run(aws, ROLE, {
        "List": task("greengrassv2:listComponents", Retry=retrying("GreengrassV2.ThrottlingException", attempts=1)),
    })  # fmt: skip
    assert (execution["status"], execution["error"]) == ("FAILED", "GreengrassV2.ThrottlingException")
    assert execution["cause"].startswith("Rate exceeded (Service: GreengrassV2, Status Code: 429, Request ID: ")
    assert proxy.fired() == ["error:ThrottlingException"] * 2


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"reset": True}, "SageMaker.SdkClientException"),
        ({"error": {"code": "InternalFailure", "status": 500}}, "SageMaker.SageMakerException"),
    ],
)
def test_other_faults_have_names_too(faulty: tuple[Aws, Proxy], fault: dict[str, Any], error: str) -> None:
    aws, proxy = faulty
    proxy.inject({"service": "sagemaker", "times": 1, **fault})
    execution = run(aws, ROLE, {"List": task("sagemaker:listCompilationJobs", Retry=retrying(error))})
    assert execution["status"] == "SUCCEEDED", execution
    assert failures(aws, execution) == [error]
    assert len(proxy.fired()) == 1
