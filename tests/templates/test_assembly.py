"""A ``cdk.out``: which stacks it has, and where each is deployed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.templates import Place, stacks_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def assembly(tmp_path: Path) -> Path:
    app = cdk.App(outdir=str(tmp_path), builtin_cloud_formation_validation=False)
    home = cdk.Environment(account="111122223333", region="eu-west-1")
    known = cdk.Stack(app, "Known", env=home, tags={"team": "vision"})
    nested = cdk.NestedStack(known, "Inner")
    s3.CfnBucket(nested, "Bucket")
    s3.CfnBucket(known, "Bucket")
    s3.CfnBucket(cdk.Stack(app, "Anywhere"), "Bucket")
    stage = cdk.Stage(cdk.Stage(app, "Live", env=home), "Inside")
    s3.CfnBucket(cdk.Stack(stage, "Staged"), "Bucket")
    app.synth()
    return tmp_path


def test_every_stack_with_its_place(assembly: Path) -> None:
    found = {stack.name: stack for stack in stacks_in(assembly, Place(region="us-east-1"))}
    (nested,) = (name for name in found if name is not None and name.startswith("Known/"))
    home = Place(region="eu-west-1", account="111122223333")
    assert {name: stack.place for name, stack in found.items()} == {
        "Known": home,
        nested: home,
        "Anywhere": Place(region="us-east-1"),
        "Live-Inside-Staged": home,
    }
    assert found["Known"].tags == {"team": "vision"}


def _refused(folder: Path) -> str:
    with pytest.raises(TemplateError) as caught:
        stacks_in(folder, Place())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_folder_without_manifest_is_no_assembly(tmp_path: Path) -> None:
    assert "has no manifest.json, so it is no cdk.out" in _refused(tmp_path)


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        ("", "is not readable JSON"),
        ("[]", "has no artifacts"),
        ({"artifacts": {}}, "has no stack"),
        ({"artifacts": {"A": {"type": "aws:cloudformation:stack"}}}, "an artifact has no templateFile"),
        ({"artifacts": {"A": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "no"}}}}, "no such"),
        ({"artifacts": {"A": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "."}}}}, "nested more"),
    ],
)
def test_a_broken_assembly_is_told_in_one_line(tmp_path: Path, manifest: Any, says: str) -> None:
    text = manifest if isinstance(manifest, str) else json.dumps(manifest)
    (tmp_path / "manifest.json").write_text(text)
    assert says in _refused(tmp_path)
