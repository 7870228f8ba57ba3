"""The job as a template: its rights, its states, and who may start it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Template
from cfnlint.api import lint_all
from pydantic import ValidationError
from syrupy.assertion import SnapshotAssertion

from cdk_model_packages import (
    EdgeDeployment,
    EdgePackagingJob,
    EdgeTarget,
    Inference,
    ModelArtifact,
    ModelPackageGroup,
    NeoCompilation,
    SpecError,
    TargetDevice,
)
from cdk_model_packages.errors import ModelPackagesError, one_line

if TYPE_CHECKING:
    from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase

THING_GROUP = "arn:aws:iot:eu-west-1:111122223333:thinggroup/line-1"


@pytest.fixture
def stack(app: cdk.App) -> cdk.Stack:
    """A stack of a known account and region: its ARNs can be read."""
    return cdk.Stack(app, "Edge", env=cdk.Environment(account="111122223333", region="eu-west-1"))


def job(stack: cdk.Stack, **options: Any) -> EdgePackagingJob:
    group = ModelPackageGroup.from_model_package_group_name(stack, "Group", "defects")
    given = {
        "component_name": "com.example.defects",
        "target": EdgeTarget.device(TargetDevice.JETSON_XAVIER),
        "artifact_bucket": s3.Bucket.from_bucket_name(stack, "Artifacts", "edge-artifacts"),
        "artifact_prefix": "components",
        "models": [ModelArtifact.from_uri("s3://trained/defects/model.tar.gz")],
    }
    return EdgePackagingJob(stack, "Job", **{"model_package_group": group, **given, **options})


def read(value: Any) -> Any:
    """Write references as texts: the snapshots are read by people."""
    match value:
        case {"Fn::Join": [str(separator), list(parts)]}:
            return separator.join(map(read, parts))
        case {"Ref": name}:
            return f"${{{name}}}"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"${{{name}.{attribute}}}"
        case dict():
            return {key: read(item) for key, item in value.items()}
        case list():
            return [read(item) for item in value]
        case _:
            return value


def policies(stack: cdk.Stack) -> dict[str, Any]:
    """Return the statements of each role, as policies have them."""
    found = Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
    return {
        policy["Properties"]["Roles"][0]["Ref"]: read(policy["Properties"]["PolicyDocument"]["Statement"])
        for policy in found
    }


def told(statement: dict[str, Any]) -> list[str]:
    actions = statement["Action"]
    return [actions] if isinstance(actions, str) else actions


def definition(stack: cdk.Stack) -> dict[str, Any]:
    (machine,) = Template.from_stack(stack).find_resources("AWS::StepFunctions::StateMachine").values()
    text = machine["Properties"]["DefinitionString"]
    parts = text["Fn::Join"][1] if isinstance(text, dict) else [text]
    return json.loads("".join(part if isinstance(part, str) else "REF" for part in parts))


def test_rights_of_a_job_that_does_everything(stack: cdk.Stack, snapshot: SnapshotAssertion) -> None:
    job(stack, compilation=NeoCompilation(), deploy_to=THING_GROUP, further_component_names=["com.example.line.*"])
    assert policies(stack) == snapshot


def test_rights_of_a_job_that_only_repackages(stack: cdk.Stack, snapshot: SnapshotAssertion) -> None:
    job(stack)
    assert policies(stack) == snapshot


def test_rights_to_start_it_and_to_fetch_what_it_made(stack: cdk.Stack, snapshot: SnapshotAssertion) -> None:
    made = job(stack)
    for name, allow in (("Starter", made.grant_start), ("TokenExchange", made.grant_read_artifacts)):
        allow(iam.Role(stack, name, assumed_by=iam.AccountPrincipal("111122223333")))
    found = {role: statements for role, statements in policies(stack).items() if not role.startswith("Job")}
    assert found == snapshot


def test_no_right_is_wider_than_its_action_allows(stack: cdk.Stack) -> None:
    job(stack, compilation=NeoCompilation(), deploy_to=THING_GROUP)
    wide = {
        action for found in policies(stack).values() for one in found if one["Resource"] == "*" for action in told(one)
    }
    # None of these supports a resource: Service Authorization Reference.
    assert wide == {"greengrass:CreateDeployment", "greengrass:ListDeployments", "cloudwatch:PutMetricData"}


def test_a_bucket_with_a_key_of_its_own(stack: cdk.Stack) -> None:
    key = kms.Key(stack, "Key")
    bucket = s3.Bucket(stack, "Encrypted", encryption=s3.BucketEncryption.KMS, encryption_key=key)
    job(stack, artifact_bucket=bucket, compilation=NeoCompilation())
    actions = {role: {action for one in found for action in told(one)} for role, found in policies(stack).items()}
    assert len(actions) == 3
    assert all("kms:Decrypt" in found for found in actions.values())


def test_versions_that_are_encrypted_can_be_read(stack: cdk.Stack) -> None:
    """The service shows an encrypted version to those only who may decrypt it (SC-002)."""
    made = job(stack, compilation=NeoCompilation())
    made.grant_start(iam.Role(stack, "Starter", assumed_by=iam.AccountPrincipal("111122223333")))
    group = cast("ModelPackageGroupBase", stack.node.find_child("Group"))
    group.hold(stack, (), kms.Key(stack, "VersionKey"))
    readers = [
        role for role, found in policies(stack).items() if any("kms:Decrypt" in told(statement) for statement in found)
    ]
    assert sorted(role.rstrip("0123456789ABCDEF") for role in readers) == [
        "JobCompilationRole", "JobRole", "Starter",
    ]  # fmt: skip


@pytest.mark.parametrize("compiles", [True, False])
@pytest.mark.parametrize("deploys", [True, False])
def test_every_state_is_there_and_is_reached(stack: cdk.Stack, compiles: bool, deploys: bool) -> None:
    job(
        stack,
        compilation=NeoCompilation() if compiles else None,
        deploy_to=THING_GROUP if deploys else None,
    )
    found = definition(stack)
    states = found["States"]
    reached, open_ends = set(), [found["StartAt"]]
    while open_ends:
        name = open_ends.pop()
        if name in reached:
            continue
        reached.add(name)
        state = states[name]
        branches = [*state.get("Catch", []), *state.get("Choices", [])]
        open_ends += [branch["Next"] for branch in branches]
        open_ends += [state[key] for key in ("Next", "Default") if key in state]
    assert reached == states.keys()
    assert any("Compil" in name for name in states) == compiles
    assert any("deployment" in name for name in states) == deploys


def test_cfn_lint_knows_the_states_too(stack: cdk.Stack) -> None:
    """E3601 compares a definition with the schema of the Amazon States Language."""
    job(stack, compilation=NeoCompilation(), deploy_to=THING_GROUP).start_on_approval()
    template = json.dumps(Template.from_stack(stack).to_json())
    assert [str(found) for found in lint_all(template) if found.rule.severity == "error"] == []


def test_the_machine_is_named_after_its_group(stack: cdk.Stack) -> None:
    """`model-packages edge start --project-name GROUP` finds it by that name, which has at most 80 characters."""
    group = ModelPackageGroup.from_model_package_group_name(stack, "Long", "g" * 63)
    EdgePackagingJob(
        stack,
        "Job",
        model_package_group=group,
        component_name="n",
        target=EdgeTarget.device("jetson_xavier"),
        models=[ModelArtifact.from_uri("s3://trained/model.tar.gz")],
    )
    (machine,) = Template.from_stack(stack).find_resources("AWS::StepFunctions::StateMachine").values()
    name = machine["Properties"]["StateMachineName"]
    assert (name, len(name)) == (f"EdgePackagingJob-{'g' * 63}", 80)


def test_only_complete_versions_are_packaged_on_approval(stack: cdk.Stack) -> None:
    job(stack).start_on_approval()
    (rule,) = Template.from_stack(stack).find_resources("AWS::Events::Rule").values()
    assert rule["Properties"]["EventPattern"]["detail"] == {
        "ModelPackageGroupName": ["defects"],
        "ModelApprovalStatus": ["Approved"],
        "ModelPackageStatus": ["Completed"],
    }


def test_the_recipe_is_the_components_own_with_what_the_job_knows(stack: cdk.Stack) -> None:
    job(stack, inference=Inference.none(), component_publisher="acme")
    recipe = definition(stack)["States"]["Write recipe"]["Assign"]["recipe"]
    assert recipe == {
        "RecipeFormatVersion": "2020-01-25",
        "ComponentName": "{% $name %}",
        "ComponentVersion": "{% $version %}",
        "ComponentDescription": "{% $description %}",
        "ComponentPublisher": "acme",
        "Manifests": [
            {
                "Platform": {"os": "linux", "architecture": "{% $architecture %}"},
                "Artifacts": [{"URI": "{% $artifact.Uri %}", "Unarchive": "ZIP", "Permission": {"Read": "ALL"}}],
            }
        ],
    }


def test_bad_input_is_told_where_it_is_given(stack: cdk.Stack) -> None:
    elsewhere = s3.Bucket.from_bucket_attributes(stack, "There", bucket_name="there", region="us-east-1")
    with pytest.raises(SpecError, match=r"artifact_bucket='us-east-1': must be a bucket of region eu-west-1.*GG-014"):
        job(stack, artifact_bucket=elsewhere)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param({"component_name": "n" * 129}, "GreengrassConfiguration: ComponentName=", id="name"),
        pytest.param({"component_name": "bad name"}, "letters, digits", id="characters"),
        pytest.param({"further_component_names": ["*"]}, "GG-002", id="any"),
        pytest.param({"further_component_names": ["a b*"]}, "GG-002", id="further"),
        pytest.param({"component_description": "d" * 257}, "1 to 256 characters, not 257", id="description"),
        pytest.param({"component_tags": {"aws:x": "y"}}, "GG-034", id="tag"),
        pytest.param({"artifact_prefix": "a b?"}, "S3KeyPrefix='a b?'", id="prefix"),
        pytest.param({"deploy_to": THING_GROUP.replace("thinggroup", "thing")}, "GG-033", id="thing"),
        pytest.param({"target": EdgeTarget.device("rasp3b")}, "Inference.", id="no wheels"),
        pytest.param({"compilation": True}, "make it: NeoCompilation()", id="compilation"),
        pytest.param({"inference": "python"}, "make it: Inference.python()", id="inference"),
        pytest.param({"models": []}, "models=[]: must be what versions are made of", id="no model"),
        pytest.param({"models": ["s3://b/m.tar.gz"]}, "use ModelArtifact", id="no artifact"),
        pytest.param({"model_package_group": "defects"}, "ModelPackageGroup.from_model_package_group_name", id="group"),
        pytest.param({"component_publisher": "{% $x %}"}, "put a blank before it", id="expression"),
        pytest.param({"deploy_to": THING_GROUP.replace("eu-west-1", "eu-west-2")}, "GG-056", id="elsewhere"),
    ],
)
def test_a_mistake_is_one_line_at_synth(stack: cdk.Stack, options: dict[str, Any], told: str) -> None:
    with pytest.raises((ModelPackagesError, ValidationError)) as caught:
        job(stack, **options)
    line = one_line(caught.value)
    assert told in line
    assert "\n" not in line


def test_what_is_just_allowed_is_taken(stack: cdk.Stack) -> None:
    job(
        stack, component_name="n" * 128, component_description="d" * 256, component_tags={"k" * 128: "v" * 256},
        further_component_names=["n*"], deploy_to="line-1",
    )  # fmt: skip


@pytest.mark.parametrize(("inference", "unfit"), [(None, ["arm"]), (Inference.none(), [])])
def test_a_request_for_what_the_runner_does_not_run_on_is_refused(
    stack: cdk.Stack, inference: Inference | None, unfit: list[str]
) -> None:
    job(stack, inference=inference)
    assert definition(stack)["States"]["Take request"]["Assign"]["job"]["unfit"] == unfit


def test_a_group_has_one_job(stack: cdk.Stack) -> None:
    made = job(stack)
    with pytest.raises(SpecError, match=r"model_package_group='defects'.*Edge/Job is that.*ET-003"):
        EdgePackagingJob(
            stack, "Other", model_package_group=made._group, component_name="n",
            target=EdgeTarget.device("jetson_nano"), models=[ModelArtifact.from_uri("s3://trained/model.tar.gz")],
        )  # fmt: skip


def test_a_thing_group_has_one_deployment(stack: cdk.Stack) -> None:
    EdgeDeployment(stack, "Deployment", thing_group="line-1", components=[EdgeDeployment.component("n", "1.0.0")])
    with pytest.raises(SpecError, match="GG-032"):
        job(stack, deploy_to="line-1")


def test_the_target_is_a_target(stack: cdk.Stack) -> None:
    with pytest.raises(SpecError, match=r"target='jetson_xavier'.*EdgeTarget.device"):
        job(stack, target="jetson_xavier")
