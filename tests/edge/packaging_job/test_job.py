"""A job as a user has it: deployed by the real CDK CLI, started by an approval and by hand, and what it leaves behind.

Between its state machine and the services is a proxy that throttles and breaks calls.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cdk_model_packages.local_aws import LocalAws, deploy
from cdk_model_packages.local_aws.environment import merged
from cdk_model_packages.local_aws.ports import free_port
from tests.conftest import ROOT
from tests.local_aws.aws import ACCOUNT, REGION, Aws, tar_gz
from tests.local_aws.faulty import Proxy, faulty_aws

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).with_name("lookout_commands.txt")
COMMAND = Path(sys.executable).with_name("model-packages")
APP = """
import sys
sys.path.insert(0, {root!r})
from cdk_model_packages import ModelApprovalStatus, ModelArtifact, ModelPackage, ModelPackageGroup
import aws_cdk as cdk
from aws_cdk import aws_iot as iot, aws_s3 as s3
from cdk_model_packages import Container, EdgePackagingJob, EdgeTarget, NeoCompilation, TargetArch
from stacks import digits

app = cdk.App(builtin_cloud_formation_validation=False)
stack = cdk.Stack(app, "Edge", env=cdk.Environment(account={account!r}, region={region!r}))
group = ModelPackageGroup(stack, "Group", model_package_group_name="defects")
artifacts = s3.Bucket(stack, "Artifacts", bucket_name="edge-artifacts")
line = iot.CfnThingGroup(stack, "Line", thing_group_name="line-1")
job = EdgePackagingJob(
    stack, "Job", model_package_group=group, component_name="com.example.approved",
    further_component_names=["Sample*", "jetson_component"], target=EdgeTarget.platform(TargetArch.X86_64),
    artifact_bucket=artifacts, models=[digits.model(), ModelArtifact.from_prefix(artifacts, "trained/")],
    compilation=NeoCompilation(), deploy_to=line.attr_arn,
)
rule = job.start_on_approval()
version = ModelPackage(
    stack, "Version", model_package_group=group,
    containers=[Container(image=digits.inference_image(), model_data=digits.model(), framework="ONNX",
                          data_input_config='{{"pixels": [1, 64]}}')],
    supported_content_types=["text/csv"], supported_response_mime_types=["text/csv"],
    supported_transform_instance_types=["ml.m5.large"], model_approval_status=ModelApprovalStatus.APPROVED,
)
version.node.add_dependency(rule, job)
app.synth()
"""
MACHINE = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:EdgePackagingJob-defects"
THROTTLED = {"error": {"code": "ThrottlingException", "message": "Rate exceeded", "status": 400}}


class Job:
    """The deployed job."""

    def __init__(self, local_aws: LocalAws, proxy: Proxy, aws: Aws) -> None:
        self._variables = local_aws.environment()
        self.proxy = proxy
        self.aws = aws

    def command(self, *arguments: str, code: int = 0) -> Any:
        """Run ``model-packages edge`` against it; return what it prints."""
        ended = subprocess.run(
            [COMMAND, "edge", *arguments],
            env=merged(self._variables), capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert ended.returncode == code, ended.stderr
        return json.loads(ended.stdout) if ended.stdout.strip() else ended.stderr

    def shell(self, line: str) -> dict[str, Any]:
        """Run a command line in a real shell; return the job that it started, when that has ended."""
        ended = subprocess.run(
            ["bash", "-c", line.strip().replace("model-packages", str(COMMAND), 1) + " --wait"],
            env=merged(self._variables), capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        name = json.loads(ended.stdout)["JobName"]
        return self.command("describe", "--job-name", name)["ModelPackagingDescription"]

    def fail_with(self, configuration: dict[str, Any], *arguments: str) -> str:
        """Start a job that fails; return why."""
        options = ("--project-name", "defects", "--configuration", json.dumps({"Greengrass": configuration}))
        ended = subprocess.run(
            [COMMAND, "edge", "start", *options, *arguments, "--wait"],
            env=merged(self._variables), capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert ended.returncode == 1, ended.stderr
        return ended.stderr.strip().splitlines()[-1]

    def tags(self, arn: str) -> dict[str, str]:
        """Return a component version's tags."""
        return self.aws.greengrassv2.describe_component(arn=arn)["tags"]

    def recipe(self, arn: str) -> dict[str, Any]:
        """Return a component version's recipe."""
        return json.loads(self.aws.greengrassv2.get_component(arn=arn, recipeOutputFormat="JSON")["recipe"])

    def ended(self, count: int) -> None:
        """Wait until so many executions have been started, and all have ended."""
        for _ in range(300):
            found = self.executions()
            if len(found) >= count and all(one["status"] != "RUNNING" for one in found):
                return
            time.sleep(0.1)
        raise AssertionError(found)

    def archive(self, arn: str) -> zipfile.ZipFile:
        """Return the ZIP of a component version."""
        (artifact,) = self.recipe(arn)["Manifests"][0]["Artifacts"]
        bucket, _, key = artifact["Uri"].removeprefix("s3://").partition("/")
        return zipfile.ZipFile(io.BytesIO(self.aws.s3.get_object(Bucket=bucket, Key=key)["Body"].read()))

    def version(self, model_data_url: str) -> str:
        """Register a version as a pipeline would, and approve it; return its ARN when the approval's job has ended."""
        runs = len(self.executions())
        container = {
            "Image": "763104351884.dkr.ecr.us-east-1.amazonaws.com/digits:1",
            "ModelDataUrl": model_data_url,
            "Framework": "ONNX",
            "ModelInput": {"DataInputConfig": '{"pixels": [1, 64]}'},
        }
        arn = self.aws.sagemaker.create_model_package(
            ModelPackageGroupName="defects",
            InferenceSpecification={
                "Containers": [container],
                "SupportedContentTypes": ["text/csv"],
                "SupportedResponseMIMETypes": ["text/csv"],
            },
        )["ModelPackageArn"]
        self.aws.finished(arn)
        self.aws.sagemaker.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
        self.ended(runs + 1)
        return arn

    def classifies(self, name: str, version: str) -> bool:
        """Run a component as a device would; tell whether it reads the held-out digits."""
        digits = ROOT / "examples" / "digits"
        told = self.command(
            "run", f"{name}:{version}", "--format", "json", "--configuration", json.dumps({"Port": str(free_port())}),
            "--samples", str(digits / "samples" / "digits.csv"), "--expected", str(digits / "expected.csv"),
            "--agreement", "0.95",
        )  # fmt: skip
        return told["passed"]

    def deployed(self) -> str | None:
        """Return which version of the job's own component the thing group's deployment has."""
        line = self.aws.iot.describe_thing_group(thingGroupName="line-1")["thingGroupArn"]
        (latest,) = self.aws.greengrassv2.list_deployments(targetArn=line, historyFilter="LATEST_ONLY")["deployments"]
        components = self.aws.greengrassv2.get_deployment(deploymentId=latest["deploymentId"])["components"]
        return components.get("com.example.approved", {}).get("componentVersion")

    def executions(self) -> list[dict[str, Any]]:
        """Return all executions, oldest first."""
        found = self.aws.client("stepfunctions").list_executions(stateMachineArn=MACHINE)["executions"]
        return found[::-1]


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Job]:
    """A job that has packaged the one version that was approved when it was deployed."""
    folder = tmp_path_factory.mktemp("job")
    project = folder / "project"
    project.mkdir()
    (project / "app.py").write_text(APP.format(root=str(ROOT), account=ACCOUNT, region=REGION), encoding="utf-8")
    (project / "cdk.json").write_text(json.dumps({"app": f"{sys.executable} app.py"}), encoding="utf-8")
    (project / "node_modules").symlink_to(ROOT / "node_modules")
    with faulty_aws(folder) as (local_aws, proxy):
        proxy.inject(
            {"service": "sagemaker", "operation": "DescribeModelPackage", "times": 2, **THROTTLED},
            {"service": "sagemaker", "operation": "CreateCompilationJob", "times": 1, **THROTTLED},
            {"service": "greengrass", "times": 2, "error": {**THROTTLED["error"], "status": 429}},
        )
        deploy(project, local_aws)
        aws = Aws(local_aws.environment())
        yield Job(local_aws, proxy, aws)
        aws.close()


def test_an_approval_is_packaged_through_throttled_services(job: Job) -> None:
    (first,) = job.executions()
    assert first["status"] == "SUCCEEDED"
    assert job.proxy.fired() == ["error:ThrottlingException"] * 5
    told = job.command("describe", "--job-name", first["name"])["ModelPackagingDescription"]
    made = told["ModelPackagingOutputDetails"]["Greengrass"]
    assert (made["ComponentName"], made["ComponentVersion"]) == ("com.example.approved", "1.0.0")
    status = job.aws.greengrassv2.describe_component(arn=made["ComponentVersionArn"])["status"]
    assert status["componentState"] == "DEPLOYABLE"


def test_an_approval_enters_the_deployment_of_the_thing_group(job: Job) -> None:
    assert job.deployed() is not None


@pytest.mark.parametrize(
    ("command", "name", "version", "architecture", "tags"),
    [
        (
            0, "SampleComponentNameX86TargetPlatform", "0.1.0", "amd64",
            {"modelKey0": "modelValue", "modelKey1": "modelValue"},
        ),
        (1, "jetson_component", "2.0.0", "aarch64", {"tag_key1": "tag_value1", "tag_key2": "tag_value2"}),
    ],
)  # fmt: skip
def test_both_commands_of_the_old_documentation_succeed(
    job: Job, command: int, name: str, version: str, architecture: str, tags: dict[str, str]
) -> None:
    told = job.shell(SOURCE.read_text(encoding="utf-8").split("\n\n")[command])
    arn = told["ModelPackagingOutputDetails"]["Greengrass"]["ComponentVersionArn"]
    recipe = job.recipe(arn)
    assert told["Status"] == "SUCCEEDED"
    assert (recipe["ComponentName"], recipe["ComponentVersion"]) == (name, version)
    assert recipe["Manifests"][0]["Platform"] == {"os": "linux", "architecture": architecture}
    assert tags.items() <= job.tags(arn).items()
    if architecture == "amd64":  # this machine's
        assert job.classifies(name, version)


def test_two_versions_of_one_file_name_stay_apart(job: Job) -> None:
    """Neo names what it writes after the model's file."""
    made = {}
    for note in ("one", "two"):
        key = f"trained/{note}/model.tar.gz"
        job.aws.s3.put_object(Bucket="edge-artifacts", Key=key, Body=tar_gz(model__onnx=b"x", note__txt=note.encode()))
        arn = job.version(f"s3://edge-artifacts/{key}")
        number = arn.rpartition("/")[2]
        request = (
            "Greengrass={TargetDevice=jetson_xavier,S3OutputLocation={Bucket=edge-artifacts},ComponentName=Sample}"
        )
        told = job.shell(
            f"model-packages edge start --project-name defects --model-version {number} --configuration '{request}'"
        )
        made[note] = told["ModelPackagingOutputDetails"]["Greengrass"]["ComponentVersionArn"]
    for note, arn in made.items():
        assert job.archive(arn).read("model/note.txt").decode() == note


def test_the_artifact_holds_model_and_runner(job: Job) -> None:
    arn = f"arn:aws:greengrass:{REGION}:{ACCOUNT}:components:com.example.approved:versions:1.0.0"
    names = job.archive(arn).namelist()
    assert {"model/model.onnx", "runner/run.py", "runner/requirements.txt"} <= set(names)


def test_an_approval_told_again_changes_nothing(job: Job) -> None:
    """SageMaker tells any change of an approved version as an approval; the thing group has a newer one by then."""
    job.aws.s3.put_object(Bucket="edge-artifacts", Key="trained/newer/model.tar.gz", Body=tar_gz(model__onnx=b"x"))
    newer = job.version("s3://edge-artifacts/trained/newer/model.tar.gz")
    before = job.aws.sagemaker.list_compilation_jobs(MaxResults=100)["CompilationJobSummaries"]
    runs = len(job.executions())
    first = newer.rpartition("/")[0] + "/1"
    for status in ("Rejected", "Approved"):
        job.aws.sagemaker.update_model_package(ModelPackageArn=first, ModelApprovalStatus=status)
    job.ended(runs + 1)
    assert job.executions()[-1]["status"] == "SUCCEEDED"
    assert job.aws.sagemaker.list_compilation_jobs(MaxResults=100)["CompilationJobSummaries"] == before
    assert job.deployed() == f"{newer.rpartition('/')[2]}.0.0"


def test_a_failed_compilation_is_told_with_neos_reason(job: Job) -> None:
    job.aws.s3.put_object(Bucket="edge-artifacts", Key="broken/model.tar.gz", Body=tar_gz(weights__bin=b""))
    arn = job.version("s3://edge-artifacts/broken/model.tar.gz")
    configuration = {
        "TargetDevice": "jetson_xavier",
        "S3OutputLocation": {"Bucket": "edge-artifacts"},
        "ComponentName": "jetson_component",
        "ComponentVersion": "9.0.0",
    }
    told = job.fail_with(configuration, "--model-version", arn.rpartition("/")[2])
    assert "CompilationFailed" in told
    assert "ClientError" in told
    names = job.aws.greengrassv2.list_components()["components"]
    assert not [found for found in names if found["latestVersion"]["componentVersion"] == "9.0.0"]
