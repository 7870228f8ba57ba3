"""Names, ARNs and the time, as SageMaker writes them."""

from __future__ import annotations

import time

from .. import hooks
from ..errors import ServiceError, validation_error

_ARN_PARTS = 6


def arn(resource: str) -> str:
    """Return the ARN of a resource of the caller's account and region."""
    return f"arn:aws:sagemaker:{hooks.region()}:{hooks.account()}:{resource}"


def resource_of(name_or_arn: str, kind: str) -> str:
    """Return ``name`` of ``name`` and of ``arn:aws:sagemaker:region:account:kind/name``.

    Raises:
        ServiceError: The ARN names another kind, account or region.
    """
    if not name_or_arn.startswith("arn:"):
        return name_or_arn
    parts = name_or_arn.split(":", _ARN_PARTS - 1)
    if len(parts) != _ARN_PARTS or not parts[-1].startswith(f"{kind}/"):
        raise validation_error(f"Invalid ARN: {name_or_arn} is not the ARN of a {kind}")
    if parts[3:5] != [hooks.region(), hooks.account()]:
        raise ServiceError(
            "AccessDeniedException",
            f"{name_or_arn} is not in account {hooks.account()} and region {hooks.region()}; "
            "the embedded AWS does not share across them",
        )
    return parts[-1].removeprefix(f"{kind}/")


def now() -> float:
    """Return the time as the API does: seconds, to the millisecond."""
    return round(time.time(), 3)


def caller() -> dict[str, object]:
    """Return ``CreatedBy``: who calls is not known here, so it is empty, as it is for callers outside Studio."""
    return {}
