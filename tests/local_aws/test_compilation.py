"""Compilation jobs: what is refused at once, what fails with Neo's reasons, and what comes out."""

from __future__ import annotations

import io
import itertools
import json
import tarfile
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, IMAGE, OTHER_ACCOUNT, REGION, Aws, tar_gz

pytestmark = pytest.mark.slow

BUCKET = f"neo-{ACCOUNT}"
ELSEWHERE = f"neo-elsewhere-{ACCOUNT}"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/compiler"
SHAPES = '{"input":[1,64]}'
NVIDIA = '{"gpu-code": "sm_72", "trt-ver": "8.2.1", "cuda-ver": "10.2"}'
_names = itertools.count(1)


@pytest.fixture(scope="session", autouse=True)
def _prerequisites(aws: Aws) -> None:
    aws.s3.create_bucket(Bucket=BUCKET)
    for key, body in {
        "model.tar.gz": tar_gz(model__onnx=b"weights", code__py=b"pass"),
        "two.tar.gz": tar_gz(a__onnx=b"1", b__onnx=b"2"),
        "none.tar.gz": tar_gz(readme__md=b"nothing"),
        "mxnet.tar.gz": tar_gz(model__json=b"1", model__params=b"2"),
        "torch.tar.gz": tar_gz(model__pt=b"1"),
        "plain.tar.gz": b"not an archive",
        "cut.tar.gz": tar_gz(model__onnx=b"weights" * 100)[:60],
    }.items():
        aws.s3.put_object(Bucket=BUCKET, Key=key, Body=body)
    europe = Aws(aws.variables, region="eu-west-1")
    europe.s3.create_bucket(Bucket=ELSEWHERE, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    europe.s3.put_object(Bucket=ELSEWHERE, Key="model.tar.gz", Body=tar_gz(model__onnx=b"x"))
    europe.close()
    everything = "arn:aws:s3:::neo-*"
    sagemaker = "sagemaker.amazonaws.com"
    aws.role("compiler", sagemaker, s3__GetObject=everything, s3__PutObject=everything)
    aws.role("compiler-reads", sagemaker, s3__GetObject=everything)
    aws.role("compiler-writes", sagemaker, s3__PutObject=everything)
    aws.role("compiler-of-others", "lambda.amazonaws.com", s3__GetObject=everything, s3__PutObject=everything)


def request(**more: Any) -> dict[str, Any]:
    """A request that is fine, with members changed; ``None`` takes one away."""
    made = {
        "CompilationJobName": f"job-{next(_names)}",
        "RoleArn": ROLE,
        "InputConfig": source(),
        "OutputConfig": output(),
        "StoppingCondition": {"MaxRuntimeInSeconds": 900},
        **more,
    }
    return {name: value for name, value in made.items() if value is not None}


def source(key: str = "model.tar.gz", framework: str = "ONNX", **more: Any) -> dict[str, Any]:
    made = {"S3Uri": f"s3://{BUCKET}/{key}", "Framework": framework, "DataInputConfig": SHAPES, **more}
    return {name: value for name, value in made.items() if value is not None}


def output(device: str | None = "jetson_xavier", **more: Any) -> dict[str, Any]:
    made = {"S3OutputLocation": f"s3://{BUCKET}/out/", "TargetDevice": device, **more}
    return {name: value for name, value in made.items() if value is not None}


def platform(system: str, architecture: str, accelerator: str | None = None, options: str | None = None) -> Any:
    target = {"Os": system, "Arch": architecture, **({"Accelerator": accelerator} if accelerator else {})}
    return output(None, TargetPlatform=target, CompilerOptions=options)


def ended(aws: Aws, made: dict[str, Any]) -> dict[str, Any]:
    """Start a job, wait and describe it."""
    arn = aws.sagemaker.create_compilation_job(**made)["CompilationJobArn"]
    assert arn == f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:compilation-job/{made['CompilationJobName']}"
    for _ in range(300):
        found = aws.sagemaker.describe_compilation_job(CompilationJobName=made["CompilationJobName"])
        if found["CompilationJobStatus"] in {"COMPLETED", "FAILED"}:
            return found
        time.sleep(0.02)
    raise AssertionError(f"{arn} is still {found['CompilationJobStatus']}")


@pytest.mark.parametrize(
    ("target", "key"),
    [
        (output(), "out/model-jetson_xavier.tar.gz"),
        (output(S3OutputLocation=f"s3://{BUCKET}/a/b"), "a/b/model-jetson_xavier.tar.gz"),
        (output(S3OutputLocation=f"s3://{BUCKET}"), "model-jetson_xavier.tar.gz"),
        (platform("LINUX", "ARM64", "NVIDIA", NVIDIA), "out/model-linux_arm64_nvidia.tar.gz"),
        (platform("LINUX", "X86_64"), "out/model-linux_x86_64.tar.gz"),
    ],
)
def test_the_files_of_the_model_are_passed_through(aws: Aws, target: dict[str, Any], key: str) -> None:
    found = ended(aws, request(OutputConfig=target))
    assert (found["CompilationJobStatus"], found["FailureReason"]) == ("COMPLETED", "")
    assert found["ModelArtifacts"] == {"S3ModelArtifacts": f"s3://{BUCKET}/{key}"}
    assert found["CreationTime"] <= found["CompilationStartTime"] <= found["CompilationEndTime"]
    content = aws.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        files = {member.name: archive.extractfile(member).read() for member in archive}  # type: ignore[union-attr]
    assert files.pop("NOT_COMPILED.txt") == (
        b"The embedded AWS does not compile: it passes the files of the model through unchanged.\n"
    )
    assert files == {"model.onnx": b"weights", "code.py": b"pass"}


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (request(InputConfig=source("gone.tar.gz")), f"S3 object does not exist. Bucket: {BUCKET}, Key: gone.tar.gz"),
        (request(InputConfig=source(S3Uri="s3://no-such-bucket-here/m.tar.gz")),
         "S3 object does not exist. Bucket: no-such-bucket-here, Key: m.tar.gz"),
        (request(InputConfig=source(S3Uri=f"s3://{ELSEWHERE}/model.tar.gz")),
         f"Bucket {ELSEWHERE} is in region eu-west-1 which is different from AWS Sagemaker service region us-east-1"),
        (request(InputConfig=source("plain.tar.gz")),
         "Unable to untar input model. Please confirm the model is a tar.gz file"),
        (request(InputConfig=source("cut.tar.gz")),
         "Unable to untar input model. Please confirm the model is a tar.gz file"),
        (request(InputConfig=source("two.tar.gz")), "Exactly one .onnx file is allowed for ONNX models."),
        (request(InputConfig=source("none.tar.gz")), "Exactly one .onnx file is allowed for ONNX models."),
        (request(InputConfig=source("model.tar.gz", "TENSORFLOW")),
         "Exactly one .pb or .pbtxt file is allowed for TENSORFLOW models."),
        (request(RoleArn=f"{ROLE}-writes"), f"The role compiler-writes may not s3:GetObject on s3://{BUCKET}/model"),
    ],
)  # fmt: skip
def test_a_model_that_neo_cannot_read_fails(aws: Aws, made: dict[str, Any], reason: str) -> None:
    found = ended(aws, made)
    assert found["CompilationJobStatus"] == "FAILED"
    assert found["FailureReason"].startswith(f"ClientError: InputConfiguration: {reason}")
    assert found["ModelArtifacts"] == {}


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (request(RoleArn=f"{ROLE}-of-others"), "ClientError: AccessDenied when calling sts:AssumeRole: The role com"),
        (request(RoleArn=f"{ROLE}-nobody"), "ClientError: AccessDenied when calling sts:AssumeRole: The role arn"),
        (request(RoleArn=f"{ROLE}-reads"), "ClientError: OutputConfiguration: The role compiler-reads may not s3:Put"),
        (request(OutputConfig=output(S3OutputLocation="s3://no-such-bucket-here/x")),
         "ClientError: OutputConfiguration: S3 bucket does not exist. Bucket: no-such-bucket-here"),
        (request(OutputConfig=output(S3OutputLocation=f"s3://{ELSEWHERE}/x")),
         f"ClientError: OutputConfiguration: Bucket {ELSEWHERE} is in region eu-west-1"),
        (request(OutputConfig=output(KmsKeyId="alias/nobody")),
         "ClientError: OutputConfiguration: The KMS key alias/nobody does not exist"),
    ],
)  # fmt: skip
def test_a_role_or_an_output_that_cannot_be_used_fails(aws: Aws, made: dict[str, Any], reason: str) -> None:
    found = ended(aws, made)
    assert (found["CompilationJobStatus"], found["FailureReason"][: len(reason)]) == ("FAILED", reason)


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(request(InputConfig=source("mxnet.tar.gz", "MXNET", FrameworkVersion="1.8")), id="mxnet"),
        pytest.param(request(InputConfig=source("torch.tar.gz", "PYTORCH", DataInputConfig="[[1,64]]")), id="NC-010"),
        pytest.param(request(InputConfig=source("torch.tar.gz", "PYTORCH", DataInputConfig=None),
                             OutputConfig=output("ml_c5")), id="shapes-derived"),
        pytest.param(request(OutputConfig=platform("LINUX", "X86_64", "INTEL_GRAPHICS")), id="NC-005-intel"),
        pytest.param(request(OutputConfig=platform("LINUX", "ARM_EABIHF", "MALI")), id="NC-005-mali"),
        pytest.param(request(OutputConfig=platform("ANDROID", "ARM64", None, '{"ANDROID_PLATFORM": 29}')), id="NC-006"),
        pytest.param(request(OutputConfig=output(CompilerOptions='{"mcpu": "cortex-a72"}')), id="options-of-a-device"),
    ],
)  # fmt: skip
def test_taken(aws: Aws, made: dict[str, Any]) -> None:
    assert ended(aws, made)["CompilationJobStatus"] == "COMPLETED"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        pytest.param(request(OutputConfig=platform("LINUX", "ARM64") | {"TargetDevice": "rasp4b"}),
                     "Exactly one of OutputConfig.TargetDevice and OutputConfig.TargetPlatform", id="NC-001-both"),
        pytest.param(request(OutputConfig=output(None)), "Exactly one of OutputConfig.TargetDevice", id="NC-001-none"),
        pytest.param(request(InputConfig=None), "Exactly one of InputConfig and ModelPackageVersionArn", id="NC-002"),
        pytest.param(request(ModelPackageVersionArn=f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model-package/g/1"),
                     "Exactly one of InputConfig and ModelPackageVersionArn", id="NC-002-both"),
        pytest.param(request(InputConfig=None,
                             ModelPackageVersionArn=f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model-package/g"),
                     "is not the ARN of a model package version", id="NC-003"),
        pytest.param(request(OutputConfig=platform("LINUX", "ARM64", "NVIDIA")),
                     "missing or malformed: gpu-code, trt-ver, cuda-ver", id="NC-004"),
        pytest.param(request(OutputConfig=platform("LINUX", "ARM64", "NVIDIA", NVIDIA.replace("8.2.1", "8.2"))),
                     "missing or malformed: trt-ver", id="NC-004-version"),
        pytest.param(request(OutputConfig=platform("LINUX", "X86")), "LINUX X86 is not supported", id="NC-005-x86"),
        pytest.param(request(OutputConfig=platform("ANDROID", "ARM64", "NVIDIA", NVIDIA)),
                     "ANDROID ARM64 NVIDIA is not supported", id="NC-005-android"),
        pytest.param(request(OutputConfig=platform("ANDROID", "ARM64", None, '{"ANDROID_PLATFORM": 30}')),
                     "a level from 21 to 29", id="NC-006-30"),
        pytest.param(request(OutputConfig=platform("LINUX", "ARM64", None, '{"ANDROID_PLATFORM": 28}')),
                     "of a platform of ANDROID", id="NC-006-linux"),
        pytest.param(request(OutputConfig=output("jetson_orin")), "Member must satisfy enum value set", id="device"),
        pytest.param(request(InputConfig=source(FrameworkVersion="1.7")),
                     "FrameworkVersion is not supported for ONNX", id="NC-009"),
        pytest.param(request(InputConfig=source(DataInputConfig="[[1,64]]")), "be an object for ONNX", id="NC-010"),
        pytest.param(request(InputConfig=source(DataInputConfig=None)), "must name the inputs", id="NC-010-none"),
        pytest.param(request(InputConfig=source(DataInputConfig="{'x':[1]}")), "is not JSON", id="NC-010-quotes"),
        pytest.param(request(OutputConfig=output(CompilerOptions="{'mcpu': 'x'}")), "is not JSON", id="NC-011"),
        pytest.param(request(InputConfig=source(framework="TFLITE"), OutputConfig=output("ml_c5")),
                     "TFLITE compiles for edge devices only", id="NC-013-tflite"),
        pytest.param(request(OutputConfig=output("coreml")), "coreml takes PYTORCH and TENSORFLOW", id="NC-013-coreml"),
        pytest.param(request(CompilationJobName="a" * 64), "less than or equal to 63", id="name-of-64"),
        pytest.param(request(StoppingCondition=None), "Member must not be null", id="no-stopping-condition"),
    ],
)  # fmt: skip
def test_refused(aws: Aws, made: dict[str, Any], told: str) -> None:
    with pytest.raises(ClientError) as caught:
        aws.sagemaker.create_compilation_job(**made)
    assert caught.value.response["Error"]["Code"] == "ValidationException"
    assert told in caught.value.response["Error"]["Message"]


def test_a_version_brings_its_own_model(aws: Aws, group: str) -> None:
    container = {
        "Image": IMAGE,
        "ModelDataUrl": f"s3://{BUCKET}/model.tar.gz",
        "Framework": "ONNX",
        "FrameworkVersion": "1.16",
        "ModelInput": {"DataInputConfig": SHAPES},
    }
    specification = {"Containers": [container], "SupportedContentTypes": ["text/csv"],
                     "SupportedResponseMIMETypes": ["text/csv"]}  # fmt: skip
    version = aws.version(group, InferenceSpecification=specification)
    found = ended(aws, request(InputConfig=None, ModelPackageVersionArn=version))
    assert found["CompilationJobStatus"] == "COMPLETED"
    assert found["ModelPackageVersionArn"] == version
    assert found["InputConfig"] == source()
    bare = aws.version(group)
    with pytest.raises(ClientError, match=r"its first container has no Framework, which a compilation needs"):
        aws.sagemaker.create_compilation_job(**request(InputConfig=None, ModelPackageVersionArn=bare))


def test_a_name_is_used_once(aws: Aws, local_aws: Any) -> None:
    made = request()
    ended(aws, made)
    with pytest.raises(ClientError, match=r"\(ResourceInUse\).*must be unique within an AWS account and region"):
        aws.sagemaker.create_compilation_job(**made)
    other = Aws(local_aws.environment(), account=OTHER_ACCOUNT)
    other.sagemaker.create_compilation_job(**made)
    other.close()
    aws.sagemaker.delete_compilation_job(CompilationJobName=made["CompilationJobName"])
    with pytest.raises(ClientError, match=r"\(ResourceNotFound\).*Could not find compilation job"):
        aws.sagemaker.describe_compilation_job(CompilationJobName=made["CompilationJobName"])
    ended(aws, made)


def test_jobs_are_listed_by_name_state_and_time(aws: Aws) -> None:
    prefix = f"listed-{next(_names)}"
    ended(aws, request(CompilationJobName=f"{prefix}-b", Tags=[{"Key": "team", "Value": "qa"}]))
    ended(aws, request(CompilationJobName=f"{prefix}-a", InputConfig=source("none.tar.gz")))
    ended(aws, request(CompilationJobName=f"{prefix}-c", OutputConfig=platform("LINUX", "ARM64")))

    def listed(**more: Any) -> list[str]:
        found = aws.sagemaker.list_compilation_jobs(NameContains=prefix, **more)["CompilationJobSummaries"]
        return [job["CompilationJobName"].removeprefix(f"{prefix}-") for job in found]

    assert listed() == ["b", "a", "c"]
    assert listed(SortBy="Name", SortOrder="Descending") == ["c", "b", "a"]
    assert listed(SortBy="Status") == ["b", "c", "a"]
    assert listed(StatusEquals="FAILED") == ["a"]
    assert listed(MaxResults=2) == ["b", "a"]
    summary = aws.sagemaker.list_compilation_jobs(NameContains=f"{prefix}-c")["CompilationJobSummaries"][0]
    assert (summary["CompilationTargetPlatformOs"], summary["CompilationTargetPlatformArch"]) == ("LINUX", "ARM64")
    arn = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:compilation-job/{prefix}-b"
    assert aws.sagemaker.list_tags(ResourceArn=arn)["Tags"] == [{"Key": "team", "Value": "qa"}]


def test_the_trust_of_the_role_may_be_narrowed_to_the_job(aws: Aws) -> None:
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": "sagemaker.amazonaws.com"},
        "Action": "sts:AssumeRole",
        "Condition": {
            "ArnLike": {"aws:SourceArn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:compilation-job/ours-*"},
            "StringEquals": {"aws:SourceAccount": ACCOUNT},
        },
    }
    narrow = aws.role("compiler-narrow", "sagemaker.amazonaws.com", s3__GetObject="*", s3__PutObject="*")
    aws.iam.update_assume_role_policy(
        RoleName="compiler-narrow", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    )
    for name, status in (("ours-1", "COMPLETED"), ("theirs-1", "FAILED")):
        assert ended(aws, request(CompilationJobName=name, RoleArn=narrow))["CompilationJobStatus"] == status
