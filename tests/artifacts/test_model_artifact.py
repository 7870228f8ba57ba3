from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Match, Template

from cdk_model_packages.artifacts import ModelArtifact, ModelLocation, build_archive, check_archive
from cdk_model_packages.errors import ArtifactError, SpecError
from cdk_model_packages.spec import (
    CompressionType,
    ModelDataSource,
    S3ModelDataSource,
    S3ModelDataType,
)

ASSETS = "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"
PARTITION = {"Ref": "AWS::Partition"}


def role(stack: cdk.Stack) -> iam.Role:
    return iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com"))


def statements(stack: cdk.Stack) -> list[dict[str, Any]]:
    policies = Template.from_stack(stack).find_resources("AWS::IAM::Policy")
    return [
        {key: value for key, value in statement.items() if key != "Effect"}
        for policy in policies.values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
    ]


def rendered(stack: cdk.Stack, text: str | None) -> object:
    cdk.CfnOutput(stack, "Url", value=str(text))
    (output,) = Template.from_stack(stack).find_outputs("Url").values()
    return output["Value"]


def manifest_files(assembly: Path, stack: str) -> dict[str, dict[str, Any]]:
    """The assets of a stack, without its own template."""
    found = json.loads((assembly / f"{stack}.assets.json").read_text())["files"]
    return {key: file for key, file in found.items() if not file["source"]["path"].endswith(".template.json")}


def uploads(assembly: Path, stack: str) -> list[tuple[Path, str]]:
    """File and key of each asset."""
    return [
        (assembly / file["source"]["path"], destination["objectKey"])
        for file in manifest_files(assembly, stack).values()
        for destination in file["destinations"].values()
    ]


def test_folder_is_uploaded_as_tar_gz(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    location = ModelArtifact.from_directory(model).bind(stack)
    assert location.object_key is not None
    assert rendered(stack, location.model_data_url) == {"Fn::Sub": f"s3://{ASSETS}/{location.object_key}"}
    ((file, key),) = uploads(Path(app.synth().directory), "Stack")
    archive = check_archive(file)
    assert key == location.object_key == f"{archive.content_sha256}.tar.gz"
    assert file.name == f"asset.{key}"
    with tarfile.open(file) as tar:
        assert tar.getnames() == ["code", "code/inference.py", "model.onnx"]


def test_upload_is_named_for_the_cdk_cli(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    ModelArtifact.from_directory(model).bind(stack)
    (asset,) = manifest_files(Path(app.synth().directory), "Stack").values()
    assert asset["displayName"] == f"model folder {str(model)!r}"


def test_archive_is_uploaded_as_it_is(app: cdk.App, stack: cdk.Stack, model: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "their.tgz", "w:gz") as tar:
        tar.add(model, ".")
    content = (tmp_path / "their.tgz").read_bytes()
    artifact = ModelArtifact.from_archive(tmp_path / "their.tgz")
    artifact.bind(stack)
    ((file, key),) = uploads(Path(app.synth().directory), "Stack")
    (tmp_path / "their.tgz").write_bytes(b"overwritten in place")
    assert file.read_bytes() == content
    assert key == f"{check_archive(file).content_sha256}.tar.gz"
    assert artifact.local_path == tmp_path / "their.tgz"


def test_folder_and_its_archive_are_one_object(app: cdk.App, stack: cdk.Stack, model: Path, tmp_path: Path) -> None:
    archive = build_archive(model, tmp_path / "model.tar.gz")
    locations = {
        ModelArtifact.from_directory(model).bind(stack).object_key,
        ModelArtifact.from_archive(archive.path).bind(stack).object_key,
    }
    assert len(locations) == 1
    assert len(uploads(Path(app.synth().directory), "Stack")) == 1


def test_bound_twice_is_one_asset(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    artifact = ModelArtifact.from_directory(model)
    assert artifact.bind(stack) == artifact.bind(stack)
    assert len(uploads(Path(app.synth().directory), "Stack")) == 1


def test_each_stack_uploads_to_its_own_bucket(app: cdk.App, model: Path) -> None:
    artifact = ModelArtifact.from_directory(model)
    regions = ("eu-west-1", "us-east-1")
    urls = [
        artifact.bind(cdk.Stack(app, region, env=cdk.Environment(account="111111111111", region=region))).model_data_url
        for region in regions
    ]
    assembly = Path(app.synth().directory)
    for region in regions:
        (asset,) = manifest_files(assembly, region).values()
        (destination,) = asset["destinations"].values()
        assert destination["bucketName"] == f"cdk-hnb659fds-assets-111111111111-{region}"
    assert [url and url.rpartition("/")[0] for url in urls] == [
        f"s3://cdk-hnb659fds-assets-111111111111-{region}" for region in regions
    ]


def test_stage_and_nested_stack(app: cdk.App, model: Path) -> None:
    artifact = ModelArtifact.from_directory(model)
    outer = cdk.Stack(cdk.Stage(app, "Prod"), "Stack")
    artifact.bind(cdk.NestedStack(outer, "Nested"))
    ((file, key),) = uploads(Path(app.synth().directory) / "assembly-Prod", outer.artifact_id)
    assert file.exists()
    assert key.endswith(".tar.gz")


def test_second_synth_reads_nothing_of_the_folder(
    app: cdk.App, stack: cdk.Stack, model: Path, opened_below: Any
) -> None:
    ModelArtifact.from_directory(model).bind(stack)
    with opened_below(model) as opened:
        ModelArtifact.from_directory(model).bind(cdk.Stack(app, "Other"))
    assert opened == []


def test_reader_may_read_the_one_asset(stack: cdk.Stack, model: Path) -> None:
    location = ModelArtifact.from_directory(model).bind(stack, role(stack))
    resource = {"Fn::Join": ["", ["arn:", PARTITION, ":s3:::", {"Fn::Sub": ASSETS}, f"/{location.object_key}"]]}
    assert statements(stack) == [{"Action": "s3:GetObject", "Resource": resource}]


def test_each_reader_of_an_artifact_may_read_it(stack: cdk.Stack, model: Path) -> None:
    artifact = ModelArtifact.from_directory(model)
    artifact.bind(stack, role(stack))
    artifact.bind(stack, iam.Role(stack, "Other", assumed_by=iam.AccountRootPrincipal()))
    Template.from_stack(stack).resource_count_is("AWS::IAM::Policy", 2)


def test_reader_may_use_the_key_of_the_asset_bucket(
    stack: cdk.Stack, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Older bootstrap stacks encrypt with a key of their own."""
    arn = "arn:aws:kms:eu-west-1:111111111111:key/1"
    location = cdk.FileAssetLocation(
        bucket_name="b", object_key="m.tar.gz", http_url="", s3_object_url="s3://b/m.tar.gz", kms_key_arn=arn
    )
    monkeypatch.setattr("cdk_model_packages.artifacts.archive_asset.ArchiveAsset.add_to", lambda *_: location)
    ModelArtifact.from_directory(model).bind(stack, role(stack))
    assert statements(stack)[1] == {"Action": "kms:Decrypt", "Resource": arn}


def test_explicit_synthesizer_is_told_with_ways_out(app: cdk.App, model: Path) -> None:
    stack = cdk.Stack(app, "Stack", synthesizer=cdk.DefaultStackSynthesizer(qualifier="mine"))
    with pytest.raises(ArtifactError) as caught:
        ModelArtifact.from_directory(model).bind(stack)
    assert str(caught.value) == (
        f"model folder {str(model)!r}: the synthesizer given to stack 'Stack' cannot be reached from Python (aws-cdk: "
        "StackSynthesizerBoundStackFirst); give each stack a synthesizer of its own and call synthesizer.bind(stack) "
        "right after, or set its qualifier by the context key '@aws-cdk/core:bootstrapQualifier' instead, or upload "
        "the archive yourself and use ModelArtifact.from_bucket"
    )


def test_first_way_out_works(app: cdk.App, model: Path) -> None:
    for name in ("One", "Two"):
        synthesizer = cdk.DefaultStackSynthesizer(qualifier=name.lower())
        stack = cdk.Stack(app, name, synthesizer=synthesizer)
        synthesizer.bind(stack)
        ModelArtifact.from_directory(model).bind(stack)
    assembly = Path(app.synth().directory)
    for name in ("One", "Two"):
        (asset,) = manifest_files(assembly, name).values()
        (destination,) = asset["destinations"].values()
        assert destination["bucketName"].startswith(f"cdk-{name.lower()}-assets-")
        assert destination["objectKey"].endswith(".tar.gz")


def test_second_way_out_works(model: Path, tmp_path: Path) -> None:
    context = {"@aws-cdk/core:bootstrapQualifier": "mine"}
    app = cdk.App(builtin_cloud_formation_validation=False, outdir=str(tmp_path / "cdk.out"), context=context)
    ModelArtifact.from_directory(model).bind(cdk.Stack(app, "Stack"))
    (asset,) = manifest_files(Path(app.synth().directory), "Stack").values()
    assert "cdk-mine-assets" in json.dumps(asset)


def test_synthesizer_without_assets_is_told(app: cdk.App, model: Path) -> None:
    stack = cdk.Stack(app, "Stack", synthesizer=cdk.BootstraplessSynthesizer())
    with pytest.raises(ArtifactError, match=r"stack 'Stack' takes no assets; upload the archive yourself and use"):
        ModelArtifact.from_directory(model).bind(stack)


def test_synthesizer_that_renames_is_told(app: cdk.App, model: Path) -> None:
    synthesizer = cdk.LegacyStackSynthesizer()
    stack = cdk.Stack(app, "Stack", synthesizer=synthesizer)
    synthesizer.bind(stack)
    with pytest.raises(ArtifactError, match=r"the synthesizer of stack 'Stack' renames it; upload the archive"):
        ModelArtifact.from_directory(model).bind(stack)


def test_object_of_a_bucket(stack: cdk.Stack) -> None:
    bucket = s3.Bucket(stack, "Bucket", encryption=s3.BucketEncryption.KMS)
    location = ModelArtifact.from_bucket(bucket, "digits/model.tar.gz").bind(stack, role(stack))
    assert location.object_key == "digits/model.tar.gz"
    assert location.model_data_source is None
    assert rendered(stack, location.model_data_url) == {
        "Fn::Join": ["", ["s3://", stack.resolve(bucket.bucket_name), "/digits/model.tar.gz"]]
    }
    read, decrypt = statements(stack)
    assert read["Action"] == "s3:GetObject"
    assert read["Resource"]["Fn::Join"][1][1] == "/digits/model.tar.gz"
    assert decrypt["Action"] == "kms:Decrypt"


def test_object_of_an_imported_bucket(stack: cdk.Stack) -> None:
    bucket = s3.Bucket.from_bucket_name(stack, "Bucket", "acme-models")
    location = ModelArtifact.from_bucket(bucket, "m.tar.gz").bind(stack, role(stack))
    assert location == ModelLocation(
        model_data_url="s3://acme-models/m.tar.gz", bucket_name="acme-models", object_key="m.tar.gz"
    )
    resource = {"Fn::Join": ["", ["arn:", PARTITION, ":s3:::acme-models/m.tar.gz"]]}
    assert statements(stack) == [{"Action": "s3:GetObject", "Resource": resource}]


def test_key_of_an_imported_bucket(stack: cdk.Stack) -> None:
    arn = "arn:aws:kms:eu-west-1:111111111111:key/1"
    bucket = s3.Bucket.from_bucket_attributes(
        stack, "Bucket", bucket_name="acme-models", encryption_key=kms.Key.from_key_arn(stack, "Key", arn)
    )
    ModelArtifact.from_bucket(bucket, "m.tar.gz").bind(stack, role(stack))
    assert statements(stack)[1] == {"Action": "kms:Decrypt", "Resource": arn}


def test_bucket_of_another_account_lets_the_reader_in(app: cdk.App) -> None:
    theirs = cdk.Stack(app, "Theirs", env=cdk.Environment(account="222222222222", region="eu-west-1"))
    ours = cdk.Stack(app, "Ours", env=cdk.Environment(account="111111111111", region="eu-west-1"))
    bucket = s3.Bucket(theirs, "Bucket", bucket_name="their-models")
    reader = iam.Role(ours, "Role", assumed_by=iam.AccountRootPrincipal(), role_name="reader")
    ModelArtifact.from_bucket(bucket, "m.tar.gz").bind(ours, reader)
    Template.from_stack(theirs).has_resource_properties(
        "AWS::S3::BucketPolicy",
        {"PolicyDocument": {"Statement": [Match.object_like({"Action": "s3:GetObject", "Effect": "Allow"})]}},
    )


@pytest.mark.parametrize("key", ["model.tgz", "model/", "", "model.gz", "model.tar.gz/", "model.TAR.GZ"])
def test_key_of_anything_but_an_archive_is_refused(stack: cdk.Stack, key: str) -> None:
    bucket = s3.Bucket.from_bucket_name(stack, "Bucket", "acme-models")
    with pytest.raises(SpecError, match="from_prefix for files as they are") as caught:
        ModelArtifact.from_bucket(bucket, key)
    assert caught.value.code == "CT-001"


@pytest.mark.parametrize(
    "uri",
    [
        "s3://acme-models/a/m.tar.gz",
        "https://acme-models.s3.amazonaws.com/a/m.tar.gz",
        "https://acme-models.s3.eu-west-1.amazonaws.com/a/m.tar.gz",
        "https://acme-models.s3-eu-west-1.amazonaws.com/a/m.tar.gz",
        "https://acme-models.s3.cn-north-1.amazonaws.com.cn/a/m.tar.gz",
        "https://s3.eu-west-1.amazonaws.com/acme-models/a/m.tar.gz",
        "https://s3.amazonaws.com/acme-models/a/m.tar.gz",
    ],
)
def test_uri(stack: cdk.Stack, uri: str) -> None:
    location = ModelArtifact.from_uri(uri).bind(stack, role(stack))
    assert location == ModelLocation(model_data_url=uri, bucket_name="acme-models", object_key="a/m.tar.gz")
    resource = {"Fn::Join": ["", ["arn:", PARTITION, ":s3:::acme-models/a/m.tar.gz"]]}
    assert statements(stack) == [{"Action": "s3:GetObject", "Resource": resource}]


def test_url_of_another_host_grants_nothing(stack: cdk.Stack) -> None:
    location = ModelArtifact.from_uri("https://models.example.com/m.tar.gz").bind(stack, role(stack))
    assert location == ModelLocation(model_data_url="https://models.example.com/m.tar.gz")
    assert statements(stack) == []


@pytest.mark.parametrize(
    "uri",
    ["", "m.tar.gz", "./m.tar.gz", "s3:/b/m.tar.gz", "S3://b/m.tar.gz", "s3:///m.tar.gz", "gs://b/m.tar.gz",
     "s3://b/m", "s3://b/prefix/", "s3://b", f"s3://b/{'k' * 1011}.tar.gz"],
)  # fmt: skip
def test_wrong_uri_is_refused(uri: str) -> None:
    with pytest.raises(SpecError, match="ModelDataUrl") as caught:
        ModelArtifact.from_uri(uri)
    assert caught.value.code == "CT-001"


def test_longest_uri_passes() -> None:
    uri = f"s3://b/{'k' * 1010}.tar.gz"
    assert len(uri) == 1024
    ModelArtifact.from_uri(uri)


def test_uri_that_only_the_deployment_knows(stack: cdk.Stack) -> None:
    parameter = cdk.CfnParameter(stack, "Model")
    location = ModelArtifact.from_uri(parameter.value_as_string).bind(stack, role(stack))
    assert location == ModelLocation(model_data_url=parameter.value_as_string)
    path = {"Fn::Select": [1, {"Fn::Split": ["s3://", {"Ref": "Model"}]}]}
    assert statements(stack)[0]["Resource"] == {"Fn::Join": ["", ["arn:", PARTITION, ":s3:::", path]]}


def test_uri_with_a_token_in_it(stack: cdk.Stack) -> None:
    uri = f"s3://acme-models/{cdk.CfnParameter(stack, 'Run').value_as_string}"
    ModelArtifact.from_uri(uri).bind(stack, role(stack))
    resource = {"Fn::Join": ["", ["arn:", PARTITION, ":s3:::acme-models/", {"Ref": "Run"}]]}
    assert statements(stack) == [{"Action": "s3:GetObject", "Resource": resource}]


def prefix_source(uri: str, **access: object) -> dict[str, object]:
    source = {"S3Uri": uri, "S3DataType": "S3Prefix", "CompressionType": "None"}
    return {"S3DataSource": {**source, **access}}


def test_prefix(stack: cdk.Stack) -> None:
    bucket = s3.Bucket.from_bucket_name(stack, "Bucket", "acme-models")
    location = ModelArtifact.from_prefix(bucket, "llm/v1/").bind(stack, role(stack))
    assert location.model_data_url is None
    assert location.model_data_source is not None
    assert location.model_data_source.properties() == prefix_source("s3://acme-models/llm/v1/")
    assert (location.bucket_name, location.object_key, location.prefix) == ("acme-models", None, "llm/v1/")
    arn = "arn:", PARTITION, ":s3:::acme-models"
    assert statements(stack) == [
        {"Action": "s3:GetObject", "Resource": {"Fn::Join": ["", [*arn[:2], f"{arn[2]}/llm/v1/*"]]}},
        {
            "Action": "s3:ListBucket",
            "Resource": {"Fn::Join": ["", [*arn]]},
            "Condition": {"StringLike": {"s3:prefix": ["llm/v1/*"]}},
        },
    ]


def test_licence_is_accepted_only_when_said(stack: cdk.Stack) -> None:
    bucket = s3.Bucket(stack, "Bucket")
    source = ModelArtifact.from_prefix(bucket, "llm/", accept_eula=True).bind(stack).model_data_source
    assert source is not None
    assert source.properties()["S3DataSource"]["ModelAccessConfig"] == {"AcceptEula": True}


@pytest.mark.parametrize("prefix", ["llm", "", "llm/model.tar.gz"])
def test_prefix_without_slash_is_refused(stack: cdk.Stack, prefix: str) -> None:
    with pytest.raises(SpecError, match="append '/', or use from_bucket") as caught:
        ModelArtifact.from_prefix(s3.Bucket(stack, "Bucket"), prefix)
    assert caught.value.code == "CT-005"


@pytest.mark.parametrize(
    ("kind", "uri", "actions"),
    [
        (S3ModelDataType.S3_PREFIX, "s3://acme-models/llm/", ["s3:GetObject", "s3:ListBucket"]),
        (S3ModelDataType.S3_OBJECT, "s3://acme-models/llm.bin", ["s3:GetObject"]),
        (S3ModelDataType.S3_OBJECT, "https://example.com/llm.bin", []),
    ],
)
def test_source_of_a_spec(stack: cdk.Stack, kind: S3ModelDataType, uri: str, actions: list[str]) -> None:
    source = ModelDataSource(
        s3_data_source=S3ModelDataSource(s3_uri=uri, s3_data_type=kind, compression_type=CompressionType.NONE)
    )
    location = ModelArtifact.from_source(source).bind(stack, role(stack))
    assert location.model_data_source == source
    assert [statement["Action"] for statement in statements(stack)] == actions
    assert (location.prefix is None) == (kind is S3ModelDataType.S3_OBJECT)


def test_missing_folder_is_told_at_the_line_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match="no such folder"):
        ModelArtifact.from_directory(tmp_path / "no")
    with pytest.raises(ArtifactError, match="no such file"):
        ModelArtifact.from_archive(tmp_path / "no.tar.gz")


def test_archives_need_no_cdk() -> None:
    code = (
        "import sys, cdk_model_packages.artifacts.archive, cdk_model_packages.cli.pack\n"
        "from cdk_model_packages.artifacts import build_archive, check_archive\n"
        "sys.exit('aws_cdk' in sys.modules or 'jsii' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_is_exported_is_there() -> None:
    from cdk_model_packages import artifacts

    assert all(getattr(artifacts, name) for name in artifacts.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = artifacts.nothing
