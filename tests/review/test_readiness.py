"""The checklists: findings say no, the template says yes, and what it does not determine cannot be told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from cdk_model_packages.review.checklist_edge import EDGE
from cdk_model_packages.review.checklist_marketplace import MARKETPLACE
from cdk_model_packages.review.readiness import readiness_of
from cdk_model_packages.review.report import Finding, Readiness
from cdk_model_packages.templates import Place
from tests.review.stack_of import HERE, allow, arn, ref, role, stack_of, sub

REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com"
PARAMETERS = {"Open": {"Type": "String"}}


def package(image: object = f"{REGISTRY}/server:1", **rest: object) -> dict[str, Any]:
    return {
        "ModelPackageName": "defects",
        "ModelPackageDescription": "Finds defects",
        "CertifyForMarketplace": True,
        "InferenceSpecification": {
            "Containers": [{"Image": image, "ModelDataUrl": "s3://acme/model.tar.gz"}],
            "SupportedContentTypes": ["text/csv"],
            "SupportedResponseMIMETypes": ["text/csv"],
            "SupportedTransformInstanceTypes": ["ml.m5.large"],
            "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
        },
        "ValidationSpecification": {"ValidationProfiles": [{"ProfileName": "smoke"}]},
        **rest,
    }


def finding(rule: str, resource: str, **rest: Any) -> Finding:
    return Finding(rule, "error", "template.json", resource, None, f"{rule} says so", None, None, **rest)


def lines(
    properties: dict[str, Any],
    *findings: Finding,
    kind: str = "AWS::SageMaker::ModelPackage",
    place: Place = HERE,
    **others: dict[str, Any],
) -> dict[str, Readiness]:
    resources = {"P": {"Type": kind, "Properties": properties}, **others}
    template, world = stack_of(resources, place=place, Parameters=PARAMETERS)
    found = readiness_of(template, world, findings, place=place)
    return {one.item: one for one in found if one.resource == "P"}


def answers(found: dict[str, Readiness]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {"yes": [], "no": [], "cannot tell": []}
    for item, line in found.items():
        told[line.answer].append(item)
    return told


def test_a_package_that_is_ready() -> None:
    told = answers(lines(package()))
    assert told["no"] == []
    assert told["cannot tell"] == [
        "Model and samples are in the region of the package",
        "The image is scanned when it is pushed",
        "The scan finds nothing critical or high",
        "The container works without a network",
        "Samples hold nothing private",
    ]


@pytest.mark.parametrize(
    ("change", "item"),
    [
        ({"CertifyForMarketplace": False}, "It is certified for Marketplace"),
        ({"ModelPackageGroupName": "g"}, "It is no version of a group"),
        ({"ModelPackageName": None}, "It has a name that customers see"),
        ({"ModelPackageDescription": ""}, "It has a description"),
        ({"ValidationSpecification": None}, "A validation profile runs before it is accepted"),
        ({"SkipModelValidation": "All"}, "A validation profile runs before it is accepted"),
    ],
)
def test_what_is_missing_is_a_no(change: dict[str, object], item: str) -> None:
    found = lines(package(**change))
    assert found[item].answer == "no"


@pytest.mark.parametrize(
    ("specification", "item"),
    [
        ({"SupportedTransformInstanceTypes": []}, "Instance types for transform and for endpoints are listed"),
        ({"SupportedContentTypes": None}, "Content types and response types are listed"),
        ({"Containers": [{"Image": "x", "ModelDataSource": {}}]}, "No container has ModelDataSource"),
        ({"Containers": [{"ModelDataUrl": "s3://acme/model.zip"}]}, "The model is one .tar.gz"),
    ],
)
def test_what_the_specification_lacks_is_a_no(specification: dict[str, object], item: str) -> None:
    properties = package()
    properties["InferenceSpecification"] |= specification
    assert lines(properties)[item].answer == "no"


@pytest.mark.parametrize(
    ("change", "item"),
    [
        ({"CertifyForMarketplace": ref("Open"), "ModelPackageName": "x"}, "It is certified for Marketplace"),
        ({"ModelPackageDescription": ref("Open")}, "It has a description"),
        ({"ValidationSpecification": ref("Open")}, "A validation profile runs before it is accepted"),
        ({"InferenceSpecification": ref("Open")}, "No container has ModelDataSource"),
        ({"InferenceSpecification": ref("Open")}, "The image is in the account that publishes"),
    ],
)
def test_what_is_open_cannot_be_told(change: dict[str, object], item: str) -> None:
    assert lines(package(**change))[item].answer == "cannot tell"


def test_a_finding_is_a_no_and_says_why() -> None:
    line = lines(package(), finding("MK-003", "P"))["The region is enabled by default"]
    assert (line.answer, line.why, line.rule) == ("no", "MK-003 says so", "MK-003")
    line = lines(package(), finding("MK-003", "Other"))["The region is enabled by default"]
    assert line.answer == "yes"


def test_an_accepted_finding_is_a_no_as_well() -> None:
    line = lines(package(), finding("MK-004", "P", suppressed="agreed"))["No container has ModelDataSource"]
    assert (line.answer, line.why) == ("no", "MK-004 says so (accepted: agreed)")


def test_an_advice_is_no_no() -> None:
    advice = Finding("MK-008", "info", "template.json", "P", None, "buyers see it", None, None)
    line = lines(package(), advice)["Samples hold nothing private"]
    assert (line.answer, line.why) == ("cannot tell", "buyers see it")


def test_a_finding_that_names_another_subject_is_not_this_ones() -> None:
    recipe = {"Type": "AWS::GreengrassV2::ComponentVersion", "Properties": {"InlineRecipe": json.dumps(RECIPE)}}
    device = role(allow("s3:GetObject"), service="credentials.iot.amazonaws.com")
    said = Finding("GG-037", "error", "t", "Device", None, "no s3:GetObject on x, of component Q", None, None)
    template, world = stack_of({"P": recipe, "Q": recipe, "Device": device})
    found = {
        one.resource: one.answer
        for one in readiness_of(template, world, [said])
        if one.item == "The role of the devices may read the artifacts"
    }
    assert found == {"P": "yes", "Q": "no"}


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({}, "yes"),
        ({"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"]}, "cannot tell"),
    ],
)
def test_what_the_validation_role_may(given: dict[str, object], answer: str) -> None:
    specification = {"ValidationRole": arn("Role"), "ValidationProfiles": [{"ProfileName": "smoke"}]}
    properties = package(ValidationSpecification=specification)
    item = "The validation role may do what validation needs"
    assert lines(properties, Role=role(**given))[item].answer == answer
    assert lines(properties, finding("VP-014", "Role"), Role=role(**given))[item].answer == "no"
    specification["ValidationRole"] = "arn:aws:iam::111122223333:role/outside"
    assert lines(properties)[item].answer == "cannot tell"


def test_places_in_the_stack_are_in_its_region() -> None:
    properties = package()
    properties["InferenceSpecification"]["Containers"][0]["ModelDataUrl"] = sub("s3://${Models}/m.tar.gz")
    found = lines(properties, Models={"Type": "AWS::S3::Bucket", "Properties": {}})
    assert found["Model and samples are in the region of the package"].answer == "yes"


@pytest.mark.parametrize(
    ("image", "place", "answer"),
    [
        (f"{REGISTRY}/a:1", HERE, "yes"),
        (f"{REGISTRY}/a:1", Place(region="eu-west-1"), "cannot tell"),
        (f"{REGISTRY}/a:1", Place(region="eu-west-1", account="444455556666"), "no"),
        (sub("${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/a:1"), Place(), "yes"),
        ("docker.io/acme/a:1", HERE, "no"),
        (sub("${Open}/a:1"), HERE, "cannot tell"),
    ],
)
def test_whose_the_image_is(image: object, place: Place, answer: str) -> None:
    assert lines(package(image), place=place)["The image is in the account that publishes"].answer == answer


@pytest.mark.parametrize(("scan", "answer"), [(True, "yes"), (False, "no"), (ref("Open"), "cannot tell")])
def test_whether_the_repository_scans(scan: object, answer: str) -> None:
    properties = {"ImageScanningConfiguration": {"ScanOnPush": scan}}
    found = lines(
        package(sub(REGISTRY + "/${Repo}:1")), Repo={"Type": "AWS::ECR::Repository", "Properties": properties}
    )
    assert found["The image is scanned when it is pushed"].answer == answer
    assert found["The image is in the region of the package"].answer == "yes"


def test_a_finding_on_the_repository_is_one_on_the_package() -> None:
    repository = {"Type": "AWS::ECR::Repository", "Properties": {}}
    found = lines(package(sub("${Repo.RepositoryUri}:1")), finding("MK-007", "Repo"), Repo=repository)
    assert found["The image is scanned when it is pushed"].why == "MK-007 says so"
    repository["Properties"] = {"RepositoryName": "server"}
    found = lines(package(f"{REGISTRY}/server:1"), finding("MK-007", "Repo"), Repo=repository)
    assert found["The image is scanned when it is pushed"].why == "MK-007 says so"


def test_the_registrys_configuration_decides_where_there_is_one() -> None:
    repository = {"Type": "AWS::ECR::Repository", "Properties": {}}
    scanning = {"Type": "AWS::ECR::RegistryScanningConfiguration", "Properties": {"ScanType": "BASIC"}}
    found = lines(package(sub("${Repo.RepositoryUri}:1")), Repo=repository, Scanning=scanning)
    assert found["The image is scanned when it is pushed"].answer == "cannot tell"


def test_the_region_cannot_be_told_where_it_is_not_known() -> None:
    assert lines(package(), place=Place())["The region is enabled by default"].answer == "cannot tell"


def test_a_version_of_a_group_has_no_checklist() -> None:
    assert lines({"ModelPackageGroupName": "g"}) == {}


def test_an_algorithm_has_the_checklist_with_what_is_its_own() -> None:
    properties = {
        "AlgorithmName": "a",
        "TrainingSpecification": {"TrainingImage": f"{REGISTRY}/train:1"},
        "ValidationSpecification": {"ValidationProfiles": []},
    }
    found = lines(properties, kind="AWS::SageMaker::Algorithm")
    assert found["It has a name that customers see"].why == "a"
    assert found["Training and inference image are both given"].why == "it has no inference image"
    assert found["A validation profile runs before it is accepted"].answer == "no"
    assert "It is no version of a group" not in found


RECIPE: dict[str, Any] = {
    "RecipeFormatVersion": "2020-01-25",
    "ComponentName": "com.acme.defects",
    "ComponentVersion": "1.0.0",
    "ComponentDependencies": {"aws.greengrass.TokenExchangeService": {"VersionRequirement": ">=2.0.0"}},
    "Manifests": [
        {
            "Platform": {"os": "linux", "architecture": "aarch64"},
            "Lifecycle": {"Install": {"Script": "unzip", "Timeout": 600}, "Run": "go"},
            "Artifacts": [{"URI": "s3://acme/c/model.zip", "Unarchive": "ZIP", "Permission": {"Read": "ALL"}}],
        }
    ],
}
DEPLOYMENT = {
    "Type": "AWS::GreengrassV2::Deployment",
    "Properties": {"Components": {"com.acme.defects": {"ComponentVersion": "1.0.0"}}},
}


def edge(recipe: object = None, *findings: Finding, **others: dict[str, Any]) -> dict[str, Readiness]:
    properties = {"InlineRecipe": json.dumps(RECIPE) if recipe is None else recipe}
    return lines(properties, *findings, kind="AWS::GreengrassV2::ComponentVersion", **others)


def test_a_component_that_is_ready() -> None:
    device = role(allow("s3:GetObject"), service="credentials.iot.amazonaws.com")
    told = answers(edge(Deployment=DEPLOYMENT, Device=device))
    assert told["no"] == []
    assert told["cannot tell"] == [
        "That version is not published with another recipe",
        "Artifacts are in the region of the component",
        "Artifacts are there before the component, and never change",
    ]


def test_a_recipe_that_cannot_be_read() -> None:
    found = edge('{"RecipeFormatVersion": ')
    assert found["The recipe can be read"].answer == "no"
    assert "Greengrass unpacks ZIP alone" not in found


def test_a_recipe_that_is_open_is_told_once() -> None:
    found = edge(ref("Open"))
    line = found["The recipe can be read"]
    assert (line.answer, line.why) == ("cannot tell", "the template does not determine the recipe")
    assert "Greengrass unpacks ZIP alone" not in found


def test_a_component_of_a_lambda_function_has_no_recipe_here() -> None:
    found = lines({"LambdaFunction": {"LambdaArn": "arn"}}, kind="AWS::GreengrassV2::ComponentVersion")
    assert found["The recipe can be read"].answer == "cannot tell"
    assert "Lambda" in found["The recipe can be read"].why


@pytest.mark.parametrize(
    ("version", "answer"),
    [
        ("1.0.0", "yes"),
        ("1.0.1", "no"),
        (ref("Open"), "cannot tell"),
        ({"Fn::GetAtt": ["P", "ComponentVersion"]}, "yes"),
    ],
)
def test_whether_a_deployment_installs_it(version: object, answer: str) -> None:
    properties = {"Components": {"com.acme.defects": {"ComponentVersion": version}}}
    found = edge(Deployment={"Type": "AWS::GreengrassV2::Deployment", "Properties": properties})
    assert found["A deployment installs this version"].answer == answer


def test_a_deployment_of_something_else_does_not_install_it() -> None:
    properties = {"Components": {"other": {"ComponentVersion": "1.0.0"}}}
    found = edge(Deployment={"Type": "AWS::GreengrassV2::Deployment", "Properties": properties})
    assert found["A deployment installs this version"].why == "Deployment does not name it"
    assert edge()["A deployment installs this version"].answer == "cannot tell"


def test_what_a_managed_policy_allows_cannot_be_told() -> None:
    given = ["arn:aws:iam::111122223333:policy/Edge"]
    device = role(service="credentials.iot.amazonaws.com", ManagedPolicyArns=given)
    item = "The role of the devices may read the artifacts"
    assert edge(Device=device)[item].answer == "cannot tell"
    assert edge(None, finding("GG-037", "Device"), Device=device)[item].answer == "no"


def test_a_deployments_finding_is_its_components() -> None:
    found = edge(None, finding("GG-032", "Deployment"), Deployment=DEPLOYMENT)
    assert found["Its target has one deployment"].answer == "no"
    assert "Its target has one deployment" not in edge(None, finding("GG-032", "Deployment"))


def test_steps_without_a_time_limit_cannot_be_told() -> None:
    recipe = RECIPE | {"Manifests": [{"Lifecycle": {"Install": "unzip"}}]}
    assert edge(json.dumps(recipe))["Long steps have a time limit of their own"].answer == "cannot tell"


def test_no_item_is_asked_twice() -> None:
    for checklist in (MARKETPLACE, EDGE):
        texts = [item.text for item in checklist]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("odd", [None, 5, "x", [], {}, [None], {"Manifests": 5}, '{"Manifests": [{"Artifacts": [5]}]}'])
def test_no_odd_value_is_a_traceback(odd: object) -> None:
    edge(odd, Deployment={"Type": "AWS::GreengrassV2::Deployment", "Properties": {"Components": odd}})
    lines(package(InferenceSpecification=odd, ValidationSpecification=odd, ModelPackageDescription=odd))
    lines(package(InferenceSpecification={"Containers": odd}, CertifyForMarketplace=odd))


def test_a_step_that_greengrass_does_not_run_is_a_no() -> None:
    assert edge(None, finding("GG-042", "P"))["Steps are as Greengrass reads them"].answer == "no"


def test_a_finding_on_another_deployment_of_the_target_is_its_components() -> None:
    other = finding("GG-032", "Other")
    named = replace(other, message="the target line has the deployment Deployment as well")
    for one, answer in ((named, "no"), (other, "yes")):
        found = edge(
            None, one, Deployment=DEPLOYMENT, Other={"Type": "AWS::GreengrassV2::Deployment", "Properties": {}}
        )
        assert found["Its target has one deployment"].answer == answer


def test_an_algorithm_that_is_not_validated_has_no_checklist() -> None:
    properties = {"AlgorithmName": "a", "TrainingSpecification": {"TrainingImage": f"{REGISTRY}/train:1"}}
    assert lines(properties, kind="AWS::SageMaker::Algorithm") == {}
