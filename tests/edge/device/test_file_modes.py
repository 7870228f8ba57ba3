"""Permissions as file modes: every combination, by Permission.toFileSystemPermission of aws-greengrass-nucleus."""

from __future__ import annotations

import pytest

from cdk_model_packages.edge.device.file_modes import artifact_mode
from cdk_model_packages.spec.greengrass import ArtifactPermission, Permission

NONE, OWNER, ALL = Permission.NONE, Permission.OWNER, Permission.ALL


@pytest.mark.parametrize(
    ("read", "execute", "mode"),
    [
        (None, None, 0o440),  # Read OWNER and Execute NONE
        (NONE, None, 0o400),  # "we always want user to read"
        (OWNER, NONE, 0o440),
        (ALL, NONE, 0o444),
        (NONE, OWNER, 0o550),  # "execute needs read"
        (OWNER, OWNER, 0o550),
        (ALL, OWNER, 0o554),
        (NONE, ALL, 0o555),
        (OWNER, ALL, 0o555),
        (ALL, ALL, 0o555),
    ],
)
def test_mode(read: Permission | None, execute: Permission | None, mode: int) -> None:
    assert artifact_mode(ArtifactPermission(read=read, execute=execute)) == mode


def test_the_default() -> None:
    assert artifact_mode(None) == 0o440
