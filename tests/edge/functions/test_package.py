"""The custom resource against the embedded S3 and SageMaker."""

from __future__ import annotations

import itertools
import json
import re
import time
from typing import Any

import pytest

from cdk_model_packages.edge.functions.package.compilation import CompilationFailed
from cdk_model_packages.edge.functions.package.content_version import content_of, content_version
from cdk_model_packages.edge.functions.package.handler import is_complete, on_event
from cdk_model_packages.edge.functions.repackage.errors import ModelUnreadable, UnsafeArchive
from tests.edge.functions.archives import archive, file
from tests.edge.functions.test_handler import bucket, environment, keys  # noqa: F401  fixtures
from tests.local_aws.aws import IMAGE, Aws
from tests.local_aws.conftest import aws, local_aws  # noqa: F401  fixtures

RECIPE = "r" * 64
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
ALLOW = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": ["s3:*", "sagemaker:*"], "Resource": "*"}],
}
_numbers = itertools.count(1)


def event(bucket: str, kind: str = "Create", **change: Any) -> dict[str, Any]:  # noqa: F811
    told = {
        "ModelDataUrl": f"s3://{bucket}/m.tar.gz", "Bucket": bucket, "Prefix": "edge", "ComponentName": "com.digits",
        "Recipe": RECIPE, "Version": "1",
    }  # fmt: skip
    identity = {} if kind == "Create" else {"PhysicalResourceId": "com.digits/component"}
    return {
        "RequestType": kind, "RequestId": f"request-{next(_numbers)}", **identity,
        "ResourceProperties": {"ServiceToken": "t", **told, **change},
    }  # fmt: skip


@pytest.fixture
def model(aws: Aws, bucket: str) -> str:  # noqa: F811
    aws.s3.put_object(Bucket=bucket, Key="m.tar.gz", Body=archive(file("model.onnx")))
    return bucket


def test_a_model_is_packaged(model: str) -> None:
    answer = on_event(event(model))
    data = answer["Data"]
    assert answer["PhysicalResourceId"] == "com.digits/component"
    assert re.fullmatch(rf"s3://{model}/edge/com\.digits/[0-9a-f]{{16}}/component\.zip", data["Uri"])
    assert data["Content"] == content_of(RECIPE, data["Uri"])
    assert data["ComponentVersion"] == content_version(1, data["Content"])
    assert re.fullmatch(r"1\.\d{1,6}\.\d{1,6}", data["ComponentVersion"])


def test_an_update_of_the_same_content_changes_nothing(aws: Aws, model: str) -> None:  # noqa: F811
    first = on_event(event(model))
    assert on_event(event(model, "Update")) == first
    assert len(keys(aws, model, "edge/")) == 1


def test_another_recipe_or_model_is_another_version(aws: Aws, model: str) -> None:  # noqa: F811
    first = on_event(event(model))["Data"]
    recipe = on_event(event(model, "Update", Recipe="s" * 64))["Data"]
    aws.s3.put_object(Bucket=model, Key="m2.tar.gz", Body=archive(file("model.onnx", b"others")))
    other = on_event(event(model, "Update", ModelDataUrl=f"s3://{model}/m2.tar.gz"))["Data"]
    assert recipe["Uri"] == first["Uri"] != other["Uri"]
    assert len({one["ComponentVersion"] for one in (first, recipe, other)}) == 3


def test_an_explicit_version_stays(model: str) -> None:
    assert on_event(event(model, Version="2.0.0-rc.1"))["Data"]["ComponentVersion"] == "2.0.0-rc.1"


def test_a_deletion_leaves_the_artifact(aws: Aws, model: str) -> None:  # noqa: F811
    on_event(event(model))
    assert on_event(event(model, "Delete")) == {"PhysicalResourceId": "com.digits/component"}
    assert is_complete(event(model, "Delete")) == {"IsComplete": True}
    assert len(keys(aws, model, "edge/")) == 1


def test_what_cannot_be_packaged_is_told(aws: Aws, model: str) -> None:  # noqa: F811
    aws.s3.put_object(Bucket=model, Key="bad.tar.gz", Body=archive(file("../a")))
    for key, kind in (("none.tar.gz", ModelUnreadable), ("bad.tar.gz", UnsafeArchive)):
        with pytest.raises(kind, match=rf"s3://{model}/{key}: "):
            on_event(event(model, ModelDataUrl=f"s3://{model}/{key}"))


@pytest.fixture
def compiled(aws: Aws, model: str) -> dict[str, Any]:  # noqa: F811
    """Properties of a component that is compiled, of a version that the embedded SageMaker knows."""
    return compiled_from(aws, model, "m.tar.gz")


def compiled_from(aws: Aws, model: str, key: str) -> dict[str, Any]:  # noqa: F811
    name = f"neo-{next(_numbers)}"
    role = aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    aws.iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=json.dumps(ALLOW))
    aws.sagemaker.create_model_package_group(ModelPackageGroupName=name)
    container = {
        "Image": IMAGE, "ModelDataUrl": f"s3://{model}/{key}", "Framework": "ONNX", "FrameworkVersion": "1.7",
        "ModelInput": {"DataInputConfig": '{"pixels": [1, 64]}'},
    }  # fmt: skip
    formats = {"SupportedContentTypes": ["text/csv"], "SupportedResponseMIMETypes": ["text/csv"]}
    arn = aws.version(name, InferenceSpecification={"Containers": [container], **formats})
    request = {
        "RoleArn": role,
        "ModelPackageVersionArn": arn,
        "OutputConfig": {
            "S3OutputLocation": f"s3://{model}/edge/com.digits/compiled/",
            "TargetPlatform": {"Os": "LINUX", "Arch": "X86_64"},
        },
        "StoppingCondition": {"MaxRuntimeInSeconds": 900},
    }
    return {"Compilation": json.dumps(request), "JobNamePrefix": f"edge-component-{next(_numbers)}-"}


def finished(told: dict[str, Any], job: str) -> dict[str, Any]:
    for _ in range(200):
        answer = is_complete({**told, "PhysicalResourceId": "p", "Data": {"CompilationJobName": job}})
        if answer["IsComplete"]:
            return answer
        time.sleep(0.05)
    raise AssertionError("it is never complete")


def test_a_compiled_model_is_packaged(model: str, compiled: dict[str, Any]) -> None:
    told = event(model, **compiled)
    started = on_event(told)
    job = started["Data"]["CompilationJobName"]
    assert re.fullmatch(r"edge-component-\d+-[0-9a-f]{16}", job)
    answer = finished(told, job)
    assert answer["Data"]["Uri"].startswith(f"s3://{model}/edge/com.digits/")
    assert answer["Data"]["ComponentVersion"].startswith("1.")


def test_the_same_request_is_compiled_once(aws: Aws, model: str, compiled: dict[str, Any]) -> None:  # noqa: F811
    """CloudFormation may call a function twice, and a second update may ask for the same."""
    jobs = {on_event(event(model, kind, **compiled))["Data"]["CompilationJobName"] for kind in ("Create", "Update")}
    assert len(jobs) == 1
    (job,) = jobs
    finished(event(model, **compiled), job)
    assert on_event(event(model, "Update", **compiled))["Data"]["CompilationJobName"] == job
    prefix = compiled["JobNamePrefix"]
    assert len(aws.sagemaker.list_compilation_jobs(NameContains=prefix)["CompilationJobSummaries"]) == 1


def test_versions_of_one_file_name_do_not_overwrite_each_other(aws: Aws, model: str) -> None:  # noqa: F811
    """Neo writes ``<model file>-<target>.tar.gz``: both are called alike."""
    told: dict[str, dict[str, Any]] = {}
    for name in ("first", "second"):
        aws.s3.put_object(Bucket=model, Key=f"{name}/model.tar.gz", Body=archive(file("model.onnx", name.encode())))
        told[name] = event(model, **compiled_from(aws, model, f"{name}/model.tar.gz"))
    jobs = {name: on_event(one)["Data"]["CompilationJobName"] for name, one in told.items()}
    before = {name: finished(one, jobs[name])["Data"] for name, one in told.items()}
    assert before["first"]["Uri"] != before["second"]["Uri"]
    written = keys(aws, model, "edge/com.digits/compiled/")
    assert sorted(written) == sorted({key for key in written if re.fullmatch(r".+/compiled/[0-9a-f]{16}/[^/]+", key)})
    assert (len(written), len({key.rpartition("/")[2] for key in written})) == (2, 1)
    assert on_event(told["first"])["Data"]["CompilationJobName"] == jobs["first"]
    assert finished(told["first"], jobs["first"])["Data"] == before["first"]


def test_a_failed_compilation_is_told_and_tried_again(aws: Aws, model: str, compiled: dict[str, Any]) -> None:  # noqa: F811
    aws.s3.delete_object(Bucket=model, Key="m.tar.gz")
    told = event(model, **compiled)
    job = on_event(told)["Data"]["CompilationJobName"]
    with pytest.raises(CompilationFailed, match=rf"compilation job {job} is FAILED: ClientError: InputConfiguration"):
        finished(told, job)
    aws.s3.put_object(Bucket=model, Key="m.tar.gz", Body=archive(file("model.onnx")))
    again = event(model, "Update", **compiled)
    other = on_event(again)["Data"]["CompilationJobName"]
    assert other != job
    assert on_event(again)["Data"]["CompilationJobName"] == other, "the same event names the same job"
    assert finished(again, other)["IsComplete"]


def test_what_neo_refuses_is_told(model: str, compiled: dict[str, Any]) -> None:
    request = json.loads(compiled["Compilation"])
    request["OutputConfig"]["TargetDevice"] = "jetson_xavier"
    with pytest.raises(CompilationFailed, match="SageMaker Neo refuses to compile: "):
        on_event(event(model, **{**compiled, "Compilation": json.dumps(request)}))


@pytest.mark.parametrize("content", ["0" * 64, "f" * 64, content_of("a")])
def test_a_version_from_content_is_one_of_the_service(content: str) -> None:
    assert re.fullmatch(r"7(\.(0|[1-9]\d{0,5})){2}", content_version(7, content))


def test_versions_of_many_contents_differ() -> None:
    assert len({content_version(1, content_of(str(number))) for number in range(10_000)}) == 10_000
