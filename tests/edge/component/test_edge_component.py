"""A component of a model on this machine: its ZIP, its version, its tags, its grants."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_greengrassv2 as greengrassv2
from aws_cdk.assertions import Template
from pydantic import ValidationError

from cdk_model_packages import InferenceImage, ModelArtifact, ModelPackage
from cdk_model_packages.artifacts import build_archive
from cdk_model_packages.edge import ComponentVersion, EdgeComponent, Inference
from cdk_model_packages.errors import ArtifactError, EdgeError, SpecError
from cdk_model_packages.spec.edge_target import EdgeTarget, TargetDevice
from cdk_model_packages.spec.greengrass import Recipe
from tests.edge.component.components import (
    COMPONENT,
    NAME,
    STORED,
    component,
    devices,
    joined,
    model_folder,
    no_warnings,
    recipe_of,
    resources,
    statements,
)
from tests.findings_of import validate
from tests.registry.packages import IMAGE

ASSETS = "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"
CONTENT_TAG = "cdk-model-packages:content"


def zips(app: cdk.App) -> dict[str, Path]:
    """The ZIPs among the assets, by their keys."""
    outdir = Path(app.synth().directory)
    found: dict[str, Path] = {}
    for manifest in outdir.glob("*.assets.json"):
        for one in json.loads(manifest.read_text())["files"].values():
            for place in one["destinations"].values():
                if place["objectKey"].endswith(".zip"):
                    found[place["objectKey"]] = outdir / one["source"]["path"]
    return found


def test_a_folder_becomes_a_component(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    made = component(stack, model)
    ((key, path),) = zips(app).items()
    assert re.fullmatch(r"greengrass/com\.example\.digits/[0-9a-f]{16}/component\.zip", key)
    with zipfile.ZipFile(path) as found:
        assert found.read("model/model.onnx") == b"weights"
        assert {name for name in found.namelist() if name.startswith("runner/")} >= {
            "runner/run.py", "runner/requirements.txt",
        }  # fmt: skip
    (resource,) = resources(stack, COMPONENT)
    recipe = recipe_of(resource)
    (manifest,) = recipe["Manifests"]
    assert manifest["Platform"] == {"os": "linux", "architecture": "aarch64"}
    assert manifest["Artifacts"] == [
        {"URI": f"s3://{ASSETS}/{key}", "Unarchive": "ZIP", "Permission": {"Read": "ALL"}},
    ]
    assert (recipe["ComponentName"], recipe["ComponentVersion"]) == (NAME, made.component_version)
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    assert stack.resolve(made.component_version_arn) == {"Fn::GetAtt": [only_id(stack), "Arn"]}
    assert isinstance(made.resource, greengrassv2.CfnComponentVersion)
    assert made.recipe.to_json() == made.resource.inline_recipe
    assert not [*Template.from_stack(stack).find_resources("AWS::Lambda::Function")]
    no_warnings(app, stack)


def only_id(stack: cdk.Stack) -> str:
    (found,) = Template.from_stack(stack).find_resources(COMPONENT)
    return found


def test_an_archive_of_the_folder_is_the_same_component(stack: cdk.Stack, model: Path, tmp_path: Path) -> None:
    archive = build_archive(model, tmp_path / "model.tar.gz").path
    first = component(cdk.Stack(stack.node.root, "One"), model)
    second = component(cdk.Stack(stack.node.root, "Two"), ModelArtifact.from_archive(archive))
    assert first.component_version == second.component_version


def test_what_is_left_out_of_a_folder_is_left_out(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    (model / "weights.ckpt").write_bytes(b"1")
    component(stack, ModelArtifact.from_directory(model, exclude=["*.ckpt"]))
    (path,) = zips(app).values()
    with zipfile.ZipFile(path) as found:
        assert [name for name in found.namelist() if name.startswith("model/")] == ["model/model.onnx"]


def test_the_version_comes_from_the_content(app: cdk.App, model: Path, tmp_path: Path) -> None:
    def version(name: str, folder: Path = model, **change: Any) -> str:
        found = component(cdk.Stack(app, name), folder, **change).component_version
        assert re.fullmatch(r"\d+(\.(0|[1-9]\d{0,5})){2}", found)
        return found

    first = version("First")
    assert version("Same") == first
    others = [
        version("Model", model_folder(tmp_path / "other", b"others")),
        version("Name", component_name="com.example.other"),
        version("Target", target=EdgeTarget.platform("X86_64")),
        version("Description", description="Digits"),
        version("Inference", inference=Inference.none()),
        version("Override", recipe_overrides={"ComponentPublisher": "acme"}),
    ]
    assert len({first, *others}) == 7
    assert version("Major", component_version=ComponentVersion.from_content(major=7)) == f"7{first[1:]}"


def test_a_version_of_ones_own(stack: cdk.Stack, model: Path) -> None:
    made = component(stack, model, component_version="2.0.0-rc.1")
    assert made.component_version == recipe_of(resources(stack, COMPONENT)[0])["ComponentVersion"] == "2.0.0-rc.1"


def test_a_version_is_made_by_its_factories() -> None:
    for make in (
        lambda: ComponentVersion(None, None),
        lambda: ComponentVersion(1, "1.0.0"),
        lambda: ComponentVersion(-1, None),
        lambda: ComponentVersion.of(1.0),  # type: ignore[arg-type]
    ):
        with pytest.raises(SpecError, match=r"\[GG-004\]"):
            make()


def test_ports_at_the_limits(app: cdk.App, model: Path) -> None:
    for port in ("1", "65535"):
        made = component(cdk.Stack(app, f"P{port}"), model, configuration={"Port": port})
        assert made.default_port == port


@pytest.mark.parametrize("major", [-1, 1_000_000, True, "x", 1.5])
def test_a_major_number_has_six_digits(major: int) -> None:
    with pytest.raises(SpecError, match=r"must be 0 to 999999.*\[GG-004\]"):
        ComponentVersion.from_content(major)
    assert ComponentVersion.from_content(0).for_content("0" * 64) == "0.0.0"
    assert ComponentVersion.from_content(999_999).for_content("f" * 64).startswith("999999.")


def test_the_content_is_told_by_a_tag(app: cdk.App, model: Path, tmp_path: Path) -> None:
    folders = {"First": model, "Same": model, "Other": model_folder(tmp_path / "other", b"others")}
    stacks = {name: cdk.Stack(app, name) for name in folders}
    for number, (name, folder) in enumerate(folders.items()):
        component(stacks[name], folder, component_version=f"1.0.{max(number, 1)}")
    found = {name: resources(one, COMPONENT)[0]["Properties"]["Tags"][CONTENT_TAG] for name, one in stacks.items()}
    assert re.fullmatch(r"[0-9a-f]{64}", found["First"])
    assert found["First"] == found["Same"] != found["Other"]


def test_tags_reach_the_map(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    cdk.Tags.of(app).add("team", "edge")
    component(stack, model, tags={"line": "3"})
    (resource,) = resources(stack, COMPONENT)
    assert resource["Properties"]["Tags"] == {
        "line": "3", "team": "edge", CONTENT_TAG: resource["Properties"]["Tags"][CONTENT_TAG],
    }  # fmt: skip


@pytest.mark.parametrize(
    "tags",
    [
        pytest.param({f"k{number}": "v" for number in range(50)}, id="one-too-many"),
        pytest.param({"aws:team": "v"}, id="aws"),
        pytest.param({"k" * 129: "v"}, id="long-key"),
        pytest.param({"": "v"}, id="no-key"),
        pytest.param({"a b": "v"}, id="space"),
        pytest.param({"k": "v" * 257}, id="long-value"),
    ],
)
def test_tags_have_limits(stack: cdk.Stack, model: Path, tags: dict[str, str]) -> None:
    with pytest.raises(SpecError, match=r"\[GG-034\]"):
        component(stack, model, tags=tags)


def test_the_most_tags_are_taken(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    component(stack, model, tags={**{f"k{number}": "v" * 256 for number in range(48)}, "k" * 128: ""})
    assert len(resources(stack, COMPONENT)[0]["Properties"]["Tags"]) == 50
    assert findings(app, stack) == []


def findings(app: cdk.App, stack: cdk.Stack) -> list[str]:
    path = Path(app.synth().directory) / f"{stack.stack_name}.template.json"
    found = validate(path, region="eu-west-1", account="111122223333")
    return [f"{one.rule} {one.message}" for one in found if one.severity != "info"]


def test_the_rules_find_nothing(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    role = devices(stack)
    for name, inference in {
        "python": Inference.python(),
        "container": Inference.container(InferenceImage.from_uri(IMAGE)),
        "none": Inference.none(),
        "command": Inference.command("sh {artifacts:decompressedPath}/files/model.onnx", files=model),
    }.items():
        component(stack, model, name, component_name=f"com.example.{name}", inference=inference).grant_read_artifacts(
            role
        )
    assert findings(app, stack) == []


def test_no_value_of_a_recipe_is_lost(stack: cdk.Stack, model: Path) -> None:
    """The L1 takes a text: what it holds is what the value says."""
    made = component(
        stack, model, description="D", publisher="P", configuration={"a": [1, {"b": "c"}]}, tags={"t": "u"}
    )
    (resource,) = resources(stack, COMPONENT)
    assert sorted(resource["Properties"]) == ["InlineRecipe", "Tags"]
    assert recipe_of(resource) == joined(stack.resolve(made.recipe.properties()))
    assert Recipe.from_text(json.dumps(recipe_of(resource))).component_name == NAME


def test_a_device_has_its_platform(stack: cdk.Stack, model: Path) -> None:
    component(stack, model, target=EdgeTarget.device(TargetDevice.JETSON_XAVIER))
    (manifest,) = recipe_of(resources(stack, COMPONENT)[0])["Manifests"]
    assert manifest["Platform"] == {"os": "linux", "architecture": "aarch64"}


@pytest.mark.parametrize("target", [EdgeTarget.device(TargetDevice.RASP3B), EdgeTarget.platform("ARM_EABIHF")])
def test_the_runner_does_not_run_on_32_bits(stack: cdk.Stack, model: Path, target: EdgeTarget) -> None:
    """There are no wheels of ONNX Runtime and DLR for it."""
    for number, inference in enumerate((None, Inference.python())):
        with pytest.raises(EdgeError, match=r"not for architecture 'arm'; run the model with Inference\.command"):
            component(stack, model, f"Edge{number}", target=target, inference=inference)
    others = (Inference.none(), Inference.command("run.sh"), Inference.container(InferenceImage.from_uri(IMAGE)))
    for number, inference in enumerate(others):
        component(stack, model, f"Other{number}", component_name=f"com.c{number}", target=target, inference=inference)


def test_a_recipe_is_changed_by_a_merge_patch(stack: cdk.Stack, model: Path) -> None:
    made = component(
        stack,
        model,
        recipe_overrides={
            "ComponentPublisher": "acme",
            "ComponentConfiguration": {"DefaultConfiguration": {"Port": None, "Level": "info"}},
            "ComponentType": "aws.greengrass.generic",
        },
    )
    recipe = recipe_of(resources(stack, COMPONENT)[0])
    assert recipe["ComponentConfiguration"] == {"DefaultConfiguration": {"Level": "info"}}
    assert (recipe["ComponentPublisher"], recipe["ComponentType"]) == ("acme", "aws.greengrass.generic")
    assert recipe["ComponentVersion"] == made.component_version


@pytest.mark.parametrize(
    ("overrides", "told"),
    [
        ({"ComponentName": "other"}, "use component_name="),
        ({"ComponentVersion": "1.0.0"}, "use component_version="),
        ({"Manifests": None}, "GG-041"),
        ({"Publisher": "acme"}, "GG-040"),
        ({"Manifests": [{}]}, "must be a change that keeps the model's artifact.*a list is replaced as a whole"),
    ],
)
def test_an_override_that_breaks_the_recipe_is_refused(
    stack: cdk.Stack, model: Path, overrides: dict[str, Any], told: str
) -> None:
    with pytest.raises((SpecError, ValidationError), match=told):
        component(stack, model, recipe_overrides=overrides)


def test_a_recipe_with_tokens_has_a_size_too(stack: cdk.Stack, model: Path) -> None:
    """What is known of it alone is too large already; the URI holds a token."""
    with pytest.raises(SpecError, match=r"at most 16,000 bytes of JSON.*\[GG-020\]"):
        component(stack, model, description="x" * 15_900)


def test_a_version_is_made_once(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    """GG-005: the second would fail in the middle of a deployment."""
    component(stack, model, component_version="1.0.0")
    with pytest.raises(SpecError, match=r"com\.example\.digits 1\.0\.0.*Stack/Edge does not make already.*\[GG-005\]"):
        component(stack, model, "Again", component_version="1.0.0")
    other = cdk.Stack(app, "Other")
    with pytest.raises(SpecError, match=r"Stack/Edge does not make of another content.*from_content\(\).*\[GG-005\]"):
        component(other, model, component_version="1.0.0", description="another")
    component(stack, model, "Newer", component_version="1.0.1")
    elsewhere = cdk.Stack(app, "Elsewhere", env=cdk.Environment(region="eu-west-1", account="111122223333"))
    component(elsewhere, model, component_version="1.0.0", description="another")


def test_the_same_version_may_be_for_two_environments(app: cdk.App, model: Path) -> None:
    for name in ("Test", "Prod"):
        component(cdk.Stack(app, name), model, component_version="1.0.0")


def test_another_app_knows_nothing_of_it(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    component(stack, model, component_version="1.0.0")
    component(cdk.Stack(cdk.App(), "Stack"), model, component_version="1.0.0", description="another")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"model": STORED}, "must be a ModelArtifact, or a package that this app makes"),
        ({"model": None}, "must be a ModelArtifact, or a package that this app makes"),
        ({"target": "jetson_xavier"}, "must be of kind EdgeTarget"),
        ({"tags": {"a": 5}}, r"Tags\.a=5: must be text"),
        ({"tags": {5: "a"}}, r"Tags=5: must be text.*GG-034"),
        ({"tags": ["a"]}, "Tags=.*must be a mapping"),
        ({"component_version": 1.0}, "component_version=1.0: must be of kind ComponentVersion"),
        ({"artifact_bucket": "b"}, r"artifact_bucket='b': must be a bucket; use s3\.Bucket\.from_bucket_name"),
        ({"inference": "python"}, r"inference='python': must be of kind Inference; make it: Inference\.python"),
        ({"dependencies": ["com.a"]}, "dependencies=.*must be a mapping"),
        ({"configuration": "x"}, "configuration='x': must be a mapping"),
        ({"recipe_overrides": ["x"]}, "recipe_overrides=.*must be a mapping"),
        ({"compilation": True}, "compilation=True: must be of kind NeoCompilation"),
        ({"artifact_prefix": 5, "artifact_bucket": None, "model": ModelArtifact.from_uri(STORED)}, "artifact_prefix=5"),
        ({"configuration": {"Port": "abc"}}, "Port='abc': must be a port, 1 to 65535"),
        ({"configuration": {"Port": "0"}}, "Port='0': must be a port"),
        ({"configuration": {"Port": "65536"}}, "Port='65536': must be a port"),
    ],
)
def test_another_kind_of_value_is_refused(stack: cdk.Stack, model: Path, change: dict[str, Any], told: str) -> None:
    given = {
        "model": ModelArtifact.from_directory(model),
        "component_name": NAME,
        "target": EdgeTarget.platform("ARM64"),
    }
    with pytest.raises(SpecError, match=told):
        EdgeComponent(stack, "Edge", **{**given, **change})


def test_an_imported_package_is_refused(stack: cdk.Stack) -> None:
    arn = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/digits/1"
    with pytest.raises(SpecError, match="for an imported package, that of its model"):
        component(stack, ModelPackage.from_model_package_arn(stack, "Package", arn))


def test_an_archive_that_devices_must_not_unpack_is_refused(stack: cdk.Stack, tmp_path: Path, cache: Path) -> None:
    from tests.edge.functions.archives import archive, file, link

    path = tmp_path / "model.tar.gz"
    path.write_bytes(archive(file("a/model.onnx"), link("a/b", "../a")))
    with pytest.raises(EdgeError, match="'a/b' is a link in a circle; make the archive again without it"):
        component(stack, ModelArtifact.from_archive(path))


def test_the_removal_policy_is_the_users(stack: cdk.Stack, model: Path) -> None:
    component(stack, model, removal_policy=cdk.RemovalPolicy.DESTROY)
    assert resources(stack, COMPONENT)[0]["DeletionPolicy"] == "Delete"


def test_a_name_that_only_the_deployment_knows(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    """Then the asset's key does not hold it, and nobody judges the version."""
    name = cdk.CfnParameter(stack, "Name").value_as_string
    for number in range(2):
        component(stack, model, f"Edge{number}", component_name=name, component_version="1.0.0")
    assert all(re.fullmatch(r"greengrass/[0-9a-f]{16}/component\.zip", key) for key in zips(app))
    assert recipe_of(resources(stack, COMPONENT)[0])["ComponentName"] == "<Name>"


def test_a_synthesizer_that_takes_no_assets_is_told(app: cdk.App, model: Path) -> None:
    stack = cdk.Stack(app, "Bare", synthesizer=cdk.BootstraplessSynthesizer())
    with pytest.raises(
        ArtifactError, match=r"artifact component\.zip of component com\.example\.digits: the synthesizer"
    ):
        component(stack, model)


def test_a_bucket_prefix_of_the_bootstrap_is_part_of_the_key(app: cdk.App, model: Path) -> None:
    synthesizer = cdk.DefaultStackSynthesizer(bucket_prefix="team/")
    stack = cdk.Stack(app, "Stack", synthesizer=synthesizer)
    synthesizer.bind(stack)
    component(stack, model).grant_read_artifacts(devices(stack))
    (key,) = zips(app)
    assert key.startswith(f"team/greengrass/{NAME}/")
    (found,) = statements(stack).values()
    assert found[0]["Resource"].endswith(f"/team/greengrass/{NAME}/*/component.zip")


def test_a_zip_is_hashed_as_the_asset_says(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    component(stack, model)
    ((key, path),) = zips(app).items()
    content = re.search(r"asset\.([0-9a-f]{64})\.zip", path.name)
    assert content is not None
    assert key.split("/")[2] == content[1][:16]
    assert hashlib.sha256(path.read_bytes()).hexdigest() != content[1], "the key tells what is in it, not its bytes"
