"""The *Changes* section: what a deploy does to each resource, and what that means."""

import json
from pathlib import Path
from typing import Any

import pytest

from cdk_model_packages.review.changes import change_facts, changes_of
from cdk_model_packages.rules.pack_run import run_pack
from cdk_model_packages.templates import Place
from tests.rules.cases_of import template_of

PACKAGE = "AWS::SageMaker::ModelPackage"
GROUP = "AWS::SageMaker::ModelPackageGroup"
KEEP = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
FLEET = "arn:aws:iot:eu-west-1:111122223333:thinggroup/line-1"
HERE = Place()


def group(name: str = "defects", **policies: str) -> dict[str, Any]:
    return {"Type": GROUP, **policies, "Properties": {"ModelPackageGroupName": name}}


def package(data: str = "1", *, keep: bool = True, **properties: object) -> dict[str, Any]:
    container = {"Image": f"repository@sha256:{'a' * 64}", "ModelDataUrl": f"s3://acme-models/{data}/model.tar.gz"}
    specification = {"Containers": [container], "SupportedContentTypes": ["text/csv"]}
    given = {"ModelPackageGroupName": {"Ref": "Group"}, "InferenceSpecification": specification} | properties
    return {"Type": PACKAGE, **(KEEP if keep else {}), "Properties": given}


def component(version: str = "1.0.0", **recipe: object) -> dict[str, Any]:
    text = json.dumps({"ComponentName": "com.acme.defects", "ComponentVersion": version} | recipe)
    return {"Type": "AWS::GreengrassV2::ComponentVersion", **KEEP, "Properties": {"InlineRecipe": text}}


def deployment(version: str = "1.0.0", target: str = FLEET) -> dict[str, Any]:
    components = {"com.acme.defects": {"ComponentVersion": version}}
    return {
        "Type": "AWS::GreengrassV2::Deployment",
        "Properties": {"TargetArn": target, "Components": components},
    }


def changes(
    before: dict[str, Any], after: dict[str, Any]
) -> list[tuple[str, str, tuple[str, ...], str, tuple[str, ...]]]:
    """Compare, and say what CloudFormation does, with the rules that the pack finds broken."""
    old, new = template_of({"Resources": before}), template_of({"Resources": after})
    findings = run_pack(new, HERE, facts=change_facts(old, new, HERE))
    return [
        (one.resource, one.action, one.properties, one.effect, one.rules)
        for one in changes_of(old, new, HERE, findings)
    ]


def test_nothing_changed() -> None:
    both = {"Group": group(), "Package": package(), "Component": component()}
    assert changes(both, both) == []
    old = new = template_of({"Resources": both})
    assert change_facts(old, new, HERE) == {}


def test_an_approval_is_in_place() -> None:
    before = {"Group": group(), "Package": package(ModelApprovalStatus="PendingManualApproval")}
    after = {"Group": group(), "Package": package(ModelApprovalStatus="Approved", ApprovalDescription="accuracy 0.97")}
    assert changes(before, after) == [
        (
            "Package",
            "updated",
            ("ModelApprovalStatus", "ApprovalDescription"),
            "Changed in place. Its approval goes from PendingManualApproval to Approved.",
            (),
        )
    ]


def test_a_new_image_orphans_the_version_before() -> None:
    before, after = {"Group": group(), "Package": package("1")}, {"Group": group(), "Package": package("2")}
    assert changes(before, after) == [
        (
            "Package",
            "replaced",
            ("InferenceSpecification.Containers.0.ModelDataUrl",),
            (
                "A new version of Group is registered, because of InferenceSpecification; the old version stays in the "
                "registry, outside of the stack."
            ),
            (),
        )
    ]


def test_without_retain_the_version_before_is_deleted() -> None:
    before = {"Group": group(), "Package": package("1", keep=False)}
    ((_, action, _, effect, rules),) = changes(before, {"Group": group(), "Package": package("2", keep=False)})
    assert action == "replaced"
    assert effect.endswith("the old version is deleted after that.")
    assert rules == ("LC-023",)


def test_a_replaced_group_replaces_its_versions() -> None:
    found = changes(
        {"Group": group(**KEEP), "Package": package()}, {"Group": group("other", **KEEP), "Package": package()}
    )
    assert [(name, action, effect) for name, action, _, effect, _ in found] == [
        (
            "Group",
            "replaced",
            (
                "A new model package group is made, because of ModelPackageGroupName; the old one stays, outside of "
                "the stack. What is in it is not moved."
            ),
        ),
        (
            "Package",
            "replaced",
            (
                "A new version of Group is registered, because of the replacement of Group; the old version stays in "
                "the registry, outside of the stack."
            ),
        ),
    ]


def test_a_role_that_is_replaced_replaces_what_validates_with_it() -> None:
    def stack(name: str) -> dict[str, Any]:
        validation = {"ValidationRole": {"Fn::GetAtt": ["Role", "Arn"]}, "ValidationProfiles": []}
        role = {"Type": "AWS::IAM::Role", "Properties": {"RoleName": name, "AssumeRolePolicyDocument": {}}}
        return {"Role": role, "Package": package(keep=False, ValidationSpecification=validation)}

    found = {name: (action, rules) for name, action, _, _, rules in changes(stack("one"), stack("two"))}
    assert found == {"Package": ("replaced", ("LC-023",)), "Role": ("replaced", ())}


def test_a_component_that_keeps_its_version_collides() -> None:
    ((_, action, _, effect, rules),) = changes(
        {"Component": component()}, {"Component": component(ComponentDescription="Finds more")}
    )
    assert (action, rules) == ("replaced", ("GG-005",))
    assert effect == "com.acme.defects 1.0.0 exists already and cannot be published again: the update fails."


def test_a_component_with_a_new_number_is_right() -> None:
    before = {"Component": component(), "Deployment": deployment()}
    after = {"Component": component("1.0.1"), "Deployment": deployment("1.0.1")}
    assert changes(before, after) == [
        (
            "Component",
            "replaced",
            ("InlineRecipe",),
            (
                "com.acme.defects 1.0.1 is published, because of InlineRecipe; com.acme.defects 1.0.0 stays, outside "
                "of the stack."
            ),
            (),
        ),
        (
            "Deployment",
            "replaced",
            ("Components.com.acme.defects.ComponentVersion",),
            f"{FLEET} gets a new revision, because of Components; it replaces the one that runs there.",
            (),
        ),
    ]


def test_a_moved_target_leaves_devices_behind() -> None:
    other = FLEET.replace("line-1", "line-2")
    ((_, action, properties, effect, rules),) = changes({"D": deployment()}, {"D": deployment(target=other)})
    assert (action, properties, rules) == ("replaced", ("TargetArn",), ("GG-066",))
    assert effect == f"{other} gets the deployment; {FLEET} goes on running what it runs."


def test_a_removed_resource_is_deleted_or_retained() -> None:
    before = {"Group": group(**KEEP), "Package": package(keep=False), "Other": group("other")}
    found = changes(before, {"Other": group("other")})
    assert [(name, action, effect, rules) for name, action, _, effect, rules in found] == [
        ("Package", "deleted", "The package is deleted.", ("LC-025",)),
        ("Group", "retained", "The model package group stays, outside of the stack.", ()),
    ]


def test_another_logical_id_is_another_resource() -> None:
    found = changes({"Old": group(**KEEP)}, {"New": group(**KEEP)})
    assert [(name, action, rules) for name, action, _, _, rules in found] == [
        ("Old", "retained", ()),
        ("New", "created", ("LC-022",)),
    ]
    assert found[0][3].endswith("The same is made again as New.")
    assert found[1][3].startswith("The same as Old under another logical id")


def test_a_type_cannot_change() -> None:
    ((_, _, _, effect, rules),) = changes({"X": group()}, {"X": package()})
    assert effect == f"CloudFormation refuses it: the logical id is an {GROUP} now."
    assert rules == ("LC-020",)


def test_a_dropped_policy_is_a_change() -> None:
    ((_, action, properties, effect, rules),) = changes({"G": group(**KEEP)}, {"G": group()})
    assert (action, properties, rules) == ("updated", ("DeletionPolicy", "UpdateReplacePolicy"), ("LC-028",))
    assert effect == (
        "Only what happens to it later changes. When it leaves the stack: the default from now on. "
        "When it is replaced: the default from now on."
    )


def test_a_condition_that_flips_removes_the_resource() -> None:
    def template(default: str) -> dict[str, Any]:
        return {
            "Parameters": {"Edge": {"Type": "String", "Default": default}},
            "Conditions": {"IsEdge": {"Fn::Equals": [{"Ref": "Edge"}, "yes"]}},
            "Resources": {"Component": component() | {"Condition": "IsEdge"}, "Group": group()},
        }

    (change,) = changes_of(template_of(template("yes")), template_of(template("no")), HERE, [])
    assert (change.resource, change.action) == ("Component", "retained")


def test_what_the_templates_do_not_tell_is_said() -> None:
    def template(parameter: str) -> dict[str, Any]:
        resource = package(ApprovalDescription={"Ref": parameter})
        return {
            "Parameters": {name: {"Type": "String"} for name in "AB"},
            "Resources": {"P": resource, "Group": group()},
        }

    (change,) = changes_of(template_of(template("A")), template_of(template("B")), HERE, [])
    assert (change.action, change.properties) == ("updated", ("ApprovalDescription",))
    assert change.effect == (
        "Changed in place. Whether there is another value for ApprovalDescription, the templates do not tell."
    )


def test_what_may_replace_it_is_said() -> None:
    def template(parameter: str) -> dict[str, Any]:
        resource = package(ModelPackageDescription={"Ref": parameter}, ApprovalDescription={"Ref": parameter})
        return {
            "Parameters": {name: {"Type": "String"} for name in "AB"},
            "Resources": {"P": resource, "Group": group()},
        }

    (change,) = changes_of(template_of(template("A")), template_of(template("B")), HERE, [])
    assert change.effect == (
        "Changed in place. "
        "Replaced instead, if there is another value for ModelPackageDescription: the templates do not tell."
    )


def test_the_same_value_written_in_another_way_is_no_change() -> None:
    before = {"Group": group("defects-1")}
    after = {
        "Mappings": {"Line": {"one": {"Number": "1"}}},
        "Resources": {
            "Group": group({"Fn::Sub": ["defects-${N}", {"N": {"Fn::FindInMap": ["Line", "one", "Number"]}}]})
        },  # type: ignore[arg-type]
    }
    assert changes_of(template_of({"Resources": before}), template_of(after), HERE, []) == []


def test_facts_hold_nothing_that_the_engine_would_carry_out() -> None:
    before = {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {}}, "Group": group()}
    after = before | {"Package": package(SourceUri={"Fn::Sub": "s3://${Bucket}/x"}, Task={"Fn::ImportValue": "task"})}
    facts = change_facts(template_of({"Resources": before}), template_of({"Resources": after}), HERE)
    properties = facts["changes"]["Package"]["after"]
    assert properties["SourceUri"] == "s3://${Bucket}/x"
    assert properties["Task"] == "${Unknown}"
    assert properties["ModelPackageGroupName"] == "${Group}"
    text = json.dumps(facts)
    assert '"Ref"' not in text
    assert '"Fn::' not in text


def test_an_export_that_is_gone_is_told() -> None:
    def template(**outputs: object) -> dict[str, Any]:
        return {"Resources": {"Group": group()}, "Outputs": outputs}

    value = {"Fn::GetAtt": ["Group", "ModelPackageGroupArn"]}
    exported = {"Value": value, "Export": {"Name": "defects-group"}}
    old = template_of(template(Arn=exported, Plain={"Value": value}))
    renamed = template_of(template(Renamed=exported))
    assert change_facts(old, renamed, HERE) == {}
    gone = template_of(template(Plain={"Value": value}))
    facts = change_facts(old, gone, HERE)
    assert facts == {"gone_exports": {"Group": ["defects-group"]}}
    assert [one.rule for one in run_pack(gone, HERE, facts=facts) if one.rule == "LC-041"] == ["LC-041"]


@pytest.mark.parametrize(
    "strange", [[], "text", 7, None, {"Ref": []}, {"Fn::If": 1}, [{"Fn::Sub": 1}], {"Statement": {}}]
)
@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (PACKAGE, "InferenceSpecification"),
        (PACKAGE, "AdditionalInferenceSpecifications"),
        (GROUP, "ModelPackageGroupPolicy"),
        ("AWS::IAM::Role", "AssumeRolePolicyDocument"),
        ("AWS::IAM::Role", "Policies"),
        ("AWS::IAM::Policy", "Roles"),
        ("AWS::S3::BucketPolicy", "PolicyDocument"),
        ("AWS::S3::Bucket", "BucketEncryption"),
        ("AWS::RAM::ResourceShare", "Principals"),
        ("AWS::GreengrassV2::ComponentVersion", "InlineRecipe"),
        ("AWS::GreengrassV2::ComponentVersion", "LambdaFunction"),
        ("AWS::GreengrassV2::Deployment", "Components"),
    ],
)
def test_strange_values_are_compared_too(kind: str, key: str, strange: object) -> None:
    one = {"Resource": {"Type": kind, "Properties": {key: strange}}, "Group": group()}
    other = {"Resource": {"Type": kind, "Properties": {key: {"Statement": [{"Effect": "Allow"}]}}}, "Group": group()}
    changes(one, other)
    changes(other, one)


def test_the_table_of_create_only_properties_is_what_the_schemas_say() -> None:
    import sys

    sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
    try:
        import generate_create_only
    finally:
        sys.path.pop(0)
    assert generate_create_only.TABLE.read_text() == generate_create_only.render(generate_create_only.collect()), (
        "run python tools/generate_create_only.py"
    )
