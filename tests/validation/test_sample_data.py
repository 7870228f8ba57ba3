"""Sample data: a folder becomes a prefix of objects, and only those may be read."""

from __future__ import annotations

import json
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Template

from cdk_model_packages import ArtifactError, SampleData, SpecError
from cdk_model_packages.spec import S3DataType
from cdk_model_packages.validation.sample_data import MAX_FILES


@pytest.fixture
def role(stack: cdk.Stack) -> iam.Role:
    return iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())


def statements(stack: cdk.Stack) -> dict[str, dict]:
    (policy,) = Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
    return {str(one["Action"]): one for one in policy["Properties"]["PolicyDocument"]["Statement"]}


def folder(root: Path, *names: str) -> Path:
    for name in names:
        path = root / "samples" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return root / "samples"


def test_a_folder_becomes_one_prefix(app: cdk.App, stack: cdk.Stack, role: iam.Role, tmp_path: Path) -> None:
    samples = folder(tmp_path, "a.csv", "more/b.csv", "no-extension", "two.dots.csv", "ends.", ".hidden", ".git/x")
    location = SampleData.from_directory(samples).bind(stack, role)
    app.synth()
    files = json.loads((Path(app.outdir) / "Stack.assets.json").read_text())["files"].values()
    keys = {
        destination["objectKey"]: Path(app.outdir) / file["source"]["path"]
        for file in files
        if "template" not in file["source"]["path"]
        for destination in file["destinations"].values()
    }
    prefix = location.s3_uri.rpartition("/")[0].rpartition("/")[2] + "/"
    assert sorted(keys) == [
        f"{prefix}{name}" for name in ["a.csv", "ends.", "more/b.csv", "no-extension", "two.dots.csv"]
    ]
    for key, staged in keys.items():
        assert staged.read_text() == key.removeprefix(prefix), "each key holds its own file"
    read, listing = statements(stack)["s3:GetObject"], statements(stack)["s3:ListBucket"]
    assert read["Resource"]["Fn::Join"][1][-1] == f"/{prefix}*"
    assert listing["Condition"] == {"StringLike": {"s3:prefix": f"{prefix}*"}}
    assert "cdk-hnb659fds-assets" in str(listing["Resource"])
    assert "/*" not in str(listing["Resource"])


def test_the_prefix_is_the_contents(stack: cdk.Stack, tmp_path: Path) -> None:
    samples = folder(tmp_path, "a.csv")

    def uri() -> object:
        return stack.resolve(SampleData.from_directory(samples).bind(stack).s3_uri)

    before = uri()
    assert uri() == before
    (samples / "a.csv").write_text("changed")
    assert uri() != before


@pytest.mark.parametrize("count", [0, MAX_FILES + 1])
def test_a_folder_has_1_to_100_files(tmp_path: Path, count: int) -> None:
    (tmp_path / "samples").mkdir()
    SampleData.from_directory(folder(tmp_path, *map(str, range(MAX_FILES))))
    for path in (tmp_path / "samples").iterdir():
        path.unlink()
    folder(tmp_path, *map(str, range(count)))
    with pytest.raises(ArtifactError, match=rf"has {count} files, must have 1 to 100; .* use SampleData\.from_bucket"):
        SampleData.from_directory(tmp_path / "samples")


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match=r"no such folder in .*; correct the path"):
        SampleData.from_directory(tmp_path / "none")


def test_a_prefix_of_a_bucket(stack: cdk.Stack, role: iam.Role) -> None:
    bucket = s3.Bucket(stack, "Bucket", encryption_key=kms.Key(stack, "Key"))
    location = SampleData.from_bucket(bucket, "/samples/").bind(stack, role)
    (logical_id,) = Template.from_stack(stack).find_resources("AWS::S3::Bucket")
    assert stack.resolve(location.s3_uri) == {"Fn::Join": ["", ["s3://", {"Ref": logical_id}, "/samples/"]]}
    assert statements(stack)["s3:GetObject"]["Resource"]["Fn::Join"][1][-1] == "/samples/*"
    assert "kms:Decrypt" in str(statements(stack).keys())


@pytest.mark.parametrize(
    ("manifest", "kind", "readable"),
    [(False, S3DataType.S3_PREFIX, "/in/a*"), (True, S3DataType.MANIFEST_FILE, "/in/*")],
)
def test_a_uri(stack: cdk.Stack, role: iam.Role, *, manifest: bool, kind: S3DataType, readable: str) -> None:
    location = SampleData.from_uri("s3://bucket/in/a", manifest=manifest).bind(stack, role)
    assert (location.s3_uri, location.s3_data_type) == ("s3://bucket/in/a", kind)
    assert statements(stack)["s3:GetObject"]["Resource"]["Fn::Join"][1][-1].endswith(f":s3:::bucket{readable}")


@pytest.mark.parametrize("uri", ["bucket/in/", "https://bucket/in/", "s3://bucket", "./samples"])
def test_what_is_no_uri_is_refused(uri: str) -> None:
    with pytest.raises(SpecError, match=r"must be like s3://BUCKET/PREFIX/; write that \[SPEC-001\]"):
        SampleData.from_uri(uri)


def test_a_token_is_a_uri(stack: cdk.Stack, role: iam.Role) -> None:
    uri = cdk.Fn.import_value("Samples")
    assert SampleData.from_uri(uri).bind(stack, role).s3_uri == uri
