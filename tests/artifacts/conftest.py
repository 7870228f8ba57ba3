from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.artifacts.manifest import CACHE_VARIABLE
from tests.conftest import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
    return folder


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model folder with a file and a script."""
    folder = tmp_path / "model"
    (folder / "code").mkdir(parents=True)
    (folder / "model.onnx").write_bytes(bytes(range(256)) * 64)
    (folder / "code" / "inference.py").write_text("print('hello')\n")
    return folder


@pytest.fixture
def opened_below() -> Callable[[Path], object]:
    """What Python opens below a folder, as the interpreter itself tells it."""

    @contextmanager
    def watch(folder: Path) -> Iterator[list[str]]:
        with opened() as paths:
            yield paths
        paths[:] = [path for path in paths if path.startswith(str(folder))]

    return watch


@pytest.fixture
def nobody() -> Callable[[], object]:
    """Run as somebody who may not read everything."""

    @contextmanager
    def as_nobody() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    return as_nobody


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter and write."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)
