"""Every way in which AWS cannot be used is one line that says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore import exceptions

from cdk_model_packages.edge.jobs import Clients, describe
from cdk_model_packages.edge.jobs.refused import unreached
from cdk_model_packages.errors import EdgeError
from tests.edge.jobs.stubs import StubbedAws


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment that tells nothing of AWS."""
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def told(clients: Clients) -> str:
    with pytest.raises(EdgeError) as caught:
        describe("job-1", clients=clients)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.usefixtures("bare")
def test_no_region() -> None:
    assert told(Clients()) == "stepfunctions: no AWS region; say --region, or set AWS_REGION"


@pytest.mark.usefixtures("bare")
def test_no_credentials() -> None:
    text = told(Clients(region="eu-west-1"))
    assert text.startswith("stepfunctions ListStateMachines: no AWS credentials; sign in (aws sso login, AWS_PROFILE)")


@pytest.mark.usefixtures("bare")
def test_no_such_profile() -> None:
    assert "(none) could not be found; correct --profile or AWS_PROFILE" in told(Clients(profile="none"))


@pytest.mark.usefixtures("bare")
def test_the_region_of_other_sdks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-north-1")
    clients = Clients()
    assert clients.region == "eu-north-1"
    clients.close()


def unreachable(url: str) -> Clients:
    session = boto3.Session(aws_access_key_id="id", aws_secret_access_key="secret", region_name="eu-west-1")
    session._session.set_config_variable("max_attempts", 1)
    session._session.set_config_variable("endpoint_url", url)
    return Clients(session)


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    text = told(unreachable("http://127.0.0.1:9"))
    assert "stepfunctions ListStateMachines: cannot be reached" in text
    assert "look at the network, the region and AWS_ENDPOINT_URL" in text


def test_an_endpoint_that_is_no_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "nonsense")
    assert "Invalid endpoint: nonsense" in told(unreachable("nonsense"))


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("AccessDeniedException", "states:ListStateMachines: access denied (no); ask for the permission states:List"),
        (
            "ExpiredTokenException",
            "states:ListStateMachines: AWS refuses the credentials (ExpiredTokenException)",
        ),
        ("UnrecognizedClientException", "AWS refuses the credentials"),
        ("InvalidSignatureException", "AWS refuses the credentials"),
        ("InternalFailure", "the service answers InternalFailure: no; correct the request, or try again"),
    ],
)
def test_what_a_service_answers(stubbed: StubbedAws, code: str, what: str) -> None:
    stubbed.refuses("stepfunctions", "list_state_machines", code, "no.\n")
    assert what in told(stubbed.clients)


def test_a_service_that_stays_busy(stubbed: StubbedAws) -> None:
    stubbed.refuses("stepfunctions", "list_state_machines", "ThrottlingException")
    assert "the service is busy (ThrottlingException), also when asked again" in told(stubbed.clients)


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (exceptions.PartialCredentialsError(provider="env", cred_var="x"), "the AWS credentials cannot be used"),
        (exceptions.TokenRetrievalError(provider="sso", error_msg="x"), "the AWS credentials cannot be used"),
        (exceptions.UnauthorizedSSOTokenError(), "the AWS credentials cannot be used"),
        (exceptions.SSOTokenLoadError(error_msg="x"), "the AWS credentials cannot be used"),
        (exceptions.CredentialRetrievalError(provider="p", error_msg="x"), "the AWS credentials cannot be used"),
        (exceptions.ConnectTimeoutError(endpoint_url="https://x"), "cannot be reached"),
        (exceptions.ReadTimeoutError(endpoint_url="https://x"), "cannot be reached"),
        (exceptions.SSLError(endpoint_url="https://x", error="e"), "cannot be reached"),
        (exceptions.ProxyConnectionError(proxy_url="https://x", error="e"), "cannot be reached"),
        (exceptions.ConnectionClosedError(endpoint_url="https://x"), "cannot be reached"),
        (exceptions.ParamValidationError(report="a\nb"), "correct the AWS environment or the request"),
    ],
)
def test_the_way_to_a_service(error: Any, what: str) -> None:
    text = str(unreached("states", error))
    assert what in text
    assert "\n" not in text


def test_clients_repeat_and_tell_who_they_are(stubbed: StubbedAws) -> None:
    config = stubbed.clients.of("stepfunctions").meta.config
    assert config.retries["mode"] == "standard"
    assert "cdk-model-packages/" in config.user_agent_extra
