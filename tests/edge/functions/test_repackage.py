"""The ZIP of a component: the same for the same files, and safe to unpack."""

from __future__ import annotations

import gzip
import io
import itertools
import random
import struct
import tarfile
import zipfile
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdk_model_packages.artifacts import ModelArtifact, build_archive
from cdk_model_packages.artifacts.folder import scan_folder
from cdk_model_packages.edge.functions.repackage import file_tree
from cdk_model_packages.edge.functions.repackage.component_zip import ZipFacts, runner_digest
from cdk_model_packages.edge.functions.repackage.errors import (
    ArchiveTooLarge,
    NotAnArchive,
    RepackagingError,
    UnsafeArchive,
)
from cdk_model_packages.edge.functions.repackage.file_tree import FileTree
from cdk_model_packages.edge.functions.repackage.repackage import repackage, repackage_archive
from cdk_model_packages.errors import ArtifactError
from tests.conftest import ROOT
from tests.edge.functions.archives import archive, file, folder, hard_link, link, other

RUNNER = ROOT / "constructs/cdk_model_packages/edge/runner"


def packed(data: bytes, target: Path) -> ZipFacts:
    return repackage_archive("s3://models/m.tar.gz", io.BytesIO(data), target)


def contents(data: bytes, target: Path) -> dict[str, bytes | None]:
    """What is below ``model/``; ``None``: an empty folder."""
    packed(data, target)
    with zipfile.ZipFile(target) as found:
        assert found.testzip() is None
        return {
            info.filename.removeprefix("model/").rstrip("/"): None if info.is_dir() else found.read(info)
            for info in found.infolist()
            if info.filename.startswith("model/")
        }


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "component.zip"


def test_the_order_and_the_times_of_an_archive_are_not_in_the_zip(target: Path) -> None:
    members = [file("b"), file("a", mode=0o755), file("a.d/c"), folder("a.d"), file("ä")]
    first = packed(archive(*members), target)
    data = target.read_bytes()
    for member, _ in members:
        member.mtime, member.uid, member.uname, member.mode = 10**9, 1000, "somebody", member.mode | 0o066
    assert packed(archive(*reversed(members)), target) == first
    assert target.read_bytes() == data


def test_each_entry_is_as_greengrass_unpacks_it(target: Path) -> None:
    packed(archive(file("b/model.onnx"), file("run", mode=0o700), file("ä"), folder("empty")), target)
    with zipfile.ZipFile(target) as found:
        entries = found.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names, key=str.encode)
    assert [name for name in names if name.startswith("model/")] == [
        "model/b/model.onnx", "model/empty/", "model/run", "model/ä",
    ]  # fmt: skip
    assert {name for name in names if name.startswith("runner/")} == {
        f"runner/{path.name}" for path in RUNNER.iterdir() if path.suffix in {".py", ".txt"}
    }
    data = target.read_bytes()
    for entry in entries:
        kind, mode = (0o04, 0o755) if entry.is_dir() else (0o10, 0o755 if entry.filename == "model/run" else 0o644)
        assert entry.external_attr >> 16 == kind << 12 | mode
        assert (entry.create_system, entry.date_time) == (3, (1980, 1, 1, 0, 0, 0))
        assert entry.compress_type == (zipfile.ZIP_STORED if entry.is_dir() else zipfile.ZIP_DEFLATED)
        flags = struct.unpack_from("<H", data, entry.header_offset + 6)[0]
        assert not flags & 0x08, "sizes stand before the content, not in a descriptor after it"


def test_the_facts_are_of_the_file(target: Path) -> None:
    facts = packed(archive(file("model.onnx")), target)
    assert facts.size_bytes == target.stat().st_size
    others = [
        archive(file("model.onnx", b"other")),
        archive(file("model.onnX")),
        archive(file("model.onnx", mode=0o755)),
        archive(file("model.onnx"), folder("empty")),
    ]
    found = [packed(data, target) for data in others]
    assert len({each.sha256 for each in [facts, *found]}) == 5
    assert len({each.content_sha256 for each in [facts, *found]}) == 5
    assert len(runner_digest()) == 64


def test_a_file_of_gigabytes_is_in_zip64(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1000)
    assert contents(archive(file("large", b"x" * 999), file("larger", random.Random(1).randbytes(2000))), target)
    with zipfile.ZipFile(target) as found:
        versions = {entry.filename: entry.extract_version for entry in found.infolist()}
    assert versions["model/larger"] == 45  # of one just below the limit Python's versions think differently
    monkeypatch.undo()
    packed(archive(file("large", b"x" * 999)), target)
    with zipfile.ZipFile(target) as found:
        assert {entry.extract_version for entry in found.infolist()} == {20}


def test_a_folder_and_its_archive_make_the_same(tmp_path: Path, target: Path) -> None:
    """Also when links are told as links, and when the tar names its folders or not."""
    model = tmp_path / "model"
    (model / "deep/er").mkdir(parents=True)
    (model / "empty").mkdir()
    (model / "deep/er/weights.bin").write_bytes(random.Random(2).randbytes(100_000))
    (model / "run.sh").write_text("#!/bin/sh\n")
    (model / "run.sh").chmod(0o755)
    (model / "deep/same").symlink_to("../run.sh")
    (model / "also").symlink_to("deep")
    ours = build_archive(model, tmp_path / "ours.tar.gz")
    with tarfile.open(tmp_path / "theirs.tar.gz", "w:gz") as tar:
        tar.add(model, arcname=".")
    with tarfile.open(tmp_path / "files.tar.gz", "w:gz") as tar:
        for path in sorted(model.rglob("*"), reverse=True):
            if not path.is_dir() or path.name == "empty" or path.is_symlink():
                tar.add(path, arcname=str(path.relative_to(model)), recursive=False)
    found = [packed(path.read_bytes(), target) for path in (ours.path, *tmp_path.glob("[tf]*.tar.gz"))]
    assert len(found) == 3
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    ("members", "found"),
    [
        pytest.param([file("./a"), file("b//c")], {"a": b"content", "b/c": b"content"}, id="spellings"),
        pytest.param([folder("."), folder("./d/"), file("d/a"), folder("d")], {"d/a": b"content"}, id="folders"),
        pytest.param([link("b", "a"), file("a")], {"a": b"content", "b": b"content"}, id="link-before-its-file"),
        pytest.param([file("d/a"), link("d/e/b", "../../d/a")], {"d/a": b"content", "d/e/b": b"content"}, id="climbs"),
        pytest.param([file("a"), link("b", "./c/../c"), link("c", "a")], None, id="dots-after-a-file"),
        pytest.param([file("a"), link("b", "c"), link("c", "d"), link("d", "a")],
                     dict.fromkeys("abcd", b"content"), id="chain"),
        pytest.param([file("d/a"), link("e", "d")], {"d/a": b"content", "e/a": b"content"}, id="link-to-a-folder"),
        pytest.param([file("d/a"), link("d/e", "../f"), file("f/g"), link("h", "d/e/../d/e/g")],
                     {"d/a": b"content", "d/e/g": b"content", "f/g": b"content", "h": b"content"}, id="through-links"),
        pytest.param([file("a"), hard_link("b/c", "a")], {"a": b"content", "b/c": b"content"}, id="hard-link"),
        pytest.param([file("\\"), file("a:b ?*")], {"\\": b"content", "a:b ?*": b"content"}, id="odd-names"),
        pytest.param([file("e", b"")], {"e": b""}, id="empty-file"),
        pytest.param([file("a"), link("d/b", "../d/../a")], {"a": b"content", "d/b": b"content"}, id="d-is-there"),
        pytest.param([other("a", tarfile.CONTTYPE)], {"a": b""}, id="contiguous"),
    ],
)  # fmt: skip
def test_what_stays_in_the_model_is_taken(
    target: Path, members: list[tuple[tarfile.TarInfo, bytes]], found: dict[str, bytes] | None
) -> None:
    if found is None:
        with pytest.raises(UnsafeArchive, match="leads nowhere"):
            packed(archive(*members), target)
    else:
        assert contents(archive(*members), target) == found


A = file("a")


@pytest.mark.parametrize(
    ("members", "told"),
    [
        pytest.param([file("/a")], "'/a' is an absolute path", id="absolute"),
        pytest.param([folder("/")], "'/' is an absolute path", id="root"),
        pytest.param([file("../a")], "'../a' leaves the model", id="parent"),
        pytest.param([file("b/../../a")], "leaves the model", id="parent-inside"),
        pytest.param([file("b/../a")], "leaves the model", id="parent-that-stays"),
        pytest.param([folder("../b")], "leaves the model", id="folder"),
        pytest.param([A, A], "'a' is there twice", id="twice"),
        pytest.param([A, file("./a")], "'./a' is there twice", id="twice-spelt"),
        pytest.param([A, folder("a")], "'a' is there twice", id="file-and-folder"),
        pytest.param([folder("a"), A], "'a' is there twice", id="folder-and-file"),
        pytest.param([file("a/b"), A], "'a' is there twice", id="file-where-a-folder-is"),
        pytest.param([A, file("a/b")], "'a/b' lies below what is no folder", id="below-a-file"),
        pytest.param([A, link("b", "a"), link("b", "a")], "'b' is there twice", id="link-twice"),
        pytest.param([A, link("b", "."), file("b/c")], "'b/c' lies below what is no folder", id="below-a-link"),
        pytest.param([A, link("b", "/etc/passwd")], r"'b' is a link that leaves the model ('/etc/passwd')", id="link"),
        pytest.param([A, link("b", "../a")], "'b' is a link that leaves the model", id="link-up"),
        pytest.param([file("d/a"), link("e", "d"), link("f", "e/../../a")], "'f' is a link that leaves", id="by-link"),
        pytest.param([A, link("b", "c")], "'b' is a link that leads nowhere", id="nowhere"),
        pytest.param([A, link("b", "a/")], "'b' is a link that leads nowhere", id="file-as-a-folder"),
        pytest.param([A, link("b", "a/c")], "'b' is a link that leads nowhere", id="below-a-file-by-link"),
        pytest.param([A, link("b", "b")], "'b' is a link in a circle", id="itself"),
        pytest.param([A, link("b", "c"), link("c", "b")], "is a link in a circle", id="circle"),
        pytest.param([A, link("b", ".")], "'b' is a link in a circle", id="own-folder"),
        pytest.param([file("d/a"), link("d/b", "../d")], "'d/b' is a link in a circle", id="folder-above"),
        pytest.param([A, link("d/b", "../e"), link("e/c", "../d")], "is a link in a circle", id="two-folders"),
        pytest.param([A, hard_link("b", "/a")], "what 'b' links to is an absolute path", id="hard-link"),
        pytest.param([A, hard_link("b", "../a")], "what 'b' links to leaves the model", id="hard-link-up"),
        pytest.param([hard_link("b", "a"), A], "'b' is a hard link to 'a', which is no file before it", id="before"),
        pytest.param([A, link("c", "a"), hard_link("b", "c")], "which is no file before it", id="hard-to-a-link"),
        pytest.param([A, other("b", tarfile.FIFOTYPE)], "'b' is a device or pipe", id="pipe"),
        pytest.param([A, other("b", tarfile.CHRTYPE)], "'b' is a device or pipe", id="device"),
        pytest.param([A, other("b", tarfile.BLKTYPE)], "'b' is a device or pipe", id="block-device"),
        pytest.param([A, file("b\n")], "has a control character", id="newline"),
        pytest.param([A, link("b", "c\n")], "where 'b' leads is empty, or has a control character", id="link-newline"),
        pytest.param([A, link("b", "")], "where 'b' leads is empty", id="empty-link"),
        pytest.param([A, file("b\udcff")], "is not UTF-8", id="not-utf-8"),
        pytest.param([A, file("b" * 4096)], "has more than 4095 bytes", id="long"),
        pytest.param([A, file(".")], "'.' is the name of a folder", id="the-model-itself"),
        pytest.param([A, file("b/.")], "'b/.' is the name of a folder, and no folder", id="dot"),
        pytest.param([A, link("b/", "a")], "'b/' is the name of a folder", id="slash"),
    ],
)
def test_what_does_not_is_refused(target: Path, members: list[tuple[tarfile.TarInfo, bytes]], told: str) -> None:
    with pytest.raises(UnsafeArchive) as caught:
        packed(archive(*members), target)
    assert told in str(caught.value)
    assert str(caught.value).startswith("s3://models/m.tar.gz: ")
    assert "\n" not in str(caught.value)


def test_the_longest_name_is_taken(target: Path) -> None:
    name = "/".join(["b" * 255] * 16)
    assert len(name) == 4095
    assert set(contents(archive(file(name)), target)) == {name}


def test_a_deep_folder_is_no_problem(target: Path) -> None:
    name = "/".join("d" * 2048)
    assert set(contents(archive(file(name)), target)) == {name}


@pytest.mark.parametrize("kind", ["files", "folders", "links"])
def test_there_is_a_most_of_members(target: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_tree, "MOST_FILES", 10)
    make = {"files": file, "folders": folder, "links": lambda name: link(name, "a")}[kind]
    most = [A, *(make(f"{number}") for number in range(8))]
    assert len(contents(archive(*most), target)) == 9  # the model's own folder is one, too
    with pytest.raises(ArchiveTooLarge, match="holds more than 10 files, folders and links"):
        packed(archive(*most, make("one"), make("two")), target)


def test_links_make_no_bomb_of_files(target: Path) -> None:
    """Each folder holds two links to the next: 2 to the power of 20 files."""
    members = [file("20/f")]
    for number in range(20):
        members += [link(f"{number}/{side}", f"../{number + 1}") for side in "ab"]
    with pytest.raises(ArchiveTooLarge, match="holds more than 10000"):
        packed(archive(*members), target)


def test_there_is_a_most_of_bytes(tmp_path: Path) -> None:
    """At the limit it fits, links counted as what they lead to."""

    def fill(tree: FileTree) -> None:
        for number in range(3):
            tree.add_file(f"f{number}", io.BytesIO(b"12345"), 5)

    def total(most: int, *, with_link: bool) -> int:
        with TemporaryDirectory(dir=tmp_path) as name:
            tree = FileTree("m", Path(name), most)
            fill(tree)
            if with_link:
                tree.add_link("l", "f0")
            return len(list(tree.files()))

    assert total(15, with_link=False) == 3
    assert total(20, with_link=True) == 4
    for most, with_link in ((14, False), (19, True)):
        with pytest.raises(ArchiveTooLarge, match=rf"unpacks to more than {most} bytes"):
            total(most, with_link=with_link)


def test_half_of_what_is_free_may_be_unpacked(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = type("Usage", (), {"free": 2001})
    monkeypatch.setattr("shutil.disk_usage", lambda _: free)
    data = archive(file("a", b"x" * 1000))
    assert packed(data, target)
    with pytest.raises(ArchiveTooLarge, match="unpacks to more than 1000 bytes"):
        packed(archive(file("a", b"x" * 1001)), target)


def test_a_file_that_ends_early_is_refused(target: Path) -> None:
    with pytest.raises(NotAnArchive, match="'a' is cut short"):
        repackage("m", lambda tree: tree.add_file("a", io.BytesIO(b"1"), 2), target)


WHOLE = archive(file("a", random.Random(3).randbytes(5000)), file("b", random.Random(4).randbytes(5000)))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is damaged, or no gzip-compressed tar"),
        (b"PK\3\4", "no gzip-compressed tar"),
        (gzip.compress(b"model"), "no gzip-compressed tar"),
        (gzip.decompress(WHOLE), "no gzip-compressed tar"),
        (archive(), "holds no file"),
        (archive(folder("d")), "holds no file"),
        (WHOLE[:-8], "is cut short"),
        (WHOLE[:5000], "is cut short"),
        (WHOLE[:-8] + bytes([WHOLE[-8] ^ 1]) + WHOLE[-7:], "CRC check failed"),
        (WHOLE[:300] + b"\xff\xff" + WHOLE[302:], "no gzip-compressed tar"),
        (gzip.compress(gzip.decompress(WHOLE)[:8000]), "is damaged"),
        (gzip.compress(gzip.decompress(WHOLE)[:5632] + b"\1" * 512), "is damaged"),
        (archive(other("x", tarfile.REGTYPE, pax_headers={"comment": "x" * (1 << 20)}), A), "a header of 10485"),
    ],
    ids=itertools.count(),  # gzip writes the time, and workers must agree on names
)
def test_what_is_no_archive_is_told(target: Path, data: bytes, told: str) -> None:
    with pytest.raises(NotAnArchive) as caught:
        packed(data, target)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_archive_of_several_gzip_members_is_one(target: Path) -> None:
    data = gzip.decompress(WHOLE)
    assert set(contents(gzip.compress(data[:3000]) + gzip.compress(data[3000:]), target)) == {"a", "b"}


def test_nothing_stays_behind(tmp_path: Path, target: Path) -> None:
    packed(archive(A), target)
    with pytest.raises(UnsafeArchive):
        packed(archive(A, file("/b")), target)
    assert list(tmp_path.iterdir()) == [target]


NAMES = st.lists(st.sampled_from(["a", "b", ".", "..", ""]), min_size=1, max_size=4).map("/".join)
MEMBERS = st.lists(
    st.one_of(
        NAMES.map(lambda name: file(name, name.encode())),
        NAMES.map(folder),
        st.builds(link, NAMES, NAMES),
        st.builds(hard_link, NAMES, NAMES),
    ),
    max_size=6,
)


@pytest.mark.skipif(not hasattr(tarfile, "data_filter"), reason="Python's safe extraction came with 3.11.4")
@given(MEMBERS)
@settings(deadline=None, max_examples=300)
def test_what_is_taken_is_what_a_file_system_holds(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    """Python's own safe extraction onto a disk, and a walk there that follows links, are the measure."""
    data = archive(*members)
    with TemporaryDirectory() as name:
        try:
            found = contents(data, Path(name) / "component.zip")
        except RepackagingError:
            return
        disk = Path(name) / "disk"
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            tar.extractall(disk, filter="data")
        for path in found:
            assert (disk / path).resolve().is_relative_to(disk.resolve())
        walked = scan_folder(disk)
        files = {entry.name: Path(entry.path).read_bytes() for entry in walked.entries if not entry.is_folder}
        assert {path: content for path, content in found.items() if content is not None} == files
        empty = {entry.name for entry in walked.entries if entry.is_folder and not any(Path(entry.path).iterdir())}
        assert {path for path, content in found.items() if content is None} == empty


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    with TemporaryDirectory() as name:
        for each in (data, gzip.compress(data), WHOLE[:400] + data + WHOLE[400:]):
            with suppress(RepackagingError):
                packed(each, Path(name) / "component.zip")


def test_what_packs_folders_refuses_what_this_refuses(tmp_path: Path) -> None:
    """The two rooms that judge archives agree on what is unsafe."""
    unsafe = [file("/a"), file("../a"), link("b", "/etc"), link("b", "../.."), other("b", tarfile.FIFOTYPE)]
    for number, member in enumerate(unsafe):
        path = tmp_path / f"{number}.tar.gz"
        path.write_bytes(archive(file("model.onnx"), member))
        with pytest.raises(UnsafeArchive):
            packed(path.read_bytes(), tmp_path / "component.zip")
        with pytest.raises(ArtifactError):
            ModelArtifact.from_archive(path)
