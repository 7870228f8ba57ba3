"""Clients of the AWS that the environment points to, and what they are refused with."""

# boto3 ships no types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import os
from typing import Any, cast

from cdk_model_packages.errors import EdgeError

_SIGN_IN = 'sign in (aws sso login, AWS_PROFILE), or for the embedded AWS: eval "$(model-packages local env)"'
_NO_SUCH = frozenset({"404", "NoSuchKey", "NoSuchBucket", "NotFound", "ResourceNotFoundException"})
_NOT_ALLOWED = frozenset({"403", "AccessDenied", "AccessDeniedException", "Forbidden", "UnauthorizedException"})


class Clients:
    """Clients, one a service and region, made when they are first used.

    Args:
        session: boto3's; ``None``: by the AWS environment.
    """

    def __init__(self, session: Any = None) -> None:
        self._session = session
        self._clients: dict[tuple[str, str | None], Any] = {}

    @property
    def region(self) -> str:
        """The region of the environment.

        Raises:
            EdgeError: It names none.
        """
        return str(self.of("s3").meta.region_name)

    def of(self, service: str, region: str | None = None) -> Any:
        """Return a client.

        Args:
            service: Its name in boto3.
            region: ``None``: that of the environment.

        Raises:
            EdgeError: The environment names no region, or is set to what is not there.
        """
        key = (service, region)
        if key not in self._clients:
            self._clients[key] = self._made(service, region)
        return self._clients[key]

    def close(self) -> None:
        """Close their connections."""
        for client in self._clients.values():
            client.close()

    def _made(self, service: str, region: str | None) -> Any:
        import boto3
        from botocore.exceptions import BotoCoreError

        try:
            if self._session is None:
                # AWS_REGION is what every other SDK reads; botocore reads the older name alone.
                self._session = boto3.Session(region_name=os.environ.get("AWS_REGION"))
            where = cast("str | None", region or self._session.region_name)
            if where is None:
                raise EdgeError("the AWS environment names no region; set AWS_REGION")
            return cast("Any", self._session.client(service, region_name=where))
        except BotoCoreError as error:
            raise EdgeError(f"the AWS environment cannot be used: {error}; {_SIGN_IN}") from None


def refusal(about: str, error: Exception, fix: str) -> EdgeError:
    """Tell what a call was refused with.

    Args:
        about: What was asked for, and by which call.
        error: botocore's.
        fix: What to do when it is not there.
    """
    response: Any = getattr(error, "response", None)
    if response is None:
        return EdgeError(f"{about}: {error}; {_SIGN_IN}")
    code, message = str(response["Error"].get("Code", "")), str(response["Error"].get("Message", ""))
    told = f"{about}: {code} {message}".strip().rstrip(".")
    if code in _NO_SUCH:
        return EdgeError(f"{told}; {fix}")
    if code in _NOT_ALLOWED:
        action = about.rpartition(" ")[2]
        return EdgeError(f"{told}; your credentials, and the device's role, need the permission for {action}")
    return EdgeError(f"{told}; {_SIGN_IN}")
