"""AWS's own images in a stack: the account follows from the region, known or not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import region_info
from aws_cdk.assertions import Template

from cdk_model_packages import InferenceImage, SpecError
from cdk_model_packages.images.dlc_search import find, parse
from cdk_model_packages.images.ecr_digest import url_suffix
from tests.images.stacks import PULL, pulls


def in_region(value: Any, region: str, mappings: dict[str, Any]) -> str:
    """Resolve what CloudFormation would, in a region."""
    if isinstance(value, str):
        return value
    if "Ref" in value:
        return {"AWS::Region": region, "AWS::URLSuffix": url_suffix(region), "AWS::Partition": "aws"}[value["Ref"]]
    if "Fn::FindInMap" in value:
        name, *keys = value["Fn::FindInMap"]
        first, second = (in_region(key, region, mappings) for key in keys)
        return mappings[name][first][second]
    separator, parts = value["Fn::Join"]
    return separator.join(in_region(part, region, mappings) for part in parts)


@pytest.mark.parametrize("reference", ["dlc:pytorch:2.6.0:gpu", "dlc:sklearn:1.2-1", "dlc:djl-lmi:0.36.0"])
def test_a_stack_for_any_region_finds_the_image_of_each(stack: cdk.Stack, reference: str) -> None:
    container = parse(reference)
    image = InferenceImage.from_reference(reference, Path()).bind(stack).image
    cdk.CfnOutput(stack, "Image", value=image)
    template = Template.from_stack(stack).to_json()
    value = template["Outputs"]["Image"]["Value"]
    assert len(container.registries) > 20
    for region in container.registries:
        assert in_region(value, region, template["Mappings"]) == container.uri(region, url_suffix(region))


def test_a_stack_for_a_region_needs_no_table(app: cdk.App) -> None:
    container = find("pytorch", "2.6.0", processor="gpu")
    image = InferenceImage.from_dlc("pytorch", "2.6.0", processor="gpu")
    for region in sorted(container.registries):
        stack = cdk.Stack(app, f"Stack-{region}", env=cdk.Environment(region=region))
        found = in_region(stack.resolve(image.bind(stack).image), region, {})
        assert found == container.uri(region, url_suffix(region))
        assert stack.node.children == []


def test_a_region_without_the_image_is_refused_at_synth(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(region="eu-isoe-west-1"))
    with pytest.raises(SpecError, match=r"dlc:sklearn:1.2-1:cpu:py3 in eu-isoe-west-1.*\[CT-009\]"):
        InferenceImage.from_dlc("sklearn", "1.2-1").bind(stack)


def test_the_accounts_are_those_that_the_cdk_knows() -> None:
    """Both sources are AWS's; where they overlap they agree."""
    ours = find("pytorch", "2.1.0", processor="gpu").registries
    theirs = {
        region: account
        for region in region_info.Fact.regions
        if (account := region_info.Fact.find(region, region_info.FactName.DLC_REPOSITORY_ACCOUNT))
    }
    both = ours.keys() & theirs.keys()
    assert len(both) > 25
    assert {region: (ours[region], theirs[region]) for region in both if ours[region] != theirs[region]} == {}
    # Why the SDK's data and not the CDK's facts: regions that those lack.
    assert {"af-south-1", "us-gov-west-1", "il-central-1"} <= ours.keys() - theirs.keys()


def test_it_is_the_stacks_role_that_pulls(stack: cdk.Stack) -> None:
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    InferenceImage.from_dlc("pytorch", "2.6", processor="cpu").bind(stack, role)
    granted = pulls(stack)
    assert granted.keys() == {*PULL, "ecr:GetAuthorizationToken"}
    assert ":repository/pytorch-inference" in granted["ecr:BatchGetImage"]
    assert "Fn::FindInMap" in granted["ecr:BatchGetImage"]


def test_in_a_region_the_grant_names_the_account(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(account="111111111111", region="eu-west-1"))
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    InferenceImage.from_dlc("sklearn", "1.2-1").bind(stack, role)
    arn = json.loads(pulls(stack)["ecr:BatchGetImage"])["Fn::Join"][1]
    assert arn[-1] == ":ecr:eu-west-1:141502667606:repository/sagemaker-scikit-learn"


def test_images_of_the_same_accounts_share_a_table(stack: cdk.Stack) -> None:
    for processor in ("cpu", "gpu"):
        InferenceImage.from_dlc("pytorch", "2.6.0", processor=processor).bind(stack)
    InferenceImage.from_dlc("sklearn", "1.2-1").bind(stack)
    accounts = [table["eu-west-1"]["account"] for table in Template.from_stack(stack).to_json()["Mappings"].values()]
    assert sorted(accounts) == ["141502667606", "763104351884"]


def test_all_that_the_sdk_calls_a_choice_can_be_said() -> None:
    image = InferenceImage.from_dlc(
        "huggingface", "4.26.0", base_framework_version="pytorch1.13.1", processor="gpu", py_version="py39"
    )
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(region="eu-west-1"))
    assert image.bind(stack).image == (
        "763104351884.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-inference:"
        "1.13.1-transformers4.26.0-gpu-py39-cu117-ubuntu20.04"
    )
    arm = InferenceImage.from_dlc("xgboost", "1.5-1", image_scope="inference_graviton")
    assert arm.bind(stack).image.endswith("/sagemaker-xgboost:1.5-1-arm64")
