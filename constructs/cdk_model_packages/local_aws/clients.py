"""AWS clients that talk to the embedded AWS, whatever the shell is set to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from collections.abc import Mapping


def client(service: str, variables: Mapping[str, str], *, region: str | None = None) -> Any:
    """Return a boto3 client.

    Args:
        service: Its name in boto3.
        variables: What ``LocalAws.environment()`` returns.
        region: Another region than that of the variables.
    """
    session: Any = boto3.Session()
    return session.client(
        service,
        endpoint_url=variables["AWS_ENDPOINT_URL"],
        region_name=region or variables["AWS_REGION"],
        aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
        config=Config(retries={"total_max_attempts": 3, "mode": "standard"}),
    )
