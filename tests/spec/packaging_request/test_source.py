"""Where a configuration is read from."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec.packaging_request import ModelPackagingConfiguration
from tests.spec.packaging_request.values import DEVICE, greengrass

JSON = json.dumps({"Greengrass": greengrass()})
SHORTHAND = "Greengrass={TargetDevice=jetson_xavier,S3OutputLocation={Bucket=bucket},ComponentName=model}"


@pytest.mark.parametrize("content", [JSON, f"\n {JSON}\n", SHORTHAND, f"{SHORTHAND}\n", f"\ufeff{JSON}"])
def test_a_file_holds_json_or_shorthand(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config=1.json"
    path.write_text(content, encoding="utf-8")
    wanted = ModelPackagingConfiguration.from_text(JSON)
    assert ModelPackagingConfiguration.from_text(str(path)) == wanted
    assert ModelPackagingConfiguration.from_text(f"file://{path}") == wanted
    monkeypatch.chdir(tmp_path)
    assert ModelPackagingConfiguration.from_text("config=1.json") == wanted
    assert ModelPackagingConfiguration.from_text("file://config=1.json") == wanted


@pytest.mark.parametrize("text", [JSON, f"  {JSON}", SHORTHAND, f" {SHORTHAND} "])
def test_json_and_shorthand_are_the_same(text: str) -> None:
    assert ModelPackagingConfiguration.from_text(text) == ModelPackagingConfiguration.from_text(JSON)


def test_a_pipe_is_a_file() -> None:
    read, write = os.pipe()
    os.write(write, DEVICE.encode())
    os.close(write)
    try:
        made = ModelPackagingConfiguration.from_text(f"file:///dev/fd/{read}")
    finally:
        os.close(read)
    assert made == ModelPackagingConfiguration.from_text(DEVICE)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("none.json", "No such file or directory"),
        ("file://none.json", "No such file or directory"),
        ("file://.", "Is a directory"),
        ("", "directory"),
        ("\x00", "is no file's name"),
        ("x" * 5000, "File name too long"),
        ("{", "column 2: is no JSON"),
        ('{"a": 1,\n}', "line 2, column 1: is no JSON"),
        ("[]", "is a list, where an object is expected"),
        ('{"Greengrass": {}, "Greengrass": {}}', "'Greengrass' is given twice"),
        ("{" + '"a": ' + "9" * 5000 + "}", "is no JSON that can be read"),
        ("Greengrass={", "column 13"),
        ("a=" + "b" * (256 * 1024), "more than 262144 characters"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(
    text: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EdgeError) as caught:
        ModelPackagingConfiguration.from_text(text)
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(("content", "what"), [(b"\xff\xfe\x00", "is no text in UTF-8"), (b" \n", "is empty")])
def test_a_file_that_is_no_text(content: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(content)
    with pytest.raises(EdgeError, match=what):
        ModelPackagingConfiguration.from_text(str(path))
