from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.artifacts import check_archive
from cdk_model_packages.errors import ArtifactError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "", size: int = 0) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, size
    return info


def packed(path: Path, *members: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for info in members:
            tar.addfile(info, io.BytesIO(os.urandom(info.size)))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ArtifactError) as caught:
        check_archive(path)
    told = str(caught.value)
    assert told.startswith(f"archive {str(path)!r}: ")
    assert "\n" not in told
    assert "; " in told
    return told


GOOD = member("model.bin", size=100_000)


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_any_form_of_tar_passes(tmp_path: Path, form: int) -> None:
    with tarfile.open(tmp_path / "m.tar.gz", "w:gz", format=form) as tar:
        tar.addfile(member("./a/" + "n" * 90))
    assert check_archive(tmp_path / "m.tar.gz").content_bytes == 10240


@pytest.mark.parametrize(
    "info",
    [
        member("a/link", tarfile.SYMTYPE, "../model.bin"),
        member("link", tarfile.SYMTYPE, "a/b/c"),
        member("link", tarfile.LNKTYPE, "model.bin"),
        member("a..b"),
        member("..."),
        member(".env.example"),
    ],
    ids=lambda info: f"{info.name}-{info.linkname}",
)
def test_what_stays_inside_passes(tmp_path: Path, info: tarfile.TarInfo) -> None:
    check_archive(packed(tmp_path / "m.tar.gz", GOOD, info))


@pytest.mark.parametrize(
    ("infos", "reason"),
    [
        ([member("/etc/passwd")], "member '/etc/passwd' has an absolute path"),
        ([member("../x")], "member '../x' leaves the archive"),
        ([member("a/../../x")], "member 'a/../../x' leaves the archive"),
        ([member("a/../x")], "member 'a/../x' leaves the archive"),
        ([member("l", tarfile.SYMTYPE, "/etc")], "member 'l' is a link that leaves the archive ('/etc')"),
        ([member("l", tarfile.SYMTYPE, "..")], "member 'l' is a link that leaves the archive ('..')"),
        ([member("a/l", tarfile.SYMTYPE, "../../x")], "is a link that leaves the archive"),
        ([member("l", tarfile.LNKTYPE, "../x")], "is a link that leaves the archive"),
        ([member("l", tarfile.LNKTYPE, "/etc/passwd")], "is a link that leaves the archive"),
        ([member("s/d", tarfile.SYMTYPE, ".."), member("e", tarfile.SYMTYPE, "s/d/..")], "is a link that leaves"),
        ([member("d", tarfile.SYMTYPE, "a"), member("d/e", tarfile.SYMTYPE, "..")], "'d/e' lies below a link"),
        ([member("./d", tarfile.SYMTYPE, "a"), member("d/e")], "'d/e' lies below a link"),
        ([member("tty", tarfile.CHRTYPE)], "member 'tty' is a device or pipe"),
        ([member("sda", tarfile.BLKTYPE)], "member 'sda' is a device or pipe"),
        ([member("fifo", tarfile.FIFOTYPE)], "member 'fifo' is a device or pipe"),
    ],
)
def test_unsafe_members(tmp_path: Path, infos: list[tarfile.TarInfo], reason: str) -> None:
    assert reason in refusal(packed(tmp_path / "m.tar.gz", GOOD, *infos))


@pytest.mark.parametrize("infos", [[], [member("a", tarfile.DIRTYPE)]])
def test_no_file(tmp_path: Path, infos: list[tarfile.TarInfo]) -> None:
    assert "holds no file; put the model into it" in refusal(packed(tmp_path / "m.tar.gz", *infos))


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (zipped, "is not gzip but a ZIP"),
        (lambda path: path.write_bytes(b""), "is not gzip but empty"),
        (lambda path: path.write_bytes(b"\x1f"), "is not gzip but something else"),
        (lambda path: path.write_bytes(b"BZh9"), "is not gzip but bzip2"),
        (lambda path: tarfile.open(path, "w").close(), "is not gzip but something else"),
        (lambda path: path.write_bytes(gzip.compress(b"text")), "is damaged, or not a gzip-compressed tar"),
        (lambda path: path.write_bytes(gzip.compress(b"text" * 1000)), "is damaged, or not a gzip-compressed tar"),
        (lambda path: path.write_bytes(gzip.compress(b"")), "is damaged, or not a gzip-compressed tar"),
        (lambda path: path.write_bytes(b"\x1f\x8b" + b"9" * 100), "is damaged, or not a gzip-compressed tar"),
        (lambda path: path.write_bytes(b"\x1f\x8b"), "is cut short"),
    ],
)
def test_other_files(tmp_path: Path, write: Callable[[Path], object], reason: str) -> None:
    write(tmp_path / "model.tar.gz")
    assert reason in refusal(tmp_path / "model.tar.gz")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_cut_short(tmp_path: Path, share: float) -> None:
    path = packed(tmp_path / "m.tar.gz", GOOD)
    os.truncate(path, int(path.stat().st_size * share))
    assert "is cut short; copy it again, or pack the folder again" in refusal(path)


def test_cut_short_by_its_last_byte(tmp_path: Path) -> None:
    path = packed(tmp_path / "m.tar.gz", GOOD)
    os.truncate(path, path.stat().st_size - 1)
    assert "is cut short" in refusal(path)


@pytest.mark.parametrize("length", [700, 50_000, 100_400])
def test_tar_cut_short_inside_a_whole_gzip(tmp_path: Path, length: int) -> None:
    path = packed(tmp_path / "m.tar.gz", GOOD)
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes())[:length]))
    assert "is damaged, or not a gzip-compressed tar" in refusal(path)


@pytest.mark.parametrize("position", [-6, -2, 5_000])
def test_flipped_bit(tmp_path: Path, position: int) -> None:
    path = packed(tmp_path / "m.tar.gz", GOOD)
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)
    assert "is damaged" in refusal(path)


def test_damaged_second_header(tmp_path: Path) -> None:
    path = packed(tmp_path / "m.tar.gz", member("a"), GOOD)
    content = bytearray(gzip.decompress(path.read_bytes()))
    content[600] ^= 1
    path.write_bytes(gzip.compress(content))
    assert "is damaged" in refusal(path)


def test_missing_archive_and_folder(tmp_path: Path) -> None:
    assert "no such file in" in refusal(tmp_path / "no.tar.gz")
    assert "is a folder; use from_directory" in refusal(tmp_path)
