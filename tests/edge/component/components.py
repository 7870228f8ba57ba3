"""Components for tests, as small as they can be."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Template

from cdk_model_packages import ModelArtifact
from cdk_model_packages.edge import EdgeComponent
from cdk_model_packages.spec.edge_target import EdgeTarget

NAME = "com.example.digits"
STORED = "s3://models/digits/model.tar.gz"
COMPONENT = "AWS::GreengrassV2::ComponentVersion"
DIGESTS = r"[0-9a-f]{64}|(?<=/)[0-9a-f]{16}(?=/)|(?<=1\.)[0-9]{1,6}\.[0-9]{1,6}(?=[\"\\])"


def model_folder(folder: Path, content: bytes = b"weights") -> Path:
    """A folder with a model in it."""
    model = folder / "model"
    model.mkdir(parents=True, exist_ok=True)
    (model / "model.onnx").write_bytes(content)
    return model


def props(model: ModelArtifact | Any, **change: Any) -> dict[str, Any]:
    """Properties of a small component."""
    return {"model": model, "component_name": NAME, "target": EdgeTarget.platform("ARM64"), **change}


def component(scope: Any, model: Path | str | Any, construct_id: str = "Edge", **change: Any) -> EdgeComponent:
    """A small component of a folder, or of an archive by URI."""
    if isinstance(model, Path):
        model = ModelArtifact.from_directory(model)
    elif isinstance(model, str):
        model = ModelArtifact.from_uri(model)
    return EdgeComponent(scope, construct_id, **props(model, **change))


def devices(stack: cdk.Stack) -> iam.Role:
    """The role that devices exchange their certificates for."""
    return iam.Role(stack, "Devices", assumed_by=iam.ServicePrincipal("credentials.iot.amazonaws.com"))


def resources(stack: cdk.Stack, kind: str) -> list[dict[str, Any]]:
    return [*Template.from_stack(stack).find_resources(kind).values()]


def recipe_of(resource: dict[str, Any]) -> dict[str, Any]:
    """The recipe of a resource, with what is only known when it is deployed by its name."""
    text = resource["Properties"]["InlineRecipe"]
    return json.loads(text if isinstance(text, str) else joined(text))


def joined(value: Any) -> Any:
    """A resolved value with its joins joined, and references by their names."""
    if isinstance(value, list):
        return [joined(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "Fn::Join" in value:
        return "".join(joined(part) for part in value["Fn::Join"][1])
    if "Fn::Sub" in value:
        return value["Fn::Sub"]
    if "Ref" in value:
        return f"<{value['Ref'].removeprefix('AWS::')}>"
    if "Fn::GetAtt" in value:
        return f"<{'.'.join(value['Fn::GetAtt'])}>"
    return {key: joined(item) for key, item in value.items()}


def statements(stack: cdk.Stack, policy: str = "") -> dict[str, list[dict[str, Any]]]:
    """The statements of all policies of roles, by their logical ids."""
    found = Template.from_stack(stack).find_resources("AWS::IAM::Policy")
    return {
        name: joined(one["Properties"]["PolicyDocument"]["Statement"])
        for name, one in found.items()
        if name.startswith(policy)
    }


def normalised(value: Any) -> Any:
    """Replace what depends on content: a changed runner is no changed template."""
    return json.loads(re.sub(DIGESTS, "<digest>", json.dumps(value)))


def no_warnings(app: cdk.App, stack: cdk.Stack) -> None:
    """Nothing is warned of at synth."""
    found = app.synth().get_stack_by_name(stack.stack_name).messages
    assert [one.entry.data for one in found] == []


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where ZIPs are remembered."""
    monkeypatch.setenv("CDK_MODEL_PACKAGES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"
