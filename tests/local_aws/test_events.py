"""What EventBridge hears of a package, through a real rule and a queue."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.local_aws.aws import ACCOUNT, REGION, SPECIFICATION, UNVERSIONED, Aws

pytestmark = pytest.mark.slow

DETAIL_TYPE = "SageMaker Model Package State Change"


class Inbox:
    """A queue behind a rule for packages."""

    def __init__(self, aws: Aws, name: str, detail: dict[str, Any]) -> None:
        self._sqs = aws.sqs
        self._url = aws.sqs.create_queue(QueueName=name)["QueueUrl"]
        pattern = {"source": ["aws.sagemaker"], "detail-type": [DETAIL_TYPE], "detail": detail}
        events = aws.client("events")
        events.put_rule(Name=name, EventPattern=json.dumps(pattern))
        queue = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}"
        events.put_targets(Rule=name, Targets=[{"Id": "queue", "Arn": queue}])

    def read(self, count: int) -> list[dict[str, Any]]:
        """Wait for so many events, and a moment for one too many."""
        found: list[dict[str, Any]] = []
        deadline = time.monotonic() + 5
        while len(found) < count and time.monotonic() < deadline:
            found += self._received()
        time.sleep(0.1)
        return found + self._received()

    def _received(self) -> list[dict[str, Any]]:
        answer = self._sqs.receive_message(QueueUrl=self._url, MaxNumberOfMessages=10, WaitTimeSeconds=0)
        for message in answer.get("Messages", []):
            self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
        return [json.loads(message["Body"]) for message in answer.get("Messages", [])]


def states(events: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(event["detail"]["ModelPackageStatus"], event["detail"].get("ModelApprovalStatus")) for event in events]


def test_every_change_of_a_status_is_told_in_turn(aws: Aws, group: str) -> None:
    inbox = Inbox(aws, f"all-{group}", {"ModelPackageGroupName": [group]})
    metadata = {"team": "qa"}
    arn = aws.version(group, CustomerMetadataProperties=metadata)
    aws.finished(arn)
    aws.sagemaker.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
    aws.sagemaker.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
    aws.sagemaker.update_model_package(ModelPackageArn=arn, ApprovalDescription="no change of a status")
    aws.sagemaker.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Rejected")
    events = inbox.read(4)
    assert states(events) == [
        ("Pending", "PendingManualApproval"),
        ("Completed", "PendingManualApproval"),
        ("Completed", "Approved"),
        ("Completed", "Rejected"),
    ]
    last = events[-1]
    assert (last["source"], last["detail-type"], last["resources"]) == ("aws.sagemaker", DETAIL_TYPE, [arn])
    assert (last["account"], last["region"]) == (ACCOUNT, REGION)
    detail = last["detail"]
    assert (detail["ModelPackageGroupName"], detail["ModelPackageVersion"]) == (group, 1)
    assert (detail["ModelPackageArn"], detail["InferenceSpecification"]) == (arn, SPECIFICATION)
    assert (detail["CustomerMetadataProperties"], detail["CertifyForMarketplace"]) == (metadata, False)
    for name in ("CreationTime", "LastModifiedTime"):
        time.strptime(detail[name], "%Y-%m-%dT%H:%M:%SZ")


def test_a_rule_hears_its_group_and_status_only(aws: Aws, group: str) -> None:
    inbox = Inbox(aws, f"approved-{group}", {"ModelPackageGroupName": [group], "ModelApprovalStatus": ["Approved"]})
    other = f"other-{group}"
    aws.sagemaker.create_model_package_group(ModelPackageGroupName=other)
    for found in (aws.version(group), aws.version(other)):
        aws.finished(found)
        aws.sagemaker.update_model_package(ModelPackageArn=found, ModelApprovalStatus="Approved")
    events = inbox.read(1)
    assert [event["detail"]["ModelPackageGroupName"] for event in events] == [group]


def test_a_validation_that_fails_is_told_step_by_step(aws: Aws, group: str) -> None:
    inbox = Inbox(aws, f"failed-{group}", {"ModelPackageGroupName": [group]})
    job = {
        "TransformInput": {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://none-such/in/"}}},
        "TransformOutput": {"S3OutputPath": "s3://none-such/out/"},
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
    }
    validation = {
        "ValidationRole": f"arn:aws:iam::{ACCOUNT}:role/nobody",
        "ValidationProfiles": [{"ProfileName": "smoke", "TransformJobDefinition": job}],
    }
    aws.finished(aws.version(group, ValidationSpecification=validation))
    events = inbox.read(3)
    assert [status for status, _ in states(events)] == ["Pending", "InProgress", "Failed"]
    told = events[-1]["detail"]["ModelPackageStatusDetails"]["ValidationStatuses"]
    assert [(found["Name"], found["Status"]) for found in told] == [("smoke", "Failed")]


def test_an_unversioned_package_is_told_without_an_approval(aws: Aws, group: str) -> None:
    name = f"told-{group}"
    inbox = Inbox(aws, name, {"ModelPackageName": [name]})
    aws.sagemaker.create_model_package(ModelPackageName=name, InferenceSpecification=UNVERSIONED)
    assert states(inbox.read(2)) == [("Pending", None), ("Completed", None)]


def test_the_card_of_a_package_is_not_told(aws: Aws, group: str) -> None:
    inbox = Inbox(aws, f"secret-{group}", {"ModelPackageGroupName": [group]})
    key = aws.kms.create_key()["KeyMetadata"]["KeyId"]
    card = {"ModelCardContent": "{}", "ModelCardStatus": "Draft"}
    aws.finished(aws.version(group, ModelCard=card, SecurityConfig={"KmsKeyId": key}))
    for event in inbox.read(2):
        assert not {"ModelCard", "SecurityConfig"} & event["detail"].keys()


def test_a_target_that_is_gone_fails_no_request(aws: Aws, group: str) -> None:
    events = aws.client("events")
    events.put_rule(Name=f"gone-{group}", EventPattern=json.dumps({"source": ["aws.sagemaker"]}))
    gone = f"arn:aws:sqs:{REGION}:{ACCOUNT}:nobody"
    events.put_targets(Rule=f"gone-{group}", Targets=[{"Id": "gone", "Arn": gone}])
    assert aws.finished(aws.version(group))["ModelPackageStatus"] == "Completed"
    events.remove_targets(Rule=f"gone-{group}", Ids=["gone"])
