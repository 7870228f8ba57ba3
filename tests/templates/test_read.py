"""Templates as people hand them in: also broken, hostile or no templates at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.templates import read_template
from cdk_model_packages.templates.read import MAX_BYTES, MAX_DEPTH

if TYPE_CHECKING:
    from pathlib import Path

SHORT_FORMS = """
Resources:
  Package:
    Type: AWS::SageMaker::ModelPackage
    Properties:
      ModelPackageGroupName: !Ref Group
      SourceUri: !GetAtt Other.ModelPackageArn
      ModelPackageDescription: !Sub "${Group} of ${AWS::Region}"
      Task: !If [Live, !Ref A, !Join ["", [a, b]]]
      CustomerMetadataProperties: {released: 2026-11-21, 1: one, yes: no}
"""


def _refused(path: Path) -> str:
    with pytest.raises(TemplateError) as caught:
        read_template(path)
    told = str(caught.value)
    assert told.startswith(str(path))
    assert "\n" not in told
    return told


def test_yaml_short_forms_dates_and_keys(tmp_path: Path) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(SHORT_FORMS)
    properties = read_template(path).document["Resources"]["Package"]["Properties"]
    assert properties == {
        "ModelPackageGroupName": {"Ref": "Group"},
        "SourceUri": {"Fn::GetAtt": ["Other", "ModelPackageArn"]},
        "ModelPackageDescription": {"Fn::Sub": "${Group} of ${AWS::Region}"},
        "Task": {"Fn::If": ["Live", {"Ref": "A"}, {"Fn::Join": ["", ["a", "b"]]}]},
        "CustomerMetadataProperties": {"released": "2026-11-21", "1": "one", "yes": False},
    }


def test_places_in_yaml_and_json(tmp_path: Path) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(SHORT_FORMS)
    template = read_template(path)
    assert template.position(["Resources", "Package", "Properties", "Task"]) == (9, 7)
    assert template.position(["Resources", "Package", "Properties", "Tags", 0]) == (5, 5)
    json = tmp_path / "template.json"
    json.write_text('{\n  "Resources": {\n    "A": {"Type": "T",\n      "Properties": {"X": [1, 2]}}}}')
    assert read_template(json).position(["Resources", "A", "Properties", "X"]) == (4, 22)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", b"[]", "is a list, not a template"),
        ("a.yaml", b"- a", "is a list, not a template"),
        ("a.yaml", b"", "is empty, not a template"),
        ("a.yaml", b"just text", "is a single value, not a template"),
        ("a.json", b"{}", "has no Resources mapping"),
        ("a.json", b'{"Resources": []}', "has no Resources mapping"),
        ("a.json", b'{"Resources": {"A": {}, }}', ":1:25: is not JSON"),
        ("a.yaml", b"Resources:\n  A: [", ":3:1: is not YAML"),
        ("a.yaml", b"Resources:\n  A: {}\n  A: {}", ":3:3: key 'A' is there twice"),
        ("a.json", b'{"Resources": {"A": {}, "A": {}}}', "key 'A' is there twice"),
        ("a.json", b"\xff\xfe\x00", "is not text (byte 0 is not UTF-8)"),
        ("a.yaml", b"Resources: \x00", "is not YAML"),
        ("a.yaml", b"Resources: &a {A: *a}", "an alias contains itself"),
        ("a.yaml", b"Resources: {? [a] : b}", "a key is no text"),
        ("a.json", b'{"Resources": {"A": 1e999}}', "has the number inf"),
        ("a.yaml", b"Resources: {A: .nan}", "has the number nan"),
        ("a.yaml", b"Resources: {A: !!binary eA==}", "is not YAML"),
        ("a.yaml", b"Resources: {A: !!set {b}}", "is not YAML"),
        ("a.yaml", b"Resources: {A: !!bool maybe}", "a value cannot be read"),
        ("a.json", b'{"Resources": {"A": ' + b"9" * 5000 + b"}}", "is not JSON"),
        ("a.yaml", b"Resources: " + b"[" * 100_000, "is nested more than"),
        ("a.json", b'{"Resources": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001, "is nested more than"),
    ],
)
def test_what_is_no_template_is_told_in_one_line(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert says in _refused(path)


@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_nesting_up_to_the_limit(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    for below, fits in ((MAX_DEPTH - 2, True), (MAX_DEPTH, False)):
        path.write_text('{"Resources": {"A": ' + "[" * (below - 1) + "]" * (below - 1) + "}}")
        if fits:
            read_template(path)
        else:
            assert f"more than {MAX_DEPTH} levels" in _refused(path)


def test_aliases_that_expand_without_end(tmp_path: Path) -> None:
    path = tmp_path / "bomb.yaml"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [{', '.join([f'*{of}'] * 9)}]" for of, name in zip("abcdefg", "bcdefgh", strict=True)]
    path.write_text("\n".join([*lines, "Resources: {A: *h}"]))
    assert "aliases expand to more than" in _refused(path)


def test_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'\xef\xbb\xbf{"Resources": {"A": {"Type": "T"}}}')
    assert read_template(path).position(["Resources", "A", "Type"]) == (1, 22)


def test_size(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{"Resources": {"A": "' + b"x" * MAX_BYTES + b'"}}')
    assert "CloudFormation takes" in _refused(path)


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    assert "no such file" in _refused(tmp_path / "nobody.yaml")
    assert "no such file" in _refused(tmp_path)


@pytest.mark.parametrize("body", [SHORT_FORMS, {"Resources": {"Package": {"Type": "T"}}}])
def test_the_answer_of_get_template(tmp_path: Path, body: object) -> None:
    path = tmp_path / "deployed.json"
    path.write_text(json.dumps({"TemplateBody": body, "StagesAvailable": ["Original"]}))
    template = read_template(path)
    assert set(template.resources) == {"Package"}
    assert template.position(["Resources", "Package", "Type"]) is not None


@pytest.mark.parametrize(("given", "kind"), [("[1]", "a list"), ('"x"', "a single value"), ("null", "empty")])
def test_properties_that_are_no_mapping(tmp_path: Path, given: str, kind: str) -> None:
    path = tmp_path / "template.json"
    path.write_text('{"Resources": {"One": {"Type": "A", "Properties": ' + given + "}}}")
    with pytest.raises(TemplateError, match=f"Resources.One.Properties is {kind}; it is a mapping"):
        read_template(path)


def test_a_key_that_is_written_with_escapes_has_the_line_of_what_is_around_it(tmp_path: Path) -> None:
    path = tmp_path / "template.json"
    path.write_text('{"Resources": {\n"One": {\n"Properties": {"\\u00dc": {\n"a": 1}}}}}')
    assert read_template(path).position(["Resources", "One", "Properties", "Ü", "a"]) == (3, 1)
