"""The room's doors: what they hold, and that nobody pays for what is not asked for."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

ROOMS = ["edge", "edge.component", "edge.deployment", "edge.permissions"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_door_holds_what_it_says(room: str) -> None:
    module = importlib.import_module(f"cdk_model_packages.{room}")
    assert module.__all__ == sorted(module.__all__) == dir(module)
    for name in module.__all__:
        assert getattr(module, name).__name__ == name
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = module.nothing


RECIPE = (
    "model_recipe(component_name='a', component_version='1.0.0', artifact_uri='s3://b/component.zip', "
    "platform=Platform(os='linux'))"
)


@pytest.mark.parametrize(
    "statement",
    [
        "import cdk_model_packages.edge",
        f"from cdk_model_packages.edge.component import model_recipe; {RECIPE}",
        "from cdk_model_packages.edge.deployment import RolloutRate; RolloutRate.constant(5)",
        "from cdk_model_packages.edge.functions.repackage.repackage import repackage_archive",
    ],
)
def test_what_is_no_construct_needs_no_cdk(statement: str) -> None:
    code = f"from cdk_model_packages.spec.greengrass import Platform; {statement}; import sys; "
    code += "print([name for name in ('aws_cdk', 'boto3', 'jsii') if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout == "[]\n"
