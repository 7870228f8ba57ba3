"""Clients of the AWS that the environment points to; what goes wrong there is one line that says what to do."""

# boto3 ships no types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import os
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cdk_model_packages.edge.jobs.refused import refused, unreached

if TYPE_CHECKING:
    from collections.abc import Collection

_CONNECT_SECONDS = 10
_VALIDATION = "ValidationException"


class Identity(NamedTuple):
    """Whose AWS it is.

    Attributes:
        partition: For example ``aws``.
        account: Twelve digits.
    """

    partition: str
    account: str


class Clients:
    """Clients, made when they are first used. Throttled calls are repeated, as botocore's standard mode does it.

    Args:
        session: boto3's. ``None``: by the AWS environment.
        region: ``None``: that of the session.
        profile: Of the AWS configuration. ``None``: by the AWS environment.
    """

    def __init__(self, session: Any = None, *, region: str | None = None, profile: str | None = None) -> None:
        self._given = session
        self._wanted_region = region
        self._profile = profile
        self._clients: dict[str, Any] = {}

    @cached_property
    def _session(self) -> Any:
        import boto3  # takes a while to load: only who calls AWS waits

        if self._given is not None:
            return self._given
        region = self._wanted_region or os.environ.get("AWS_REGION")  # botocore reads AWS_DEFAULT_REGION alone
        return boto3.Session(region_name=region, profile_name=self._profile)

    def of(self, service: str) -> Any:
        """Return the client of a service.

        Raises:
            EdgeError: when the environment tells no region, or a profile that is not there.
        """
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError

        if service not in self._clients:
            config = Config(
                retries={"mode": "standard"},
                connect_timeout=_CONNECT_SECONDS,
                user_agent_extra=f"cdk-model-packages/{version('cdk-model-packages')}",
            )
            try:
                self._clients[service] = self._session.client(service, region_name=self._wanted_region, config=config)
            except (BotoCoreError, ValueError) as error:  # ValueError: an endpoint that is no URL
                raise unreached(service, error) from None
        return self._clients[service]

    def call(self, service: str, operation: str, *, missing: Collection[str] = (), **parameters: Any) -> Any:
        """Call a service.

        Args:
            service: Its name in boto3.
            operation: The client's method.
            missing: Codes of the answer that what is asked for does not exist; of a ``ValidationException`` what its
                message says of it.
            parameters: Of the call.

        Returns:
            The answer; ``None`` when it does not exist.

        Raises:
            EdgeError: when the service refuses, or cannot be reached.
        """
        from botocore.exceptions import BotoCoreError, ClientError

        client = self.of(service)
        action = str(client.meta.method_to_api_mapping[operation])
        try:
            return getattr(client, operation)(**parameters)
        except ClientError as error:
            told = cast("dict[str, Any]", error.response).get("Error", {})
            code, message = str(told.get("Code", "")), str(told.get("Message", ""))
            if code in missing or (code == _VALIDATION and any(words in message for words in missing if " " in words)):
                return None
            raise refused(service, action, code, message) from None
        except (BotoCoreError, ValueError) as error:
            raise unreached(f"{service} {action}", error) from None

    @property
    def region(self) -> str:
        """Return where the clients are."""
        return str(self.of("stepfunctions").meta.region_name)

    @cached_property
    def identity(self) -> Identity:
        """Return whose AWS it is; asks STS once."""
        answer = self.call("sts", "get_caller_identity")
        return Identity(str(answer["Arn"]).split(":")[1], str(answer["Account"]))

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN of a resource of this account and region."""
        return f"arn:{self.identity.partition}:{service}:{self.region}:{self.identity.account}:{resource}"

    def close(self) -> None:
        """Close the connections."""
        for client in self._clients.values():
            client.close()
