"""The services around a package: what a shared, watched and encrypted group needs deploys, again too, and goes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, OTHER_ACCOUNT, REGION, SPECIFICATION, Aws, outputs

pytestmark = pytest.mark.slow


def get(resource: str, attribute: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [resource, attribute]}


def allow(principal: Any, resource: Any, *actions: str, **more: Any) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Principal": principal, "Action": list(actions), "Resource": resource, **more}
    return {"Version": "2012-10-17", "Statement": [statement]}


def template(name: str, description: str = "first") -> dict[str, Any]:
    """A group that is shared, with the key, the repository, the bucket, and what watches it."""
    other = {"AWS": f"arn:aws:iam::{OTHER_ACCOUNT}:root"}
    member = {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}}
    events = {"Service": "events.amazonaws.com"}
    key_policy = allow({"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "*", "kms:*")
    key_policy["Statement"] += allow("*", "*", "kms:Decrypt", **member)["Statement"]
    repository_policy = allow(other, "*", "ecr:BatchGetImage")
    repository_policy["Statement"][0].pop("Resource")
    resources: dict[str, tuple[str, dict[str, Any]]] = {
        "Key": ("KMS::Key", {"Description": description, "EnableKeyRotation": True, "KeyPolicy": key_policy}),
        "Alias": ("KMS::Alias", {"AliasName": f"alias/{name}", "TargetKeyId": {"Ref": "Key"}}),
        "Repository": (
            "ECR::Repository",
            {
                "ImageTagMutability": "IMMUTABLE",
                "ImageScanningConfiguration": {"ScanOnPush": True},
                "RepositoryPolicyText": repository_policy,
            },
        ),
        "Bucket": ("S3::Bucket", {"VersioningConfiguration": {"Status": "Enabled"}}),
        "BucketPolicy": (
            "S3::BucketPolicy",
            {
                "Bucket": {"Ref": "Bucket"},
                "PolicyDocument": allow(other, {"Fn::Sub": "${Bucket.Arn}/*"}, "s3:GetObject"),
            },
        ),
        "Queue": ("SQS::Queue", {"KmsMasterKeyId": {"Ref": "Key"}}),
        "QueuePolicy": (
            "SQS::QueuePolicy",
            {"Queues": [{"Ref": "Queue"}], "PolicyDocument": allow(events, get("Queue", "Arn"), "sqs:SendMessage")},
        ),
        "Topic": ("SNS::Topic", {"DisplayName": description}),
        "TopicPolicy": (
            "SNS::TopicPolicy",
            {"Topics": [{"Ref": "Topic"}], "PolicyDocument": allow(events, {"Ref": "Topic"}, "sns:Publish")},
        ),
        "Rule": (
            "Events::Rule",
            {
                "Description": description,
                "EventPattern": {
                    "source": ["aws.sagemaker"],
                    "detail-type": ["SageMaker Model Package State Change"],
                    "detail": {"ModelPackageGroupName": [name], "ModelApprovalStatus": ["Approved"]},
                },
                "Targets": [
                    {"Id": "Queue", "Arn": get("Queue", "Arn")},
                    {"Id": "Topic", "Arn": {"Ref": "Topic"}},
                ],
            },
        ),
        "Alarm": (
            "CloudWatch::Alarm",
            {
                "AlarmDescription": description,
                "Namespace": "AWS/Events",
                "MetricName": "MatchedEvents",
                "Dimensions": [{"Name": "RuleName", "Value": {"Ref": "Rule"}}],
                "ComparisonOperator": "GreaterThanOrEqualToThreshold",
                "Statistic": "Sum",
                "Period": 300,
                "EvaluationPeriods": 1,
                "Threshold": 1,
                "TreatMissingData": "notBreaching",
                "AlarmActions": [{"Ref": "Topic"}],
            },
        ),
        "Group": (
            "SageMaker::ModelPackageGroup",
            {
                "ModelPackageGroupName": name,
                "ModelPackageGroupPolicy": allow(
                    other,
                    f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model-package/{name}/*",
                    "sagemaker:CreateModelPackage",
                    **member,
                ),
            },
        ),
    }
    told = {
        "Key": get("Key", "Arn"),
        "Repository": {"Ref": "Repository"},
        "Bucket": {"Ref": "Bucket"},
        "Queue": {"Ref": "Queue"},
        "Rule": {"Ref": "Rule"},
        "Alarm": {"Ref": "Alarm"},
    }
    return {
        "Resources": {
            logical_id: {"Type": f"AWS::{kind}", "Properties": properties}
            for logical_id, (kind, properties) in resources.items()
        },
        "Outputs": {name: {"Value": value} for name, value in told.items()},
    }


def test_all_of_it_is_made_changed_and_taken_away(aws: Aws, stack_name: str) -> None:
    stack = aws.deploy(stack_name, template(stack_name))
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    told = outputs(stack)
    assert OTHER_ACCOUNT in aws.ecr.get_repository_policy(repositoryName=told["Repository"])["policyText"]
    assert OTHER_ACCOUNT in aws.s3.get_bucket_policy(Bucket=told["Bucket"])["Policy"]
    assert "aws:PrincipalOrgID" in aws.kms.get_key_policy(KeyId=told["Key"], PolicyName="default")["Policy"]

    with pytest.raises(ClientError, match="No updates are to be performed"):
        aws.deploy(stack_name, template(stack_name))

    stack = aws.deploy(stack_name, template(stack_name, "second"))
    assert (stack["StackStatus"], outputs(stack)) == ("UPDATE_COMPLETE", told)
    assert aws.kms.describe_key(KeyId=told["Key"])["KeyMetadata"]["Description"] == "second"
    alarms = aws.cloudwatch.describe_alarms(AlarmNames=[told["Alarm"]])["MetricAlarms"]
    assert [alarm["AlarmDescription"] for alarm in alarms] == ["second"]
    assert {status for status, _ in aws.drift(stack_name).values()} == {"IN_SYNC"}

    aws.destroy(stack_name)
    assert aws.kms.describe_key(KeyId=told["Key"])["KeyMetadata"]["KeyState"] == "PendingDeletion"
    for gone in (
        lambda: aws.ecr.describe_repositories(repositoryNames=[told["Repository"]]),
        lambda: aws.s3.head_bucket(Bucket=told["Bucket"]),
        lambda: aws.sqs.get_queue_attributes(QueueUrl=told["Queue"]),
        lambda: aws.client("events").describe_rule(Name=told["Rule"]),
    ):
        with pytest.raises(ClientError, match=r"NotFound|404|NonExistentQueue"):
            gone()


def test_an_approval_reaches_the_queue_of_the_stack(aws: Aws, stack_name: str) -> None:
    queue = outputs(aws.deploy(stack_name, template(stack_name)))["Queue"]
    arn = aws.version(stack_name, InferenceSpecification=SPECIFICATION)
    aws.finished(arn)
    aws.sagemaker.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
    answer = aws.sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=5)
    bodies = [json.loads(message["Body"]) for message in answer["Messages"]]
    assert [body["resources"] for body in bodies] == [[arn]]
