"""Which recipes the embedded AWS takes: each limit and one past it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local_aws.aws import Aws
from tests.local_aws.greengrass import create, new_name, recipe

pytestmark = pytest.mark.slow

MOST_BYTES = 16_000


def with_manifest(**more: Any) -> dict[str, Any]:
    return {"Manifests": [more]}


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"ComponentVersion": "999999.0.0"}, id="six-digits"),
        pytest.param({"ComponentVersion": "1.0.0-" + "a" * 58}, id="64-characters"),
        pytest.param({"ComponentVersion": "1.0.0-rc.1+build.5"}, id="prerelease"),
        pytest.param({"Manifests": []}, id="no-manifest"),
        pytest.param(with_manifest(Lifecycle={"Run": "true", "Setenv": {"A": 1}}), id="steps"),
        pytest.param(with_manifest(Lifecycle={"Install": {"Script": "x", "Timeout": "900"}}), id="timeout-text"),
        pytest.param(with_manifest(Lifecycle={"Install": {"Script": "x", "Skipif": "onpath git"}}), id="skipif"),
        pytest.param({"ComponentDependencies": {"a": {"VersionRequirement": ">=1.0.0 <2.0.0 || ~3.1"}}}, id="range"),
        pytest.param({"ComponentDependencies": {"a": {"VersionRequirement": "^2.0.0", "DependencyType": "SOFT"}}},
                     id="soft"),
        pytest.param({"ComponentConfiguration": {"DefaultConfiguration": {"Any": {"thing": [1]}}}}, id="configuration"),
        pytest.param({"Lifecycle": {"all": {"Run": {"Script": {"linux": "x"}}}}}, id="global-lifecycle"),
    ],
)  # fmt: skip
def test_taken(aws: Aws, more: dict[str, Any]) -> None:
    create(aws, recipe(new_name(), **more))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param({"Author": "me"}, "extraneous key [author] is not permitted", id="unknown-key"),
        pytest.param({"RecipeFormatVersion": "2020-01-26"}, "#/recipeformatversion", id="format"),
        pytest.param({"ComponentVersion": "1.0"}, "#/componentversion", id="not-semantic"),
        pytest.param({"ComponentVersion": "1000000.0.0"}, "#/componentversion", id="seven-digits"),
        pytest.param({"ComponentVersion": "1.0.0-" + "a" * 59}, "#/componentversion", id="65-characters"),
        pytest.param({"ComponentName": "com/example"}, "#/componentname", id="slash"),
        pytest.param({"ComponentName": "a" * 129}, "#/componentname", id="129-characters"),
        pytest.param({"ComponentType": "generic"}, "#/componenttype", id="type"),
        pytest.param(with_manifest(Artifacts=[{"URI": "docker:x", "Unarchive": "TAR"}]), "unarchive", id="tar"),
        pytest.param(with_manifest(Artifacts=[{"Unarchive": "ZIP"}]), "required key [uri] not found", id="no-uri"),
        pytest.param(with_manifest(Artifacts=[{"URI": "docker:x", "Permission": {"Read": "ME"}}]), "read", id="read"),
        pytest.param(with_manifest(Artifacts=[None]), "#/manifests/0/artifacts/0", id="null-artifact"),
        pytest.param({"Manifests": [None]}, "#/manifests/0", id="null-manifest"),
        pytest.param({"ComponentDependencies": {"a": {}}}, "[versionrequirement] not found", id="no-range"),
        pytest.param({"ComponentDependencies": {"a": {"VersionRequirement": "any"}}}, "is not a range of versions",
                     id="range"),
        pytest.param({"ComponentDependencies": {"a": {"VersionRequirement": "1", "DependencyType": "MAYBE"}}},
                     "dependencytype", id="dependency-type"),
        pytest.param(with_manifest(Lifecycle={"Install": {"Script": "x", "Skipif": "never"}}), "install", id="skipif"),
    ],
)  # fmt: skip
def test_refused(aws: Aws, more: dict[str, Any], told: str) -> None:
    with pytest.raises(ClientError) as caught:
        create(aws, recipe(new_name()) | more)
    error = caught.value.response
    assert error["Error"]["Code"] == "ValidationException"
    assert error["Error"]["Message"].startswith("Invalid Input: Encountered following errors in Recipe: {#")
    assert told in error["Error"]["Message"]
    assert error["reason"] == "FIELD_VALIDATION_FAILED"


@pytest.mark.parametrize("missing", ["RecipeFormatVersion", "ComponentName", "ComponentVersion", "Manifests"])
def test_what_a_recipe_must_have(aws: Aws, missing: str) -> None:
    document = recipe(new_name())
    del document[missing]
    with pytest.raises(ClientError, match=rf"required key \[{missing.lower()}\] not found"):
        create(aws, document)


@pytest.mark.parametrize("letter", ["x", "é"])
def test_the_size_is_limited(aws: Aws, letter: str) -> None:
    document = recipe(new_name(), ComponentDescription="")
    number, rest = divmod(MOST_BYTES - len(json.dumps(document)), len(letter.encode()))
    for more, fits in ((rest, True), (rest + 1, False)):
        text = json.dumps(
            document | {"ComponentDescription": letter * number + "x" * more}, ensure_ascii=False
        ).encode()
        if fits:
            assert len(text) == MOST_BYTES
            aws.greengrassv2.create_component_version(inlineRecipe=text)
        else:
            with pytest.raises(ClientError, match="Recipe is 16001 bytes long, the most is 16000"):
                aws.greengrassv2.create_component_version(inlineRecipe=text)


def test_yaml_with_keys_in_any_case_is_read_as_the_service_reads_it(aws: Aws) -> None:
    name = new_name()
    text = f"""
recipeformatversion: 2020-01-25
COMPONENTNAME: {name}
ComponentVersion: 1.0.0
manifests:
  - name: Linux
    platform: {{os: linux}}
    artifacts: [{{uri: "docker:on", unarchive: none}}]
    lifecycle: {{run: on}}
"""
    arn = aws.greengrassv2.create_component_version(inlineRecipe=text.encode())["arn"]
    found = json.loads(aws.greengrassv2.get_component(arn=arn, recipeOutputFormat="JSON")["recipe"])
    assert found["RecipeFormatVersion"] == "2020-01-25"
    assert found["Manifests"] == [
        {
            "Name": "Linux",
            "Platform": {"os": "linux"},
            "Artifacts": [
                {"Uri": "docker:on", "Unarchive": "NONE", "Permission": {"Read": "OWNER", "Execute": "NONE"}}
            ],
            "Lifecycle": {"run": "on"},
        }
    ]
    assert aws.greengrassv2.describe_component(arn=arn)["platforms"] == [
        {"name": "Linux", "attributes": {"os": "linux"}}
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"{", "neither JSON nor YAML"),
        (b"a: b: c", "neither JSON nor YAML"),
        (b"\xff\xfe\x00", "neither JSON nor YAML"),
        (b"[]", "not an object, it is a list"),
        (b"", "not an object, it is a NoneType"),
        (b"1: 2", "a key that is not a text"),
    ],
)
def test_what_nobody_can_read_is_refused(aws: Aws, text: bytes, told: str) -> None:
    with pytest.raises(ClientError, match=told) as caught:
        aws.greengrassv2.create_component_version(inlineRecipe=text)
    assert caught.value.response["Error"]["Code"] == "ValidationException"
    assert "\n" not in caught.value.response["Error"]["Message"]
