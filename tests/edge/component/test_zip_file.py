"""ZIPs are made once for a model, and again when it, or what runs it, has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from cdk_model_packages.artifacts import Archive, build_archive
from cdk_model_packages.artifacts.folder import scan_folder
from cdk_model_packages.edge.component import zip_file
from cdk_model_packages.edge.component.zip_file import ZipFile, component_zip, files_zip
from cdk_model_packages.errors import EdgeError
from tests.edge.component.components import model_folder


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return build_archive(model_folder(tmp_path), tmp_path / "model.tar.gz")


def made(found: ZipFile) -> tuple[Path, int]:
    return found.path, found.path.stat().st_ino


def test_an_unchanged_model_is_not_packed_again(archive: Archive, cache: Path) -> None:
    first = component_zip(archive, archive.path)
    assert first.path.parent == cache
    assert made(component_zip(archive, archive.path)) == made(first)
    assert component_zip(archive, archive.path) == first


@pytest.mark.parametrize("damage", ["zip", "notes", "no-notes", "gone"])
def test_what_is_damaged_is_made_again(archive: Archive, cache: Path, damage: str) -> None:
    first = component_zip(archive, archive.path)
    whole, notes = first.path.read_bytes(), first.path.with_suffix(".zip.json")
    if damage == "zip":
        first.path.write_bytes(whole[:-1])
    elif damage == "notes":
        notes.write_text("{")
    else:
        (notes if damage == "no-notes" else first.path).unlink()
    again = component_zip(archive, archive.path)
    assert (again, again.path.read_bytes()) == (first, whole)


def test_another_runner_or_zlib_makes_another_zip(
    archive: Archive, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = component_zip(archive, archive.path)
    monkeypatch.setattr(zip_file, "runner_digest", lambda: "0" * 64)
    second = component_zip(archive, archive.path)
    monkeypatch.setattr(zip_file, "_FORMAT", "another zlib")
    third = component_zip(archive, archive.path)
    assert len({first.path, second.path, third.path}) == 3
    assert first.content_sha256 == third.content_sha256


def test_what_is_outdated_goes_when_it_is_old(tmp_path: Path, cache: Path) -> None:
    old = component_zip(build_archive(model_folder(tmp_path), tmp_path / "a.tar.gz"), tmp_path)
    new = component_zip(build_archive(model_folder(tmp_path, b"new"), tmp_path / "b.tar.gz"), tmp_path)
    assert old.path.exists(), "another run may be about to take it"
    for path in cache.iterdir():
        if path.name.startswith(old.path.name):
            os.utime(path, (time.time() - 700,) * 2)
    newest = component_zip(build_archive(model_folder(tmp_path, b"newest"), tmp_path / "c.tar.gz"), tmp_path)
    assert not old.path.exists()
    assert new.path.exists()
    assert newest.path.exists()


def test_files_are_packed_once_too(tmp_path: Path, cache: Path) -> None:
    folder = model_folder(tmp_path)
    first = files_zip(scan_folder(folder))
    assert made(files_zip(scan_folder(folder))) == made(first)
    (folder / "more").write_text("1")
    assert files_zip(scan_folder(folder)).content_sha256 != first.content_sha256


def test_nothing_half_done_stays(archive: Archive, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 0}))
    with pytest.raises(EdgeError, match=r"model '.*model\.tar\.gz': unpacks to more than 0 bytes"):
        component_zip(archive, archive.path)
    assert list(cache.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_told(archive: Archive, cache: Path) -> None:
    cache.write_text("a file")
    with pytest.raises(EdgeError, match=r"cannot be packed in .*; set CDK_MODEL_PACKAGES_CACHE to a folder"):
        component_zip(archive, archive.path)
