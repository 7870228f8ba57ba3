from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdk_model_packages.artifacts import DEFAULT_EXCLUDE, build_archive, check_archive, gzip_stream
from cdk_model_packages.errors import ArtifactError

if TYPE_CHECKING:
    from collections.abc import Callable

Tree = dict[str, "bytes | Tree"]


def write(tree: Tree, folder: Path, *, backwards: bool = False) -> None:
    folder.mkdir(exist_ok=True)
    for name in sorted(tree, reverse=backwards):
        content = tree[name]
        if isinstance(content, dict):
            write(content, folder / name, backwards=backwards)
        else:
            (folder / name).write_bytes(content)


def read(folder: Path) -> Tree:
    return {path.name: read(path) if path.is_dir() else path.read_bytes() for path in folder.iterdir()}


SMALL: Tree = {"model.txt": b"weights\n", "b": {"x": b""}, "B": {}, "b.txt": b"1" * 600, "é": b"2"}


def test_hashes_and_sizes_are_those_of_the_file(model: Path, tmp_path: Path) -> None:
    archive = build_archive(model, tmp_path / "model.tar.gz")
    packed = archive.path.read_bytes()
    unpacked = subprocess.run(["gzip", "-dc", archive.path], check=True, capture_output=True).stdout
    assert (archive.sha256, archive.size_bytes) == (hashlib.sha256(packed).hexdigest(), len(packed))
    assert (archive.content_sha256, archive.content_bytes) == (hashlib.sha256(unpacked).hexdigest(), len(unpacked))


def test_content_hash_never_changes(tmp_path: Path) -> None:
    """Another hash here means: every user's next deployment makes a new version of every model."""
    write(SMALL, tmp_path / "model")
    (tmp_path / "model" / "model.txt").chmod(0o755)
    archive = build_archive(tmp_path / "model", tmp_path / "model.tar.gz")
    assert archive.content_sha256 == "7723e14a86ee078eae97b8dd37fbd3c9858e10c32660e5e2b34d47e2db9d4463"


def test_header_tells_no_name_and_no_time(model: Path, tmp_path: Path) -> None:
    packed = build_archive(model, tmp_path / "model.tar.gz").path.read_bytes()
    flags, time = packed[3], packed[4:8]
    assert (flags, time) == (0, bytes(4))


def test_members_are_ordered_and_anonymous(tmp_path: Path) -> None:
    write(SMALL, tmp_path / "model")
    (tmp_path / "model" / "b.txt").chmod(0o711)
    build_archive(tmp_path / "model", tmp_path / "model.tar.gz")
    with tarfile.open(tmp_path / "model.tar.gz") as tar:
        members = tar.getmembers()
    assert [member.name for member in members] == ["B", "b", "b.txt", "b/x", "model.txt", "é"]
    assert [oct(member.mode) for member in members] == ["0o755", "0o755", "0o755", "0o644", "0o644", "0o644"]
    assert {(m.uid, m.gid, m.uname, m.gname, m.mtime) for m in members} == {(0, 0, "", "", 315532800)}


@pytest.mark.parametrize(
    "touch",
    [
        pytest.param(lambda folder: os.utime(folder / "b.txt", (1, 1)), id="times"),
        pytest.param(lambda folder: (folder / "b.txt").chmod(0o600), id="mode"),
        pytest.param(lambda folder: (folder / "b").chmod(0o700), id="mode-of-a-folder"),
        pytest.param(lambda folder: (folder / "__pycache__").mkdir(), id="left-out"),
    ],
)
def test_what_is_not_content_does_not_count(tmp_path: Path, touch: Callable[[Path], object]) -> None:
    write(SMALL, tmp_path / "one")
    umask = os.umask(0o077)
    try:
        write(SMALL, tmp_path / "two", backwards=True)
    finally:
        os.umask(umask)
    touch(tmp_path / "two")
    one = build_archive(tmp_path / "one", tmp_path / "one.tar.gz").path.read_bytes()
    assert build_archive(tmp_path / "two", tmp_path / "two.tar.gz").path.read_bytes() == one


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_bytes_do_not_depend_on_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    write({"model": bytes(range(251)) * 20_000}, tmp_path / "model")
    one = build_archive(tmp_path / "model", tmp_path / "one.tar.gz")
    monkeypatch.setattr(gzip_stream, "_threads", lambda: threads)
    assert build_archive(tmp_path / "model", tmp_path / "two.tar.gz").sha256 == one.sha256


def test_locale_and_hash_seed_do_not_count(model: Path, tmp_path: Path) -> None:
    (model / "ä").touch()
    (model / "z").touch()
    code = "import sys; from cdk_model_packages.artifacts import build_archive as b; print(b(*sys.argv[1:]).sha256)"

    def run(**environment: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", code, model, tmp_path / "model.tar.gz"],
            check=True,
            capture_output=True,
            env={**os.environ, **environment},
            text=True,
        ).stdout

    assert run(LC_ALL="C", PYTHONHASHSEED="1") == run(LC_ALL="C.UTF-8", PYTHONHASHSEED="2", TZ="Asia/Tokyo")


# Python 3.11.2, which Debian 12 has, does not know it yet; newer ones warn without it.
SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}

names = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/"), min_size=1, max_size=60).filter(
    lambda name: name not in {".", "..", *DEFAULT_EXCLUDE}
)
trees = st.recursive(
    st.dictionaries(names, st.binary(max_size=2000), min_size=1, max_size=4),
    lambda below: st.dictionaries(names, st.one_of(st.binary(max_size=2000), below), min_size=1, max_size=4),
    max_leaves=6,
)


@pytest.mark.filterwarnings("ignore::cdk_model_packages.artifacts.SecretFileWarning")
@given(tree=trees)
@settings(max_examples=60, deadline=None)
def test_any_tree_comes_out_as_it_went_in(tree: Tree) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(tree, folder / "model")
        archive = build_archive(folder / "model", folder / "model.tar.gz")
        with tarfile.open(archive.path) as tar:
            tar.extractall(folder / "unpacked", **SAFELY)
        assert read(folder / "unpacked") == tree
        write(tree, folder / "again", backwards=True)
        assert build_archive(folder / "again", folder / "again.tar.gz").sha256 == archive.sha256
        assert check_archive(archive.path) == archive


@pytest.mark.skipif(shutil.which("tar") is None, reason="no tar")
def test_gnu_tar_unpacks_long_and_foreign_names(tmp_path: Path) -> None:
    tree: Tree = {"d" * 200: {"f" * 200: {"n" * 255: b"deep"}}, "模型": {"weights ♥.bin": b"1"}, "empty": {}}
    write(tree, tmp_path / "model")
    build_archive(tmp_path / "model", tmp_path / "model.tar.gz")
    (tmp_path / "out").mkdir()
    told = subprocess.run(
        ["tar", "-xzf", tmp_path / "model.tar.gz", "-C", tmp_path / "out"],
        check=True,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert told.stderr == b""
    assert read(tmp_path / "out") == tree


def test_replaces_an_older_archive(model: Path, tmp_path: Path) -> None:
    target = tmp_path / "model.tar.gz"
    target.write_text("old")
    assert target.stat().st_size != build_archive(model, target).size_bytes == target.stat().st_size
    assert [path.name for path in tmp_path.iterdir() if "model.tar" in path.name] == ["model.tar.gz"]


def test_new_archive_has_the_mode_that_the_umask_gives(model: Path, tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        build_archive(model, tmp_path / "model.tar.gz")
    finally:
        os.umask(umask)
    assert (tmp_path / "model.tar.gz").stat().st_mode & 0o777 == 0o640


def test_progress_is_told_to_the_end(model: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build_archive(model, tmp_path / "model.tar.gz", progress=lambda done, total: told.append((done, total)))
    size = sum(path.stat().st_size for path in model.rglob("*") if path.is_file())
    assert told[-1] == (size, size)
    assert told == sorted(told)


def test_killed_run_leaves_nothing_under_the_name(model: Path, tmp_path: Path) -> None:
    (model / "large").write_bytes(os.urandom(8 << 20))
    code = (
        "import sys, time; from cdk_model_packages.artifacts import build_archive\n"
        "def stop(done, total):\n"
        "    if done > 4 << 20: print('half', flush=True); time.sleep(60)\n"
        "build_archive(sys.argv[1], sys.argv[2], progress=stop)"
    )
    target = tmp_path / "out" / "model.tar.gz"
    target.parent.mkdir()
    with subprocess.Popen([sys.executable, "-c", code, model, target], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        (partial,) = target.parent.iterdir()
        deadline = time.monotonic() + 30  # compression runs in threads, behind the reading
        while not partial.stat().st_size and time.monotonic() < deadline:
            time.sleep(0.01)
        assert partial.stat().st_size > 0
        other = build_archive(model, target)  # a second run lets a living one be
        assert partial.exists()
        target.unlink()
        process.send_signal(signal.SIGKILL)
    assert list(target.parent.iterdir()) == [partial]
    assert build_archive(model, target) == other
    assert list(target.parent.iterdir()) == [target]


def test_failed_run_leaves_the_older_archive(model: Path, tmp_path: Path) -> None:
    target = tmp_path / "model.tar.gz"
    target.write_text("old")

    def fail(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_archive(model, target, progress=fail)
    assert target.read_text() == "old"
    assert not list(tmp_path.glob(".model*"))


@pytest.mark.parametrize("change", ["grow", "shrink", "rewrite"])
def test_changing_file_is_refused(model: Path, tmp_path: Path, change: str) -> None:
    large = model / "a-large-one"
    large.write_bytes(os.urandom(3 << 20))

    def write_meanwhile(done: int, _total: int) -> None:
        if done < 1 << 20:
            return
        if change == "grow":
            with large.open("ab") as file:
                file.write(b"1")
        elif change == "shrink":
            os.truncate(large, 1 << 20)
        else:
            large.write_bytes(os.urandom(3 << 20))

    with pytest.raises(ArtifactError, match=r"'a-large-one' changed while it was archived; run again when"):
        build_archive(model, tmp_path / "model.tar.gz", progress=write_meanwhile)
    assert not list(tmp_path.glob("*.tar.gz"))


def test_archive_inside_its_own_folder_is_refused(model: Path) -> None:
    with pytest.raises(ArtifactError, match="would hold itself; write it outside"):
        build_archive(model, model / "code" / "model.tar.gz")
    (model / ".model-packages").mkdir()
    build_archive(model, model / ".model-packages" / "model.tar.gz")


def test_missing_target_folder_is_told(model: Path, tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match=r"cannot be written \(No such file or directory\); choose another place"):
        build_archive(model, tmp_path / "no" / "model.tar.gz")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full")
def test_full_disk_is_told(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (model / "large").write_bytes(os.urandom(4 << 20))
    real = Path.open
    monkeypatch.setattr(
        Path, "open", lambda path, mode="r", *rest: real(Path("/dev/full"), "wb") if mode == "xb" else real(path, mode)
    )
    monkeypatch.setattr("cdk_model_packages.artifacts.atomic_file._is_same", lambda *_: True)
    with pytest.raises(ArtifactError, match=r"cannot be written \(No space left on device\); choose another place"):
        build_archive(model, tmp_path / "model.tar.gz")


def test_unreadable_file_is_told(nobody: Callable[[], object], open_folder: Path) -> None:
    write({"model": {"secret": b"1", "known": b"2"}}, open_folder)
    (open_folder / "model" / "secret").chmod(0)
    with nobody(), pytest.raises(ArtifactError, match=r"'secret' cannot be read \(Permission denied\); give yourself"):
        build_archive(open_folder / "model", open_folder / "model.tar.gz")
