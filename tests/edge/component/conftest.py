"""What tests of components share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edge.component.components import cache, model_folder

__all__ = ["cache", "model"]


@pytest.fixture
def model(tmp_path: Path, cache: Path) -> Path:
    """A folder with a model in it, whose ZIP is remembered in a place of the test's own."""
    return model_folder(tmp_path)
