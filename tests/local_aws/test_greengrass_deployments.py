"""Deployments over HTTP: one for each target, the newest."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, OTHER_ACCOUNT, REGION, Aws
from tests.local_aws.greengrass import COMPONENTS, deployable, new_name

if TYPE_CHECKING:
    from typing import Any

pytestmark = pytest.mark.slow

_groups = itertools.count(1)


@pytest.fixture
def target(aws: Aws) -> str:
    """A thing group that no other test uses."""
    return aws.iot.create_thing_group(thingGroupName=f"deployed-{next(_groups)}")["thingGroupArn"]


def components(name: str, version: str = "1.0.0", **more: Any) -> dict[str, Any]:
    return {name: {"componentVersion": version, **more}}


def test_a_deployment_tells_what_was_asked_for(aws: Aws, target: str) -> None:
    name = new_name()
    deployable(aws, name)
    request = {
        "targetArn": target,
        "deploymentName": "first",
        "components": {
            **components(name, configurationUpdate={"merge": '{"Port":"9090"}', "reset": ["/Host"]}),
            **components("aws.greengrass.Cli", "2.12.6"),
        },
        "deploymentPolicies": {"failureHandlingPolicy": "DO_NOTHING"},
        "iotJobConfiguration": {"jobExecutionsRolloutConfig": {"maximumPerMinute": 5}},
        "tags": {"team": "qa"},
    }
    answer = aws.greengrassv2.create_deployment(**request)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert answer["iotJobArn"] == f"arn:aws:iot:{REGION}:{ACCOUNT}:job/{answer['iotJobId']}"
    found = aws.greengrassv2.get_deployment(deploymentId=answer["deploymentId"])
    assert {member: found[member] for member in request} == request
    assert (found["deploymentStatus"], found["isLatestForTarget"], found["revisionId"]) == ("ACTIVE", True, "1")


def test_a_new_deployment_supersedes_the_former_one(aws: Aws, target: str) -> None:
    first, second = (aws.greengrassv2.create_deployment(targetArn=target)["deploymentId"] for _ in range(2))
    told = {
        found["deploymentId"]: (found["deploymentStatus"], found["isLatestForTarget"], found["revisionId"])
        for found in aws.greengrassv2.list_deployments(targetArn=target, historyFilter="ALL")["deployments"]
    }
    assert told == {second: ("ACTIVE", True, "2"), first: ("INACTIVE", False, "1")}
    listed = aws.greengrassv2.list_deployments(targetArn=target)["deployments"]
    assert [found["deploymentId"] for found in listed] == [second]


def test_a_subdeployment_is_beside_that_of_its_parent(aws: Aws, target: str) -> None:
    child = aws.iot.create_thing_group(thingGroupName=f"child-{next(_groups)}")["thingGroupArn"]
    own = aws.greengrassv2.create_deployment(targetArn=child)["deploymentId"]
    sub = aws.greengrassv2.create_deployment(targetArn=child, parentTargetArn=target)["deploymentId"]
    assert aws.greengrassv2.get_deployment(deploymentId=own)["isLatestForTarget"]
    found = aws.greengrassv2.list_deployments(parentTargetArn=target)["deployments"]
    assert [(deployment["deploymentId"], deployment["parentTargetArn"]) for deployment in found] == [(sub, target)]
    thing = aws.iot.create_thing(thingName=f"thing-{next(_groups)}")["thingArn"]
    with pytest.raises(ClientError, match="A subdeployment, which has a parentTargetArn, targets a thing group"):
        aws.greengrassv2.create_deployment(targetArn=thing, parentTargetArn=target)


def test_deployments_come_in_pages(aws: Aws, target: str) -> None:
    made = [aws.greengrassv2.create_deployment(targetArn=target)["deploymentId"] for _ in range(3)]
    pages = aws.greengrassv2.get_paginator("list_deployments").paginate(
        targetArn=target, historyFilter="ALL", PaginationConfig={"PageSize": 2}
    )
    assert [[found["deploymentId"] for found in page["deployments"]] for page in pages] == [made[:0:-1], made[:1]]


def test_an_active_deployment_is_canceled_before_it_is_deleted(aws: Aws, target: str) -> None:
    identity = {"deploymentId": aws.greengrassv2.create_deployment(targetArn=target)["deploymentId"]}
    with pytest.raises(ClientError, match=r"ConflictException.*is ACTIVE: cancel it before it is deleted"):
        aws.greengrassv2.delete_deployment(**identity)
    assert aws.greengrassv2.cancel_deployment(**identity)["message"]
    assert aws.greengrassv2.get_deployment(**identity)["deploymentStatus"] == "CANCELED"
    with pytest.raises(ClientError, match=r"ConflictException.*is CANCELED already"):
        aws.greengrassv2.cancel_deployment(**identity)
    aws.greengrassv2.delete_deployment(**identity)
    with pytest.raises(ClientError, match=r"ResourceNotFoundException.*does not exist"):
        aws.greengrassv2.get_deployment(**identity)


def test_a_thing_has_no_job(aws: Aws) -> None:
    thing = aws.iot.create_thing(thingName=f"thing-{next(_groups)}")["thingArn"]
    assert "iotJobId" not in aws.greengrassv2.create_deployment(targetArn=thing)


def test_what_cannot_be_deployed_is_refused(aws: Aws, target: str) -> None:
    name = new_name()
    deployable(aws, name)
    for specification, told in (
        (components(name, "2.0.0"), rf"ResourceNotFoundException.*\[{name} : 2\.0\.0\] for account .* does not exist"),
        (components(name, configurationUpdate={"merge": "{"}), "merge is not a JSON object"),
        (components(name, configurationUpdate={"merge": "[]"}), "merge is not a JSON object"),
    ):
        with pytest.raises(ClientError, match=told):
            aws.greengrassv2.create_deployment(targetArn=target, components=specification)
    assert aws.greengrassv2.list_deployments(targetArn=target)["deployments"] == []


@pytest.mark.parametrize(
    ("arn", "told"),
    [
        (f"arn:aws:iot:{REGION}:{ACCOUNT}:thinggroup/nobody", r"ResourceNotFoundException.*does not exist"),
        (f"arn:aws:iot:{REGION}:{ACCOUNT}:thing/nobody", r"ResourceNotFoundException.*does not exist"),
        (f"arn:aws:iot:eu-west-1:{ACCOUNT}:thinggroup/nobody", r"ValidationException.*is not in account"),
        (f"arn:aws:iot:{REGION}:{OTHER_ACCOUNT}:thinggroup/nobody", r"ValidationException.*is not in account"),
        (f"arn:aws:iot:{REGION}:{ACCOUNT}:job/nobody", "regular expression pattern"),
    ],
)
def test_a_target_that_is_not_there_is_refused(aws: Aws, arn: str, told: str) -> None:
    with pytest.raises(ClientError, match=told):
        aws.greengrassv2.create_deployment(targetArn=arn)


def test_limits_of_the_model_are_kept(aws: Aws, target: str) -> None:
    for rate in (1000, 1001):
        request = {"targetArn": target,
                   "iotJobConfiguration": {"jobExecutionsRolloutConfig": {"maximumPerMinute": rate}}}  # fmt: skip
        if rate == 1000:
            aws.greengrassv2.create_deployment(**request)
        else:
            with pytest.raises(ClientError, match="less than or equal to 1000"):
                aws.greengrassv2.create_deployment(**request)


def test_a_deployment_has_tags(aws: Aws, target: str) -> None:
    deployment = aws.greengrassv2.create_deployment(targetArn=target, tags={"team": "qa"})["deploymentId"]
    arn = f"{COMPONENTS.removesuffix('components')}deployments:{deployment}"
    aws.greengrassv2.tag_resource(resourceArn=arn, tags={"stage": "test"})
    assert aws.greengrassv2.list_tags_for_resource(resourceArn=arn)["tags"] == {"team": "qa", "stage": "test"}
