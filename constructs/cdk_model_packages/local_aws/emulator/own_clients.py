"""Clients of the embedded AWS itself: its services meet each other over its own API."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from botocore.config import Config
from botocore.session import get_session


@lru_cache(maxsize=256)
def client(service: str, account: str, region: str, *, endpoint: str | None = None, attempts: int = 8) -> Any:
    """Return a client in the name of an account.

    Args:
        service: Its name in botocore.
        account: In whose name.
        region: Where.
        endpoint: What is asked. ``None``: the embedded AWS itself.
        attempts: How often a call is tried before its failure is told.
    """
    return get_session().create_client(
        service,
        region_name=region,
        endpoint_url=endpoint or own_url(),
        aws_access_key_id=account,  # the embedded AWS reads the account from it
        aws_secret_access_key="embedded",  # noqa: S106
        config=Config(
            retries={"total_max_attempts": attempts, "mode": "standard"},
            s3={"addressing_style": "path"},
        ),
    )


def own_url() -> str:
    """Return where the embedded AWS listens."""
    return f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}"
