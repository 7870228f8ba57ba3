"""The picture: what is connected with what, in the same order each time, and never too much."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cdk_model_packages.review.picture import MAX_NODES, picture_of
from cdk_model_packages.review.report import Edge, Finding, Node
from cdk_model_packages.templates import Template, World
from tests.review.stack_of import allow, arn, ref, role, stack_of, sub

Stack = tuple[Template, World]
REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com"


def arrows(*stacks: Stack) -> list[str]:
    nodes, edges = picture_of(stacks, [])
    return named(nodes, edges)


def named(nodes: list[Node], edges: list[Edge]) -> list[str]:
    labels = {node.id: node.label for node in nodes}
    assert len(labels) == len(nodes)
    return [f"{labels[edge.source]} {edge.label} {labels[edge.target]}" for edge in edges]


def bucket(**properties: object) -> dict[str, Any]:
    return {"Type": "AWS::S3::Bucket", "Properties": properties}


def package(**properties: object) -> dict[str, Any]:
    return {"Type": "AWS::SageMaker::ModelPackage", "Properties": properties}


def whole() -> dict[str, Any]:
    """A package with everything that it can point at."""
    job = {
        "TransformInput": {"DataSource": {"S3DataSource": {"S3Uri": "s3://acme-samples/in/"}}},
        "TransformOutput": {"S3OutputPath": sub("s3://${Models}/out"), "KmsKeyId": arn("Key")},
    }
    return {
        "Group": {"Type": "AWS::SageMaker::ModelPackageGroup", "Properties": {"ModelPackageGroupName": "defects"}},
        "Key": {"Type": "AWS::KMS::Key", "Properties": {}},
        "Models": bucket(),
        "Repo": {"Type": "AWS::ECR::Repository", "Properties": {}},
        "Role": role(
            allow(["s3:GetObject", "s3:ListBucket"], [arn("Models"), sub("${Models.Arn}/*")]),
            allow("s3:PutObject", "arn:aws:s3:::acme-out/*"),
            allow("ecr:BatchGetImage", arn("Repo")),
        ),
        "Package": package(
            ModelPackageGroupName=ref("Group"),
            InferenceSpecification={
                "Containers": [
                    {"Image": sub(REGISTRY + "/${Repo}:1"), "ModelDataUrl": sub("s3://${Models}/m.tar.gz")},
                ]
            },
            ValidationSpecification={
                "ValidationRole": arn("Role"),
                "ValidationProfiles": [{"TransformJobDefinition": job}],
            },
        ),
        "Alone": bucket(),
    }


def test_a_package_and_all_that_it_uses() -> None:
    assert arrows(stack_of(whole())) == [
        "Key encrypts Package",
        "Role may read Models",
        "Role may pull Repo",
        "Role may write s3://acme-out",
        "Package belongs to Group",
        "Package reads, writes Models",
        "Package pulls Repo",
        "Package runs as Role",
        "Package reads s3://acme-samples",
        "service sagemaker.amazonaws.com assumes Role",
    ]


def test_resources_come_as_the_template_has_them_then_what_is_outside() -> None:
    nodes, _ = picture_of([stack_of(whole())], [])
    assert [node.label for node in nodes] == [
        "Group",
        "Key",
        "Models",
        "Repo",
        "Role",
        "Package",
        "s3://acme-out",
        "s3://acme-samples",
        "service sagemaker.amazonaws.com",
    ]
    assert [node.id for node in nodes] == [f"n{number}" for number in range(9)]
    assert (nodes[5].type, nodes[5].template) == ("AWS::SageMaker::ModelPackage", "template.json")
    assert (nodes[6].type, nodes[6].template) == ("", "")


def test_an_edge_component_its_deployment_and_the_devices() -> None:
    recipe = {
        "ComponentName": "com.acme.defects",
        "ComponentVersion": "1.0.0",
        "Manifests": [{"Artifacts": [{"URI": "s3://acme-edge/c/model.zip"}]}],
    }
    components = {"com.acme.defects": {"ComponentVersion": "1.0.0"}, "aws.greengrass.Cli": {"ComponentVersion": "2"}}
    target = "arn:aws:iot:eu-west-1:111122223333:thinggroup/line-7"
    resources = {
        "Edge": bucket(BucketName="acme-edge"),
        "Component": {
            "Type": "AWS::GreengrassV2::ComponentVersion",
            "Properties": {"InlineRecipe": json.dumps(recipe)},
        },
        "Deployment": {
            "Type": "AWS::GreengrassV2::Deployment",
            "Properties": {"TargetArn": target, "Components": components},
        },
        "Device": role(allow("s3:GetObject", "arn:aws:s3:::acme-edge/*"), service="credentials.iot.amazonaws.com"),
        "Alias": {"Type": "AWS::IoT::RoleAlias", "Properties": {"RoleArn": arn("Device")}},
    }
    assert arrows(stack_of(resources)) == [
        "Component reads Edge",
        "Deployment deploys Component",
        "Deployment deploys aws.greengrass.Cli",
        "Deployment targets thinggroup/line-7",
        "Device may read Edge",
        "Alias stands for Device",
        "service credentials.iot.amazonaws.com assumes Device",
    ]


@pytest.mark.parametrize(
    ("properties", "arrow"),
    [
        ({"ModelPackageGroupName": "elsewhere"}, "P belongs to group elsewhere"),
        (
            {"ModelPackageGroupName": "arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/elsewhere"},
            "P belongs to group elsewhere",
        ),
        (
            {"InferenceSpecification": {"Containers": [{"Image": f"{REGISTRY}/server@sha256:{'0' * 64}"}]}},
            f"P pulls {REGISTRY}/server",
        ),
        (
            {"ValidationSpecification": {"ValidationRole": "arn:aws:iam::111122223333:role/path/Outside"}},
            "P runs as role Outside",
        ),
    ],
)
def test_what_is_outside_is_told_by_name(properties: dict[str, Any], arrow: str) -> None:
    assert arrows(stack_of({"P": package(**properties)})) == [arrow]


def test_another_templates_resource_is_found_by_its_name() -> None:
    shared = stack_of({"Models": bucket(BucketName="acme-models")}, path="shared.json")
    containers = [{"ModelDataUrl": "s3://acme-models/m.tar.gz"}]
    own = stack_of({"P": package(InferenceSpecification={"Containers": containers})}, path="own.json")
    nodes, edges = picture_of([shared, own], [])
    assert named(nodes, edges) == ["P reads Models"]
    assert [node.template for node in nodes] == ["shared.json", "own.json"]


def test_resources_of_one_logical_id_in_two_templates_are_two() -> None:
    resources = {"P": package(ModelPackageGroupName=ref("G")), "G": {"Type": "AWS::SageMaker::ModelPackageGroup"}}
    nodes, _ = picture_of([stack_of(resources, path="a.json"), stack_of(resources, path="b.json")], [])
    assert [(node.label, node.template) for node in nodes] == [
        ("P", "a.json"), ("G", "a.json"), ("P", "b.json"), ("G", "b.json"),
    ]  # fmt: skip


def test_what_is_not_determined_is_not_drawn() -> None:
    properties = {
        "ModelPackageGroupName": ref("Open"),
        "InferenceSpecification": {"Containers": [{"Image": ref("Open"), "ModelDataUrl": sub("s3://${Open}/m")}]},
        "ValidationSpecification": {"ValidationRole": ref("Open")},
    }
    template, world = stack_of({"P": package(**properties)}, Parameters={"Open": {"Type": "String"}})
    assert picture_of([(template, world)], []) == ([], [])


def test_a_denial_and_a_wildcard_are_no_arrows() -> None:
    deny = {**allow("s3:GetObject", arn("Models")), "Effect": "Deny"}
    found = arrows(stack_of({"Models": bucket(), "Role": role(deny, allow("s3:GetObject"))}))
    assert found == ["service sagemaker.amazonaws.com assumes Role"]


def test_a_bucket_policy_draws_whom_it_lets_in() -> None:
    statement = allow("s3:*", sub("${Models.Arn}/*"), Principal={"AWS": "444455556666"})
    policy = {"Type": "AWS::S3::BucketPolicy", "Properties": {"PolicyDocument": {"Statement": statement}}}
    assert arrows(stack_of({"Models": bucket(), "Policy": policy})) == [
        "account 444455556666 may read, may write Models"
    ]


def test_nodes_show_their_worst_finding() -> None:
    def finding(severity: Any, resource: str, **rest: Any) -> Finding:
        return Finding("X-001", severity, "template.json", resource, None, "m", None, None, **rest)

    findings = [
        finding("warning", "Package"),
        finding("error", "Package"),
        finding("info", "Package"),
        finding("info", "Models"),
        finding("error", "Role", suppressed="agreed"),
    ]
    nodes, _ = picture_of([stack_of(whole())], findings)
    assert {node.label: node.severity for node in nodes if node.severity} == {"Package": "error", "Models": "info"}


def test_a_large_picture_is_cut_and_says_so() -> None:
    resources = {"G": {"Type": "AWS::SageMaker::ModelPackageGroup", "Properties": {}}}
    resources |= {f"P{number:03}": package(ModelPackageGroupName=ref("G")) for number in range(MAX_NODES + 9)}
    nodes, edges = picture_of([stack_of(resources)], [])
    assert len(nodes) == MAX_NODES + 1
    assert nodes[-1].label == "and 10 more, not shown"
    assert {end for edge in edges for end in (edge.source, edge.target)} == {node.id for node in nodes[:-1]}


def test_long_names_are_shortened() -> None:
    nodes, _ = picture_of([stack_of({"P": package(ModelPackageGroupName="x" * 500)})], [])
    assert len(nodes[1].label) < 100
