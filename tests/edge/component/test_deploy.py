"""Components deployed with the real CDK CLI into the embedded AWS, whose functions run."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cdk_model_packages.artifacts import build_archive
from cdk_model_packages.errors import LocalAwsError
from cdk_model_packages.local_aws import LocalAws
from cdk_model_packages.local_aws.cdk import Cdk
from tests.conftest import ROOT
from tests.edge.component.components import model_folder
from tests.local_aws.aws import Aws

pytestmark = pytest.mark.slow

DIGITS = ROOT / "examples/digits/model"
APP = """
import cdk_model_packages
import os
import aws_cdk as cdk
from cdk_model_packages import Container, InferenceImage, ModelArtifact, ModelPackageGroup
from cdk_model_packages.edge import EdgeComponent, EdgeDeployment, Inference, NeoCompilation
from cdk_model_packages.spec.edge_target import EdgeTarget

app = cdk.App(builtin_cloud_formation_validation=False)
stack = cdk.Stack(app, "Edge")
stored = ModelArtifact.from_uri(os.environ["MODEL"])
target = EdgeTarget.platform("X86_64")
components = [
    EdgeComponent(stack, "Local", model=ModelArtifact.from_directory("model"), component_name="com.local",
                  target=target),
    EdgeComponent(stack, "Stored", model=stored, component_name="com.stored", target=target,
                  inference=Inference.python(port=8081), description=os.environ["DESCRIPTION"]),
]
if os.environ.get("COMPILED"):
    image = InferenceImage.from_uri("000000000000.dkr.ecr.us-east-1.amazonaws.com/d@sha256:" + "0" * 64)
    container = Container(image=image, model_data=stored, framework="ONNX", data_input_config='{"pixels": [1, 64]}')
    version = ModelPackageGroup(stack, "Group", model_package_group_name="digits").add_version(
        "Version", containers=[container], supported_content_types=["text/csv"],
        supported_response_mime_types=["text/csv"], supported_transform_instance_types=["ml.m5.large"])
    components.append(EdgeComponent(stack, "Compiled", model=version, component_name="com.compiled", target=target,
                                    inference=Inference.none(), compilation=NeoCompilation(),
                                    component_version=os.environ["COMPILED"]))
EdgeDeployment(stack, "Deployment", thing_group="lines", components=components)
app.synth()
"""


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalAws]:
    monkeypatch.setenv("NODE_PATH", str(ROOT / "node_modules"))
    made = LocalAws(tmp_path / "aws")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "app.py").write_text(APP)
    (folder / "cdk.json").write_text('{"app": "python app.py"}')
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(DIGITS, folder / "model")
    return folder


def versions(aws: Aws, name: str) -> list[str]:
    arn = f"arn:aws:greengrass:us-east-1:000000000000:components:{name}"
    found = aws.greengrassv2.list_component_versions(arn=arn)["componentVersions"]
    return [one["componentVersion"] for one in found]


def artifact(aws: Aws, name: str, version: str) -> dict[str, Any]:
    arn = f"arn:aws:greengrass:us-east-1:000000000000:components:{name}:versions:{version}"
    found = aws.greengrassv2.get_component(arn=arn, recipeOutputFormat="JSON")
    recipe = json.loads(found["recipe"])
    (one,) = recipe["Manifests"][0]["Artifacts"]
    bucket, _, key = (one.get("URI") or one["Uri"]).removeprefix("s3://").partition("/")
    with zipfile.ZipFile(io.BytesIO(aws.s3.get_object(Bucket=bucket, Key=key)["Body"].read())) as archive:
        model = archive.read("model/model.onnx")
    return {"uri": (bucket, key), "model": model, "digest": one["Digest"], "tags": found["tags"]}


def test_components_are_deployed_changed_and_retained(
    running: LocalAws, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables = running.environment()
    aws, cdk = Aws(variables), Cdk(project, running.directory)
    cdk.bootstrap(variables, force=True)
    aws.s3.create_bucket(Bucket="models")
    aws.iot.create_thing_group(thingGroupName="lines")

    def upload(key: str, folder: Path) -> None:
        aws.s3.upload_file(str(build_archive(folder, tmp_path / "m.tar.gz").path), "models", key)

    upload("1/model.tar.gz", DIGITS)
    monkeypatch.setenv("MODEL", "s3://models/1/model.tar.gz")
    monkeypatch.setenv("DESCRIPTION", "first")
    monkeypatch.setenv("COMPILED", "1.0.0")
    cdk.deploy(variables)

    digits = (DIGITS / "model.onnx").read_bytes()
    first = {name: versions(aws, name) for name in ("com.local", "com.stored", "com.compiled")}
    assert [len(found) for found in first.values()] == [1, 1, 1]
    assert first["com.compiled"] == ["1.0.0"]
    found = {name: artifact(aws, name, one) for name, (one,) in first.items()}
    assert found["com.local"]["model"] == found["com.stored"]["model"] == digits
    assert found["com.local"]["digest"] == found["com.stored"]["digest"], "here and there the same ZIP is made"
    assert all("cdk-model-packages:content" in one["tags"] for one in found.values())
    deployment = aws.greengrassv2.list_deployments(historyFilter="LATEST_ONLY")["deployments"][0]
    brought = aws.greengrassv2.get_deployment(deploymentId=deployment["deploymentId"])["components"]
    assert {name: one["componentVersion"] for name, one in brought.items()} == {
        name: one for name, (one,) in first.items()
    }

    # Again: nothing changes.
    cdk.deploy(variables)
    assert {name: versions(aws, name) for name in first} == first

    # Another recipe, then another model: more versions, and the old ones stay.
    monkeypatch.setenv("DESCRIPTION", "second")
    cdk.deploy(variables)
    assert len(versions(aws, "com.stored")) == 2
    upload("2/model.tar.gz", model_folder(tmp_path, b"others"))
    monkeypatch.setenv("MODEL", "s3://models/2/model.tar.gz")
    monkeypatch.setenv("COMPILED", "1.0.1")
    cdk.deploy(variables)
    stored = versions(aws, "com.stored")
    assert len(stored) == 3
    assert set(versions(aws, "com.compiled")) == {"1.0.0", "1.0.1"}
    assert sorted(artifact(aws, "com.stored", one)["model"] == digits for one in stored) == [False, True, True]

    # A model that is not there fails the deployment with Neo's reason, and leaves what was.
    monkeypatch.setenv("MODEL", "s3://models/none/model.tar.gz")
    with pytest.raises(LocalAwsError):
        cdk.deploy(variables)
    events = aws.events("Edge")
    told = re.compile(r"compilation job edge-component-[0-9a-f]{16} is FAILED: ClientError: InputConfiguration: ")
    assert any(told.search(reason) for name, _, reason in events if name.startswith("Compiled"))
    assert versions(aws, "com.stored") == stored

    cdk.destroy(variables)
    assert versions(aws, "com.stored") == stored
    assert all(artifact(aws, "com.stored", one) for one in stored)
    with pytest.raises(ClientError):
        aws.cloudformation.describe_stacks(StackName="Edge")
    aws.close()
