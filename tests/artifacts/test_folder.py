from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.artifacts import DEFAULT_EXCLUDE
from cdk_model_packages.artifacts.folder import scan_folder
from cdk_model_packages.errors import ArtifactError

if TYPE_CHECKING:
    from collections.abc import Callable


def names(folder: Path, *exclude: str) -> list[str]:
    return [entry.name for entry in scan_folder(folder, exclude=exclude).entries]


def refusal(folder: Path) -> str:
    with pytest.raises(ArtifactError) as caught:
        scan_folder(folder)
    told = str(caught.value)
    assert "\n" not in told
    return told


def test_missing_folder(tmp_path: Path) -> None:
    path = tmp_path / "no"
    assert refusal(path) == f"model folder {str(path)!r}: no such folder; correct the path"


def test_file_instead_of_folder(tmp_path: Path) -> None:
    (tmp_path / "model.tar.gz").touch()
    assert refusal(tmp_path / "model.tar.gz").endswith(
        ": is not a folder; name the folder that it is in (ModelArtifact.from_archive takes a .tar.gz)"
    )


@pytest.mark.parametrize("below", ["", "only/folders", ".git"])
def test_empty_folder(tmp_path: Path, below: str) -> None:
    (tmp_path / "model" / below).mkdir(parents=True)
    assert refusal(tmp_path / "model").endswith(": holds no file; put the model into it")


@pytest.mark.parametrize("target", ["../../outside", "/etc/hostname", "../code/../../outside", "../../model-2/x"])
def test_link_that_leaves(model: Path, target: str) -> None:
    (model.parent / "outside").touch()
    (model.parent / "model-2").mkdir()
    (model.parent / "model-2" / "x").touch()
    (model / "code" / "link").symlink_to(target)
    assert refusal(model).endswith(
        f": 'code/link' is a link that leaves the folder ({target!r}); copy what it names into it, or exclude it"
    )


def test_link_that_leaves_over_another(model: Path) -> None:
    (model.parent / "outside").touch()
    (model / "up").symlink_to("code")
    (model / "code" / "out").symlink_to("../../outside")
    assert "is a link that leaves the folder" in refusal(model)


@pytest.mark.parametrize("target", [".", "..", "../code", "../other"])
def test_link_in_a_circle(model: Path, target: str) -> None:
    (model / "other").mkdir()
    (model / "other" / "back").symlink_to("../code")
    (model / "code" / "loop").symlink_to(target)
    assert "is a link in a circle" in refusal(model)


@pytest.mark.parametrize(("target", "reason"), [("nowhere", "No such file"), ("loop", "Too many levels")])
def test_link_that_leads_nowhere(model: Path, target: str, reason: str) -> None:
    (model / "loop").symlink_to(target)
    assert f"'loop' is a link that leads nowhere ({target!r}: {reason}" in refusal(model)


def test_links_inside_are_followed(model: Path) -> None:
    (model / "latest.onnx").symlink_to("model.onnx")
    (model / "src").symlink_to("code")
    found = {entry.name: entry for entry in scan_folder(model).entries}
    assert found["latest.onnx"].size_bytes == found["model.onnx"].size_bytes
    assert found["src"].is_folder
    assert found["src/inference.py"].inode == found["code/inference.py"].inode


def test_folder_may_itself_be_a_link(model: Path) -> None:
    link = model.parent / "link"
    link.symlink_to(model)
    assert names(link) == names(model) == ["code", "code/inference.py", "model.onnx"]


def fifo(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's path is short
        try:
            server.bind(path.name)
        finally:
            os.chdir(here)


@pytest.mark.parametrize("make", [fifo, listener])
def test_pipe_and_socket(model: Path, make: Callable[[Path], None]) -> None:
    make(model / "odd")
    assert "'odd' is a device, pipe or socket; remove it, or exclude it" in refusal(model)
    assert "odd" not in names(model, "odd")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
def test_device(model: Path) -> None:
    try:
        os.mknod(model / "null", 0o020666, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("no devices here")
    assert "'null' is a device, pipe or socket" in refusal(model)


def test_name_that_is_not_utf8(model: Path) -> None:
    (model / os.fsdecode(b"caf\xe9")).touch()
    assert "'caf\\udce9' has a name that is not UTF-8; rename it" in refusal(model)


@pytest.mark.parametrize("name", ["a\nb", "a\x7f", "a\tb"])
def test_name_with_a_control_character(model: Path, name: str) -> None:
    (model / name).touch()
    assert f"{name!r} has a control character in its name; rename it" in refusal(model)


def test_unreadable_folder(nobody: Callable[[], object], open_folder: Path) -> None:
    (open_folder / "model" / "closed").mkdir(parents=True)
    (open_folder / "model" / "closed").chmod(0)
    with nobody():
        assert "closed' (Permission denied); give yourself the right to read it" in refusal(open_folder / "model")


@pytest.mark.parametrize("name", DEFAULT_EXCLUDE)
def test_left_out_by_default(model: Path, name: str) -> None:
    before = names(model)
    (model / "code" / name).mkdir()
    (model / "code" / name / "x").touch()
    assert names(model) == before


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("*.py", ["a.bin", "code", "code/deep", "code/deep/a.bin"]),
        ("code", ["a.bin"]),
        ("code/", ["a.bin"]),
        ("code/*", ["a.bin", "code"]),
        ("code/deep", ["a.bin", "code", "code/x.py"]),
        ("deep/*", ["a.bin", "code", "code/deep", "code/deep/a.bin", "code/x.py"]),
        ("/a.bin", ["code", "code/deep", "code/deep/a.bin", "code/x.py"]),
        ("[ax].*", ["code", "code/deep"]),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, left: list[str]) -> None:
    folder = tmp_path / "model"
    (folder / "code" / "deep").mkdir(parents=True)
    for name in ("a.bin", "code/x.py", "code/deep/a.bin"):
        (folder / name).touch()
    if left == ["code", "code/deep"]:
        with pytest.raises(ArtifactError, match="holds no file"):
            names(folder, pattern)
    else:
        assert names(folder, pattern) == left


def test_one_string_is_no_list_of_patterns(model: Path) -> None:
    with pytest.raises(TypeError, match="a list of patterns"):
        scan_folder(model, exclude="*.py")


def test_state_changes_with_any_fact(model: Path) -> None:
    first = scan_folder(model).state
    assert scan_folder(model).state == first
    (model / "code" / "inference.py").rename(model / "code" / "renamed.py")
    second = scan_folder(model).state
    (model / "empty").mkdir()
    third = scan_folder(model).state
    os.utime(model / "model.onnx", ns=(1, 1))
    assert len({first, second, third, scan_folder(model).state}) == 4
