"""``model-packages image``: AWS's own images, and digests from the ECR that the environment points to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cdk_model_packages.local_aws import LocalAws
from tests.local_aws.aws import ACCOUNT, REGION, Aws

PROGRAM = (
    "import sys\n"
    "from cdk_model_packages.cli.image import app\n"
    "from cdk_model_packages.errors import exit_on_user_error\n"
    "with exit_on_user_error(): app(sys.argv[1:])\n"
)
NOWHERE = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}
PLACE = "model-package.yaml:4: InferenceSpecification.Containers[0].Image"
REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
SPEC = """\
# A spec with comments, quotes and odd spaces.
InferenceSpecification:
    Containers:
      - Image: "digits:1.0"   # the server
        ModelDataUrl: s3://bucket/model.tar.gz
    SupportedContentTypes: [ text/csv ]
    SupportedResponseMIMETypes:
    - text/csv
"""


def image(*arguments: str, cwd: Path, env: dict[str, str] = NOWHERE) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(
        command, cwd=cwd, env={**kept, **env}, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    """An embedded AWS with one image."""
    local_aws = LocalAws(tmp_path_factory.mktemp("embedded") / ".local-aws")
    local_aws.start()
    found = Aws(local_aws.environment())
    found.ecr.create_repository(repositoryName="digits")
    found.ecr.put_image(repositoryName="digits", imageTag="1.0", imageManifest=manifest("first"))
    yield found
    found.close()
    local_aws.stop()


def manifest(content: str) -> str:
    return json.dumps({"schemaVersion": 2, "config": {"digest": content}, "layers": []})


def digest(aws: Aws, tag: str) -> str:
    (found,) = aws.ecr.describe_images(repositoryName="digits", imageIds=[{"imageTag": tag}])["imageDetails"]
    return found["imageDigest"]


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "model-package.yaml"
    path.write_text(SPEC)
    return path


def test_a_tag_is_printed_by_its_digest(aws: Aws, tmp_path: Path) -> None:
    pinned = f"{REGISTRY}/digits@{digest(aws, '1.0')}"
    result = image("pin", "digits:1.0", f"{REGISTRY}/digits:1.0", pinned, cwd=tmp_path, env=aws.variables)
    assert result.stdout.splitlines() == [pinned] * 3, result.stderr
    assert (result.returncode, result.stderr) == (0, "")


def test_a_moved_tag_has_another_digest(aws: Aws, tmp_path: Path) -> None:
    found: list[str] = []
    for content in ("old", "new"):
        aws.ecr.put_image(repositoryName="digits", imageTag="moves", imageManifest=manifest(content))
        found.append(image("pin", "digits:moves", cwd=tmp_path, env=aws.variables).stdout)
    assert len(set(found)) == 2


def test_an_index_is_warned_of(aws: Aws, tmp_path: Path) -> None:
    index = "application/vnd.oci.image.index.v1+json"
    aws.ecr.put_image(
        repositoryName="digits", imageTag="index", imageManifest=manifest("index"), imageManifestMediaType=index
    )
    result = image("pin", "digits:index", cwd=tmp_path, env=aws.variables)
    assert result.returncode == 0
    assert result.stdout.startswith(f"{REGISTRY}/digits@sha256:")
    assert result.stderr.startswith(f"warning: digits:index: SageMaker has refused manifests of the media type {index}")


def test_a_spec_is_shown_and_not_written(aws: Aws, spec: Path) -> None:
    result = image("pin", "--spec", spec.name, cwd=spec.parent, env=aws.variables)
    assert result.stdout.splitlines() == [
        f"{PLACE}: digits:1.0 -> {REGISTRY}/digits@{digest(aws, '1.0')}",
        "model-package.yaml: not written; add --write",
    ]
    assert spec.read_text() == SPEC


def test_a_spec_is_written_and_only_the_image_changes(aws: Aws, spec: Path) -> None:
    spec.chmod(0o640)
    result = image("pin", "--spec", spec.name, "--write", cwd=spec.parent, env=aws.variables)
    assert result.stdout.splitlines()[-1] == "wrote model-package.yaml", result.stderr
    written = SPEC.replace("digits:1.0", f"{REGISTRY}/digits@{digest(aws, '1.0')}")
    assert spec.read_text() == written
    assert spec.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in spec.parent.iterdir()] == [spec.name]
    again = image("pin", "--spec", spec.name, "--write", cwd=spec.parent)
    assert again.stdout.splitlines() == [
        f"{PLACE}: {REGISTRY}/digits@{digest(aws, '1.0')}: pinned already",
        "model-package.yaml: nothing to change",
    ]
    assert spec.read_text() == written


def test_check_pins_before_it_checks(aws: Aws, spec: Path) -> None:
    command = [sys.executable, "-c", "from cdk_model_packages.cli import main; main()", "check", "--pin"]
    environment = {**os.environ, **aws.variables}
    result = subprocess.run(
        command, cwd=spec.parent, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr
    assert f"@{digest(aws, '1.0')}" in spec.read_text()
    assert "fits the service's limits" in result.stdout


def test_a_link_to_a_spec_stays_a_link(aws: Aws, spec: Path) -> None:
    link = spec.with_name("link.yaml")
    link.symlink_to(spec.name)
    assert image("pin", "--spec", link.name, "--write", cwd=spec.parent, env=aws.variables).returncode == 0
    assert link.is_symlink()
    assert "@sha256:" in spec.read_text()


def test_a_folder_in_a_spec_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "model-package.yaml"
    path.write_text(SPEC.replace('"digits:1.0"', "./server"))
    result = image("pin", "--spec", path.name, "--write", cwd=tmp_path)
    assert "./server: built from its folder, nothing to pin" in result.stdout
    assert result.returncode == 0


def test_nothing_is_written_when_one_image_is_missing(aws: Aws, spec: Path) -> None:
    text = SPEC.replace("    SupportedContent", '      - Image: "digits:none"\n    SupportedContent')
    spec.write_text(text)
    result = image("pin", "--spec", spec.name, "--write", cwd=spec.parent, env=aws.variables)
    assert result.returncode == 2
    assert result.stderr == ("error: image digits:none: repository digits has no tag none; push it, or name another\n")
    assert spec.read_text() == text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["digits:9"], "repository digits has no tag 9"),
        (["none:1"], "this account and region has no repository none"),
    ],
)
def test_what_ecr_does_not_have_is_told(aws: Aws, tmp_path: Path, arguments: list[str], told: str) -> None:
    result = image("pin", *arguments, cwd=tmp_path, env=aws.variables)
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert told in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "error: nothing to pin; name an image, or --spec model-package.yaml"),
        (["digits:1", "--write"], "error: --write: no file to write; say --spec model-package.yaml"),
        (["digits:1"], "error: ECR: no AWS region; say --region, or set AWS_REGION"),
        (["digits:1", "--region", "eu-west-1"], "error: digits:1: no AWS credentials; sign in"),
        (["public.ecr.aws/team/digits:1"], "[CT-009]"),
        (["--spec", "none.yaml"], "error: none.yaml: no such file"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, arguments: list[str], told: str) -> None:
    result = image("pin", *arguments, cwd=tmp_path)
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert told in result.stderr


def test_the_environments_region_may_be_called_by_either_name(tmp_path: Path) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        result = image("pin", "digits:1", cwd=tmp_path, env={**NOWHERE, name: "eu-west-1"})
        assert "no AWS credentials" in result.stderr


def test_find_lists_frameworks(tmp_path: Path) -> None:
    names = image("find", cwd=tmp_path).stdout.splitlines()
    assert {"pytorch", "sklearn", "huggingface", "djl-lmi"} <= set(names)
    assert "spark" not in names, "no image for inference"
    assert json.loads(image("find", "--json", cwd=tmp_path).stdout) == names


def test_find_lists_what_a_file_can_say(tmp_path: Path) -> None:
    lines = image("find", "pytorch", "2.6", cwd=tmp_path).stdout.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [
        ["dlc:pytorch:2.6.0:cpu:py312", "pytorch-inference:2.6.0-cpu-py312"],
        ["dlc:pytorch:2.6.0:gpu:py312", "pytorch-inference:2.6.0-gpu-py312"],
        ["dlc:pytorch:2.6.0:cpu:py312:arm64", "pytorch-inference-arm64:2.6.0-cpu-py312-ubuntu22.04-sagemaker"],
    ]


def test_find_in_a_region_gives_uris(tmp_path: Path) -> None:
    found = json.loads(image("find", "sklearn", "1.2-1", "--region", "cn-north-1", "--json", cwd=tmp_path).stdout)
    assert found == [
        {
            "reference": "dlc:sklearn:1.2-1:cpu:py3",
            "framework": "sklearn",
            "version": "1.2-1",
            "base_framework_version": None,
            "processor": "cpu",
            "py_version": "py3",
            "image_scope": "inference",
            "repository": "sagemaker-scikit-learn",
            "tag": "1.2-1-cpu-py3",
            "region": "cn-north-1",
            "uri": "450853457545.dkr.ecr.cn-north-1.amazonaws.com.cn/sagemaker-scikit-learn:1.2-1-cpu-py3",
        }
    ]
    line = image("find", "sklearn", "1.2-1", "--region", "cn-north-1", cwd=tmp_path).stdout.splitlines()[1]
    assert line.split() == [found[0]["reference"], found[0]["uri"]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pytroch"], "for example pytorch"),
        (["sklearn", "7"], "sklearn 7: sagemaker-core"),
        (["sklearn", "--region", "eu-isoe-west-1"], "sklearn in eu-isoe-west-1: sagemaker-core"),
        (["sklearn", "--region", "ireland"], "region 'ireland': there is none of that name"),
    ],
)
def test_what_aws_does_not_publish_is_told(tmp_path: Path, arguments: list[str], told: str) -> None:
    result = image("find", *arguments, cwd=tmp_path)
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert told in result.stderr
