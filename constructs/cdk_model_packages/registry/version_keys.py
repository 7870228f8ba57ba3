"""The keys that encrypt a group's versions, and who may decrypt with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk

from cdk_model_packages.artifacts.read_grant import open_key
from cdk_model_packages.validation.keys import READ_PACKAGE, grant_key_use, is_alias

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms
    from constructs import Construct, IConstruct


class VersionKeys:
    """Grants the keys of a group's versions to whoever reads the versions: both may come first."""

    def __init__(self, group: Construct) -> None:
        self._group = group
        self._keys: list[kms.IKey | str] = []
        self._readers: list[iam.IGrantable] = []

    def hold(self, key: kms.IKey | str | None) -> None:
        """Take note of a version's key; ``None``: it has none."""
        if key is None or key in self._keys:
            return
        self._keys.append(key)
        for reader in self._readers:
            grant_decrypt(self._group, reader, key)

    def grant(self, reader: iam.IGrantable) -> None:
        """Let somebody decrypt what is encrypted with the keys, also with those that come later."""
        if reader in self._readers:
            return
        self._readers.append(reader)
        for key in self._keys:
            grant_decrypt(self._group, reader, key)


def grant_decrypt(owner: Construct, reader: iam.IGrantable, key: kms.IKey | str | None) -> None:
    """Let somebody decrypt what a key encrypts (SC-002).

    Args:
        owner: The package or group, which is warned where no policy can name the key.
        reader: Who may.
        key: ``None``: the service's own, which needs nothing.
    """
    if isinstance(key, str) and is_alias(key):
        cdk.Validations.of(owner).add_warning(
            "SC-002",
            f"SecurityConfig.KmsKeyId={key!r} is an alias, which no policy can name: who reads the package needs "
            "kms:Decrypt on its key, so grant it yourself, or give the key or its ARN [SC-002]",
        )
        return
    principal = reader.grant_principal
    if key is not None and not isinstance(key, str) and hasattr(principal, "node"):  # it takes constructs only
        here = cdk.Stack.of(cast("IConstruct", principal))
        # The reader's policy cannot name a key of a stack that comes after its own; the key's can name the reader.
        if _depends(cdk.Stack.of(key), here) and open_key(key, principal) is None:
            return
    grant_key_use(reader, key, READ_PACKAGE)


def _depends(stack: cdk.Stack, on: cdk.Stack) -> bool:
    return any(each == on or _depends(each, on) for each in stack.dependencies)
