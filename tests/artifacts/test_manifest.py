from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.artifacts import build_archive, manifest
from cdk_model_packages.artifacts.folder import scan_folder
from cdk_model_packages.artifacts.manifest import CACHE_VARIABLE, cached_archive, cached_check
from cdk_model_packages.errors import ArtifactError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    Watch = Callable[[Path], AbstractContextManager[list[str]]]


def archived(model: Path, *, verify: bool = False) -> manifest.Archive:
    return cached_archive(scan_folder(model), verify=verify)


def entries(cache: Path, suffix: str) -> list[Path]:
    return sorted(path for path in cache.iterdir() if path.name.endswith(suffix))


def test_unchanged_folder_is_not_read_again(model: Path, opened_below: Watch) -> None:
    with opened_below(model) as opened:
        first = archived(model)
    assert sorted(opened) == [str(model / "code" / "inference.py"), str(model / "model.onnx")]
    with opened_below(model) as opened:
        assert archived(model) == first
    assert opened == []
    assert first.sha256 == build_archive(model, first.path.with_name("other")).sha256


def test_verify_reads_all(model: Path, opened_below: Watch) -> None:
    first = archived(model)
    with opened_below(model) as opened:
        assert archived(model, verify=True) == first
    assert len(opened) == 2


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda model: (model / "new").touch(), id="added"),
        pytest.param(lambda model: (model / "model.onnx").unlink(), id="removed"),
        pytest.param(lambda model: (model / "model.onnx").write_bytes(b"other"), id="size"),
        pytest.param(lambda model: (model / "model.onnx").chmod(0o755), id="executable"),
        pytest.param(lambda model: (model / "code" / "inference.py").rename(model / "x.py"), id="renamed"),
    ],
)
def test_changed_folder_is_archived_again(model: Path, change: Callable[[Path], object]) -> None:
    first = archived(model)
    change(model)
    assert archived(model).content_sha256 != first.content_sha256


def same_size_and_time(path: Path, content: bytes) -> None:
    facts = path.stat()
    assert len(content) == facts.st_size
    path.write_bytes(content)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def test_change_with_size_and_time_put_back_is_seen(model: Path) -> None:
    """``rsync --times``, ``cp -p`` and ``tar`` put times back: the change time tells."""
    first = archived(model)
    same_size_and_time(model / "code" / "inference.py", b"print('world')\n")
    assert archived(model).content_sha256 != first.content_sha256


def test_replaced_file_with_size_and_time_put_back_is_seen(model: Path) -> None:
    first = archived(model)
    facts = (model / "code" / "inference.py").stat()
    (model / "other").write_text("print('world')\n")
    os.utime(model / "other", ns=(facts.st_atime_ns, facts.st_mtime_ns))
    (model / "other").rename(model / "code" / "inference.py")
    assert archived(model).content_sha256 != first.content_sha256


@pytest.mark.parametrize(("age_ms", "wait_ms"), [(0, 20), (15, 5), (21, 0), (10_000, 0)])
def test_nothing_is_read_in_the_clock_tick_that_wrote_it(
    model: Path, monkeypatch: pytest.MonkeyPatch, age_ms: int, wait_ms: int
) -> None:
    """Else a file that is written once more in that tick keeps its time, and the change is never seen."""
    now_ns = time.time_ns() // 1000 * 1000 + 1  # not a whole second: a fine clock
    waits: list[float] = []
    monkeypatch.setattr(time, "time_ns", lambda: now_ns)
    monkeypatch.setattr(time, "sleep", waits.append)
    folder = scan_folder(model)
    vars(folder)["changed_ns"] = now_ns - age_ms * 10**6
    cached_archive(folder)
    assert [round(wait * 1e3) for wait in waits] == ([wait_ms] if wait_ms else [])


def test_state_from_the_future_is_not_remembered(model: Path, opened_below: Watch) -> None:
    folder = scan_folder(model)
    vars(folder)["changed_ns"] = time.time_ns() + 10**10
    cached_archive(folder)
    with opened_below(model) as opened:
        cached_archive(folder)
    assert len(opened) == 2


def test_state_on_a_coarse_clock_is_not_remembered_while_young(
    model: Path, monkeypatch: pytest.MonkeyPatch, opened_below: Watch
) -> None:
    folder = scan_folder(model)
    second_ns = 10**9
    vars(folder)["changed_ns"] = time.time_ns() // second_ns * second_ns
    first = cached_archive(folder)
    with opened_below(model) as opened:
        assert cached_archive(folder) == first
    assert len(opened) == 2
    later_ns = time.time_ns() + 3 * second_ns
    monkeypatch.setattr(time, "time_ns", lambda: later_ns)
    assert cached_archive(folder) == first
    with opened_below(model) as opened:
        assert cached_archive(folder) == first
    assert opened == []


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda file: file.write_bytes(b""), id="empty"),
        pytest.param(lambda file: file.write_text("{"), id="cut-short"),
        pytest.param(lambda file: file.write_bytes(b"\xff\xfe"), id="binary"),
        pytest.param(lambda file: file.write_text("[1]"), id="foreign"),
        pytest.param(lambda file: file.write_text(json.dumps({"archive": {"path": "x"}})), id="older"),
        pytest.param(lambda file: file.unlink(), id="gone"),
    ],
)
def test_spoiled_manifest_is_made_again(model: Path, cache: Path, spoil: Callable[[Path], object]) -> None:
    first = archived(model)
    (file,) = entries(cache, ".json")
    spoil(file)
    assert archived(model) == first
    assert json.loads(file.read_text())["archive"]["sha256"] == first.sha256


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda file: file.unlink(), id="gone"),
        pytest.param(lambda file: os.truncate(file, 10), id="cut-short"),
        pytest.param(lambda file: file.write_bytes(bytes(file.stat().st_size)), id="written"),
    ],
)
def test_spoiled_archive_is_made_again(model: Path, spoil: Callable[[Path], object]) -> None:
    first = archived(model)
    content = first.path.read_bytes()
    spoil(first.path)
    assert archived(model) == first
    assert first.path.read_bytes() == content


def test_another_format_or_compressor_is_made_again(
    model: Path, monkeypatch: pytest.MonkeyPatch, opened_below: Watch
) -> None:
    archived(model)
    monkeypatch.setattr(manifest, "_FORMAT", "2")
    with opened_below(model) as opened:
        archived(model)
    assert len(opened) == 2


def test_folders_and_patterns_do_not_mix(model: Path, tmp_path: Path) -> None:
    shutil.copytree(model, tmp_path / "other")
    (tmp_path / "other" / "new").touch()
    hashes = [
        cached_archive(scan_folder(folder, exclude=exclude)).content_sha256
        for _ in range(2)
        for folder, exclude in [(model, ()), (model, ("code",)), (tmp_path / "other", ())]
    ]
    assert hashes[:3] == hashes[3:]
    assert len(set(hashes)) == 3


def test_old_states_of_a_folder_are_removed(model: Path, cache: Path, tmp_path: Path) -> None:
    shutil.copytree(model, tmp_path / "other")
    kept = archived(tmp_path / "other")
    first = archived(model)
    (model / "new").touch()
    second = archived(model)
    assert first.path.exists()  # young: another run may be about to take it
    for path in cache.iterdir():
        os.utime(path, (1, 1))
    (model / "newer").touch()
    third = archived(model)
    assert sorted(entries(cache, ".tar.gz")) == sorted([kept.path, third.path])
    assert len(entries(cache, ".json")) == 2
    assert not first.path.exists()
    assert not second.path.exists()


def test_two_processes_at_once(model: Path, cache: Path) -> None:
    (model / "large").write_bytes(os.urandom(4 << 20))
    code = (
        "import sys; from cdk_model_packages.artifacts.folder import scan_folder\n"
        "from cdk_model_packages.artifacts.manifest import cached_archive\n"
        "for _ in range(5): print(cached_archive(scan_folder(sys.argv[1]), verify=True).sha256)"
    )
    command = [sys.executable, "-c", code, model]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [run.communicate() for run in runs]
    assert [(run.returncode, error) for run, (_, error) in zip(runs, told, strict=True)] == [(0, "")] * 3
    assert {line for lines, _ in told for line in lines.split()} == {archived(model).sha256}
    assert len(list(cache.iterdir())) == 2


def test_default_cache_is_below_the_current_folder(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CACHE_VARIABLE)
    monkeypatch.chdir(tmp_path)
    archived(model)
    assert len(entries(tmp_path / ".model-packages", ".tar.gz")) == 1


def test_cache_that_cannot_be_made_is_told(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file" / "cache"))
    with pytest.raises(ArtifactError, match=rf"cannot be made \(Not a directory\); set {CACHE_VARIABLE} to a folder"):
        archived(model)


def test_unchanged_archive_is_not_read_again(model: Path, tmp_path: Path, opened_below: Watch) -> None:
    built = build_archive(model, tmp_path / "model.tar.gz")
    assert cached_check(built.path) == built
    with opened_below(built.path) as opened:
        assert cached_check(built.path) == built
    assert opened == []
    with opened_below(built.path) as opened:
        cached_check(built.path, verify=True)
    assert len(opened) == 1


def test_changed_archive_is_read_again(model: Path, tmp_path: Path) -> None:
    first = cached_check(build_archive(model, tmp_path / "model.tar.gz").path)
    (model / "new").touch()
    build_archive(model, tmp_path / "model.tar.gz")
    assert cached_check(first.path).sha256 != first.sha256
