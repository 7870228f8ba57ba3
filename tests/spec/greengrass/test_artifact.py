"""Artifacts: where they come from, what is unpacked, and what they are called on the device."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_model_packages.spec.greengrass import Artifact, ArtifactPermission, Manifest, Permission, Unarchive
from tests.spec.greengrass.values import TOKEN, refused

DIGEST = "sha256:" + "c4ffb87b" * 8
ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"


@pytest.mark.parametrize(
    ("uri", "scheme", "name"),
    [
        ("s3://bucket/key", "s3", "key"),
        ("s3://bucket/a/b c.zip", "s3", "b c.zip"),
        ("s3://b/k", "s3", "k"),
        ("greengrass:0123abcd", "greengrass", "0123abcd"),
        ("GREENGRASS:UNPACKED/file.jar", "greengrass", "file.jar"),
        ("docker:alpine", "docker", None),
        ("docker:library/alpine:3.20", "docker", None),
        (f"docker:{ECR}/team/digits@{DIGEST}", "docker", None),
        ("docker:localhost:5000/a_b/c--d:V1.0_x", "docker", None),
        (f"s3://{TOKEN}/a/model.zip", "s3", "model.zip"),
        (f"s3://bucket/{TOKEN}", "s3", None),
        (TOKEN, None, None),
        ("${Bucket}/a", None, "a"),
        ("s3://bucket/${Key}", "s3", None),
    ],
)
def test_an_artifact_is_an_object_or_an_image(uri: str, scheme: str | None, name: str | None) -> None:
    """ArtifactDownloaderFactory.java, S3Downloader.java, DockerImageArtifactParser.java of aws-greengrass-nucleus."""
    artifact = Artifact(uri=uri)
    assert (artifact.scheme, artifact.file_name) == (scheme, name)


@pytest.mark.parametrize(
    "uri",
    [
        "https://bucket.s3.amazonaws.com/model.zip",
        "s3//bucket/key",
        "S3://bucket/key",
        "s3:bucket/key",
        "s3://bucket",
        "s3://bucket/",
        "s3://bucket/folder/",
        "s3:///key",
        "file:target/model.jar",
        "classpath:/model.jar",
        "model.zip",
        "",
        "docker:",
        "docker:library/UPPER",
        "docker://alpine",
        "docker:alpine:",
        "docker:alpine@sha256:1234",
        f"docker:alpine:{'t' * 129}",
        None,
        5,
    ],
)
def test_what_a_device_cannot_fetch_is_refused(uri: Any) -> None:
    refused(Artifact, "GG-013", uri=uri)


def test_a_tag_has_128_characters() -> None:
    Artifact(uri=f"docker:alpine:{'t' * 128}")


@pytest.mark.parametrize(
    "uri",
    ["s3://BUCKET_NAME/a/b.zip", "s3://{BUCKET_NAME}/b.zip", "s3://b/{COMPONENT_NAME}/c", "s3://b/COMPONENT_VERSION/c"],
)
def test_placeholders_of_the_gdk_are_refused(uri: str) -> None:
    refused(Artifact, "GG-216", uri=uri)


def test_a_zip_is_unpacked_into_the_folder_of_its_name() -> None:
    """getFileName of ComponentManager.java: up to the last dot, and all of a name that begins with one."""
    folders = {"model.zip": "model", "a.b.zip": "a.b", "model": "model", ".zip": ".zip", "model.ZIP": "model"}
    for name, folder in folders.items():
        assert Artifact(uri=f"s3://b/{name}", unarchive=Unarchive.ZIP).folder == folder
        assert Artifact(uri=f"s3://b/{name}", unarchive=Unarchive.NONE).folder is None
        assert Artifact(uri=f"s3://b/{name}").folder is None


@pytest.mark.parametrize("name", ["model.tar.gz", "MODEL.TGZ", "model.tar", "m.gz", "m.7z", "m.tar.zst"])
def test_another_archive_is_not_unpacked(name: str) -> None:
    assert "{work:path}" in refused(Artifact, "NC-014", uri=f"s3://b/{name}", unarchive="ZIP")
    Artifact(uri=f"s3://b/{name}", unarchive="NONE")


@pytest.mark.parametrize("name", ["main.py", "model.onnx", "README.md", "c.YAML"])
def test_a_file_is_not_unpacked(name: str) -> None:
    refused(Artifact, "GG-010", uri=f"s3://b/{name}", unarchive="ZIP")


@pytest.mark.parametrize("name", ["model.zip", "model.jar", "model.bin", "model", TOKEN])
def test_what_may_be_a_zip_is_taken_for_one(name: str) -> None:
    Artifact(uri=f"s3://b/{name}", unarchive="ZIP")


def test_choices_are_read_in_any_case_and_rendered_as_documented() -> None:
    """ACCEPT_CASE_INSENSITIVE_ENUMS of SerializerFactory.java; Unarchive.java upper-cases."""
    artifact = Artifact(uri="s3://b/k", unarchive="zip", permission={"read": "All", "Execute": "owner"})
    assert artifact.properties() == {
        "URI": "s3://b/k",
        "Unarchive": "ZIP",
        "Permission": {"Read": "ALL", "Execute": "OWNER"},
    }
    for choice in ("TAR", "", True, 5, ["ZIP"]):
        refused(Artifact, "GG-010", uri="s3://b/k", unarchive=choice)
        refused(ArtifactPermission, "GG-209", read=choice)
    Artifact(uri="s3://b/k", unarchive=TOKEN, permission=ArtifactPermission(read=TOKEN))


def test_a_permission_has_read_and_execute() -> None:
    refused(ArtifactPermission, "GG-209", more={"Write": "ALL"})
    refused(Artifact, "GG-209", uri="s3://b/k", permission="ALL")
    ArtifactPermission(read=Permission.NONE, execute=Permission.ALL)


def test_file_names_are_unique_in_a_manifest() -> None:
    same = [Artifact(uri="s3://b/a/model.zip"), Artifact(uri="s3://c/model.zip")]
    assert "Artifacts[0] is model.zip, too" in refused(Manifest, "GG-009", artifacts=same)
    images = [Artifact(uri="docker:a/digits"), Artifact(uri="docker:b/digits")]
    unknown = [Artifact(uri=f"s3://b/{TOKEN}"), Artifact(uri=f"s3://b/{TOKEN}")]
    others = [Artifact(uri="s3://b/a/model.zip"), Artifact(uri="s3://b/a/Model.zip")]
    for artifacts in (images, unknown, others):
        Manifest(artifacts=artifacts)


@pytest.mark.parametrize(
    ("image", "is_private"),
    [
        (f"{ECR}/digits:1", True),
        ("123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/digits:1", True),
        ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/digits:1", True),
        ("public.ecr.aws/docker/library/alpine", False),
        ("alpine", False),
    ],
)
def test_private_images_are_told_from_public_ones(image: str, is_private: bool) -> None:
    assert Artifact(uri=f"docker:{image}").is_private_ecr is is_private
