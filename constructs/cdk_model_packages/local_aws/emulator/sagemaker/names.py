"""Names, ARNs and the time, as SageMaker writes them."""

from __future__ import annotations

import time
from dataclasses import dataclass

from .. import hooks
from ..errors import ServiceError, validation_error

_ARN_PARTS = 6


def arn(resource: str) -> str:
    """Return the ARN of a resource of the caller's account and region."""
    return f"arn:aws:sagemaker:{hooks.region()}:{hooks.account()}:{resource}"


@dataclass(frozen=True)
class Arn:
    """An ARN of SageMaker, taken apart.

    Attributes:
        kind: Noun of the resource, for example ``model-package``.
        name: What follows the noun, for example ``digits/3``.
    """

    text: str
    region: str
    account: str
    kind: str
    name: str

    @classmethod
    def of(cls, text: str) -> Arn | None:
        """Read an ARN; ``None``: it is something else, or of another service."""
        parts = text.split(":", _ARN_PARTS - 1)
        if len(parts) != _ARN_PARTS or (parts[0], parts[2]) != ("arn", "sagemaker"):
            return None
        kind, _, name = parts[-1].partition("/")
        return cls(text, parts[3], parts[4], kind, name)

    @property
    def is_shared(self) -> bool:
        """Whether it is of another account, in the region at hand."""
        return self.region == hooks.region() and self.account != hooks.account()


def resource_of(name_or_arn: str, kind: str) -> str:
    """Return ``name`` of ``name`` and of ``arn:aws:sagemaker:region:account:kind/name``.

    Raises:
        ServiceError: The ARN names another kind, account or region.
    """
    if not name_or_arn.startswith("arn:"):
        return name_or_arn
    found = Arn.of(name_or_arn)
    if found is None or found.kind != kind:
        raise validation_error(f"Invalid ARN: {name_or_arn} is not the ARN of a {kind}")
    if (found.region, found.account) != (hooks.region(), hooks.account()):
        raise ServiceError(
            "AccessDeniedException",
            f"{name_or_arn} is not in account {hooks.account()} and region {hooks.region()}",
        )
    return found.name


def now() -> float:
    """Return the time as the API does: seconds, to the millisecond."""
    return round(time.time(), 3)


def caller() -> dict[str, object]:
    """Return ``CreatedBy``: who calls is not known here, so it is empty, as it is for callers outside Studio."""
    return {}
