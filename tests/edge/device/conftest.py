"""Folders that other users may enter, and the embedded AWS."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.local_aws.conftest import aws, local_aws  # noqa: F401  fixtures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdk_model_packages.local_aws import LocalAws


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everyone may enter; pytest's own are its user's alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name).resolve()


@pytest.fixture
def aws_environment(local_aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """The AWS environment of this process is the embedded one."""
    for name, value in local_aws.environment().items():
        monkeypatch.setenv(name, value)
