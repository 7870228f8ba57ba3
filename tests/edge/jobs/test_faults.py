"""Calls that the services throttle or drop are made again; a service that stays busy is one line."""

from __future__ import annotations

from collections.abc import Iterator

import boto3
import pytest

from cdk_model_packages.edge.jobs import Clients, list_jobs
from cdk_model_packages.errors import EdgeError
from tests.local_aws.aws import ACCOUNT, REGION
from tests.local_aws.faulty import Proxy, faulty_aws

pytestmark = pytest.mark.slow
THROTTLED = {
    "service": "stepfunctions",
    "error": {"code": "ThrottlingException", "message": "Rate exceeded", "status": 400},
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Clients, Proxy]]:
    """Clients that call the embedded AWS through the proxy."""
    with faulty_aws(tmp_path_factory.mktemp("faulty")) as (_, proxy), pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL", proxy._url.removesuffix("/_microburst"))
        clients = Clients(boto3.Session(ACCOUNT, "embedded", region_name=REGION))
        clients.of("stepfunctions")
        yield clients, proxy
        clients.close()


@pytest.mark.parametrize("fault", [THROTTLED, {"service": "stepfunctions", "reset": True}])
def test_a_call_is_made_again(faulty: tuple[Clients, Proxy], fault: dict[str, object]) -> None:
    clients, proxy = faulty
    proxy.inject({**fault, "times": 2})
    assert list_jobs(clients=clients) == {"ModelPackagingJobs": []}
    assert len(proxy.fired()) == 2


def test_a_service_that_stays_busy(faulty: tuple[Clients, Proxy]) -> None:
    clients, proxy = faulty
    proxy.inject(THROTTLED)
    with pytest.raises(EdgeError, match=r"states:ListStateMachines: the service is busy \(ThrottlingException\)"):
        list_jobs(clients=clients)
    assert len(proxy.fired()) == 3
