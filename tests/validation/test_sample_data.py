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
from cdk_model_packages.artifacts import SecretFileWarning
from cdk_model_packages.spec import S3DataType
from cdk_model_packages.validation.sample_folder import MAX_FILES


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
    assert listing["Condition"] == {"StringLike": {"s3:prefix": [f"{prefix}*"]}}
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


def test_a_folder_has_1_to_100_files(tmp_path: Path) -> None:
    samples = folder(tmp_path, *map(str, range(MAX_FILES)))
    SampleData.from_directory(samples)
    folder(tmp_path, "one-more")
    with pytest.raises(ArtifactError, match=r"has 101 files, must have 1 to 100; .* use SampleData\.from_bucket"):
        SampleData.from_directory(samples)
    for path in samples.iterdir():
        path.unlink()
    with pytest.raises(ArtifactError, match=r"sample folder .*: holds no file; put the sample into it"):
        SampleData.from_directory(samples)


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    samples = folder(tmp_path, "a.csv")
    (samples / "link").symlink_to("/etc/hostname")
    with pytest.raises(ArtifactError, match="'link' is a link that leaves the folder"):
        SampleData.from_directory(samples)


def test_a_secret_among_the_samples_is_warned_of(tmp_path: Path) -> None:
    with pytest.warns(SecretFileWarning, match=r"id_rsa"):
        SampleData.from_directory(folder(tmp_path, "a.csv", "id_rsa"))


def test_a_synthesizer_that_cannot_be_asked_is_explained(app: cdk.App, tmp_path: Path) -> None:
    stack = cdk.Stack(app, "Explicit", synthesizer=cdk.DefaultStackSynthesizer())
    with pytest.raises(ArtifactError, match=r"sample folder .* cannot be reached from Python"):
        SampleData.from_directory(folder(tmp_path, "a.csv")).bind(stack)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match=r"no such folder; correct the path"):
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
    uri = cdk.CfnParameter(stack, "Samples").value_as_string
    assert SampleData.from_uri(uri).bind(stack, role).s3_uri == uri
    after_scheme = {"Fn::Select": [1, {"Fn::Split": ["s3://", {"Ref": "Samples"}]}]}
    assert statements(stack)["s3:GetObject"]["Resource"]["Fn::Join"][1][-2:] == [after_scheme, "*"]
    bucket = {"Fn::Select": [0, {"Fn::Split": ["/", after_scheme]}]}
    assert statements(stack)["s3:ListBucket"]["Resource"]["Fn::Join"][1][-1] == bucket


def test_a_bucket_of_another_account_allows_it_too(app: cdk.App) -> None:
    theirs = cdk.Stack(app, "Theirs", env=cdk.Environment(account="222222222222", region="eu-west-1"))
    ours = cdk.Stack(app, "Ours", env=cdk.Environment(account="111111111111", region="eu-west-1"))
    bucket = s3.Bucket(theirs, "Bucket", bucket_name="their-samples")
    role = iam.Role(ours, "Role", role_name="validation", assumed_by=iam.AccountRootPrincipal())
    SampleData.from_bucket(bucket, "samples/").bind(ours, role)
    assert "validation" in str(Template.from_stack(theirs).find_resources("AWS::S3::BucketPolicy"))
