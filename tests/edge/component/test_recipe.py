"""The recipe of each way to run a model: reviewed as a whole, and read by the recipe room's own reader."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from pydantic import ValidationError
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cdk_model_packages import InferenceImage
from cdk_model_packages.edge import Inference
from cdk_model_packages.edge.component import model_recipe
from cdk_model_packages.errors import EdgeError, SpecError
from cdk_model_packages.spec.greengrass import Dependency, DependencyType, Platform, Recipe
from tests.edge.component.components import cache, model_folder, normalised  # noqa: F401  a fixture

IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits@sha256:" + "0" * 64


def recipe(**change: Any) -> Recipe:
    given = {
        "component_name": "com.example.digits",
        "component_version": "1.0.0",
        "artifact_uri": "s3://models/edge/component.zip",
        "platform": Platform(os="linux", architecture="aarch64"),
    }
    return model_recipe(**{**given, **change})


def inferences(stack: cdk.Stack, folder: Path) -> dict[str, Inference]:
    files = folder / "files"
    files.mkdir()
    (files / "run.py").write_text("print(1)\n")
    return {
        "python": Inference.python(),
        "python-elsewhere": Inference.python(
            port=9090,
            interpreter="/usr/bin/python3.11",
            index_url="https://pypi.example.com/simple?a=b",
            install_timeout_seconds=60,
        ),
        "container": Inference.container(InferenceImage.from_uri(IMAGE)).bind(stack, "com.example.digits"),
        "container-with-all": Inference.container(
            InferenceImage.from_uri(IMAGE),
            port=9090,
            container_port=80,
            command=["serve", "--threads", "2 x"],
            environment={"LEVEL": "info", "TEXT": "it's $HOME"},
            gpus="all",
            requires_privilege=True,
        ).bind(stack, "com.example.digits"),
        "none": Inference.none(),
        "command": Inference.command("run.sh"),
        "command-with-all": Inference.command(
            "python3 {artifacts:decompressedPath}/files/run.py --level {configuration:/Level}",
            install="pip install numpy",
            install_timeout_seconds=300,
            files=files,
            configuration={"Level": "info"},
        ).bind(stack, "com.example.digits"),
    }


@pytest.mark.usefixtures("cache")
def test_recipes_are_as_they_were_reviewed(stack: cdk.Stack, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    found = {
        name: stack.resolve(recipe(inference=inference).properties())
        for name, inference in inferences(stack, tmp_path).items()
    }
    assert normalised(found) == snapshot(extension_class=JSONSnapshotExtension)


def test_the_runner_is_the_default() -> None:
    assert recipe() == recipe(inference=Inference.python())
    assert Recipe.from_text(recipe().to_json()) == recipe()


def test_what_is_given_goes_before_what_runs() -> None:
    made = recipe(
        description="Digits",
        publisher="acme",
        configuration={"Port": "9090", "Level": "info"},
        dependencies={
            "com.example.camera": "^1.2.0",
            "com.example.other": Dependency(version_requirement="1.0.0", dependency_type=DependencyType.SOFT),
        },
    ).properties()
    assert made["ComponentConfiguration"] == {"DefaultConfiguration": {"Port": "9090", "Level": "info"}}
    assert made["ComponentDependencies"] == {
        "com.example.camera": {"VersionRequirement": "^1.2.0"},
        "com.example.other": {"VersionRequirement": "1.0.0", "DependencyType": "SOFT"},
    }
    assert (made["ComponentDescription"], made["ComponentPublisher"]) == ("Digits", "acme")


def test_a_dependency_beside_those_of_a_container(stack: cdk.Stack) -> None:
    """GG-029: whoever asks for one more does not lose what the image needs."""
    container = Inference.container(InferenceImage.from_uri(IMAGE)).bind(stack, "c")
    needed = recipe(inference=container, dependencies={"com.example.camera": "^1.0.0"}).component_dependencies
    assert sorted(needed or {}) == [
        "aws.greengrass.DockerApplicationManager",
        "aws.greengrass.TokenExchangeService",
        "com.example.camera",
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"component_name": "a" * 129}, "GG-002", id="name"),
        pytest.param({"component_version": "1.0"}, "GG-004", id="version"),
        pytest.param({"component_version": "1.0.1000000"}, "GG-004", id="number"),
        pytest.param({"artifact_uri": "s3://models/model.tar.gz"}, "NC-014", id="tar-marked-zip"),
        pytest.param({"artifact_uri": "https://models.s3.amazonaws.com/c.zip"}, "GG-013", id="https"),
        pytest.param({"artifact_uri": "s3://models/model.zip"}, "GG-011", id="another-folder"),
        pytest.param({"dependencies": {"a": "abc"}}, "GG-021", id="range"),
        pytest.param({"dependencies": {"aws.iot.lookoutvision.EdgeAgent": "*"}}, "GG-031", id="retired"),
        pytest.param({"dependencies": {"aws.greengrass.SageMakerEdgeManager": "*"}}, "GG-031", id="retired-2"),
        pytest.param({"description": "x" * 16_000}, "GG-020", id="size"),
        pytest.param({"inference": Inference.command("x {artifacts:path}/model.onnx")}, "GG-048", id="no-such-file"),
    ],
)
def test_a_recipe_that_breaks_a_rule_is_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError, match=rf"\[{code}\]"):
        recipe(**change)


def test_the_largest_recipe_is_taken() -> None:
    rest = len(recipe(description="x").to_json()) - 1
    assert len(recipe(description="x" * (16_000 - rest)).to_json()) == 16_000
    with pytest.raises(ValidationError, match=r"\[GG-020\]"):
        recipe(description="x" * (16_001 - rest))


@pytest.mark.parametrize("port", [0, 65_536, -1, True, "8080", 80.5])
def test_what_is_no_port_is_refused(port: int) -> None:
    for make in (
        lambda: Inference.python(port=port),
        lambda: Inference.container(InferenceImage.from_uri(IMAGE), port=port),
        lambda: Inference.container(InferenceImage.from_uri(IMAGE), container_port=port),
    ):
        with pytest.raises(SpecError, match=r"must be a port, 1 to 65535"):
            make()
    assert Inference.python(port=1).parts().configuration == {"Port": "1"}
    assert Inference.python(port=65_535).parts().configuration == {"Port": "65535"}


def test_a_container_is_its_components_own(stack: cdk.Stack, tmp_path: Path) -> None:
    """Two components at one port do not remove each other's container."""
    docker = tmp_path / "docker"
    docker.write_text('#!/bin/sh\necho "$@" >>"$(dirname "$0")/calls"\n')
    docker.chmod(0o755)
    lifecycle = Inference.container(InferenceImage.from_uri(IMAGE)).bind(stack, "any").parts().lifecycle
    assert lifecycle is not None
    for step in (lifecycle.run, lifecycle.shutdown):
        for name in ("com.example.a", "-b"):
            assert step is not None
            script = step.script.replace("{work:path}", f"/a device/work/{name}")
            subprocess.run(["/bin/sh", "-c", script], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=True)
    calls = [re.sub(r" --publish.*", "", line) for line in (tmp_path / "calls").read_text().splitlines()]
    assert calls == [
        "rm --force model-com.example.a", "run --rm --name model-com.example.a",
        "rm --force model--b", "run --rm --name model--b",
        "stop model-com.example.a", "stop model--b",
    ]  # fmt: skip


def test_what_needs_a_stack_says_so(tmp_path: Path) -> None:
    with pytest.raises(EdgeError, match="its image is not in a stack yet; pass it to an EdgeComponent"):
        recipe(inference=Inference.container(InferenceImage.from_uri(IMAGE)))
    with pytest.raises(EdgeError, match="its files are not in a stack yet; pass it to an EdgeComponent"):
        recipe(inference=Inference.command("x", files=model_folder(tmp_path)))


def test_an_interpreter_may_have_a_blank_in_its_path(tmp_path: Path) -> None:
    python = tmp_path / "my python" / "python3"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\necho "$@" >"$(dirname "$0")/calls"; exit 1\n')
    python.chmod(0o755)
    lifecycle = Inference.python(interpreter=str(python)).parts().lifecycle
    assert lifecycle is not None
    assert lifecycle.install is not None
    subprocess.run(["/bin/sh", "-c", lifecycle.install.script], check=False)
    assert (python.parent / "calls").read_text() == "-m venv {work:path}/venv\n"


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Inference.python(interpreter=3), "interpreter=3: must be text"),  # type: ignore[arg-type]
        (lambda: Inference.python(index_url=3), "index_url=3: must be text"),  # type: ignore[arg-type]
        (lambda: Inference.command("a", configuration=["a"]), "configuration=.*must be a mapping"),  # type: ignore[arg-type]
        (lambda: Inference.container(InferenceImage.from_uri(IMAGE), command="serve"), "must be a list"),
        (lambda: Inference.container(InferenceImage.from_uri(IMAGE), environment={"A": 5}), r"environment\.A=5"),  # type: ignore[dict-item]
    ],
)
def test_values_of_another_kind_are_refused(make: Any, told: str) -> None:
    with pytest.raises(SpecError, match=told):
        make()


def test_what_is_no_image_is_refused() -> None:
    with pytest.raises(SpecError, match="must be of kind InferenceImage"):
        Inference.container(IMAGE)  # type: ignore[arg-type]
