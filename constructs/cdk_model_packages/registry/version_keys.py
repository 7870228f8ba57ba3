"""The keys that encrypt a group's versions, and who may decrypt with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk

from cdk_model_packages.artifacts.read_grant import open_key
from cdk_model_packages.validation.keys import READ_PACKAGE, grant_key_use

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms
    from constructs import IConstruct


class VersionKeys:
    """Grants the keys of a group's versions to whoever reads the versions: both may come first."""

    def __init__(self) -> None:
        self._keys: list[kms.IKey | str] = []
        self._readers: list[iam.IGrantable] = []

    def hold(self, key: kms.IKey | str | None) -> None:
        """Take note of a version's key; ``None``: it has none."""
        if key is None or key in self._keys:
            return
        self._keys.append(key)
        for reader in self._readers:
            _grant(reader, key)

    def grant(self, reader: iam.IGrantable) -> None:
        """Let somebody decrypt what is encrypted with the keys, also with those that come later."""
        if reader in self._readers:
            return
        self._readers.append(reader)
        for key in self._keys:
            _grant(reader, key)


def _grant(reader: iam.IGrantable, key: kms.IKey | str) -> None:
    principal = reader.grant_principal
    if not isinstance(key, str) and hasattr(principal, "node"):  # Construct.is_construct takes constructs only
        here = cdk.Stack.of(cast("IConstruct", principal))
        # The reader's policy cannot name a key of a stack that comes after its own; the key's can name the reader.
        if _depends(cdk.Stack.of(key), here) and open_key(key, principal) is None:
            return
    grant_key_use(reader, key, READ_PACKAGE)


def _depends(stack: cdk.Stack, on: cdk.Stack) -> bool:
    return any(each == on or _depends(each, on) for each in stack.dependencies)
