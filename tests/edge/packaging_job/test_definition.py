"""The state machine's own logic: every way that it can end, with answers of the services in their own forms.

The whole job against the embedded AWS: test_job.py.
"""

from __future__ import annotations

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cdk_model_packages.edge.packaging_job.architectures import architectures
from cdk_model_packages.edge.packaging_job.definition import Steps, definition
from cdk_model_packages.edge.packaging_job.states import jsonata
from cdk_model_packages.local_aws.interpreter import emulator_python

GROUP_ARN = "arn:aws:sagemaker:us-east-1:000000000000:model-package/digits/"
VERSION_ARN = f"{GROUP_ARN}3"
COMPONENT_ARN = "arn:aws:greengrass:us-east-1:000000000000:components:com.example.digits:versions:3.0.0"
THING_GROUP = "arn:aws:iot:us-east-1:000000000000:thinggroup/line-1"
URI = "s3://artifacts/edge/com.example.digits/0123456789abcdef/component.zip"
REQUEST = {
    "TargetDevice": "jetson_xavier",
    "S3OutputLocation": {"Bucket": "artifacts", "Prefix": "edge"},
    "ComponentName": "com.example.digits",
}
JOB = {
    "group": "digits",
    "versionsOf": [GROUP_ARN],
    "bucket": "artifacts",
    "folder": "edge/",
    "componentNames": ["com.example.digits", "Sample*"],
    "architectures": architectures(),
    "unfit": [],
    "compiles": True,
    "description": "Model of group digits",
    "tags": {"team": "vision"},
    "keyId": "",
    "components": "arn:aws:greengrass:us-east-1:000000000000:components:",
    "architecture": "aarch64",
    "thingGroupArn": THING_GROUP,
    "request": REQUEST,
}
RECIPE = {
    "RecipeFormatVersion": "2020-01-25",
    "ComponentName": jsonata("$name"),
    "ComponentVersion": jsonata("$version"),
    "ComponentDescription": jsonata("$description"),
    "Manifests": [
        {
            "Platform": {"os": "linux", "architecture": jsonata("$architecture")},
            "Artifacts": [{"URI": jsonata("$artifact.Uri"), "Unarchive": "ZIP"}],
        }
    ],
}
PACKAGE = {
    "ModelPackageArn": VERSION_ARN,
    "ModelPackageStatus": "Completed",
    "ModelApprovalStatus": "Approved",
    "InferenceSpecification": {"Containers": [{"Image": "i", "ModelDataUrl": "s3://models/model.tar.gz"}]},
}
COMPILED = "s3://artifacts/edge/com.example.digits/compiled/model-jetson_xavier.tar.gz"
TAKEN = {"Error": "SageMaker.ResourceInUseException", "Cause": "a job of that name exists"}
FAILED = {"CompilationJobStatus": "FAILED", "FailureReason": "ClientError: InputConfiguration: no model"}
STARTED = {"CompilationJobArn": "arn"}
THROTTLED = {"Error": "SageMaker.SageMakerException", "Cause": "Rate exceeded (Service: SageMaker, Status Code: 400)"}
DONE = {"CompilationJobStatus": "COMPLETED", "ModelArtifacts": {"S3ModelArtifacts": COMPILED}}
ANSWERS: dict[str, list[Any]] = {
    "sagemaker:describeModelPackage": [PACKAGE],
    "sagemaker:describeCompilationJob": [{"CompilationJobStatus": "INPROGRESS"}, DONE],
    "sagemaker:createCompilationJob": [{"CompilationJobArn": "arn"}],
    "lambda:invoke": [{"StatusCode": 200, "Payload": {"Uri": URI}}],
    "greengrassv2:createComponentVersion": [{"Arn": COMPONENT_ARN}],
    "greengrassv2:describeComponent": [
        {"Status": {"ComponentState": "REQUESTED"}},
        {"Status": {"ComponentState": "DEPLOYABLE"}},
    ],
    "greengrassv2:listDeployments": [{}],  # JSONata: what is empty may be nothing
    "greengrassv2:createDeployment": [{"DeploymentId": "d-1"}],
}


def run(
    request: dict[str, Any] | None = None,
    *,
    job: dict[str, Any] | None = None,
    compiles: bool = True,
    deploys: bool = True,
    arn: str | None = VERSION_ARN,
    **answers: list[Any],
) -> dict[str, Any]:
    """Run a job: `sagemaker_createCompilationJob=[...]` are other answers than a good day's."""
    steps = Steps("aws", {**JOB, "compiles": compiles, **(job or {})}, RECIPE, "arn:function",
                  "arn:role" if compiles else None, {"MaxRuntimeInSeconds": 900}, deploys)  # fmt: skip
    given = {} if request is None else {"Configuration": {"Greengrass": request}}
    other = {name.replace("_", ":", 1): value for name, value in answers.items()}
    told = {
        "definition": definition(steps),
        "input": {**({} if arn is None else {"ModelPackageArn": arn}), **given},
        "answers": copy.deepcopy({**ANSWERS, **other}),
    }
    script = Path(__file__).with_name("interpreter.py")
    ended = subprocess.run(
        [str(emulator_python(Path.cwd())), str(script)],
        input=json.dumps(told), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def location(bucket: str, prefix: str) -> dict[str, Any]:
    return {"S3OutputLocation": {"Bucket": bucket, "Prefix": prefix}}


def output_of(folder: str, compilation: dict[str, Any]) -> str:
    return f"s3://artifacts/edge/{folder}/compiled/{compilation['CompilationJobName']}/"


def calls(end: dict[str, Any], name: str) -> list[Any]:
    return [data for called, data in end["calls"] if called == name]


def test_an_approval_is_packaged_for_the_jobs_own_target() -> None:
    end = run()
    compilation = calls(end, "sagemaker:createCompilationJob")[0]
    assert end["status"] == "SUCCEEDED"
    assert end["output"] == {
        "ComponentVersionArn": COMPONENT_ARN,
        "ComponentName": "com.example.digits",
        "ComponentVersion": "3.0.0",  # Lookout's default: MODELVERSION.0.0
        "ArtifactUri": URI,
        "CompilationJobName": compilation["CompilationJobName"],
        "DeploymentId": "d-1",
    }
    assert compilation == {
        "CompilationJobName": compilation["CompilationJobName"],
        "RoleArn": "arn:role",
        "ModelPackageVersionArn": VERSION_ARN,
        "OutputConfig": {
            "S3OutputLocation": output_of("com.example.digits", compilation),
            "TargetDevice": "jetson_xavier",
        },
        "StoppingCondition": {"MaxRuntimeInSeconds": 900},
    }
    assert calls(end, "lambda:invoke")[0]["Payload"] == {
        "ModelDataUrl": COMPILED,
        "Bucket": "artifacts",
        "Prefix": "edge/",
        "ComponentName": "com.example.digits",
        "KmsKeyId": None,
    }


def test_each_field_of_a_request_is_carried() -> None:
    options = json.dumps({"gpu-code": "sm_75", "trt-ver": "7.1.3", "cuda-ver": "10.2"})
    platform = {"Os": "LINUX", "Arch": "X86_64", "Accelerator": "NVIDIA"}
    end = run(
        {
            "TargetPlatform": platform,
            "CompilerOptions": options,
            "S3OutputLocation": {"Bucket": "artifacts", "Prefix": "edge/line//"},
            "ComponentName": "SampleComponent",
            "ComponentVersion": "0.1.0",
            "ComponentDescription": "This is my component",
            "Tags": [{"Key": "team", "Value": "mine"}, {"Key": "b", "Value": ""}],
        },
        job={"keyId": "arn:key"},
    )
    made = calls(end, "greengrassv2:createComponentVersion")[0]
    compilation = calls(end, "sagemaker:createCompilationJob")[0]
    assert compilation["OutputConfig"] == {
        "S3OutputLocation": output_of("line/SampleComponent", compilation),
        "TargetPlatform": platform,
        "CompilerOptions": options,
        "KmsKeyId": "arn:key",
    }
    assert made["InlineRecipe"] == {
        "RecipeFormatVersion": "2020-01-25",
        "ComponentName": "SampleComponent",
        "ComponentVersion": "0.1.0",
        "ComponentDescription": "This is my component",
        "Manifests": [
            {
                "Platform": {"os": "linux", "architecture": "amd64"},
                "Artifacts": [{"URI": URI, "Unarchive": "ZIP"}],
            }
        ],
    }
    assert {name: made["Tags"][name] for name in ("team", "b")} == {"team": "mine", "b": ""}
    assert calls(end, "lambda:invoke")[0]["Payload"]["KmsKeyId"] == "arn:key"


def test_without_compilation_the_model_is_packaged_as_it_is() -> None:
    end = run(compiles=False, deploys=False)
    assert end["status"] == "SUCCEEDED"
    assert calls(end, "lambda:invoke")[0]["Payload"]["ModelDataUrl"] == "s3://models/model.tar.gz"
    assert end["output"].keys() == {"ComponentVersionArn", "ComponentName", "ComponentVersion", "ArtifactUri"}


def test_a_model_data_source_of_one_archive_is_packaged() -> None:
    source = {"S3DataSource": {"S3Uri": "s3://models/m.tar.gz", "S3DataType": "S3Object", "CompressionType": "Gzip"}}
    package = {**PACKAGE, "InferenceSpecification": {"Containers": [{"Image": "i", "ModelDataSource": source}]}}
    end = run(compiles=False, sagemaker_describeModelPackage=[package])
    assert calls(end, "lambda:invoke")[0]["Payload"]["ModelDataUrl"] == "s3://models/m.tar.gz"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(location("other", "edge"), "Bucket=other", id="bucket"),
        pytest.param(location("artifacts", ""), "Prefix=: ", id="no prefix"),
        pytest.param(location("artifacts", "edgeways"), "Prefix=edgeways/", id="prefix"),
        pytest.param({"ComponentName": "com.example.digits2"}, "ComponentName=com.example.digits2", id="name"),
        pytest.param({"TargetPlatform": {"Os": "LINUX", "Arch": "ARM64"}}, "and not both", id="two targets"),
        pytest.param({"TargetDevice": None}, "one of them is needed", id="no target"),
        pytest.param({"TargetDevice": "lambda"}, "no Greengrass core device", id="cloud"),
        pytest.param({"S3OutputLocation": None}, "Bucket=: ", id="no location"),
        pytest.param({"ComponentName": None}, "ComponentName=: ", id="no name"),
    ],
)
def test_what_the_job_may_not_do_is_refused_before_anything_is_called(change: dict[str, Any], told: str) -> None:
    request = {name: value for name, value in {**REQUEST, **change}.items() if value is not None}
    end = run(request)
    assert (end["status"], end["error"], end["calls"]) == ("FAILED", "RequestRefused", [])
    assert told in end["cause"]


def test_compiler_options_without_compilation_are_refused() -> None:
    end = run({**REQUEST, "CompilerOptions": '{"mcpu": "x"}'}, compiles=False)
    assert (end["error"], end["calls"]) == ("RequestRefused", [])
    assert "does not compile" in end["cause"]


def test_a_name_may_stand_for_all_that_begin_so() -> None:
    assert run({**REQUEST, "ComponentName": "Sample"})["status"] == "SUCCEEDED"
    assert run({**REQUEST, "ComponentName": "Sampl"})["error"] == "RequestRefused"


@pytest.mark.parametrize("arn", [VERSION_ARN.replace("/digits/", "/digits-2/"), GROUP_ARN.rstrip("/"), "", None])
def test_what_is_no_version_of_the_group_is_refused(arn: str | None) -> None:
    end = run(arn=arn)
    assert (end["error"], end["calls"]) == ("RequestRefused", [])


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param({"ModelApprovalStatus": "PendingManualApproval"}, "ModelPackageNotApproved", id="pending"),
        pytest.param({"ModelPackageStatus": "InProgress"}, "ModelPackageNotApproved", id="in progress"),
        pytest.param(
            {"InferenceSpecification": {"Containers": PACKAGE["InferenceSpecification"]["Containers"] * 2}},
            "RequestRefused",
            id="two containers",
        ),
        pytest.param({"InferenceSpecification": {"Containers": [{"Image": "i"}]}}, "RequestRefused", id="no model"),
    ],
)
def test_a_version_that_cannot_be_packaged_ends_the_job(change: dict[str, Any], error: str) -> None:
    end = run(sagemaker_describeModelPackage=[{**PACKAGE, **change}])
    assert (end["error"], len(end["calls"])) == (error, 1)
    assert VERSION_ARN in end["cause"]


def test_throttled_calls_are_repeated() -> None:
    throttled = {"Error": "GreengrassV2.ThrottlingException", "Cause": "Rate exceeded"}
    twin = {"Error": "GreengrassV2.RequestAlreadyInProgressException", "Cause": "in progress"}
    end = run(
        sagemaker_describeModelPackage=[THROTTLED, THROTTLED, PACKAGE],
        sagemaker_createCompilationJob=[THROTTLED, {"CompilationJobArn": "arn"}],
        greengrassv2_createComponentVersion=[throttled, twin, {"Arn": COMPONENT_ARN}],
    )
    assert end["status"] == "SUCCEEDED"
    assert len(calls(end, "sagemaker:describeModelPackage")) == 3
    assert len(calls(end, "greengrassv2:createComponentVersion")) == 3


def test_a_failed_compilation_is_told_with_neos_reason() -> None:
    end = run(sagemaker_describeCompilationJob=[FAILED])
    assert end["error"] == "CompilationFailed"
    assert end["cause"].endswith("FAILED: ClientError: InputConfiguration: no model")


def test_what_has_been_compiled_is_not_compiled_again() -> None:
    end = run(sagemaker_createCompilationJob=[TAKEN], sagemaker_describeCompilationJob=[DONE])
    assert end["status"] == "SUCCEEDED"
    assert len(calls(end, "sagemaker:createCompilationJob")) == 1
    assert calls(end, "lambda:invoke")[0]["Payload"]["ModelDataUrl"] == COMPILED


def test_a_twin_that_compiles_the_same_is_waited_for() -> None:
    assert run(sagemaker_createCompilationJob=[TAKEN])["status"] == "SUCCEEDED"


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"sagemaker_describeCompilationJob": [FAILED, DONE]}, id="failed"),
        pytest.param(
            {
                "sagemaker_describeCompilationJob": [DONE],
                "lambda_invoke": [
                    {"Error": "ModelUnreadable", "Cause": '{"errorMessage": "there is no such object"}'},
                    *ANSWERS["lambda:invoke"],
                ],
            },
            id="its output is gone",
        ),
    ],
)
def test_what_cannot_be_used_is_compiled_again_under_another_name(answers: dict[str, list[Any]]) -> None:
    end = run(sagemaker_createCompilationJob=[TAKEN, STARTED], **answers)
    made = calls(end, "sagemaker:createCompilationJob")
    names = [each["CompilationJobName"] for each in made]
    assert end["status"] == "SUCCEEDED"
    assert len(set(names)) == 2
    assert {len(name) for name in names} == {55}  # SageMaker allows 63
    assert [each["OutputConfig"]["S3OutputLocation"] for each in made] == [
        output_of("com.example.digits", each) for each in made
    ]


def test_an_output_of_its_own_that_is_gone_ends_the_job() -> None:
    gone = {"Error": "ModelUnreadable", "Cause": '{"errorMessage": "there is no such object"}'}
    end = run(lambda_invoke=[gone])
    assert (end["error"], end["cause"]) == ("RepackagingFailed", "ModelUnreadable: there is no such object")


@pytest.mark.parametrize("change", [{"TargetDevice": "jetson_nano"}, {"ComponentName": "Sample"}, {}])
def test_another_target_component_or_version_is_another_compilation(change: dict[str, Any]) -> None:
    """Neo names its output after the model's file, which all versions may share."""
    arns = (VERSION_ARN, f"{GROUP_ARN}4")
    ends = [run(REQUEST, arn=arns[0]), run({**REQUEST, **change}, arn=arns[0] if change else arns[1])]
    made = [calls(end, "sagemaker:createCompilationJob")[0] for end in ends]
    assert len({each["CompilationJobName"] for each in made}) == 2
    assert len({each["OutputConfig"]["S3OutputLocation"] for each in made}) == 2


def test_the_order_of_a_requests_fields_is_no_other_compilation() -> None:
    platform = {"Os": "LINUX", "Arch": "ARM64"}
    request = {name: value for name, value in REQUEST.items() if name != "TargetDevice"}
    ends = [
        run({**request, "TargetPlatform": platform}),
        run({"TargetPlatform": dict(reversed(platform.items())), **request}),
    ]
    assert len({calls(end, "sagemaker:createCompilationJob")[0]["CompilationJobName"] for end in ends}) == 1


def test_too_many_compilations_at_a_time_are_waited_for() -> None:
    full = {"Error": "SageMaker.ResourceLimitExceededException", "Cause": "quota"}
    assert run(sagemaker_createCompilationJob=[full, full, STARTED])["status"] == "SUCCEEDED"


def test_a_compilation_that_cannot_be_looked_at_is_told() -> None:
    end = run(sagemaker_describeCompilationJob=[{"Error": "SageMaker.SageMakerException", "Cause": "no right"}])
    assert end["error"] == "CompilationFailed"
    assert "SageMaker.SageMakerException: no right" in end["cause"]


def test_a_runner_that_does_not_run_on_the_target_is_told() -> None:
    end = run({**REQUEST, "TargetDevice": "rasp3b"}, job={"unfit": ["arm"]})
    assert (end["error"], end["calls"]) == ("RequestRefused", [])
    assert "does not run on arm" in end["cause"]


@pytest.mark.parametrize(
    ("platform", "options"),
    [
        ({"Os": "LINUX", "Arch": "X86_64"}, '{"mcpu": "core-avx2"}'),  # LV-004: what Lookout compiled for
        ({"Os": "LINUX", "Arch": "X86_64", "Accelerator": "INTEL_GRAPHICS"}, None),
        ({"Os": "LINUX", "Arch": "ARM64"}, None),
    ],
)
def test_a_processor_that_nothing_is_told_of_is_lookouts(platform: dict[str, str], options: str | None) -> None:
    request = {name: value for name, value in REQUEST.items() if name != "TargetDevice"}
    for given, expected in ((None, options), ('{"mcpu": "x"}', '{"mcpu": "x"}')):
        told = {} if given is None else {"CompilerOptions": given}
        end = run({**request, "TargetPlatform": platform, **told})
        output = calls(end, "sagemaker:createCompilationJob")[0]["OutputConfig"]
        assert output.get("CompilerOptions") == expected


def test_a_request_may_bring_as_many_tags_as_a_component_has() -> None:
    for count, made in ((198, 200), (199, 200), (200, 200)):  # beside them: the job's own one, and that of the content
        tags = [{"Key": f"k{number}", "Value": "v"} for number in range(count)]
        end = run({**REQUEST, "Tags": tags}, job={"tags": {"k0": "of the job"} if count == 200 else {"team": "vision"}})
        assert len(calls(end, "greengrassv2:createComponentVersion")[0]["Tags"]) == made


def test_a_refused_archive_is_told_as_the_function_tells_it() -> None:
    cause = json.dumps({"errorMessage": "'../x' leaves the archive", "errorType": "UnsafeArchive"})
    end = run(lambda_invoke=[{"Error": "UnsafeArchive", "Cause": cause}])
    assert (end["error"], end["cause"]) == ("RepackagingFailed", "UnsafeArchive: '../x' leaves the archive")


CONFLICT = {"Error": "GreengrassV2.ConflictException", "Cause": "Component [com.example.digits : 3.0.0] already exists"}


def test_a_component_version_of_the_same_content_gets_the_tags_alone() -> None:
    tags = calls(run(), "greengrassv2:createComponentVersion")[0]["Tags"]
    end = run(
        {**REQUEST, "Tags": [{"Key": "line", "Value": "2"}]},
        greengrassv2_createComponentVersion=[CONFLICT],
        greengrassv2_listTagsForResource=[{"Tags": tags}],
        greengrassv2_tagResource=[{}],
    )
    assert end["status"] == "SUCCEEDED"
    assert calls(end, "greengrassv2:tagResource") == [{"ResourceArn": COMPONENT_ARN, "Tags": {**tags, "line": "2"}}]
    assert end["output"]["ComponentVersionArn"] == COMPONENT_ARN


@pytest.mark.parametrize("tags", [{"Tags": {"cdk-model-packages:content": "other"}}, {}])
def test_a_component_version_of_other_content_ends_the_job(tags: dict[str, Any]) -> None:
    end = run(
        greengrassv2_createComponentVersion=[CONFLICT],
        greengrassv2_listTagsForResource=[tags],
    )
    assert (end["error"], end["cause"]) == ("ComponentVersionExists", CONFLICT["Cause"])


def test_a_component_version_that_cannot_be_deployed_ends_the_job() -> None:
    status = {"ComponentState": "FAILED", "Message": "Specified artifact resource cannot be accessed"}
    end = run(greengrassv2_describeComponent=[{"Status": status}])
    assert end["error"] == "ComponentFailed"
    assert status["Message"] in end["cause"]


def test_a_deployment_keeps_what_the_thing_group_has() -> None:
    other = {"ComponentVersion": "2.0.0"}
    ours = {"ComponentVersion": "1.0.0", "RunWith": {"PosixUser": "inspector"}}
    current = {
        "DeploymentId": "d-0",
        "DeploymentName": "line-1",
        "DeploymentStatus": "ACTIVE",
        "DeploymentPolicies": {"FailureHandlingPolicy": "ROLLBACK"},
        "Components": {"other": other, "com.example.digits": ours},
        "Tags": {"a": "b", "aws:cloudformation:stack-name": "Edge"},
    }
    end = run(
        greengrassv2_listDeployments=[{"Deployments": [{"DeploymentId": "d-0"}]}],
        greengrassv2_getDeployment=[current],
    )
    (made,) = calls(end, "greengrassv2:createDeployment")
    assert made == {
        "TargetArn": THING_GROUP,
        "DeploymentName": "line-1",
        "DeploymentPolicies": {"FailureHandlingPolicy": "ROLLBACK"},
        "Components": {"other": other, "com.example.digits": {**ours, "ComponentVersion": "3.0.0"}},
        "Tags": {"a": "b"},
        "ClientToken": made["ClientToken"],
    }


@pytest.mark.parametrize(
    "change", [{"ComponentName": "SampleComponent"}, {"TargetDevice": "deeplens"}], ids=["component", "target"]
)
def test_what_is_not_for_the_thing_group_is_not_deployed(change: dict[str, Any]) -> None:
    end = run({**REQUEST, **change})
    assert (end["status"], end["output"]["DeploymentId"]) == ("SUCCEEDED", "")
    assert not [name for name, _ in end["calls"] if "Deployment" in name]


@pytest.mark.parametrize(
    ("version", "status", "deploys"),
    [
        ("3.0.0", "ACTIVE", False),
        ("3.0.0", "COMPLETED", False),
        ("3.0.0", "CANCELED", True),
        ("3.0.1", "ACTIVE", False),  # an approval of an older version may be told again
        ("10.0.0", "COMPLETED", False),
        ("2.999999.999999", "ACTIVE", True),
        ("2.0.0-beta", "ACTIVE", True),
    ],
)
def test_what_is_deployed_is_not_deployed_again(version: str, status: str, deploys: bool) -> None:
    current = {
        "DeploymentId": "d-0",
        "DeploymentStatus": status,
        "Components": {"com.example.digits": {"ComponentVersion": version}},
    }
    end = run(
        greengrassv2_listDeployments=[{"Deployments": [{"DeploymentId": "d-0"}]}],
        greengrassv2_getDeployment=[current],
    )
    assert (end["status"], end["output"]["DeploymentId"]) == ("SUCCEEDED", "d-1" if deploys else "d-0")
    assert bool(calls(end, "greengrassv2:createDeployment")) == deploys


def test_a_refused_deployment_is_told() -> None:
    refused = {"Error": "GreengrassV2.ValidationException", "Cause": "no such thing group"}
    end = run(greengrassv2_createDeployment=[refused])
    assert (end["error"], end["cause"]) == (
        "DeploymentFailed",
        "GreengrassV2.ValidationException: no such thing group",
    )
