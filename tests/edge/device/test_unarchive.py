"""ZIPs are unpacked as Unarchiver.java of aws-greengrass-nucleus does it, and what would leave the folder is not."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.edge.device import unarchive
from cdk_model_packages.edge.device.unarchive import unzip
from cdk_model_packages.errors import EdgeError
from tests.edge.device.components import archive

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "component.zip"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "component"


def test_files_and_folders(file: Path, folder: Path) -> None:
    file.write_bytes(archive({"a/b/c.txt": "c", "empty/": "", "/rooted.txt": "r", "back\\slash": "s", "a/x/../d": "d"}))
    assert unzip(file, folder) == 4
    found = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    assert found == {"a", "a/b", "a/b/c.txt", "a/d", "empty", "rooted.txt", "back\\slash"}


@pytest.mark.parametrize("name", ["../out", "a/../../out", "a/../../component2/out", "..", "./", "a/..", "/../out"])
def test_an_entry_that_leads_out_is_refused(file: Path, folder: Path, tmp_path: Path, name: str) -> None:
    """Unarchiver.safeNewZipFile: the entry must be below the folder, and be it not."""
    file.write_bytes(archive({"first": "1", name: ""}))
    with pytest.raises(EdgeError, match=r"component\.zip: entry '.*' leads out of the folder"):
        unzip(file, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["component.zip"]  # what was unpacked is gone, too


def test_a_link_becomes_a_file(file: Path, folder: Path) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr(link, "/etc/passwd")
        opened.writestr("link2/x", "x")
    unzip(file, folder)
    assert not (folder / "link").is_symlink()
    assert (folder / "link").read_text() == "/etc/passwd"


def test_a_tar_gz_is_no_zip(file: Path, folder: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as opened:
        opened.addfile(tarfile.TarInfo("model.onnx"))
    file.write_bytes(buffer.getvalue())
    with pytest.raises(EdgeError, match=r"Unarchive is ZIP, and this is none .* nothing unpacks a \.tar\.gz"):
        unzip(file, folder)


@pytest.mark.parametrize(
    ("method", "name"), [(zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "LZMA")], ids=["bzip2", "lzma"]
)
def test_what_java_cannot_unpack_is_refused(file: Path, folder: Path, method: int, name: str) -> None:
    with zipfile.ZipFile(file, "w", method) as opened:
        opened.writestr("model.onnx", b"x" * 100)
    with pytest.raises(EdgeError, match=f"model.onnx is compressed by method {name}, and a device knows deflate"):
        unzip(file, folder)
    assert not folder.exists()


def test_an_encrypted_entry_is_refused(file: Path, folder: Path) -> None:
    content = bytearray(archive({"secret": "x"}))
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + offset] |= 1
    file.write_bytes(content)
    with pytest.raises(EdgeError, match="secret is encrypted"):
        unzip(file, folder)


def test_a_broken_one_is_refused(file: Path, folder: Path) -> None:
    content = bytearray(archive({"a": "the content " * 50}))
    content[45] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(EdgeError, match=r"component\.zip: Unarchive is ZIP, and this is none"):
        unzip(file, folder)
    assert not folder.exists()


def test_a_file_where_a_folder_is_needed(file: Path, folder: Path) -> None:
    file.write_bytes(archive({"a": "file", "a/b": "below it"}))
    with pytest.raises(EdgeError, match=r"cannot be unpacked into .*: (Not a directory|File exists)"):
        unzip(file, folder)


def test_what_the_disk_cannot_hold_is_refused(file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 99

    monkeypatch.setattr(unarchive.shutil, "disk_usage", lambda _: Usage)
    file.write_bytes(archive({"a": b"x" * 100}))
    with pytest.raises(EdgeError, match=r"would unpack to 100 bytes, and .* has 99 free"):
        unzip(file, folder)
    file.write_bytes(archive({"a": b"x" * 99}))
    assert unzip(file, folder) == 1
