"""Deployments: where they go, what they bring, and how they roll out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iot as iot
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from constructs import Construct
from pydantic import ValidationError

from cdk_model_packages import InferenceImage
from cdk_model_packages.edge import (
    AbortCriteria,
    ComponentUpdatePolicy,
    EdgeComponent,
    EdgeDeployment,
    FailureHandling,
    FailureType,
    Inference,
    RolloutRate,
    RunWith,
    SystemResourceLimits,
    UpdateAction,
)
from cdk_model_packages.edge.deployment.claimed_targets import claim
from cdk_model_packages.edge.deployment.deployment_target import target_of
from cdk_model_packages.errors import SpecError
from tests.edge.component.components import COMPONENT, STORED, cache, component, joined, model_folder, resources  # noqa: F401  a fixture
from tests.edge.component.test_edge_component import findings
from tests.registry.packages import IMAGE
from tests.registry.test_l1 import leaves

DEPLOYMENT = "AWS::GreengrassV2::Deployment"
SCHEMA = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", DEPLOYMENT).schema
CLI = EdgeDeployment.component("aws.greengrass.Cli", "2.12.0")
LINES = "arn:aws:iot:eu-west-1:111122223333:thinggroup/lines"
CORE = "arn:aws:iot:eu-west-1:111122223333:thing/core"


def deployment(scope: Any, construct_id: str = "Deployment", **change: Any) -> EdgeDeployment:
    given = {"thing_group": "lines", "components": [CLI], **change}
    return EdgeDeployment(scope, construct_id, **given)


def properties(stack: cdk.Stack) -> dict[str, Any]:
    (found,) = resources(stack, DEPLOYMENT)
    return joined(found["Properties"])


def warnings(app: cdk.App) -> list[str]:
    found = app.synth().get_stack_by_name("Stack").messages
    return [re.sub(r"\s+", " ", str(one.entry.data)) for one in found]


WHOLE = {
    "components": [
        EdgeDeployment.component(
            "com.example.camera",
            "1.2.3",
            merge={"a": {"b": "ü"}},
            reset=["", "/a/b"],
            run_with=RunWith(
                posix_user="ggc_user:ggc_group",
                windows_user="user",
                system_resource_limits=SystemResourceLimits(memory=8192, cpus=0.5),
            ),
        ),
        CLI,
    ],
    "deployment_name": "lines",
    "rollout_rate": RolloutRate.exponential(5, 1.5, notified_things=10, maximum_per_minute=50),
    "abort_criteria": [
        AbortCriteria(failure_type=FailureType.ALL, threshold_percentage=10.99, min_number_of_executed_things=3)
    ],
    "job_timeout_minutes": 10,
    "failure_handling": FailureHandling.DO_NOTHING,
    "component_update_policy": ComponentUpdatePolicy(action=UpdateAction.NOTIFY_COMPONENTS, timeout_in_seconds=30),
    "configuration_validation_timeout_seconds": 20,
    "parent_target": "arn:aws:iot:eu-west-1:111122223333:thinggroup/plants",
    "tags": {"line": "3"},
}
RENDERED = {
    "TargetArn": LINES,
    "ParentTargetArn": "arn:aws:iot:eu-west-1:111122223333:thinggroup/plants",
    "DeploymentName": "lines",
    "Components": {
        "com.example.camera": {
            "ComponentVersion": "1.2.3",
            "ConfigurationUpdate": {"Merge": '{"a":{"b":"ü"}}', "Reset": ["", "/a/b"]},
            "RunWith": {
                "PosixUser": "ggc_user:ggc_group",
                "WindowsUser": "user",
                "SystemResourceLimits": {"Memory": 8192, "Cpus": 0.5},
            },
        },
        "aws.greengrass.Cli": {"ComponentVersion": "2.12.0"},
    },
    "DeploymentPolicies": {
        "ComponentUpdatePolicy": {"Action": "NOTIFY_COMPONENTS", "TimeoutInSeconds": 30},
        "ConfigurationValidationPolicy": {"TimeoutInSeconds": 20},
        "FailureHandlingPolicy": "DO_NOTHING",
    },
    "IotJobConfiguration": {
        "JobExecutionsRolloutConfig": {
            "ExponentialRate": {
                "BaseRatePerMinute": 5,
                "IncrementFactor": 1.5,
                "RateIncreaseCriteria": {"NumberOfNotifiedThings": 10},
            },
            "MaximumPerMinute": 50,
        },
        "AbortConfig": {
            "CriteriaList": [
                {
                    "FailureType": "ALL",
                    "Action": "CANCEL",
                    "ThresholdPercentage": 10.99,
                    "MinNumberOfExecutedThings": 3,
                }
            ]
        },
        "TimeoutConfig": {"InProgressTimeoutInMinutes": 10},
    },
    "Tags": {"line": "3"},
}


def test_no_value_is_lost_on_the_way(app: cdk.App, stack: cdk.Stack) -> None:
    """The CDK's L1 drops keys that it does not know; every property of the schema is here."""
    deployment(stack, **WHOLE, thing_group=LINES)
    assert leaves(properties(stack)) == leaves(RENDERED)
    assert properties(stack) == RENDERED
    assert set(RENDERED) == set(SCHEMA["properties"]) - {"DeploymentId"}
    assert findings(app, stack) == []


def test_the_least_deployment(app: cdk.App, stack: cdk.Stack) -> None:
    made = deployment(stack, thing_group=iot.CfnThingGroup(stack, "Lines"))
    assert properties(stack) == {
        "TargetArn": "<Lines.Arn>",
        "DeploymentName": "Stack/Deployment",
        "Components": {"aws.greengrass.Cli": {"ComponentVersion": "2.12.0"}},
        "DeploymentPolicies": {"FailureHandlingPolicy": "ROLLBACK"},
    }
    (resource,) = resources(stack, DEPLOYMENT)
    assert resource["DeletionPolicy"] == "Delete"
    assert stack.resolve(made.deployment_id)["Fn::GetAtt"][1] == "DeploymentId"
    assert findings(app, stack) == []
    assert warnings(app) == []


def test_a_constant_rate(stack: cdk.Stack) -> None:
    deployment(stack, rollout_rate=RolloutRate.constant(1000))
    assert properties(stack)["IotJobConfiguration"] == {"JobExecutionsRolloutConfig": {"MaximumPerMinute": 1000}}


def test_tags_reach_the_map(app: cdk.App, stack: cdk.Stack) -> None:
    cdk.Tags.of(app).add("team", "edge")
    deployment(stack, tags={"line": "3"})
    assert properties(stack)["Tags"] == {"line": "3", "team": "edge"}


@pytest.mark.parametrize(
    ("change", "arn"),
    [
        ({"thing_group": "lines"}, "arn:<Partition>:iot:<Region>:<AccountId>:thinggroup/lines"),
        ({"thing_group": LINES}, LINES),
        ({"thing": "core", "thing_group": None}, "arn:<Partition>:iot:<Region>:<AccountId>:thing/core"),
        ({"thing": CORE, "thing_group": None}, CORE),
    ],
)
def test_a_target_is_named_or_an_arn(stack: cdk.Stack, change: dict[str, Any], arn: str) -> None:
    deployment(stack, **change)
    assert properties(stack)["TargetArn"] == arn


def test_a_target_is_a_construct_or_a_token(app: cdk.App, stack: cdk.Stack) -> None:
    thing = iot.CfnThing(stack, "Core")
    parent = iot.CfnThingGroup(stack, "Parent")
    group = iot.CfnThingGroup(stack, "Group")
    token = cdk.CfnParameter(stack, "Arn").value_as_string
    deployment(stack, "A", thing=thing, thing_group=None)
    deployment(stack, "B", thing_group=group, parent_target=parent)
    deployment(stack, "C", thing_group=token)
    found = {one["Properties"]["DeploymentName"]: joined(one["Properties"]) for one in resources(stack, DEPLOYMENT)}
    assert [found[f"Stack/{name}"]["TargetArn"] for name in "ABC"] == ["<Core.Arn>", "<Group.Arn>", "<Arn>"]
    assert found["Stack/B"]["ParentTargetArn"] == "<Parent.Arn>"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"thing": CORE}, "TargetArn='both': must be thing_group or thing", id="both"),
        pytest.param({"thing_group": None}, "TargetArn='neither'", id="neither"),
        pytest.param({"thing_group": CORE}, "must be a thinggroup", id="thing-as-group"),
        pytest.param({"thing_group": None, "thing": LINES}, "must be a thing: arn", id="group-as-thing"),
        pytest.param({"thing_group": "a b"}, "its name of 1 to 128 letters", id="name"),
        pytest.param({"thing_group": "a" * 129}, "its name of 1 to 128 letters", id="long-name"),
        pytest.param(
            {"thing_group": "arn:aws:s3:::b"}, "must be arn:PARTITION:iot:REGION:ACCOUNT:thinggroup/", id="arn"
        ),
        pytest.param(
            {"thing_group": None, "thing": CORE, "parent_target": LINES}, "left out with a thing", id="parent"
        ),
        pytest.param({"parent_target": CORE}, "ParentTargetArn=.*must be a thinggroup", id="parent-thing"),
    ],
)
def test_what_is_no_target_is_refused(stack: cdk.Stack, change: dict[str, Any], told: str) -> None:
    with pytest.raises(SpecError, match=rf"{told}.*\[GG-033\]"):
        deployment(stack, **change)


def test_a_construct_of_the_other_kind_is_refused(stack: cdk.Stack) -> None:
    thing, group = iot.CfnThing(stack, "Core"), iot.CfnThingGroup(stack, "Group")
    changes = ({"thing_group": thing}, {"thing_group": None, "thing": group}, {"parent_target": thing})
    for number, change in enumerate(changes):
        with pytest.raises(SpecError, match=r"a construct of one, its ARN or its name.*\[GG-033\]"):
            deployment(stack, f"Deployment{number}", **change)


@pytest.mark.parametrize(("region", "account"), [("us-east-1", "111122223333"), ("eu-west-1", "444455556666")])
def test_a_target_elsewhere_is_refused(app: cdk.App, region: str, account: str) -> None:
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(region="eu-west-1", account="111122223333"))
    deployment(stack, "Here", thing_group=LINES)
    with pytest.raises(SpecError, match=r"\[GG-056\]"):
        deployment(stack, "There", thing_group=f"arn:aws:iot:{region}:{account}:thinggroup/lines")


def test_a_target_has_one_deployment(app: cdk.App, stack: cdk.Stack) -> None:
    """By its name, its ARN or as a construct; also from another stack."""
    group = iot.CfnThingGroup(stack, "Group")
    deployment(stack, "Lines")
    deployment(stack, "Made", thing_group=group)
    other = cdk.Stack(app, "Other")
    for number, (scope, target) in enumerate(((stack, "lines"), (other, "lines"), (other, group))):
        with pytest.raises(SpecError, match=r"must be the target of one deployment: Stack/(Lines|Made).*\[GG-032\]"):
            deployment(scope, f"Again{number}", thing_group=target)
    deployment(stack, "Thing", thing="lines", thing_group=None)
    deployment(cdk.Stack(app, "Far", env=cdk.Environment(region="eu-west-1")), thing_group="lines")
    deployment(cdk.Stack(cdk.App(), "Stack"), thing_group="lines")


def told_ways(scope: cdk.Stack, line: iot.CfnThingGroup) -> dict[str, Any]:
    """The same thing group, told in each way."""
    return {
        "construct": line,
        "arn": line.attr_arn,
        "reference": line.thing_group_ref.thing_group_arn,
        "name": "line-1",
        "made-arn": scope.format_arn(service="iot", resource="thinggroup", resource_name="line-1"),
        "ref-in-arn": scope.format_arn(service="iot", resource="thinggroup", resource_name=line.ref),
        "imported": iot.CfnThingGroup.from_thing_group_name(scope, f"I{scope.stack_name}", "line-1"),
    }


@pytest.mark.parametrize("env", [None, cdk.Environment(region="eu-west-1", account="111122223333")])
def test_a_target_is_the_same_however_it_is_told(env: cdk.Environment | None) -> None:
    """GG-032: the construct, its ARN as an attribute, and its name."""
    for first in told_ways(stack := cdk.Stack(cdk.App(), "S"), iot.CfnThingGroup(stack, "Line")):
        app = cdk.App()
        stack, other = cdk.Stack(app, "Stack", env=env), cdk.Stack(app, "Other", env=env)
        line = iot.CfnThingGroup(stack, "Line", thing_group_name="line-1")
        ways = told_ways(stack, line)
        deployment(stack, "First", thing_group=ways[first])
        for way, target in {**ways, "elsewhere": told_ways(other, line)["arn"]}.items():
            with pytest.raises(SpecError, match=r"Stack/First goes there.*\[GG-032\]") as caught:
                deployment(stack if way != "elsewhere" else other, f"Again-{way}", thing_group=target)
            assert "Token" not in str(caught.value)


def test_an_arn_is_the_name_of_a_known_environment(app: cdk.App) -> None:
    known = cdk.Stack(app, "Known", env=cdk.Environment(region="eu-west-1", account="111122223333"))
    deployment(known, thing_group="lines")
    with pytest.raises(SpecError, match=r"TargetArn='arn:aws:iot:eu-west-1.*\[GG-032\]"):
        deployment(known, "Again", thing_group=LINES)
    deployment(known, "Other", thing_group=LINES.replace("lines", "others"))


def test_groups_of_two_stacks_that_are_called_alike_are_two(app: cdk.App) -> None:
    """Their references resolve alike, each in its stack."""
    for name in ("One", "Two"):
        stack = cdk.Stack(app, name)
        deployment(stack, "Made", thing_group=iot.CfnThingGroup(stack, "Line").attr_arn)
        deployment(stack, "Told", thing_group=cdk.CfnParameter(stack, "Arn").value_as_string)


def test_an_attribute_of_the_other_kind_is_refused(stack: cdk.Stack) -> None:
    with pytest.raises(SpecError, match=r"TargetArn='Stack/Core': must be a thinggroup.*\[GG-033\]"):
        deployment(stack, thing_group=iot.CfnThing(stack, "Core").attr_arn)


def test_only_what_the_app_makes_is_not_warned_of(app: cdk.App, stack: cdk.Stack) -> None:
    deployment(stack, "Arn", thing_group=iot.CfnThingGroup(stack, "Line").attr_arn)
    deployment(stack, "Imported", thing_group=iot.CfnThingGroup.from_thing_group_name(stack, "There", "there"))
    (told,) = warnings(app)
    assert "Stack/Imported: the thing group is not made in this app" in told


@pytest.mark.parametrize("job_is_first", [True, False])
def test_a_job_and_a_deployment_do_not_share_a_group(stack: cdk.Stack, job_is_first: bool) -> None:
    line = iot.CfnThingGroup(stack, "Line", thing_group_name="line-1")

    def job() -> None:
        scope = Construct(stack, "Job")
        claim(scope, target_of(scope, line.attr_arn, "thinggroup", "deploy_to"), "EdgePackagingJob")

    def own() -> None:
        deployment(stack, "Own", thing_group="line-1")

    first, second = (job, own) if job_is_first else (own, job)
    told = r"EdgeDeployment Stack/Own takes back what EdgePackagingJob Stack/Job brings; drop the EdgeDeployment"
    got = "TargetArn='thinggroup line-1'" if job_is_first else "deploy_to='Stack/Line'"
    first()
    with pytest.raises(SpecError, match=rf"{got}: must be left to one of two: {told}.*\[GG-032\]"):
        second()


def test_jobs_share_a_group(stack: cdk.Stack) -> None:
    """Each keeps what the group has, and changes its own component."""
    for name in ("One", "Two"):
        scope = Construct(stack, name)
        claim(scope, target_of(scope, "line-1", "thinggroup", "deploy_to"), "EdgePackagingJob")
    with pytest.raises(SpecError, match=r"\[GG-032\]"):
        deployment(stack, thing_group="line-1")


def test_what_others_may_have_deployed_is_warned_of(app: cdk.App, stack: cdk.Stack) -> None:
    deployment(stack, "Group")
    deployment(stack, "Thing", thing=iot.CfnThing(stack, "Core"), thing_group=None)
    group, thing = warnings(app)
    assert "Stack/Group: the thing group is not made in this app, and this one replaces it" in group
    assert "list all of its components [GG-032]" in group
    assert "Stack/Thing: the thing has one deployment of its own" in thing
    assert "list all of its components, or deploy to a thing group [GG-032]" in thing


def test_a_warning_can_be_acknowledged(app: cdk.App, stack: cdk.Stack) -> None:
    made = deployment(stack)
    cdk.Validations.of(made).acknowledge(cdk.Acknowledgment(id="GG-032", reason="the group is this stack's own"))
    assert warnings(app) == []


@pytest.mark.usefixtures("cache")
def test_components_of_the_app_go_first(app: cdk.App, stack: cdk.Stack, tmp_path: Path) -> None:
    local = component(stack, model_folder(tmp_path), "Local", component_name="com.local")
    stored = component(stack, STORED, "Stored", component_name="com.stored")
    group = iot.CfnThingGroup(stack, "Group")
    deployment(stack, thing_group=group, components=[local, EdgeDeployment.component(stored, merge='{"Port": "9090"}')])
    (resource,) = resources(stack, DEPLOYMENT)
    found = joined(resource["Properties"]["Components"])
    assert found["com.local"] == {"ComponentVersion": local.component_version}
    assert found["com.stored"]["ComponentVersion"].endswith(".ComponentVersion>")
    assert found["com.stored"]["ConfigurationUpdate"] == {"Merge": '{"Port":"9090"}'}
    made = [name for name in resource["DependsOn"] if name.startswith(("Local", "Stored"))]
    assert len(made) == 3, "both components, and the artifact of one"
    assert findings(app, stack) == []


@pytest.mark.usefixtures("cache")
def test_a_component_of_another_stack(app: cdk.App, stack: cdk.Stack, tmp_path: Path) -> None:
    made = component(cdk.Stack(app, "Components"), model_folder(tmp_path))
    deployment(stack, components=[made])
    manifest = json.loads((Path(app.synth().directory) / "manifest.json").read_text())
    assert "Components" in manifest["artifacts"]["Stack"]["dependencies"]


@pytest.mark.usefixtures("cache")
def test_a_component_is_deployed_from_itself(stack: cdk.Stack, tmp_path: Path) -> None:
    made = component(stack, model_folder(tmp_path))
    made.deploy_to(thing_group=LINES, components=[CLI], rollout_rate=RolloutRate.constant(5), job_timeout_minutes=5)
    found = properties(stack)
    assert [*found["Components"]] == ["com.example.digits", "aws.greengrass.Cli"]
    assert (found["TargetArn"], found["DeploymentName"]) == (LINES, "Stack/Edge/Deployment")
    with pytest.raises(TypeError, match="unexpected keyword argument 'rollout'; did you mean 'rollout_rate'"):
        made.deploy_to("Again", thing_group="others", rollout=1)  # type: ignore[call-arg]
    assert len(resources(stack, COMPONENT)) == 1


@pytest.mark.usefixtures("cache")
def test_a_port_has_one_component(stack: cdk.Stack, tmp_path: Path) -> None:
    model = model_folder(tmp_path)

    def made(name: str, inference: Inference | None = None, **change: Any) -> EdgeComponent:
        return component(stack, model, name, component_name=f"com.{name}", inference=inference, **change)

    one, two = made("one"), made("two", Inference.container(InferenceImage.from_uri(IMAGE)))
    with pytest.raises(SpecError, match=r"com\.two Port='8080': must be another one.*: com\.one listens there, too"):
        deployment(stack, components=[one, two])
    other = made("other", Inference.python(port=8081))
    with pytest.raises(SpecError, match=r"com\.other Port='8080'"):
        deployment(stack, "Merged", components=[one, EdgeDeployment.component(other, merge={"Port": "8080"})])
    own = made("own", Inference.command("run.sh"), configuration={"Port": "8080"})
    unknown = EdgeDeployment.component(two, merge=cdk.CfnParameter(stack, "Merge").value_as_string)
    deployment(stack, "Token", thing_group="a", components=[one, unknown, own, made("none", Inference.none())])
    moved = EdgeDeployment.component(two, merge={"Port": 8082})
    deployment(stack, "Fine", thing_group="b", components=[one, moved, other])
    none = EdgeDeployment.component(two, merge={"Port": "abc"})
    with pytest.raises(SpecError, match=r"com\.two Port='abc': must be a port"):
        deployment(stack, "None", thing_group="d", components=[none])
    level = EdgeDeployment.component(two, merge={"Level": "info"})
    with pytest.raises(SpecError, match=r"com\.two Port='8080'"):
        deployment(stack, "Level", thing_group="c", components=[one, level])


@pytest.mark.parametrize(
    ("components", "told"),
    [
        pytest.param([], r"at least one component.*\[GG-218\]", id="none"),
        pytest.param([CLI, CLI], "Components='aws.greengrass.Cli': must be listed once", id="twice"),
        pytest.param(["aws.greengrass.Cli"], r"EdgeDeployment\.component\(NAME, VERSION\)", id="name"),
        pytest.param(CLI, None, id="no-list"),
    ],
)
def test_components_are_listed(stack: cdk.Stack, components: Any, told: str | None) -> None:
    with pytest.raises(SpecError, match=told or r"must be a list; write \[\.\.\.\] around it"):
        deployment(stack, components=components)


@pytest.mark.parametrize(
    ("arguments", "change", "code"),
    [
        pytest.param(["a"], {}, "GG-054", id="no-version"),
        pytest.param(["a", "1.0"], {}, "GG-004", id="version"),
        pytest.param(["a b", "1.0.0"], {}, "GG-002", id="name"),
        pytest.param(["a", "1.0.0"], {"merge": "{"}, "GG-055", id="no-json"),
        pytest.param(["a", "1.0.0"], {"merge": [1]}, "GG-055", id="list"),
        pytest.param(["a", "1.0.0"], {"merge": "1"}, "GG-055", id="number"),
        pytest.param(["a", "1.0.0"], {"merge": {"a": {1}}}, "GG-055", id="set"),
        pytest.param(["a", "1.0.0"], {"reset": "/a"}, "SPEC-001", id="reset-no-list"),
        pytest.param([5, "1.0.0"], {}, "SPEC-001", id="no-component"),
        pytest.param(["a", "1.0.0"], {"reset": ["a/b"]}, "GG-055", id="pointer"),
        pytest.param(["a", "1.0.0"], {"reset": ["/" + "a" * 256]}, "SPEC-001", id="long-pointer"),
        pytest.param(["a", "1.0.0"], {"merge": {"a": "x" * 10_485_760}}, "SPEC-001", id="long-merge"),
    ],
)
def test_a_component_that_cannot_be_deployed_is_refused(
    arguments: list[str], change: dict[str, Any], code: str
) -> None:
    with pytest.raises((SpecError, ValidationError), match=rf"\[{code}\]"):
        EdgeDeployment.component(*arguments, **change)


def test_the_largest_update_is_taken() -> None:
    EdgeDeployment.component("a", "1.0.0", merge={"a": "x" * (10_485_760 - 8)}, reset=["/" + "a" * 255])


@pytest.mark.usefixtures("cache")
def test_a_component_of_the_app_has_its_version(stack: cdk.Stack, tmp_path: Path) -> None:
    made = component(stack, model_folder(tmp_path))
    with pytest.raises(SpecError, match=r"left out with a component of this app.*\[GG-054\]"):
        EdgeDeployment.component(made, "1.0.0")


def test_a_name_is_known_at_synth(stack: cdk.Stack) -> None:
    with pytest.raises(SpecError, match="must be known at synth: it is a key of the template"):
        EdgeDeployment.component(cdk.CfnParameter(stack, "Name").value_as_string, "1.0.0")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"job_timeout_minutes": 0}, "GG-057"),
        ({"job_timeout_minutes": 10_081}, "GG-057"),
        ({"configuration_validation_timeout_seconds": 0}, "SPEC-001"),
        ({"deployment_name": ""}, "SPEC-001"),
        ({"deployment_name": "n" * 257}, "SPEC-001"),
        ({"tags": {str(number): "v" for number in range(201)}}, "SPEC-001"),
        ({"abort_criteria": []}, "SPEC-001"),
        ({"tags": {"aws:team": "v"}}, "Tags='aws:team': must be .*not begin with aws:"),
        ({"tags": {"k" * 129: "v"}}, "SPEC-001"),
        ({"tags": {"": "v"}}, "SPEC-001"),
        ({"tags": {"k": "v" * 257}}, "SPEC-001"),
        ({"tags": {"k": 5}}, r"Tags\.k=5: must be text"),
        ({"tags": ["k"]}, "must be a mapping"),
        ({"deployment_name": 5}, "DeploymentName=5: must be text"),
    ],
)
def test_a_deployment_has_limits(stack: cdk.Stack, change: dict[str, Any], told: str) -> None:
    with pytest.raises((SpecError, ValidationError), match=told):
        deployment(stack, **change)


def test_the_largest_deployment_is_taken(stack: cdk.Stack) -> None:
    deployment(
        stack,
        job_timeout_minutes=10_080,
        deployment_name="n" * 256,
        tags={**{str(number): "v" for number in range(199)}, "k" * 128: "v" * 256},
        removal_policy=cdk.RemovalPolicy.RETAIN,
    )
    (resource,) = resources(stack, DEPLOYMENT)
    assert resource["DeletionPolicy"] == "Retain"
    assert len(resource["Properties"]["Tags"]) == 200
