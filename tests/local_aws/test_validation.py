"""A validation is a rehearsal of what it would read and write."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from tests.local_aws.aws import ACCOUNT, IMAGE, REGION, SPECIFICATION, Aws

pytestmark = pytest.mark.slow

BUCKET = f"models-{ACCOUNT}"
REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
TRUST = {"Principal": {"Service": "sagemaker.amazonaws.com"}, "Effect": "Allow", "Action": "sts:AssumeRole"}
ALLOWED = [
    {"Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{BUCKET}/digits/*"},
    {
        "Action": "s3:ListBucket",
        "Resource": f"arn:aws:s3:::{BUCKET}",
        "Condition": {"StringLike": {"s3:prefix": ["digits/samples/*"]}},
    },
    {"Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{BUCKET}/output/*"},
    {"Action": "ecr:GetAuthorizationToken", "Resource": "*"},
    {
        "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
        "Resource": f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/digits",
    },
]


@pytest.fixture(scope="session", autouse=True)
def _prerequisites(aws: Aws) -> None:
    assert aws.models == BUCKET
    aws.s3.put_object(Bucket=BUCKET, Key="digits/plain.tar.gz", Body=b"not compressed")
    aws.s3.put_object(Bucket=BUCKET, Key="digits/empty.tar.gz", Body=b"")
    aws.s3.put_object(Bucket=BUCKET, Key="folder/", Body=b"")
    aws.ecr.create_repository(repositoryName="digits")
    manifest = json.dumps({"schemaVersion": 2, "layers": []})
    aws.ecr.put_image(repositoryName="digits", imageTag="1", imageManifest=manifest)
    role(aws, "allowed", ALLOWED)


def role(aws: Aws, name: str, statements: list[dict[str, Any]], trust: dict[str, Any] | None = None) -> str:
    trusted = json.dumps({"Version": "2012-10-17", "Statement": [trust or TRUST]})
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **found} for found in statements]}
    arn = aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trusted)["Role"]["Arn"]
    aws.iam.put_role_policy(RoleName=name, PolicyName="validation", PolicyDocument=json.dumps(document))
    return arn


def outcome(
    aws: Aws,
    group: str,
    *,
    archive: str = f"s3://{BUCKET}/digits/model.tar.gz",
    image: str = f"{REGISTRY}/digits:1",
    samples: str = f"s3://{BUCKET}/digits/samples/",
    output: str = f"s3://{BUCKET}/output",
    role_name: str = "allowed",
    **more: Any,
) -> tuple[str, str]:
    """Validate one version; return its status and the reasons."""
    specification = copy.deepcopy(SPECIFICATION)
    specification["Containers"][0].update(Image=image, ModelDataUrl=archive)
    job = {
        "TransformInput": {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": samples}}},
        "TransformOutput": {"S3OutputPath": output},
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
    }
    validation = {
        "ValidationRole": f"arn:aws:iam::{ACCOUNT}:role/{role_name}",
        "ValidationProfiles": [{"ProfileName": "smoke", "TransformJobDefinition": job}],
    }
    arn = aws.version(group, InferenceSpecification=specification, ValidationSpecification=validation, **more)
    package = aws.finished(arn)
    statuses = package["ModelPackageStatusDetails"]["ValidationStatuses"]
    return package["ModelPackageStatus"], " ".join(found.get("FailureReason", "") for found in statuses)


def test_what_is_there_and_allowed_is_completed(aws: Aws, group: str) -> None:
    assert outcome(aws, group) == ("Completed", "")


def test_the_status_moves_on(aws: Aws, group: str) -> None:
    seen: list[str] = []
    specification = {
        "ValidationRole": f"arn:aws:iam::{ACCOUNT}:role/allowed",
        "ValidationProfiles": [
            {
                "ProfileName": "smoke",
                "TransformJobDefinition": {
                    "TransformInput": {
                        "DataSource": {
                            "S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{BUCKET}/digits/samples/"}
                        }
                    },
                    "TransformOutput": {"S3OutputPath": f"s3://{BUCKET}/output"},
                    "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
                },
            }
        ],
    }
    arn = aws.version(group, ValidationSpecification=specification)
    while not seen or seen[-1] in {"Pending", "InProgress"}:
        status = aws.sagemaker.describe_model_package(ModelPackageName=arn)["ModelPackageStatus"]
        if seen[-1:] != [status]:
            seen.append(status)
    assert seen[:2] == ["Pending", "InProgress"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"archive": f"s3://{BUCKET}/digits/gone.tar.gz"}, "gone.tar.gz (the model archive) does not exist."),
        ({"archive": "s3://no-such-bucket/digits/model.tar.gz"}, "does not exist in the embedded AWS."),
        ({"archive": f"s3://{BUCKET}/digits/plain.tar.gz"}, "is not a gzip-compressed file."),
        ({"archive": f"s3://{BUCKET}/digits/empty.tar.gz"}, "is not a gzip-compressed file."),
        ({"samples": f"s3://{BUCKET}/digits/samples/none/"}, "No object of the sample data is below"),
        ({"samples": f"s3://{BUCKET}/folder/"}, "No object of the sample data is below"),
        ({"image": f"{REGISTRY}/digits:2"}, "is not in its repository (ImageNotFoundException)."),
        ({"image": f"{REGISTRY}/digits@sha256:{'0' * 64}"}, "is not in its repository"),
        ({"image": f"{REGISTRY}/unknown:1"}, "The repository of image"),
        ({"role_name": "nobody"}, f"The role arn:aws:iam::{ACCOUNT}:role/nobody does not exist."),
        ({"output": "s3://no-such-bucket/output"}, "does not exist in the embedded AWS."),
        ({"output": f"s3://{BUCKET}/elsewhere"}, "may not s3:PutObject on"),
    ],
)
def test_what_is_missing_fails_with_the_reason(aws: Aws, group: str, change: dict[str, str], told: str) -> None:
    status, reasons = outcome(aws, group, **change)
    assert status == "Failed"
    assert told in reasons


@pytest.mark.parametrize("statement", range(len(ALLOWED)))
def test_each_permission_is_needed(aws: Aws, group: str, statement: int) -> None:
    name = f"lacks-{statement}"
    role(aws, name, [found for number, found in enumerate(ALLOWED) if number != statement])
    status, reasons = outcome(aws, group, role_name=name)
    actions = ALLOWED[statement]["Action"]
    assert status == "Failed"
    for action in [actions] if isinstance(actions, str) else actions:
        assert f"The role {name} may not {action} on " in reasons


@pytest.mark.parametrize(
    ("name", "trust", "completed"),
    [
        ("source-account", {"StringEquals": {"aws:SourceAccount": ACCOUNT}}, True),
        ("other-account", {"StringEquals": {"aws:SourceAccount": "222222222222"}}, False),
        ("source-arn", {"ArnLike": {"aws:SourceArn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:*"}}, True),
    ],
)
def test_the_conditions_of_the_trust_count(
    aws: Aws, group: str, name: str, trust: dict[str, Any], completed: bool
) -> None:
    role(aws, name, ALLOWED, {**TRUST, "Condition": trust})
    status, reasons = outcome(aws, group, role_name=name)
    assert status == ("Completed" if completed else "Failed")
    assert completed or reasons == f"The role {name} does not let sagemaker.amazonaws.com assume it."


def test_another_service_does_not_assume_the_role(aws: Aws, group: str) -> None:
    role(aws, "lambda-only", ALLOWED, {**TRUST, "Principal": {"Service": "lambda.amazonaws.com"}})
    assert "does not let sagemaker" in outcome(aws, group, role_name="lambda-only")[1]


def test_a_bucket_policy_may_forbid(aws: Aws, group: str) -> None:
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Deny",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": f"arn:aws:s3:::{BUCKET}/*",
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            }
        ],
    }
    aws.s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))
    assert outcome(aws, group) == ("Completed", "")  # SageMaker comes by https
    policy["Statement"][0].pop("Condition")
    aws.s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))
    try:
        assert "may not s3:GetObject" in outcome(aws, group)[1]
    finally:
        aws.s3.delete_bucket_policy(Bucket=BUCKET)


def test_an_image_of_another_registry_is_not_judged(aws: Aws, group: str) -> None:
    assert outcome(aws, group, image=IMAGE) == ("Completed", "")


def test_a_skipped_validation_looks_at_nothing(aws: Aws, group: str) -> None:
    assert outcome(aws, group, role_name="nobody", SkipModelValidation="All") == ("Completed", "")
