"""Rules on what becomes of packages, tried on the documented event by EventBridge's own call for that."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import aws_cdk as cdk
import boto3
import pytest
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk.assertions import Match, Template

from cdk_model_packages import ModelPackage, ModelPackageGroup, SpecError
from cdk_model_packages.local_aws import LocalAws
from cdk_model_packages.registry.model_package_group import ModelPackageGroupBase
from tests.local_aws.conftest import local_aws  # noqa: F401  a fixture
from tests.registry.packages import version_props

GROUP = "versionedmp-p-idy6c3e1fiqj"
VERSION = f"arn:aws:sagemaker:us-east-2:123456789012:model-package/{GROUP}/2"
UNVERSIONED = "arn:aws:sagemaker:us-east-2:123456789012:model-package/digits"
# SageMaker developer guide, automating-sagemaker-with-eventbridge, "Model package state change": what rules look at.
# https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html#eventbridge-model-package
REJECTED: dict[str, Any] = {
    "version": "0",
    "id": "844e2571-85d4-695f-b930-0153b71dcb42",
    "detail-type": "SageMaker Model Package State Change",
    "source": "aws.sagemaker",
    "account": "123456789012",
    "time": "2021-02-24T17:00:14Z",
    "region": "us-east-2",
    "resources": [VERSION],
    "detail": {
        "ModelPackageGroupName": GROUP,
        "ModelPackageVersion": 2,
        "ModelPackageArn": VERSION,
        "CreationTime": "2021-02-24T17:00:14Z",
        "ModelPackageStatus": "Completed",
        "ModelPackageStatusDetails": {"ValidationStatuses": [], "ImageScanStatuses": []},
        "CertifyForMarketplace": False,
        "ModelApprovalStatus": "Rejected",
        "LastModifiedTime": "2021-02-24T17:00:14Z",
    },
}


@pytest.fixture(scope="module")
def bridge(local_aws: LocalAws) -> Iterator[Any]:  # noqa: F811
    """A client of the embedded EventBridge."""
    variables = local_aws.environment()
    client = boto3.Session().client(
        "events",
        endpoint_url=variables["AWS_ENDPOINT_URL"],
        region_name="us-east-1",
        aws_access_key_id="000000000000",
        aws_secret_access_key="embedded",
    )
    yield client
    client.close()


def event(**detail: Any) -> dict[str, Any]:
    """The documented event, with another detail."""
    found = copy.deepcopy(REJECTED)
    found["detail"] |= detail
    return found


def pattern(stack: cdk.Stack) -> dict[str, Any]:
    (rule,) = Template.from_stack(stack).find_resources("AWS::Events::Rule").values()
    return rule["Properties"]["EventPattern"]


def matches(bridge: Any, stack: cdk.Stack, sent: dict[str, Any]) -> bool:
    """Ask EventBridge whether an event matches the stack's only rule."""
    asked = bridge.test_event_pattern(EventPattern=json.dumps(pattern(stack)), Event=json.dumps(sent))
    return asked["Result"]


def group_in(stack: cdk.Stack, *, imported: bool = False, name: str = GROUP) -> ModelPackageGroupBase:
    if imported:
        return ModelPackageGroup.from_model_package_group_name(stack, "Group", name)
    return ModelPackageGroup(stack, "Group", model_package_group_name=name)


@pytest.mark.parametrize("imported", [False, True])
@pytest.mark.parametrize(
    ("method", "statuses"),
    [
        ("on_state_change", {"Approved", "Rejected", "PendingManualApproval"}),
        ("on_approved", {"Approved"}),
        ("on_rejected", {"Rejected"}),
    ],
)
def test_a_groups_rules(
    stack: cdk.Stack,
    bridge: Any,
    method: str,
    statuses: set[str],
    *,
    imported: bool,
) -> None:
    getattr(group_in(stack, imported=imported), method)("Rule")
    for status in ("Approved", "Rejected", "PendingManualApproval"):
        assert matches(bridge, stack, event(ModelApprovalStatus=status)) == (status in statuses)
        assert not matches(bridge, stack, event(ModelApprovalStatus=status, ModelPackageGroupName="another"))
    other = {**event(ModelApprovalStatus="Approved"), "detail-type": "SageMaker Model State Change"}
    assert not matches(bridge, stack, other)


def test_a_group_may_be_told_in_lower_case(stack: cdk.Stack, bridge: Any) -> None:
    """As the service does in ARNs (IM-002)."""
    group_in(stack, name="Digits").on_rejected("Rule")
    assert matches(bridge, stack, event(ModelPackageGroupName="Digits"))
    assert matches(bridge, stack, event(ModelPackageGroupName="digits"))
    assert not matches(bridge, stack, event(ModelPackageGroupName="digits-2"))


@pytest.mark.parametrize(
    ("method", "statuses"),
    [
        ("on_state_change", {"Approved", "Rejected", "PendingManualApproval"}),
        ("on_approved", {"Approved"}),
        ("on_rejected", {"Rejected"}),
    ],
)
def test_a_versions_rules(stack: cdk.Stack, bridge: Any, method: str, statuses: set[str]) -> None:
    version = ModelPackage.from_model_package_arn(stack, "Version", VERSION)
    getattr(version, method)("Rule")
    for status in ("Approved", "Rejected", "PendingManualApproval"):
        assert matches(bridge, stack, event(ModelApprovalStatus=status)) == (status in statuses)
    assert not matches(bridge, stack, event(ModelPackageArn=f"{VERSION}0"))


def test_a_version_made_here_is_told_by_its_arn(stack: cdk.Stack) -> None:
    version = group_in(stack).add_version("Version", **version_props())
    version.on_approved("Approved")
    assert pattern(stack)["detail"] == {
        "ModelPackageArn": [stack.resolve(version.model_package_arn)],
        "ModelApprovalStatus": ["Approved"],
    }


def test_a_package_without_a_group_has_no_approval(stack: cdk.Stack, bridge: Any) -> None:
    package = ModelPackage.from_model_package_arn(stack, "Package", UNVERSIONED)
    for method in (package.on_approved, package.on_rejected):
        with pytest.raises(SpecError, match=r"use on_state_change \[MP-005\]"):
            method("Rule")
    package.on_state_change("Rule")
    assert matches(bridge, stack, event(ModelPackageArn=UNVERSIONED))


def test_a_rule_takes_what_the_cdks_own_take(app: cdk.App, bridge: Any) -> None:
    stack = cdk.Stack(app, "Stack")
    queue = sqs.Queue(stack, "Queue")
    rule = group_in(stack).on_approved(
        "Approved",
        target=targets.SqsQueue(queue),
        description="Deploys digits",
        rule_name="digits-approved",
        event_pattern=events.EventPattern(detail={"ModelPackageStatus": ["Completed"]}),
    )
    assert isinstance(rule, events.Rule)
    Template.from_stack(stack).has_resource_properties(
        "AWS::Events::Rule",
        {
            "Description": "Deploys digits",
            "Name": "digits-approved",
            "Targets": [Match.object_like({"Arn": stack.resolve(queue.queue_arn)})],
        },
    )
    assert matches(bridge, stack, event(ModelApprovalStatus="Approved"))
    assert not matches(bridge, stack, event(ModelApprovalStatus="Approved", ModelPackageStatus="Failed"))


def test_a_rule_goes_where_the_cdk_puts_it(app: cdk.App) -> None:
    """A target in another account needs a rule there, too: its stack may be given."""
    home = cdk.Stack(app, "Home", env=cdk.Environment(account="111122223333", region="us-east-2"))
    there = cdk.Stack(app, "There", env=cdk.Environment(account="222222222222", region="us-east-2"))
    bus = events.EventBus(there, "Bus", event_bus_name="deployments")
    group_in(home).on_approved("Approved", target=targets.EventBus(bus), cross_stack_scope=there)
    assert pattern(home)["detail"]["ModelPackageGroupName"] == [GROUP]


@pytest.mark.parametrize("method", ["on_state_change", "on_approved", "on_rejected"])
def test_an_option_that_is_none_is_refused(stack: cdk.Stack, method: str) -> None:
    version = ModelPackage.from_model_package_arn(stack, "Version", VERSION)
    for emitter in (group_in(stack), version):
        with pytest.raises(TypeError, match="unexpected keyword argument 'targt'; did you mean 'target'"):
            getattr(emitter, method)("Rule", targt=None)


@pytest.mark.parametrize(
    ("account", "region", "told"),
    [
        ("111122223333", "us-east-2", r"account of Here/\w+='123456789012': must be 111122223333, .* \[MPG-011\]"),
        ("123456789012", "eu-west-1", r"region of Here/\w+='us-east-2': must be eu-west-1, .* \[MPG-011\]"),
        (None, "eu-west-1", r"region of Here/\w+='us-east-2'"),
    ],
)
def test_a_rule_where_no_event_arrives_is_refused(app: cdk.App, account: str | None, region: str, told: str) -> None:
    """The service sends an event to the account and region of the package."""
    here = cdk.Stack(app, "Here", env=cdk.Environment(account=account, region=region))
    group_arn = VERSION.replace("model-package/", "model-package-group/").removesuffix("/2")
    group = ModelPackageGroup.from_model_package_group_arn(here, "Group", group_arn)
    version = ModelPackage.from_model_package_arn(here, "Version", VERSION)
    for make in (group.on_state_change, group.on_approved, group.on_rejected, group.add_validation_alarm):
        with pytest.raises(SpecError, match=told):
            make("Rule")
    for make_one in (version.on_state_change, version.on_approved, version.on_rejected):
        with pytest.raises(SpecError, match=told):
            make_one("Rule")


def test_a_rule_at_home_and_one_that_may_be(app: cdk.App, stack: cdk.Stack) -> None:
    home = cdk.Stack(app, "Home", env=cdk.Environment(account="123456789012", region="us-east-2"))
    places = (home, stack)
    for here in places:
        group_arn = VERSION.replace("model-package/", "model-package-group/").removesuffix("/2")
        ModelPackageGroup.from_model_package_group_arn(here, "Group", group_arn).on_approved("Rule")
        ModelPackage.from_model_package_arn(here, "Version", VERSION).on_approved("Rule")
    for here in places:
        Template.from_stack(here).resource_count_is("AWS::Events::Rule", 2)


def test_an_alarm_on_versions_that_fail(stack: cdk.Stack, bridge: Any) -> None:
    topic = sns.Topic(stack, "Topic")
    alarm = group_in(stack).add_validation_alarm("Failed", topic=topic, alarm_name="digits-failed")
    assert matches(bridge, stack, event(ModelPackageStatus="Failed"))
    for status in ("Pending", "InProgress", "Completed", "Deleting"):
        assert not matches(bridge, stack, event(ModelPackageStatus=status))
    assert not matches(bridge, stack, event(ModelPackageStatus="Failed", ModelPackageGroupName="another"))
    template = Template.from_stack(stack)
    (rule,) = template.find_resources("AWS::Events::Rule")
    (found,) = template.find_resources("AWS::CloudWatch::Alarm").values()
    assert found["Properties"] == {
        "AlarmName": "digits-failed",
        "AlarmDescription": f"A version of model package group {GROUP} has failed",
        "Namespace": "AWS/Events",
        "MetricName": "MatchedEvents",
        "Dimensions": [{"Name": "RuleName", "Value": {"Ref": rule}}],
        "Statistic": "Sum",
        "Period": 300,
        "EvaluationPeriods": 1,
        "Threshold": 1,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "TreatMissingData": "notBreaching",
        "AlarmActions": [stack.resolve(topic.topic_arn)],
    }
    assert stack.resolve(alarm.alarm_name)


def test_an_alarm_of_ones_own_period_tells_nobody(stack: cdk.Stack) -> None:
    group_in(stack, imported=True).add_validation_alarm("Failed", period=cdk.Duration.minutes(1))
    (found,) = Template.from_stack(stack).find_resources("AWS::CloudWatch::Alarm").values()
    assert found["Properties"]["Period"] == 60
    assert "AlarmActions" not in found["Properties"]
