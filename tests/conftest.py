"""What all tests share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import cdk_model_packages  # noqa: F401  first: it finds Node for the CDK

import aws_cdk as cdk  # isort: skip

from tests import environment

ROOT = Path(__file__).parents[1]

_opened: list[str] | None = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _opened is not None and isinstance(arguments[0], str | bytes):
        _opened.append(os.fsdecode(arguments[0]))


sys.addaudithook(_note)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Complete the environment, in the process that starts the others."""
    if not hasattr(session.config, "workerinput"):
        environment.complete()


@contextmanager
def opened() -> Iterator[list[str]]:
    """What Python opens, as the interpreter itself tells it."""
    global _opened
    _opened = found = []
    try:
        yield found
    finally:
        _opened = None


@pytest.fixture
def app(tmp_path: Path) -> cdk.App:
    """An app without the CDK's built-in validation, which costs 7 CPU seconds a synth."""
    return cdk.App(builtin_cloud_formation_validation=False, outdir=str(tmp_path / "cdk.out"))


@pytest.fixture
def stack(app: cdk.App) -> cdk.Stack:
    """A stack for any account and region."""
    return cdk.Stack(app, "Stack")
