"""Clients of AWS as the functions make them."""

from __future__ import annotations

from typing import Any, cast

import boto3
from botocore.config import Config

# Waits of up to 1, 2, 4, 8, 16 and 20 seconds in between: within the minute that the shortest function has.
_RETRIES = {"mode": "standard", "total_max_attempts": 7}


def client(service: str) -> Any:
    """Return a client that waits and tries again where a service throttles, or is out of order for a moment.

    Args:
        service: For example ``s3``.

    Source: boto3 guide, retries, standard mode.
    """
    return cast("Any", boto3).client(service, config=Config(retries=_RETRIES))
