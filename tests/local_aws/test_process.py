"""One process: found again, restarted with its state, and the only one that is stopped."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from cdk_model_packages.errors import LocalAwsError
from cdk_model_packages.local_aws import LocalAws
from cdk_model_packages.local_aws.environment import UNSET, merged
from cdk_model_packages.local_aws.interpreter import PYTHON_VARIABLE, emulator_python
from cdk_model_packages.local_aws.ports import HOST, free_port
from cdk_model_packages.local_aws.record import ProcessRecord
from tests.local_aws.aws import ACCOUNT, Aws, tar_gz
from tests.local_aws.greengrass import create, deployable, recipe, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[LocalAws]:
    """An embedded AWS of the test's own, down at first."""
    found = LocalAws(tmp_path / ".local-aws")
    yield found
    found.stop()


@pytest.mark.slow
def test_state_outlives_a_stop_and_a_second_start_finds_the_first(own: LocalAws) -> None:
    first = own.start()
    aws = Aws(own.environment())
    aws.sagemaker.create_model_package_group(ModelPackageGroupName="kept")
    aws.sagemaker.delete_model_package(ModelPackageName=aws.version("kept"))
    key = aws.models
    aws.sagemaker.create_model_card(ModelCardName="kept", Content="{}", ModelCardStatus="Draft")
    aws.sagemaker.update_model_card(ModelCardName="kept", Content='{"intended_uses":{}}')
    aws.close()
    assert own.start() == first
    assert own.stop()
    assert not own.stop()
    assert not own.status().running
    assert own.start().url == first.url  # the former port is free again
    aws = Aws(own.environment())
    assert aws.version("kept").endswith("/2")
    assert aws.sagemaker.describe_model_card(ModelCardName="kept")["ModelCardVersion"] == 2
    assert aws.s3.get_object(Bucket=key, Key="digits/samples/1.csv")["Body"].read() == b"1,2\n"
    aws.close()


@pytest.mark.slow
def test_what_greengrass_and_neo_had_begun_goes_on_after_a_stop(own: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDK_MODEL_PACKAGES_LOCAL_COMPILATION_SECONDS", "60")
    own.start()
    aws = Aws(own.environment())
    target = aws.iot.create_thing_group(thingGroupName="kept")["thingGroupArn"]
    components = {"com.example.kept": {"componentVersion": "1.0.0"}}
    arn = deployable(aws, "com.example.kept")
    deployment = aws.greengrassv2.create_deployment(targetArn=target, components=components)["deploymentId"]
    unfinished = create(aws, recipe("com.example.unfinished"), clientToken="kept")
    aws.s3.create_bucket(Bucket="kept-models")
    aws.s3.put_object(Bucket="kept-models", Key="model.tar.gz", Body=tar_gz(model__onnx=b"x"))
    aws.role("neo", "sagemaker.amazonaws.com", **{"s3__*": "*"})
    aws.sagemaker.create_compilation_job(
        CompilationJobName="kept",
        RoleArn=f"arn:aws:iam::{ACCOUNT}:role/neo",
        InputConfig={"S3Uri": "s3://kept-models/model.tar.gz", "Framework": "ONNX", "DataInputConfig": "{}"},
        OutputConfig={"S3OutputLocation": "s3://kept-models", "TargetDevice": "rasp4b"},
        StoppingCondition={"MaxRuntimeInSeconds": 900},
    )
    aws.close()
    monkeypatch.undo()
    assert own.stop()
    own.start()
    aws = Aws(own.environment())
    assert aws.greengrassv2.describe_component(arn=arn)["status"]["componentState"] == "DEPLOYABLE"
    assert aws.greengrassv2.get_deployment(deploymentId=deployment)["components"] == components
    assert create(aws, recipe("com.example.unfinished"), clientToken="kept") == unfinished
    assert settled(aws, unfinished)["status"]["componentState"] == "DEPLOYABLE"
    for _ in range(300):
        job = aws.sagemaker.describe_compilation_job(CompilationJobName="kept")
        if job["CompilationJobStatus"] == "COMPLETED":
            break
        time.sleep(0.02)
    assert job["ModelArtifacts"] == {"S3ModelArtifacts": "s3://kept-models/model-rasp4b.tar.gz"}
    aws.close()


@pytest.mark.slow
def test_a_kill_loses_seconds_and_not_everything(own: LocalAws) -> None:
    status = own.start()
    aws = Aws(own.environment())
    aws.sagemaker.create_model_package_group(ModelPackageGroupName="kept")
    aws.close()
    saved = own.directory / "state" / "services" / "sagemaker.json"
    for _ in range(100):
        if saved.exists() and b"kept" in saved.read_bytes():
            break
        time.sleep(0.1)
    assert status.pid is not None
    os.killpg(status.pid, signal.SIGKILL)
    psutil.Process(status.pid).wait(10)
    own.start()
    aws = Aws(own.environment())
    assert aws.sagemaker.describe_model_package_group(ModelPackageGroupName="kept")
    aws.close()


@pytest.mark.slow
def test_two_starts_at_the_same_moment_make_one(own: LocalAws) -> None:
    script = (
        "import sys; from pathlib import Path; from cdk_model_packages.local_aws import LocalAws; "
        "print(LocalAws(Path(sys.argv[1])).start().pid)"
    )
    command = [sys.executable, "-c", script, str(own.directory)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    pids = {process.communicate()[0].strip() for process in both}
    assert pids == {str(own.status().pid)}


@pytest.mark.slow
def test_it_listens_on_this_machine_only(local_aws: LocalAws) -> None:
    pid = local_aws.status().pid
    listening = [found for found in psutil.Process(pid).net_connections() if found.status == psutil.CONN_LISTEN]
    assert {found.laddr.ip for found in listening} == {HOST}


@pytest.mark.slow
def test_another_port_than_the_running_one_is_refused(local_aws: LocalAws) -> None:
    with pytest.raises(LocalAwsError, match="already listens on port"):
        local_aws.start(free_port())


@pytest.mark.slow
def test_a_taken_former_port_is_told_and_left(own: LocalAws) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        own.directory.mkdir()
        ProcessRecord(1, 0.0, port).save(own.directory / "process.json")
        status = own.start()
        assert status.note == f"port {port} is taken by another program: listening on " + (
            f"{status.url.rpartition(':')[2]} instead" if status.url else ""
        )


def test_a_taken_port_is_refused_by_name(own: LocalAws) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(LocalAwsError, match=f"port {port} is taken by another program; choose another"):
            own.start(port)


def test_a_recycled_pid_is_not_ours(own: LocalAws) -> None:
    own.directory.mkdir()
    record = ProcessRecord.of(os.getpid(), 1)
    ProcessRecord(record.pid, record.started - 60, 1).save(own.directory / "process.json")
    assert not own.status().running
    assert not own.stop()  # or this test would end here


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x"}'])
def test_an_unreadable_record_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "process.json").write_text(text, encoding="utf-8")
    assert ProcessRecord.load(tmp_path / "process.json") is None


@pytest.mark.slow
def test_an_end_while_starting_is_told_with_its_log(own: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PYTHON_VARIABLE, sys.executable)  # has no ministack
    with pytest.raises(LocalAwsError, match=r"ended while starting: .*No module named 'ministack'.*log\.txt"):
        own.start()
    assert not own.status().running


def test_the_environment_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    with pytest.raises(LocalAwsError, match="run `make deploy-local`, or: python -m venv"):
        emulator_python(tmp_path)
    monkeypatch.setenv(PYTHON_VARIABLE, "/no/python")
    with pytest.raises(LocalAwsError, match="/no/python: no such file"):
        emulator_python(tmp_path)


@pytest.mark.slow
def test_reset_forgets_everything(own: LocalAws) -> None:
    own.start()
    own.reset()
    assert not own.status().running
    assert [entry.name for entry in own.directory.iterdir()] == ["lock"]


@pytest.mark.slow
def test_variables_lead_nowhere_else(local_aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in UNSET:
        monkeypatch.setenv(name, "real")
    variables = merged(local_aws.environment())
    assert not set(UNSET) & variables.keys()
    assert variables["AWS_ENDPOINT_URL"].startswith(f"http://{HOST}:")
    assert Path(variables["CDK_DOCKER"]).stat().st_mode & 0o111


def test_variables_need_a_running_one(tmp_path: Path) -> None:
    with pytest.raises(LocalAwsError, match="is not running; start it: model-packages local up"):
        LocalAws(tmp_path).environment()


@pytest.mark.slow
@pytest.mark.parametrize("successor", [False, True])
def test_it_ends_when_its_folder_is_gone_or_another_ones(own: LocalAws, successor: bool) -> None:
    pid = own.start().pid
    assert pid is not None
    process = psutil.Process(pid)
    time.sleep(3)
    assert process.is_running()  # it has looked, and found itself
    shutil.rmtree(own.directory)
    if successor:
        own.directory.mkdir()
        ProcessRecord(1, 0.0, 1).save(own.directory / "process.json")
    process.wait(10)
    assert not own.status().running
