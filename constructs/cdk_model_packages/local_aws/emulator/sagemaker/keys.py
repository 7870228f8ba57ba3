"""KMS keys that a package or a model card is encrypted with."""

from __future__ import annotations

import re
from typing import Any

from .. import hooks
from ..errors import validation_error

_ACCOUNT = re.compile(r"arn:[a-z-]+:kms:[a-z0-9-]*:(?P<account>\d{12}):.+")


def refuse_unusable_key(security_config: dict[str, Any] | None) -> None:
    """Refuse a key of this account that is not in this region, or not enabled. Another account's is not judged.

    Raises:
        ServiceError: It cannot be used.
    """
    key = (security_config or {}).get("KmsKeyId")
    if not key:
        return
    arn = _ACCOUNT.fullmatch(key)
    if arn is not None and arn["account"] != hooks.account():
        return
    state = hooks.key_state(key)
    if state is None:
        raise validation_error(
            f"SecurityConfig.KmsKeyId: the key {key} does not exist in account {hooks.account()} "
            f"and region {hooks.region()}"
        )
    if state != "Enabled":
        raise validation_error(f"SecurityConfig.KmsKeyId: the key {key} is not enabled, its state is {state}")
