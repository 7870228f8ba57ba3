"""The recipe as a whole: its envelope, its size, and what its parts need of each other."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cdk_model_packages.errors import one_line
from cdk_model_packages.spec.greengrass import (
    MAX_RECIPE_BYTES,
    Artifact,
    Dependency,
    GlobalLifecycle,
    Lifecycle,
    LifecycleStep,
    Manifest,
    Platform,
    Recipe,
    Unarchive,
)
from tests.spec.greengrass.values import HEAD, TOKEN, full, recipe, refused

ZIP = Artifact(uri="s3://bucket/model.zip", unarchive=Unarchive.ZIP)
FILE = Artifact(uri="s3://bucket/run.py")
ANY = Dependency(version_requirement="*")


@pytest.mark.parametrize("name", ["a", "A-9_.b", "-", "a" * 128, TOKEN, f"com.example.{TOKEN}"])
def test_a_name_has_128_characters(name: str) -> None:
    """ComponentRecipe.java: COMPONENT_NAME_PATTERN, COMPONENT_NAME_LENGTH."""
    recipe(component_name=name)


@pytest.mark.parametrize("name", ["", "a" * 129, "a/b", "a b", "é", "a\n", "{COMPONENT_NAME}", None, 5])
def test_another_name_is_refused(name: Any) -> None:
    refused(Recipe, "GG-002", **{**HEAD, "component_name": name, "manifests": [Manifest()]})


LONG = f"1.0.0-{'a' * 58}"


@pytest.mark.parametrize(
    "version", ["0.0.0", "999999.999999.999999", "1.0.0-alpha.1", "1.0.0-rc-1.x+build.5", "1.0.0+b", LONG, TOKEN]
)
def test_a_version_is_semantic(version: str) -> None:
    """ComponentRecipe.java: COMPONENT_MAX_VERSION_NUMBER, COMPONENT_VERSION_LENGTH."""
    assert len(LONG) == 64
    recipe(component_version=version)


@pytest.mark.parametrize(
    "version",
    [
        "1000000.0.0",
        "0.1000000.0",
        "0.0.1000000",
        f"{LONG}a",
        "1.0",
        "1",
        "v1.0.0",
        "01.0.0",
        "1.0.0-",
        "1.0.0.0",
        "",
        1.0,
    ],
)
def test_another_version_is_refused(version: Any) -> None:
    refused(Recipe, "GG-004", **{**HEAD, "component_version": version, "manifests": [Manifest()]})


def padded(size: int, letter: str = "x", **change: Any) -> Recipe:
    room = size - len(recipe(component_description="", **change).to_json().encode())
    number, rest = divmod(room, len(letter.encode()))
    return recipe(component_description=letter * number + "x" * rest, **change)


@pytest.mark.parametrize("letter", ["x", "é", "😀"])
def test_a_recipe_has_16_000_bytes(letter: str) -> None:
    """MAX_RECIPE_FILE_SIZE_BYTES of consts.py in aws-greengrass-gdk-cli, which counts the bytes of a file."""
    assert len(padded(MAX_RECIPE_BYTES, letter).to_json().encode()) == MAX_RECIPE_BYTES == 16_000
    with pytest.raises(ValidationError) as caught:
        padded(MAX_RECIPE_BYTES + 1, letter)
    assert one_line(caught.value).startswith("Recipe: recipe=16001: must be at most 16,000 bytes of JSON")
    assert "[GG-020]" in one_line(caught.value)
    padded(MAX_RECIPE_BYTES + 1, component_publisher=TOKEN)  # its length is not known yet


def test_the_format_version_is_the_only_one() -> None:
    """RecipeFormatVersion.java: an enumeration of one value."""
    assert recipe().properties()["RecipeFormatVersion"] == "2020-01-25"
    for version in ("2020-01-26", "", None, 20200125):
        refused(Recipe, "GG-001", **HEAD, manifests=[Manifest()], recipe_format_version=version)


def test_what_is_needed_is_told_together() -> None:
    told = refused(Recipe, "GG-002", "GG-004", "GG-041", component_publisher=5)
    assert "ComponentPublisher=5: must be a text" in told
    refused(Recipe, "GG-041", **HEAD, manifests=[])
    refused(Recipe, "GG-041", **HEAD, manifests={"Platform": {}})
    refused(Recipe, "GG-041", **HEAD, manifests=[None])


def test_an_unknown_key_is_refused_with_the_one_that_was_meant() -> None:
    told = refused(Recipe, "GG-040", **HEAD, manifests=[Manifest()], ComponentDependancies={})
    assert "did you mean ComponentDependencies?" in told
    refused(Recipe, "GG-040", **HEAD, manifests=[Manifest()], more={"X": 1})


def test_service_words_are_limited() -> None:
    refused(Recipe, "SPEC-001", **HEAD, manifests=[Manifest()], component_type="aws.greengrass.container")
    refused(Recipe, "SPEC-001", **HEAD, manifests=[Manifest()], component_source="arn:aws:s3:::bucket")
    recipe(component_type="AWS.Greengrass.Generic", component_source="arn:aws-us-gov:lambda:x")


def test_the_stricter_manifest_comes_first() -> None:
    linux, arm = Manifest(platform=Platform(os="linux")), Manifest(platform=Platform(os="linux", architecture="arm"))
    told = refused(Recipe, "GG-006", **HEAD, manifests=[linux, arm])
    assert told.startswith("Recipe: Manifests[1].Platform={'os': 'linux', 'architecture': 'arm'}: must be before")
    refused(Recipe, "GG-006", **HEAD, manifests=[Manifest(), linux])
    refused(Recipe, "GG-006", **HEAD, manifests=[linux, linux])
    recipe(manifests=[arm, linux, Manifest()])


def test_a_device_takes_the_first_manifest_that_it_meets() -> None:
    """PlatformHelper.java: findFirst."""
    arm, linux = Manifest(platform=Platform(architecture="arm")), Manifest(platform=Platform(os="linux"))
    found = recipe(manifests=[arm, linux])
    assert found.manifest_for({"os": "linux", "architecture": "arm"}) is arm
    assert found.manifest_for({"os": "linux", "architecture": "amd64"}) is linux
    assert found.manifest_for({"os": "windows", "architecture": "amd64"}) is None
    anywhere = recipe()
    assert anywhere.manifest_for({"os": "windows"}) is anywhere.manifests[0]
    assert anywhere.manifest_for({"os": "linux", "runtime": "aws_nucleus_lite"}) is None


@pytest.mark.parametrize(
    ("uri", "needed"),
    [
        ("docker:alpine:3.20", {"aws.greengrass.DockerApplicationManager"}),
        (
            "docker:123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits:1",
            {"aws.greengrass.DockerApplicationManager", "aws.greengrass.TokenExchangeService"},
        ),
    ],
)
def test_an_image_needs_what_pulls_it(uri: str, needed: set[str]) -> None:
    """checkDownloadPrerequisites of ArtifactDownloaderFactory.java."""
    manifests = [Manifest(artifacts=[Artifact(uri=uri)])]
    for missing in needed:
        dependencies = dict.fromkeys(needed - {missing}, ANY)
        assert missing in refused(Recipe, "GG-029", **HEAD, manifests=manifests, component_dependencies=dependencies)
    made = recipe(manifests=manifests, component_dependencies=dict.fromkeys(needed, ANY))
    recipe(manifests=manifests, component_dependencies={"com.example.runtime": ANY})  # may bring both
    without = {key: value for key, value in made.properties().items() if key != "ComponentDependencies"}
    Recipe.from_document(without)  # a deployment may bring them


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("cat {artifacts:decompressedPath}/model/x {artifacts:decompressedPath}\\model\\y", None),
        ("cat {artifacts:decompressedPath}/other/x", "GG-011"),
        ("cat {artifacts:decompressedPath}/run.py", "GG-011"),
        ("cat {artifacts:decompressedPath}/$NAME", None),
        ("cat {artifacts:path}/run.py '{artifacts:path}/model.zip'", None),
        ("cat {artifacts:path}/other.py", "GG-048"),
        ("cat {artifacts:path}/*.py {artifacts:path}", None),
        (f"cat {{artifacts:path}}/{TOKEN}", None),
        ("cat {com.example.store:artifacts:path}/x {com.example.store:configuration:/a/b}", None),
        ("cat {com.example.other:artifacts:path}/x", "GG-025"),
        ("cat {com.example.digits:work:path}/x", "GG-025"),
        ("cat {com.example.other:unknown:path} ${com.example.other:artifacts:path}", None),
        ("cat {artefacts:path}/x", "GG-047"),
        ("cat {artifacts:paths}/x", "GG-047"),
        ("cat {configuration:Port}", "GG-047"),
        ("cat {com.example.store:artifacts:paths}", "GG-047"),
        ("cat {work:path} {kernel:rootPath} {iot:thingName} {configuration:/a} {configuration:}", None),
        ("""echo '{"a": "b"}' {a:b} {} ${NAME:-none} ${NAME} {{artifacts}}""", None),
    ],
)
def test_variables_are_those_of_the_component_and_of_its_dependencies(script: str, code: str | None) -> None:
    """KernelConfigResolver.java: what it does not know, and another component's, stays as it is written."""
    manifest = Manifest(artifacts=[ZIP, FILE])
    places: list[dict[str, Any]] = [
        {"manifests": [manifest.model_copy(update={"lifecycle": Lifecycle(run=script)})]},
        {"manifests": [manifest.model_copy(update={"lifecycle": Lifecycle(setenv={"A": script}, run="x")})]},
        {"manifests": [manifest], "lifecycle": Lifecycle(install=LifecycleStep(script="x", setenv={"A": script}))},
        {"manifests": [manifest], "lifecycle": GlobalLifecycle(selected={"all": GlobalLifecycle(run=script)})},
    ]
    for place in places:
        fields = {**HEAD, **place, "component_dependencies": {"com.example.store": ANY}}
        if code is None:
            Recipe(**fields)
        else:
            refused(Recipe, code, **fields)


def test_files_that_are_not_known_yet_are_not_missing() -> None:
    lifecycle = Lifecycle(run="cat {artifacts:path}/other.py {artifacts:decompressedPath}/other/x")
    recipe(manifests=[Manifest(artifacts=[FILE, Artifact(uri=f"s3://b/{TOKEN}")], lifecycle=lifecycle)])


def test_an_unpacked_folder_needs_an_archive() -> None:
    lifecycle = Lifecycle(run="ls {artifacts:decompressedPath}")
    assert "no artifact has Unarchive ZIP" in refused(
        Recipe, "GG-011", **HEAD, manifests=[Manifest(artifacts=[FILE], lifecycle=lifecycle)]
    )
    recipe(manifests=[Manifest(artifacts=[ZIP], lifecycle=lifecycle)])


def test_a_step_that_never_runs_is_refused() -> None:
    """Lifecycle.java of aws-greengrass-nucleus; plugins and Lambda components have steps of their own."""
    start = Manifest(lifecycle=Lifecycle(more={"Start": "x"}))
    refused(Recipe, "GG-042", **HEAD, manifests=[start])
    recipe(manifests=[start], component_type="aws.greengrass.plugin")
    refused(Recipe, "GG-042", **HEAD, manifests=[Manifest()], lifecycle=GlobalLifecycle(selected={"Gpu": {"run": "x"}}))
    selected = GlobalLifecycle(selected={"gpu": GlobalLifecycle(run="x"), "Fast": GlobalLifecycle(run="y")})
    recipe(manifests=[Manifest(selections=["Fast"])], lifecycle=selected)


def test_a_lifecycle_may_be_shared_as_it_is() -> None:
    assert recipe(lifecycle=Lifecycle(run="x")) == recipe(lifecycle=GlobalLifecycle(run="x"))


def test_every_key_is_rendered_as_it_is_documented() -> None:
    document = full().properties()
    assert [*document] == [
        "RecipeFormatVersion",
        "ComponentName",
        "ComponentVersion",
        "ComponentDescription",
        "ComponentPublisher",
        "ComponentType",
        "ComponentSource",
        "ComponentConfiguration",
        "ComponentDependencies",
        "Manifests",
        "Lifecycle",
    ]
    manifest = document["Manifests"][0]
    assert [*manifest] == ["Name", "Platform", "Lifecycle", "Artifacts"]
    assert manifest["Platform"] == {
        "os": "linux",
        "architecture": "aarch64",
        "architecture.detail": "armv8l",
        "runtime": "*",
    }
    assert [*manifest["Lifecycle"]] == ["Setenv", "Bootstrap", "Install", "Run", "Shutdown", "Recover", "Uninstall"]
    assert [*manifest["Lifecycle"]["Install"]] == ["Script", "RequiresPrivilege", "Skipif", "Timeout", "Setenv"]
    assert [*manifest["Artifacts"][0]] == ["URI", "Unarchive", "Permission", "Digest", "Algorithm"]
    assert document["Manifests"][1] == {"Platform": {"gpu": "/orin|xavier/"}, "Selections": ["gpu", "slow"]}
    assert document["Lifecycle"]["Startup"] == {
        "slow": "start --slow",
        "all": {"Script": "start", "Skipif": "onpath x"},
    }
    assert document["Lifecycle"]["gpu"] == {"Run": "run --gpu"}


def test_values_are_equal_when_they_are_written_the_same() -> None:
    assert full() == full()
    assert hash(full()) == hash(full())
    assert full() != recipe()
    assert Manifest() != Platform()
    document = full().properties()
    document["Manifests"].clear()
    assert full().properties() != document, "what is rendered is a copy"
