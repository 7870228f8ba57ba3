"""A validation profile: its limits where it is made, and a role with just the rights of its job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Template
from pydantic import ValidationError

from cdk_model_packages import InstanceType, SampleData, SpecError, ValidationProfile
from cdk_model_packages.spec import AssembleWith, BatchStrategy, CompressionType, SplitType
from tests.registry.packages import version

SAMPLES = SampleData.from_uri("s3://samples/in/")


KEYS = "arn:aws:kms:eu-west-1:123456789012:key/"


def key(stack: cdk.Stack, name: str) -> kms.IKey:
    return kms.Key.from_key_arn(stack, name, f"{KEYS}{name}")


def profile(**change: Any) -> ValidationProfile:
    return ValidationProfile(**{"profile_name": "smoke", "samples": SAMPLES, "instance_type": "ml.m5.large", **change})


def validation_of(stack: cdk.Stack) -> dict:
    (package,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackage").values()
    return package["Properties"]["ValidationSpecification"]


def test_every_setting_reaches_the_template(stack: cdk.Stack) -> None:
    version(
        stack,
        validation=profile(
            instance_type=InstanceType.ML_M5_LARGE,
            instance_count=2,
            content_type="text/csv",
            accept="application/json",
            split_type=SplitType.LINE,
            compression_type=CompressionType.GZIP,
            batch_strategy=BatchStrategy.MULTI_RECORD,
            assemble_with=AssembleWith.LINE,
            max_payload_in_mb=10,
            max_concurrent_transforms=10,
            environment={"BATCH": "1"},
            output_uri="s3://results/out/",
            output_key=key(stack, "results"),
            volume_key=key(stack, "volumes"),
            role=iam.Role.from_role_arn(stack, "Given", "arn:aws:iam::123456789012:role/Validation"),
        ),
    )
    assert validation_of(stack) == {
        "ValidationRole": "arn:aws:iam::123456789012:role/Validation",
        "ValidationProfiles": [
            {
                "ProfileName": "smoke",
                "TransformJobDefinition": {
                    "TransformInput": {
                        "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://samples/in/"}},
                        "ContentType": "text/csv",
                        "CompressionType": "Gzip",
                        "SplitType": "Line",
                    },
                    "TransformOutput": {
                        "S3OutputPath": "s3://results/out/",
                        "Accept": "application/json",
                        "AssembleWith": "Line",
                        "KmsKeyId": f"{KEYS}results",
                    },
                    "TransformResources": {
                        "InstanceType": "ml.m5.large",
                        "InstanceCount": 2,
                        "VolumeKmsKeyId": f"{KEYS}volumes",
                    },
                    "MaxPayloadInMB": 10,
                    "MaxConcurrentTransforms": 10,
                    "BatchStrategy": "MultiRecord",
                    "Environment": {"BATCH": "1"},
                },
            }
        ],
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"profile_name": "p" * 64}, "ProfileName"),
        ({"instance_count": 101}, "IT-006"),
        ({"max_payload_in_mb": 51, "max_concurrent_transforms": 2}, "VP-004"),
        ({"max_concurrent_transforms": 17}, "VP-005"),
        ({"output_uri": "results"}, "S3OutputPath"),
    ],
)
def test_a_limit_is_told_where_the_profile_is_made(change: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError, match=code):
        profile(**change)


def test_the_role_trusts_sagemaker_for_this_account_only(stack: cdk.Stack) -> None:
    version(stack, validation=profile())
    (role,) = Template.from_stack(stack).find_resources("AWS::IAM::Role").values()
    assert role["Properties"]["AssumeRolePolicyDocument"]["Statement"] == [
        {
            "Action": "sts:AssumeRole",
            "Effect": "Allow",
            "Principal": {"Service": "sagemaker.amazonaws.com"},
            "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}},
        }
    ]
    assert "ManagedPolicyArns" not in role["Properties"]


def test_the_role_may_do_what_the_job_does_and_no_more(stack: cdk.Stack) -> None:
    """The actions are those of the SageMaker developer guide, sagemaker-roles (CreateModel, CreateTransformJob)."""
    version(
        stack,
        validation=profile(
            output_uri="s3://results/out/",
            output_key=key(stack, "results"),
            volume_key=key(stack, "volumes"),
        ),
    )
    (policy,) = Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
    resources: dict[str, str] = {}
    for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        for action in actions:
            resources[action] = f"{resources.get(action, '')}{statement['Resource']}"
    assert resources.keys() == {
        "s3:GetObject", "s3:ListBucket", "s3:PutObject", "s3:AbortMultipartUpload",
        "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage",
        "ecr:GetAuthorizationToken",
        "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams",
        "cloudwatch:PutMetricData", "kms:GenerateDataKey", "kms:Decrypt", "kms:CreateGrant", "kms:DescribeKey",
    }  # fmt: skip
    wide = {action for action, resource in resources.items() if "'*'" in resource or resource == "*"}
    assert wide == {"ecr:GetAuthorizationToken", "cloudwatch:PutMetricData"}, "these support no resource"
    assert ":s3:::samples/in/*" in resources["s3:GetObject"]
    assert ":s3:::bucket/m.tar.gz" in resources["s3:GetObject"]
    assert ":s3:::results/out/*" in resources["s3:PutObject"]
    assert ":log-group:/aws/sagemaker/TransformJobs" in resources["logs:PutLogEvents"]
    assert resources["kms:GenerateDataKey"] == resources["kms:Decrypt"] == f"{KEYS}results"
    assert resources["kms:CreateGrant"] == resources["kms:DescribeKey"] == f"{KEYS}volumes"


def test_a_given_role_of_the_app_gets_the_same_rights(stack: cdk.Stack) -> None:
    role = iam.Role(stack, "Mine", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com"))
    version(stack, validation=profile(role=role))
    template = Template.from_stack(stack)
    template.resource_count_is("AWS::IAM::Role", 1)
    template.resource_count_is("AWS::IAM::Policy", 1)
    assert validation_of(stack)["ValidationRole"] == stack.resolve(role.role_arn)


def test_results_go_to_a_private_bucket_of_the_stack(stack: cdk.Stack) -> None:
    version(stack, validation=profile())
    template = Template.from_stack(stack)
    ((logical_id, bucket),) = template.find_resources("AWS::S3::Bucket").items()
    assert bucket["DeletionPolicy"] == "RetainExceptOnCreate"
    assert bucket["Properties"]["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] is True
    job = validation_of(stack)["ValidationProfiles"][0]["TransformJobDefinition"]
    assert job["TransformOutput"]["S3OutputPath"]["Fn::Join"][1][:2] == ["s3://", {"Ref": logical_id}]


def test_two_versions_of_a_stack_share_the_bucket_and_not_the_prefix(stack: cdk.Stack) -> None:
    from cdk_model_packages import ModelPackageGroup
    from tests.registry.packages import version_props

    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    shared = profile()
    for name in ("A", "B"):
        group.add_version(name, **version_props(validation=shared))
    template = Template.from_stack(stack)
    template.resource_count_is("AWS::S3::Bucket", 1)
    template.resource_count_is("AWS::IAM::Role", 2)
    outputs = {
        str(
            one["Properties"]["ValidationSpecification"]["ValidationProfiles"][0]["TransformJobDefinition"][
                "TransformOutput"
            ]
        )
        for one in template.find_resources("AWS::SageMaker::ModelPackage").values()
    }
    assert len(outputs) == 2


def test_a_profile_of_a_file_may_name_its_role(stack: cdk.Stack, tmp_path: Path) -> None:
    from cdk_model_packages.spec import ValidationSpecification
    from tests.spec import values

    value = ValidationSpecification.model_validate(values.validation())
    version(stack, validation=ValidationProfile.from_spec(value, tmp_path))
    Template.from_stack(stack).resource_count_is("AWS::IAM::Role", 0)
    Template.from_stack(stack).resource_count_is("AWS::IAM::Policy", 0)
    assert validation_of(stack) == value.properties()


def granted(stack: cdk.Stack) -> dict[str, str]:
    (policy,) = Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
    found: dict[str, str] = {}
    for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
        for action in statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]:
            found[action] = str(statement["Resource"])
    return found


def test_results_in_a_bucket_with_a_key(stack: cdk.Stack) -> None:
    bucket = s3.Bucket(stack, "Results", encryption_key=kms.Key(stack, "Key"))
    version(stack, validation=profile(output_bucket=bucket, output_prefix="/out"))
    (logical_id,) = Template.from_stack(stack).find_resources("AWS::S3::Bucket")
    job = validation_of(stack)["ValidationProfiles"][0]["TransformJobDefinition"]
    assert job["TransformOutput"]["S3OutputPath"] == {"Fn::Join": ["", ["s3://", {"Ref": logical_id}, "/out/"]]}
    assert granted(stack)["s3:PutObject"].endswith("'/out/*']]}")
    assert "Key" in granted(stack)["kms:GenerateDataKey"]
    assert "kms:CreateGrant" not in granted(stack)


@pytest.mark.parametrize(
    ("uri", "objects"),
    [
        ("s3://results/out/", ":s3:::results/out/*"),
        ("s3://results/out", ":s3:::results/out/*"),
        ("s3://results", ":s3:::results/*"),
        ("https://results.s3.eu-west-1.amazonaws.com/out/", ":s3:::results/out/*"),
    ],
)
def test_results_at_a_uri(stack: cdk.Stack, uri: str, objects: str) -> None:
    version(stack, validation=profile(output_uri=uri))
    assert f"'{objects}'" in granted(stack)["s3:PutObject"]


def test_results_at_a_uri_that_only_the_deployment_knows(stack: cdk.Stack) -> None:
    uri = cdk.CfnParameter(stack, "Results").value_as_string
    version(stack, validation=profile(output_uri=uri))
    assert "{'Fn::Split': ['s3://', {'Ref': 'Results'}]}" in granted(stack)["s3:PutObject"]


def test_results_at_a_place_that_does_not_show_are_refused(stack: cdk.Stack) -> None:
    with pytest.raises(SpecError, match=r"S3OutputPath='https://example.com/out/': must be like s3://BUCKET/PREFIX/"):
        version(stack, validation=profile(output_uri="https://example.com/out/"))


def test_a_key_of_a_file_is_granted_by_arn_or_id_and_never_by_alias(stack: cdk.Stack, tmp_path: Path) -> None:
    from cdk_model_packages.spec import ValidationSpecification
    from tests.spec import values

    job = values.job(
        TransformOutput={"S3OutputPath": "s3://results/out/", "KmsKeyId": "0123abcd-id"},
        TransformResources={"InstanceType": "ml.m5.large", "VolumeKmsKeyId": "alias/volumes"},
    )
    value = ValidationSpecification.model_validate(
        {"ValidationProfiles": [{"ProfileName": "smoke", "TransformJobDefinition": job}]}
    )
    version(stack, validation=ValidationProfile.from_spec(value, tmp_path))
    assert granted(stack)["kms:GenerateDataKey"].endswith("':key/0123abcd-id']]}")
    assert "kms:CreateGrant" not in granted(stack)


def test_results_go_to_one_place(stack: cdk.Stack) -> None:
    bucket = s3.Bucket(stack, "Results")
    with pytest.raises(SpecError, match="must be output_bucket or output_uri, not both; drop either"):
        profile(output_bucket=bucket, output_uri="s3://results/out/")
