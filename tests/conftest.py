"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

import cdk_model_packages  # noqa: F401  first: it finds Node for the CDK

import aws_cdk as cdk  # isort: skip

ROOT = Path(__file__).parents[1]


@pytest.fixture
def app(tmp_path: Path) -> cdk.App:
    """An app without the CDK's built-in validation, which costs 7 CPU seconds a synth."""
    return cdk.App(builtin_cloud_formation_validation=False, outdir=str(tmp_path / "cdk.out"))


@pytest.fixture
def stack(app: cdk.App) -> cdk.Stack:
    """A stack for any account and region."""
    return cdk.Stack(app, "Stack")
