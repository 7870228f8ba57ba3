"""The stand-in for a container engine: records, builds nothing, and only for the embedded AWS."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from cdk_model_packages.errors import LocalAwsError
from cdk_model_packages.local_aws import LocalAws
from cdk_model_packages.local_aws.image_recorder import ImageRecorder
from tests.local_aws.aws import ACCOUNT, REGION, Aws

REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"


@pytest.fixture
def recorder(local_aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> ImageRecorder:
    """The recorder, with the variables that the CDK passes on."""
    for name, value in local_aws.environment().items():
        monkeypatch.setenv(name, value)
    return ImageRecorder(local_aws)


@pytest.fixture
def context(tmp_path: Path) -> Path:
    """A build context."""
    folder = tmp_path / "image"
    folder.mkdir()
    (folder / "Dockerfile").write_text("FROM scratch\n", encoding="utf-8")
    return folder


@pytest.mark.slow
def test_an_image_is_recorded_by_the_calls_that_the_cdk_makes(aws: Aws, local_aws: LocalAws, context: Path) -> None:
    aws.ecr.create_repository(repositoryName="recorded")
    image = f"{REGISTRY}/recorded:tag"

    def call(*arguments: str) -> int:
        command = [str(local_aws.image_recorder), *arguments]
        environment = {**os.environ, **local_aws.environment()}
        return subprocess.run(
            command, env=environment, cwd=context, input="secret", text=True, check=False, capture_output=True
        ).returncode

    assert call("login", "--username", "AWS", "--password-stdin", REGISTRY) == 0
    assert call("inspect", "cdkasset-1") == 1
    assert call("build", "--tag", "cdkasset-1", "--build-arg", "A=1", ".") == 0
    assert call("inspect", "cdkasset-1") == 0
    assert call("tag", "cdkasset-1", image) == 0
    assert call("push", image) == 0
    found = aws.ecr.describe_images(repositoryName="recorded", imageIds=[{"imageTag": "tag"}])["imageDetails"]
    assert found[0]["imageTags"] == ["tag"]
    assert call("run", "cdkasset-1") == 1


@pytest.mark.slow
def test_the_digest_is_that_of_the_build_context(
    recorder: ImageRecorder, context: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def digest(*options: str) -> str:
        recorder.run(["build", "--tag", "any", *options, str(context)])
        return capsys.readouterr().out.partition("sha256:")[2][:64]

    first = digest()
    assert digest() == first
    assert digest("--build-arg", "A=1") != first
    (context / "server.py").write_text("1", encoding="utf-8")
    second = digest()
    assert second != first
    (context / "server.py").chmod(0o755)
    assert digest() != second


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "image"], "builds and runs no images"),
        (["login", "--username", "AWS", "--password-stdin", "docker.io"], "'docker.io' is not an ECR registry"),
        (["push", f"{REGISTRY}/never-built:1"], "never-built:1 is recorded; build it first"),
        (["build", "--tag", "t", "/no/such/folder"], "/no/such/folder/Dockerfile: no such file"),
    ],
)
def test_refused_in_one_line(recorder: ImageRecorder, arguments: list[str], told: str) -> None:
    with pytest.raises(LocalAwsError, match=told):
        recorder.run(arguments)


@pytest.mark.slow
@pytest.mark.parametrize("endpoint", ["https://ecr.us-east-1.amazonaws.com", None])
def test_another_aws_is_refused(
    recorder: ImageRecorder, context: Path, endpoint: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    if endpoint is not None:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    for arguments in (["login", REGISTRY], ["build", "--tag", "t", str(context)], ["push", f"{REGISTRY}/r:1"]):
        with pytest.raises(LocalAwsError, match=r"is not the embedded AWS of .* unset CDK_DOCKER"):
            recorder.run(arguments)


def test_what_is_recorded_is_listed(recorder: ImageRecorder, context: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The CDK asks before it publishes an image to a second region (aws-cdk-cli#1591)."""
    for tag in ("cdkasset-1", "cdkasset-2"):
        recorder.run(["build", "--tag", tag, str(context)])
    capsys.readouterr()
    assert recorder.run(["images", "--filter", "reference=cdkasset-1", "--format", "{{.ID}}"]) == 0
    assert capsys.readouterr().out == "cdkasset-1\n"
    assert recorder.run(["images", "--filter", "reference=none"]) == 0
    assert capsys.readouterr().out == ""
