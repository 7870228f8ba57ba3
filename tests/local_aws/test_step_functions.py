"""Step Functions' SDK integrations of SageMaker and Greengrass, with the rights of the state machine's role."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from tests.local_aws.aws import ACCOUNT, OTHER_ACCOUNT, REGION, Aws, tar_gz
from tests.local_aws.greengrass import COMPONENTS, create, new_name, recipe, settled
from tests.local_aws.state_machines import run, task

pytestmark = pytest.mark.slow

BUCKET = f"machines-{ACCOUNT}"
NEO = f"arn:aws:iam::{ACCOUNT}:role/machines-neo"
SAGEMAKER = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}"
ARTIFACT = f"s3://{BUCKET}/component.zip"
FUNCTION = """
import boto3
def handler(event, _):
    return boto3.client("s3").head_bucket(**event)["BucketRegion"]
"""
ALLOWED: dict[str, str | list[str]] = {
    "sagemaker__CreateCompilationJob": f"{SAGEMAKER}:compilation-job/ours-*",
    "sagemaker__DescribeCompilationJob": f"{SAGEMAKER}:compilation-job/ours-*",
    "iam__PassRole": NEO,
    "greengrass__CreateComponentVersion": f"{COMPONENTS}:com.example.*",
    "greengrass__DescribeComponent": f"{COMPONENTS}:com.example.*:versions:*",
    "s3__GetObject": f"arn:aws:s3:::{BUCKET}/component.zip",
}


@pytest.fixture(scope="session", autouse=True)
def _prerequisites(aws: Aws) -> None:
    aws.s3.create_bucket(Bucket=BUCKET)
    aws.s3.put_object(Bucket=BUCKET, Key="model.tar.gz", Body=tar_gz(model__onnx=b"x"))
    aws.s3.put_object(Bucket=BUCKET, Key="component.zip", Body=b"files")
    objects = f"arn:aws:s3:::{BUCKET}/*"
    aws.role("machines-neo", "sagemaker.amazonaws.com", s3__GetObject=objects, s3__PutObject=objects)


@pytest.fixture(scope="session")
def role(aws: Aws) -> str:
    """A role that may do what the happy path does, and nothing else."""
    return aws.role("machines", "states.amazonaws.com", **ALLOWED)


@pytest.fixture(scope="session")
def anything(aws: Aws) -> str:
    """A role that may do everything."""
    return aws.role("machines-anything", "states.amazonaws.com", **{"*": "*"})


def compilation(name: str) -> dict[str, Any]:
    return {
        "CompilationJobName": name,
        "RoleArn": NEO,
        "InputConfig": {
            "S3Uri": f"s3://{BUCKET}/model.tar.gz",
            "Framework": "ONNX",
            "DataInputConfig": '{"input":[1,64]}',
        },
        "OutputConfig": {"S3OutputLocation": f"s3://{BUCKET}/out", "TargetDevice": "jetson_xavier"},
        "StoppingCondition": {"MaxRuntimeInSeconds": "{% 300 * 3 %}"},
    }


def states(name: str) -> dict[str, dict[str, Any]]:
    """Compile, wait for it, create the component, describe it."""
    job, component = f"ours-{name.rpartition('.')[2]}", f"{COMPONENTS}:{name}:versions:1.0.0"
    return {
        "Compile": task("sagemaker:createCompilationJob", compilation(job)),
        "Look": task("sagemaker:describeCompilationJob", {"CompilationJobName": job},
                     Assign={"job": "{% $states.result %}"}),
        "Ended": {"Type": "Choice", "Default": "Wait",
                  "Choices": [{"Condition": "{% $job.CompilationJobStatus = 'COMPLETED' %}", "Next": "Create"}]},
        "Wait": {"Type": "Wait", "Seconds": 1, "Next": "Look"},
        "Create": task("greengrassv2:createComponentVersion", {"InlineRecipe": recipe(name, uri=ARTIFACT)},
                       Assign={"created": "{% $states.result %}"}),
        "Describe": task("greengrassv2:describeComponent", {"Arn": component},
                         Output={"job": "{% $job %}", "created": "{% $created %}", "found": "{% $states.result %}"}),
    }  # fmt: skip


def test_a_model_is_compiled_and_becomes_a_component(aws: Aws, role: str) -> None:
    name = new_name()
    execution = run(aws, role, states(name))
    assert execution["status"] == "SUCCEEDED", execution
    told = json.loads(execution["output"])
    assert told["job"]["CompilationJobStatus"] == "COMPLETED"
    assert told["job"]["ModelArtifacts"] == {"S3ModelArtifacts": f"s3://{BUCKET}/out/model-jetson_xavier.tar.gz"}
    assert told["job"]["StoppingCondition"] == {"MaxRuntimeInSeconds": 900}
    assert told["job"]["CreationTime"].endswith("Z")
    arn = f"{COMPONENTS}:{name}:versions:1.0.0"
    assert (told["created"]["Arn"], told["created"]["Status"]["ComponentState"]) == (arn, "REQUESTED")
    assert told["found"]["Platforms"] == [{"Attributes": {"os": "linux", "architecture": "aarch64"}}]
    assert "ResponseMetadata" not in told["created"]


def test_a_blob_is_an_object_or_a_text_and_comes_back_as_a_text(aws: Aws, anything: str) -> None:
    for document in (recipe(new_name()), json.dumps(recipe(new_name()))):
        execution = run(aws, anything, {
            "Create": task("greengrassv2:createComponentVersion", {"InlineRecipe": document},
                           Assign={"arn": "{% $states.result.Arn %}"}),
            "Get": task("greengrassv2:getComponent", {"Arn": "{% $arn %}", "RecipeOutputFormat": "JSON"}),
        })  # fmt: skip
        assert execution["status"] == "SUCCEEDED", execution
        assert json.loads(json.loads(execution["output"])["Recipe"])["Manifests"][0]["Platform"]["os"] == "linux"


@pytest.mark.parametrize(
    ("missing", "error", "action", "resource"),
    [
        ("sagemaker__CreateCompilationJob", "SageMaker.SageMakerException", "sagemaker:CreateCompilationJob",
         f"{SAGEMAKER}:compilation-job/ours-"),
        ("sagemaker__DescribeCompilationJob", "SageMaker.SageMakerException", "sagemaker:DescribeCompilationJob",
         f"{SAGEMAKER}:compilation-job/ours-"),
        ("iam__PassRole", "SageMaker.SageMakerException", "iam:PassRole", NEO),
        ("greengrass__CreateComponentVersion", "GreengrassV2.AccessDeniedException",
         "greengrass:CreateComponentVersion", f"{COMPONENTS}:com.example."),
        ("greengrass__DescribeComponent", "GreengrassV2.AccessDeniedException", "greengrass:DescribeComponent",
         f"{COMPONENTS}:com.example."),
    ],
)  # fmt: skip
def test_each_right_is_needed(aws: Aws, missing: str, error: str, action: str, resource: str) -> None:
    allowed = {name: resource for name, resource in ALLOWED.items() if name != missing}
    name = f"machines-without-{missing}"
    execution = run(aws, aws.role(name, "states.amazonaws.com", **allowed), states(new_name()))
    assert (execution["status"], execution["error"]) == ("FAILED", error)
    assert execution["cause"].startswith(
        f"User: arn:aws:sts::{ACCOUNT}:assumed-role/{name}/StepFunctions is not authorized to perform: {action} "
        f"on resource: {resource}"
    )
    assert f"because no identity-based policy allows the {action} action" in execution["cause"]


def test_the_service_fetches_artifacts_with_the_callers_rights(aws: Aws) -> None:
    allowed = {name: resource for name, resource in ALLOWED.items() if name != "s3__GetObject"}
    role = aws.role("machines-without-artifact", "states.amazonaws.com", **allowed)
    create_component = {"InlineRecipe": recipe(new_name(), uri=ARTIFACT)}
    execution = run(aws, role, {"Create": task("greengrassv2:createComponentVersion", create_component)})
    assert execution["error"] == "GreengrassV2.ValidationException"
    assert f"{{{ARTIFACT} = Specified artifact resource cannot be accessed}}" in execution["cause"]


def test_a_right_may_be_bound_to_the_service_that_a_role_is_passed_to(aws: Aws) -> None:
    role = aws.role("machines-passing", "states.amazonaws.com", **ALLOWED)
    for service, status in (("sagemaker.amazonaws.com", "SUCCEEDED"), ("lambda.amazonaws.com", "FAILED")):
        statements = [
            {"Effect": "Allow", "Action": "sagemaker:CreateCompilationJob", "Resource": "*"},
            {"Effect": "Allow", "Action": "iam:PassRole", "Resource": NEO,
             "Condition": {"StringEquals": {"iam:PassedToService": service}}},
        ]  # fmt: skip
        aws.iam.put_role_policy(
            RoleName="machines-passing", PolicyName="allowed",
            PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": statements}),
        )  # fmt: skip
        name = f"ours-passed-{status.lower()}"
        execution = run(aws, role, {"Compile": task("sagemaker:createCompilationJob", compilation(name))})
        assert execution["status"] == status, execution


def test_tags_of_what_is_made_are_a_right_of_their_own(aws: Aws) -> None:
    name = new_name()
    role = aws.role("machines-tags", "states.amazonaws.com", **ALLOWED)
    create_component = {"InlineRecipe": recipe(name), "Tags": {"team": "qa"}}
    made = {"Create": task("greengrassv2:createComponentVersion", create_component)}
    execution = run(aws, role, made)
    assert execution["error"] == "GreengrassV2.AccessDeniedException"
    told = f"greengrass:TagResource on resource: {COMPONENTS}:{name}:versions:1.0.0 because"
    assert told in execution["cause"]
    aws.allow("machines-tags", **ALLOWED, greengrass__TagResource=f"{COMPONENTS}:{name}:versions:*")
    assert run(aws, role, made)["status"] == "SUCCEEDED"
    found = settled(aws, f"{COMPONENTS}:{name}:versions:1.0.0")
    assert found["tags"] == {"team": "qa"}


def test_a_role_that_step_functions_may_not_assume_runs_nothing(aws: Aws) -> None:
    trusted = aws.role("machines-of-others", "lambda.amazonaws.com", **{"*": "*"})
    for role, why in (
        (trusted, "does not let states.amazonaws.com assume it"),
        (f"arn:aws:iam::{ACCOUNT}:role/machines-nobody", "does not exist"),
    ):
        execution = run(aws, role, {"List": task("greengrassv2:listComponents")})
        assert (execution["error"], execution["cause"]) == ("States.Permissions", f"The role {role} {why}")


def test_a_deployment_needs_the_rights_to_reach_the_devices(aws: Aws) -> None:
    target = aws.iot.create_thing_group(thingGroupName="machines")["thingGroupArn"]
    allowed: dict[str, str | list[str]] = {"greengrass__CreateDeployment": "*", "iot__DescribeThingGroup": target}
    role = aws.role("machines-deploying", "states.amazonaws.com", **allowed)
    deploy = {
        "Look": task("iot:describeThingGroup", {"ThingGroupName": "machines"}),
        "Deploy": task("greengrassv2:createDeployment", {"TargetArn": target}),
    }
    execution = run(aws, role, deploy)
    assert execution["error"] == "GreengrassV2.AccessDeniedException"
    assert f"iot:CreateJob on resource: arn:aws:iot:{REGION}:{ACCOUNT}:job/*" in execution["cause"]
    aws.allow("machines-deploying", **allowed, iot__CreateJob="*", iot__DescribeJob="*")
    execution = run(aws, role, deploy)
    assert execution["status"] == "SUCCEEDED", execution
    deployment = json.loads(execution["output"])["DeploymentId"]
    assert aws.greengrassv2.get_deployment(deploymentId=deployment)["targetArn"] == target


@pytest.mark.parametrize(
    ("action", "arguments", "error", "cause"),
    [
        ("sagemaker:describeCompilationJob", {"CompilationJobName": "nobody"}, "SageMaker.ResourceNotFoundException",
         "Could not find compilation job 'nobody'. (Service: SageMaker, Status Code: 400, Request ID: "),
        ("sagemaker:describeModelPackage", {"ModelPackageName": "nobody"}, "SageMaker.SageMakerException",
         "does not exist. (Service: SageMaker, Status Code: 400"),
        ("sagemaker:createTransformJob", {}, "States.Runtime", "Missing required parameter"),
        ("sagemaker:listTransformJobs", {}, "SageMaker.SageMakerException", "not answer sagemaker:ListTransform"),
        ("greengrassv2:describeComponent", {"Arn": f"{COMPONENTS}:nobody:versions:1.0.0"},
         "GreengrassV2.ResourceNotFoundException", "(Service: GreengrassV2, Status Code: 404"),
        ("greengrassv2:createComponentVersion", {"InlineRecipe": {}}, "GreengrassV2.ValidationException",
         "required key [componentname] not found"),
        ("greengrassv2:createComponentVersion", {"Recipe": {}}, "States.Runtime",
         'The field "Recipe" is not supported by Step Functions'),
        ("greengrassv2:createPizza", {}, "States.Runtime", "greengrassv2 has no API action createPizza"),
        ("iot:describeThingGroup", {"ThingGroupName": "nobody"}, "Iot.ResourceNotFoundException", "Service: Iot"),
        ("iot:listThings", {}, "States.Runtime", "Service 'iot' is not supported"),
    ],
)  # fmt: skip
def test_errors_have_the_names_that_step_functions_gives_them(
    aws: Aws, anything: str, action: str, arguments: dict[str, Any], error: str, cause: str
) -> None:
    execution = run(aws, anything, {"Call": task(action, arguments)})
    assert (execution["status"], execution["error"]) == ("FAILED", error)
    assert cause in execution["cause"]


def test_an_error_can_be_caught_by_its_name(aws: Aws, anything: str) -> None:
    name = new_name()
    create(aws, recipe(name))
    caught = {
        "ErrorEquals": ["GreengrassV2.ConflictException"],
        "Output": "{% $states.errorOutput.Error %}",
        "Next": "End",
    }
    execution = run(aws, anything, {
        "Create": task("greengrassv2:createComponentVersion", {"InlineRecipe": recipe(name)}, Catch=[caught]),
        "End": {"Type": "Pass", "End": True},
    })  # fmt: skip
    assert (execution["status"], execution["output"]) == ("SUCCEEDED", '"GreengrassV2.ConflictException"')


def test_a_name_that_is_taken_is_in_use(aws: Aws, anything: str) -> None:
    job = compilation("ours-taken")
    call = {"First": task("sagemaker:createCompilationJob", job), "Second": task("sagemaker:createCompilationJob", job)}
    assert run(aws, anything, call)["error"] == "SageMaker.ResourceInUseException"


def test_a_function_is_invoked_with_the_roles_right_and_has_the_sdk(aws: Aws) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        code = (
            "import boto3\ndef handler(event, _):\n    return boto3.client('s3').head_bucket(**event)['BucketRegion']\n"
        )
        archive.writestr("index.py", code)
    aws.role("function", "lambda.amazonaws.com")
    arn = aws.client("lambda").create_function(
        FunctionName="machines", Runtime="python3.13", Handler="index.handler",
        Role=f"arn:aws:iam::{ACCOUNT}:role/function", Code={"ZipFile": written.getvalue()},
    )["FunctionArn"]  # fmt: skip
    role = aws.role("machines-invoking", "states.amazonaws.com")
    payload = {"FunctionName": arn, "Payload": {"Bucket": BUCKET}}
    invoke = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": payload,
              "Output": "{% $states.result.Payload %}", "End": True}  # fmt: skip
    execution = run(aws, role, {"Invoke": invoke})
    assert execution["error"] == "Lambda.AWSLambdaException"
    assert f"not authorized to perform: lambda:InvokeFunction on resource: {arn} because" in execution["cause"]
    aws.allow("machines-invoking", lambda__InvokeFunction=arn)
    execution = run(aws, role, {"Invoke": invoke})
    assert (execution["status"], execution["output"]) == ("SUCCEEDED", f'"{REGION}"')


def test_a_machine_works_in_its_own_account_and_region(aws: Aws) -> None:
    other = Aws(aws.variables, account=OTHER_ACCOUNT, region="eu-west-1")
    role = other.role("machines", "states.amazonaws.com", **{"*": "*"})
    execution = run(other, role, {
        "Create": task("greengrassv2:createComponentVersion", {"InlineRecipe": recipe(new_name())}),
    })  # fmt: skip
    assert json.loads(execution["output"])["Arn"].startswith(f"arn:aws:greengrass:eu-west-1:{OTHER_ACCOUNT}:")
    other.close()
