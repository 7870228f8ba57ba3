"""The real CDK CLI against the embedded AWS: deploy, nothing, break, destroy."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from pathlib import Path

import pytest
from rich.console import Console

from cdk_model_packages.errors import LocalAwsError
from cdk_model_packages.local_aws import LocalAws, deploy, destroy
from cdk_model_packages.local_aws.cdk import Cdk, CdkError
from cdk_model_packages.local_aws.report import Report
from cdk_model_packages.local_aws.stacks import Resource
from tests.local_aws.aws import OTHER_ACCOUNT, Aws
from tests.local_aws.greengrass import create, new_name, recipe, settled

ROOT = Path(__file__).parents[2]
APP = """
import json, os
import aws_cdk as cdk
from aws_cdk import aws_ecr_assets as images, aws_s3_assets as assets, aws_sagemaker as sagemaker

version = json.load(open("version.json"))
app = cdk.App(builtin_cloud_formation_validation=False)
env = cdk.Environment(account=os.environ["CDK_DEFAULT_ACCOUNT"], region=os.environ["CDK_DEFAULT_REGION"])
stack = cdk.Stack(app, "Toy", env=env)
group = sagemaker.CfnModelPackageGroup(stack, "Group", model_package_group_name="toy")
package = sagemaker.CfnModelPackage(stack, "Version", model_package_group_name="toy", inference_specification={
    "containers": [{
        "image": images.DockerImageAsset(stack, "Image", directory="image").image_uri,
        "modelDataUrl": assets.Asset(stack, "Model", path="model.tar.gz").s3_object_url,
    }],
    "supportedContentTypes": ["text/csv"],
    "supportedResponseMimeTypes": ["text/csv"],
}, **version)
package.add_resource_dependency(group)
for resource in (group, package):
    resource.apply_removal_policy(cdk.RemovalPolicy.RETAIN)
app.synth()
"""
REGISTRY = """
import os
import aws_cdk as cdk
from aws_cdk import aws_sagemaker as sagemaker

app = cdk.App(builtin_cloud_formation_validation=False)
stack = cdk.Stack(app, "Registry", env=cdk.Environment(account=os.environ["CDK_DEFAULT_ACCOUNT"], region="us-east-1"))
image = "763104351884.dkr.ecr.us-east-1.amazonaws.com/digits:1"
inference = {
    "containers": [{"image": image}],
    "supportedContentTypes": ["text/csv"],
    "supportedResponseMimeTypes": ["text/csv"],
    "supportedTransformInstanceTypes": ["ml.m5.large"],
    "supportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
}
algorithm = sagemaker.CfnAlgorithm(stack, "Algorithm", algorithm_name="digits", inference_specification=inference,
    training_specification={
        "trainingImage": image,
        "supportedTrainingInstanceTypes": ["ml.m5.large"],
        "trainingChannels": [
            {"name": "train", "supportedContentTypes": ["text/csv"], "supportedInputModes": ["File"]},
        ],
    })
package = sagemaker.CfnModelPackage(stack, "Package", model_package_name="digits", source_algorithm_specification={
    "sourceAlgorithms": [{"algorithmName": algorithm.ref, "modelDataUrl": "s3://models/digits/model.tar.gz"}],
})
card = sagemaker.CfnModelCard(stack, "Card", model_card_name="digits", model_card_status="Draft",
    content={"modelOverview": {"modelOwner": "qa"}, "intendedUses": {"riskRating": "Low"}})
sagemaker.CfnModel(stack, "Model", model_name="digits", enable_network_isolation=True,
    primary_container={"modelPackageName": package.ref})
for resource in (package, card):
    resource.apply_removal_policy(cdk.RemovalPolicy.RETAIN)
app.synth()
"""
COMPONENT = """
import json, os
import aws_cdk as cdk
from aws_cdk import aws_greengrassv2 as greengrassv2

app = cdk.App(builtin_cloud_formation_validation=False)
stack = cdk.Stack(app, "Edge", env=cdk.Environment(account=os.environ["CDK_DEFAULT_ACCOUNT"], region="us-east-1"))
component = greengrassv2.CfnComponentVersion(stack, "Component", inline_recipe=json.dumps({
    "RecipeFormatVersion": "2020-01-25",
    "ComponentName": "com.example.retained",
    "ComponentVersion": "1.0.0",
    "Manifests": [{"Lifecycle": {"Run": "true"}}],
}))
component.apply_removal_policy(cdk.RemovalPolicy.RETAIN)
app.synth()
"""
ARN = "arn:aws:sagemaker:us-east-1:000000000000"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small CDK app with an image, an archive and a version."""
    folder = tmp_path / "project"
    (folder / "image").mkdir(parents=True)
    (folder / "image" / "Dockerfile").write_text("FROM scratch\n", encoding="utf-8")
    (folder / "app.py").write_text(APP, encoding="utf-8")
    (folder / "cdk.json").write_text('{"app": "python app.py"}', encoding="utf-8")
    (folder / "version.json").write_text("{}", encoding="utf-8")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    with tarfile.open(folder / "model.tar.gz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("model.onnx"), io.BytesIO(b""))
    return folder


@pytest.mark.slow
def test_a_project_goes_up_again_wrong_and_down(
    local_aws: LocalAws, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deploy(project, local_aws)
    told = capsys.readouterr().out
    assert f"model package group {ARN}:model-package-group/toy\n" in told
    assert f"{ARN}:model-package/toy/1  Completed, PendingManualApproval\n" in told
    assert "artifact s3://cdk-hnb659fds-assets-000000000000-us-east-1/" in told
    assert told.endswith("changed: Toy\n")

    deploy(project, local_aws)
    assert capsys.readouterr().out.endswith("nothing changed\n")

    (project / "version.json").write_text('{"model_package_name": "both"}', encoding="utf-8")
    with pytest.raises(LocalAwsError) as caught:
        deploy(project, local_aws)
    assert "`cdk deploy` ended with exit code 1" in str(caught.value)
    assert 'Version: Resource handler returned message: "ModelPackageName cannot change in place' in str(caught.value)
    assert "\n" not in str(caught.value)
    capsys.readouterr()

    (project / "version.json").write_text('{"model_package_description": "second"}', encoding="utf-8")
    deploy(project, local_aws)
    told = capsys.readouterr().out
    assert f"{ARN}:model-package/toy/1  Completed, PendingManualApproval (retained)\n" in told
    assert f"{ARN}:model-package/toy/2  Completed, PendingManualApproval\n" in told

    destroy(project, local_aws, context=["unused=1"])
    told = capsys.readouterr().out
    for left in ("ModelPackageGroup {}:model-package-group/toy", "ModelPackage {}:model-package/toy/1",
                 "ModelPackage {}:model-package/toy/2"):  # fmt: skip
        assert f"  AWS::SageMaker::{left.format(ARN)}\n" in told

    with pytest.raises(
        LocalAwsError,
        match=r"already exists.*existing_group=true.*model_package_name=, algorithm_name=, ModelPackageName in a file"
        r".*delete it, or forget everything with `model-packages local reset`",
    ):
        deploy(project, local_aws)

    destroy(project, local_aws)
    assert capsys.readouterr().out.endswith("this run has retained nothing\n")


@pytest.mark.slow
def test_a_stack_that_only_adds_a_version_is_told_with_its_group(aws: Aws, group: str) -> None:
    earlier, own = aws.version(group), aws.version(group)
    told = io.StringIO()
    report = Report(aws.variables, Console(file=told, width=40))
    report.stack("Joined", [Resource("AWS::SageMaker::ModelPackage", own)])
    lines = told.getvalue().splitlines()
    assert lines[:2] == ["Joined", f"  model package group {ARN}:model-package-group/{group}"]
    assert [line.split()[0] for line in lines if "model-package/" in line] == [earlier, own]
    assert [line.endswith(" (retained)") for line in lines if "model-package/" in line] == [True, False]


@pytest.mark.slow
def test_everything_of_the_registry_goes_up_and_what_is_retained_stays(
    local_aws: LocalAws, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "app.py").write_text(REGISTRY, encoding="utf-8")
    deploy(project, local_aws)
    told = capsys.readouterr().out
    for line in (
        f"  algorithm {ARN}:algorithm/digits  Completed\n      training image 763104351884.dkr.ecr",
        f"  model package {ARN}:model-package/digits  Completed\n      artifact s3://models/digits/model.tar.gz\n",
        f"  model {ARN}:model/digits  Created, network-isolated\n      package {ARN}:model-package/digits\n",
        f"  model card {ARN}:model-card/digits  Draft, version 1\n",
    ):
        assert line in told
    deploy(project, local_aws)
    assert capsys.readouterr().out.endswith("nothing changed\n")

    destroy(project, local_aws)
    told = capsys.readouterr().out.partition("retained:\n")[2]
    assert f"  AWS::SageMaker::ModelPackage {ARN}:model-package/digits\n" in told
    assert "  AWS::SageMaker::ModelCard digits\n" in told
    assert "::Algorithm " not in told
    assert "::Model " not in told


@pytest.mark.slow
def test_a_retained_component_version_has_a_way_out(local_aws: LocalAws, project: Path) -> None:
    (project / "app.py").write_text(COMPONENT, encoding="utf-8")
    deploy(project, local_aws)
    destroy(project, local_aws)
    with pytest.raises(
        LocalAwsError,
        match=r"already exists with state: \[DEPLOYABLE\].*; a component version cannot be changed.*"
        r"component_version=.*delete it, or forget everything with `model-packages local reset`$",
    ):
        deploy(project, local_aws)


@pytest.mark.slow
def test_what_runs_on_devices_is_told(aws: Aws) -> None:
    aws.s3.create_bucket(Bucket="told-components")
    aws.s3.put_object(Bucket="told-components", Key="component.zip", Body=b"x")
    uri, name = "s3://told-components/component.zip", new_name()
    arn = create(aws, recipe(name, uri=uri))
    settled(aws, arn)
    target = aws.iot.create_thing_group(thingGroupName="told")["thingGroupArn"]
    components = {name: {"componentVersion": "1.0.0"}}
    superseded, deployment = (
        aws.greengrassv2.create_deployment(targetArn=target, components=components)["deploymentId"] for _ in range(2)
    )
    machine = aws.client("stepfunctions").create_state_machine(
        name="told",
        definition='{"StartAt":"End","States":{"End":{"Type":"Succeed"}}}',
        roleArn=aws.role("told", "states.amazonaws.com"),
    )["stateMachineArn"]
    made = [
        Resource("AWS::GreengrassV2::ComponentVersion", arn),
        Resource("AWS::GreengrassV2::Deployment", superseded),
        Resource("AWS::GreengrassV2::Deployment", deployment),
        Resource("AWS::GreengrassV2::Deployment", "gone"),
        Resource("AWS::StepFunctions::StateMachine", machine),
    ]
    told = io.StringIO()
    Report(aws.variables, Console(file=told, width=40)).stack("Edge", made)
    assert told.getvalue().splitlines() == [
        "Edge",
        f"  component {arn}  DEPLOYABLE",
        f"      artifact {uri}",
        f"  deployment {superseded}  INACTIVE, superseded",
        f"      target {target}",
        f"      component {name} 1.0.0",
        f"  deployment {deployment}  ACTIVE",
        f"      target {target}",
        f"      component {name} 1.0.0",
        "  deployment gone  deleted outside of its stack",
        f"  state machine {machine}  ACTIVE",
    ]


@pytest.mark.slow
def test_what_was_deleted_outside_is_told(aws: Aws) -> None:
    told = io.StringIO()
    gone = [
        Resource("AWS::SageMaker::Model", f"{ARN}:model/nobody"),
        Resource("AWS::SageMaker::ModelCard", "nobody"),
        Resource("AWS::S3::Bucket", "not-ours"),
    ]
    Report(aws.variables, Console(file=told, width=40)).stack("Gone", gone)
    assert told.getvalue().splitlines() == [
        "Gone",
        f"  model {ARN}:model/nobody  deleted outside of its stack",
        "  model card nobody  deleted outside of its stack",
    ]


@pytest.mark.slow
def test_a_shared_group_that_may_not_be_listed_tells_the_stacks_own_version(local_aws: LocalAws, aws: Aws) -> None:
    other = Aws(local_aws.environment(), account=OTHER_ACCOUNT)
    other.sagemaker.create_model_package_group(ModelPackageGroupName="theirs")
    version = f"arn:aws:sagemaker:us-east-1:{OTHER_ACCOUNT}:model-package/theirs/1"
    allow = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": ["sagemaker:CreateModelPackage", "sagemaker:DescribeModelPackage"],
        "Resource": version.replace("/1", "/*"),
    }
    other.sagemaker.put_model_package_group_policy(
        ModelPackageGroupName="theirs", ResourcePolicy=json.dumps({"Statement": [allow]})
    )
    other.close()
    assert aws.version(f"arn:aws:sagemaker:us-east-1:{OTHER_ACCOUNT}:model-package-group/theirs") == version
    aws.finished(version)
    told = io.StringIO()
    Report(aws.variables, Console(file=told, width=40)).stack("S", [Resource("AWS::SageMaker::ModelPackage", version)])
    assert f"    {version}  Completed, PendingManualApproval\n" in told.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("code", [0, 1])
def test_an_embedded_aws_that_is_lost_meanwhile_is_told(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: int
) -> None:
    own = LocalAws(tmp_path / ".local-aws")

    def nothing(_cdk: Cdk, _variables: object, *, force: bool) -> None:
        del force

    def lose_it(_cdk: Cdk, _variables: object) -> None:
        shutil.rmtree(own.directory)
        if code:
            raise CdkError("`cdk deploy` ended with exit code 1")

    monkeypatch.setattr(Cdk, "bootstrap", nothing)
    monkeypatch.setattr(Cdk, "deploy", lose_it)
    with pytest.raises(LocalAwsError, match=r"was stopped, or its folder deleted, meanwhile: .*; run it again$"):
        deploy(project, own)
    assert "nothing changed" not in capsys.readouterr().out


def test_a_folder_without_a_cdk_app_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LocalAwsError, match=r"cdk\.json: no such file; name the folder of a CDK project"):
        Cdk(tmp_path, tmp_path)
