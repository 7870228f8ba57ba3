"""``model-packages edge``: the commands of Lookout's document, what a dry run prints, and one line for a mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cdk_model_packages.cli import edge
from cdk_model_packages.edge import jobs
from cdk_model_packages.edge.jobs import StartedJob
from tests.spec.packaging_request.values import DEVICE, PLATFORM

BIN = str(Path(sys.executable).parent)

# "Packaging your model (SDK)" of the Lookout for Vision developer guide, its first revision, word for word.
PLATFORM_COMMAND = r"""
   aws lookoutvision start-model-packaging-job \
     --project-name test-project-01 \
     --model-version 1 \
     --description="Model Packaging Job for G4 Instance using TargetPlatform Option" \
     --configuration "Greengrass={TargetPlatform={Os='LINUX',Arch='X86_64',Accelerator='NVIDIA'},CompilerOptions='{\'gpu-code\': \'sm_75\', \'trt-ver\': \'7.1.3\', \'cuda-ver\': \'10.2\'}',S3OutputLocation={Bucket='bucket',Prefix='test-project-01/folder'},ComponentName='SampleComponentNameX86TargetPlatform',ComponentVersion='0.1.0',ComponentDescription='This is my component',Tags=[{Key='modelKey0',Value='modelValue'}, {Key='modelKey1',Value='modelValue'}]}"
"""  # noqa: E501
DEVICE_COMMAND = r"""
   aws lookoutvision start-model-packaging-job \
     --project-name project_01 \
     --model-version 1 \
     --description="description" \
     --configuration "Greengrass={TargetDevice='jetson_xavier',S3OutputLocation={Bucket='bucket',Prefix='component_folder'},ComponentName='jetson_component',ComponentVersion='2.0.0',ComponentDescription='jetson model component',Tags=[{Key='tag_key1',Value='tag_value1'}, {Key='tag_key2',Value='tag_value2'}]}"
"""  # noqa: E501


def bash(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{BIN}{os.pathsep}{os.defpath}", "HOME": os.environ.get("HOME", "/"), **variables}
    return subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False, env=environment
    )


def model_packages(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [f"{BIN}/model-packages", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def renamed(command: str) -> str:
    return command.strip().replace("aws lookoutvision start-model-packaging-job", "model-packages edge start")


def test_the_documents_command_for_a_platform() -> None:
    result = bash(f"{renamed(PLATFORM_COMMAND)} --dry-run")
    assert result.stderr == ""
    assert result.returncode == 0
    assert json.loads(result.stdout) == {
        "ProjectName": "test-project-01",
        "ModelVersion": "1",
        "Description": "Model Packaging Job for G4 Instance using TargetPlatform Option",
        "Configuration": {
            "Greengrass": {
                "TargetPlatform": {"Os": "LINUX", "Arch": "X86_64", "Accelerator": "NVIDIA"},
                "CompilerOptions": '{"gpu-code": "sm_75", "trt-ver": "7.1.3", "cuda-ver": "10.2"}',
                "S3OutputLocation": {"Bucket": "bucket", "Prefix": "test-project-01/folder"},
                "ComponentName": "SampleComponentNameX86TargetPlatform",
                "ComponentVersion": "0.1.0",
                "ComponentDescription": "This is my component",
                "Tags": [{"Key": "modelKey0", "Value": "modelValue"}, {"Key": "modelKey1", "Value": "modelValue"}],
            }
        },
    }


def test_the_documents_command_for_a_device() -> None:
    result = bash(f"{renamed(DEVICE_COMMAND)} --dry-run")
    assert result.returncode == 0
    assert json.loads(result.stdout) == {
        "ProjectName": "project_01",
        "ModelVersion": "1",
        "Description": "description",
        "Configuration": {
            "Greengrass": {
                "TargetDevice": "jetson_xavier",
                "S3OutputLocation": {"Bucket": "bucket", "Prefix": "component_folder"},
                "ComponentName": "jetson_component",
                "ComponentVersion": "2.0.0",
                "ComponentDescription": "jetson model component",
                "Tags": [{"Key": "tag_key1", "Value": "tag_value1"}, {"Key": "tag_key2", "Value": "tag_value2"}],
            }
        },
    }
    # Lookout's projects had underscores, groups have not.
    assert result.stderr.startswith("note: project 'project_01': no model package group can have that name")


def test_what_the_shell_hands_over_is_what_the_tests_of_shorthand_read() -> None:
    for command, text in ((PLATFORM_COMMAND, PLATFORM), (DEVICE_COMMAND, DEVICE)):
        printed = command.strip().replace("aws lookoutvision", 'printf "%s\\n"')
        assert bash(printed).stdout.splitlines()[-1] == text


def test_a_dry_run_calls_no_aws(tmp_path: Path) -> None:
    """There are no credentials and no region, and nobody listens."""
    path = tmp_path / "request.json"
    path.write_text(PLATFORM)
    result = bash(
        f"model-packages edge start --project-name p --model-version latest --configuration file://{path} "
        "--client-token t --dry-run --wait",
        AWS_ENDPOINT_URL="http://127.0.0.1:9",
    )
    assert result.stderr == ""
    told = json.loads(result.stdout)
    assert (told["ClientToken"], told["ModelVersion"]) == ("t", "latest")


def test_a_job_has_one_name() -> None:
    result = bash(
        "model-packages edge start --project-name p --model-version latest --job-name j --client-token t --dry-run "
        "--configuration 'Greengrass={TargetDevice=rasp4b,S3OutputLocation={Bucket=bucket},ComponentName=n}'"
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert "JobName, ClientToken='both': must be one of the two" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "warned"),
    [("aws.greengrass.Nucleus", True), ("AWS.Greengrassy", True), ("aws.green", False), ("my.aws.greengrass", False)],
)
def test_a_name_of_aws_is_a_warning(name: str, warned: bool) -> None:
    result = bash(
        "model-packages edge start --project-name p --model-version 1 --dry-run --configuration "
        f"'Greengrass={{TargetDevice=rasp4b,S3OutputLocation={{Bucket=bucket}},ComponentName={name}}}'"
    )
    assert json.loads(result.stdout)["Configuration"]["Greengrass"]["ComponentName"] == name
    assert result.returncode == 0
    told = f"warning: ComponentName={name}: begins with aws.greengrass, as the components of AWS do, and hides"
    assert result.stderr.startswith(told) if warned else result.stderr == ""
    assert result.stderr.count("\n") == int(warned)


def test_a_default_version_is_shown() -> None:
    told = bash(
        "model-packages edge start --project-name p --model-version 7 --dry-run --configuration "
        "'Greengrass={TargetDevice=rasp4b,S3OutputLocation={Bucket=bucket},ComponentName=n}'"
    ).stdout
    assert json.loads(told)["Configuration"]["Greengrass"]["ComponentVersion"] == "7.0.0"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--configuration", "none.json"], "error: configuration 'none.json': No such file or directory; name a file"),
        (["--configuration", "Greengrass={"], "error: configuration, column 13: the end after 'Greengrass={'"),
        (["--configuration", "{"], "error: configuration, column 2: is no JSON"),
        (["--configuration", "Greengrass={}"], "S3OutputLocation: is required; add it"),
        (["--configuration", DEVICE, "--model-version", "01"], "ModelVersion='01': must be like a number"),
        (["--configuration", DEVICE, "--job-name", "a_b"], "JobName: ModelPackagingJobName='a_b': must be like"),
        (["--configuration", DEVICE.replace("jetson_xavier", "toaster")], "must be a device that Neo knows: lambda"),
        (["--configuration", DEVICE.replace("'2.0.0'", "'2.0'")], "[LV-008]"),
        (["--configuration", PLATFORM.replace("gpu-code", "gpu_code")], "did you mean gpu-code? [NC-012]"),
        ([], "--configuration requires an argument"),
        (["--configuration", DEVICE, "--nonsense"], "Unknown option"),
    ],
)
def test_a_mistake_is_one_line(arguments: list[str], told: str) -> None:
    version = [] if "--model-version" in arguments else ["--model-version", "1"]
    result = model_packages("edge", "start", "--dry-run", "--project-name", "p", *version, *arguments)
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert (result.stdout, result.returncode) == ("", 2)


def test_without_an_aws_it_is_one_line(tmp_path: Path) -> None:
    none = {"AWS_CONFIG_FILE": str(tmp_path / "c"), "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "s")}
    result = bash(
        "model-packages edge start --project-name p --model-version 1 --region eu-west-1 --configuration "
        "'Greengrass={TargetDevice=rasp4b,S3OutputLocation={Bucket=bucket},ComponentName=n}'",
        AWS_EC2_METADATA_DISABLED="true",
        **none,
    )
    assert result.stderr.startswith("error: sts GetCallerIdentity: no AWS credentials; sign in")
    assert (result.stdout, result.returncode, result.stderr.count("\n")) == ("", 2, 1)


@pytest.mark.parametrize("command", ["", "start", "describe", "list"])
def test_help_shows_an_example(command: str) -> None:
    result = model_packages("edge", *command.split(), "--help")
    assert result.returncode == 0
    assert "Example: model-packages edge" in result.stdout


def test_a_list_has_1_to_100() -> None:
    for count in ("0", "101"):
        result = model_packages("edge", "list", "--max-results", count)
        assert (result.returncode, result.stderr.count("\n")) == (2, 1)


JOB: dict[str, Any] = {
    "JobName": "job-1",
    "ProjectName": "digits",
    "ModelVersion": "1",
    "ModelPackagingMethod": "Greengrass",
    "Status": "RUNNING",
    "StatusMessage": "Start compilation",
    "CreationTimestamp": "2026-11-21T12:00:00+00:00",
    "LastUpdatedTimestamp": "2026-11-21T12:00:00+00:00",
}
MADE = {"ModelPackagingOutputDetails": {"Greengrass": {"ComponentVersionArn": "arn:c:1.0.0"}}}
ARGUMENTS = {"project_name": "digits", "model_version": "1", "configuration": DEVICE}


def starts(monkeypatch: pytest.MonkeyPatch, *states: dict[str, Any], is_new: bool = True) -> None:
    """Let a job be started, and go through these states."""

    def follow(clients: Any, execution_arn: str, on_change: Any) -> dict[str, Any]:
        assert execution_arn == "arn:job-1"
        for state in states:
            on_change({**JOB, **state})
        return {**JOB, **states[-1]}

    monkeypatch.setattr(jobs, "start", lambda *_, **__: StartedJob("job-1", "arn:job-1", is_new))
    monkeypatch.setattr(jobs, "follow", follow)


def test_start_prints_the_jobs_name_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    starts(monkeypatch)
    assert edge.start(**ARGUMENTS) == 0
    told = capsys.readouterr()
    assert (json.loads(told.out), told.err) == ({"JobName": "job-1"}, "")


def test_start_says_that_the_job_was_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    starts(monkeypatch, is_new=False)
    assert edge.start(**ARGUMENTS) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"JobName": "job-1"}
    assert told.err.startswith("note: job job-1 was started before by the same request; another --job-name")


def test_wait_tells_each_step_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    starts(monkeypatch, {}, {"Status": "SUCCEEDED", "StatusMessage": None, **MADE})
    assert edge.start(**ARGUMENTS, wait=True) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"JobName": "job-1"}
    assert told.err == "RUNNING Start compilation\nSUCCEEDED\njob job-1 succeeded: arn:c:1.0.0\n"


def test_wait_ends_with_1_and_the_reason(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    starts(monkeypatch, {"Status": "FAILED", "StatusMessage": "CompilationFailed: no\x1b[1m"})
    assert edge.start(**ARGUMENTS, wait=True) == 1
    told = capsys.readouterr()
    assert json.loads(told.out) == {"JobName": "job-1"}
    assert told.err == "FAILED\njob job-1 failed: CompilationFailed: no\\x1b[1m\n"


def test_interrupted_waiting_leaves_the_job(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def follow(*_: Any) -> dict[str, Any]:
        raise KeyboardInterrupt

    starts(monkeypatch)
    monkeypatch.setattr(jobs, "follow", follow)
    with pytest.raises(KeyboardInterrupt):
        edge.start(**ARGUMENTS, wait=True)
    assert capsys.readouterr().err == "the job goes on: model-packages edge describe --job-name job-1\n"


def test_describe_prints_json_or_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer = {"ModelPackagingDescription": {**JOB, **MADE, "ModelPackagingConfiguration": {"Tags": [{"Key": "k"}]}}}
    monkeypatch.setattr(jobs, "describe", lambda *_, **__: answer)
    edge.describe(job_name="job-1")
    assert json.loads(capsys.readouterr().out) == answer
    edge.describe(job_name="job-1", format="text")
    lines = capsys.readouterr().out.splitlines()
    assert "Status: RUNNING" in lines
    assert "ModelPackagingOutputDetails.Greengrass.ComponentVersionArn: arn:c:1.0.0" in lines
    assert "ModelPackagingConfiguration.Tags[0].Key: k" in lines


def test_list_prints_json_or_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer = {"ModelPackagingJobs": [JOB, {**JOB, "JobName": "job-2", "StatusMessage": "[bold]x\x1b"}]}
    monkeypatch.setattr(jobs, "list_jobs", lambda *_, **__: answer)
    edge.list_()
    assert json.loads(capsys.readouterr().out) == answer
    edge.list_(format="text")
    told = capsys.readouterr().out
    assert "Start compilation" in told
    assert "[bold]x\\x1b" in told
    monkeypatch.setattr(jobs, "list_jobs", lambda *_, **__: {"ModelPackagingJobs": []})
    edge.list_(format="text")
    assert capsys.readouterr().out == "no jobs\n"


def test_a_closed_output_and_a_small_encoding_are_no_tracebacks() -> None:
    """As a job of cron has them."""
    words = [
        f"{BIN}/model-packages",
        "edge",
        "start",
        "--project-name",
        "p",
        "--model-version",
        "1",
        "--dry-run",
        "--configuration",
    ]
    request = "Greengrass={TargetDevice=jetson_xavier,S3OutputLocation={Bucket=abc},ComponentName=x}"
    closed = subprocess.run(
        ["bash", "-c", 'exec "$@" >&-', "bash", *words, request],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (closed.returncode, closed.stderr) == (0, "")
    small = subprocess.run(
        [*words, request.replace("abc", "ä")], env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert small.returncode == 2
    assert small.stderr.startswith("error: ")
