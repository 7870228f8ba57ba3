"""The digits model as a published component on this machine: installed from the index, asked for held-out digits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.edge.component.recipe import model_recipe
from cdk_model_packages.edge.device.platform import this_platform
from cdk_model_packages.spec.greengrass import Platform
from tests.edge.device.components import archive, free_port
from tests.edge.device.test_cli import PROGRAM

if TYPE_CHECKING:
    from cdk_model_packages.local_aws import LocalAws
    from tests.local_aws.aws import Aws

ROOT = Path(__file__).parents[3]
DIGITS = ROOT / "examples/digits"
RUNNER = ROOT / "constructs/cdk_model_packages/edge/runner"
BUCKET = "digits-components"


@pytest.fixture
def arn(aws: Aws) -> str:
    """A component version that holds the digits model and this library's runner."""
    files = {f"model/{file.name}": file.read_bytes() for file in (DIGITS / "model").iterdir()}
    files |= {f"runner/{file.name}": file.read_bytes() for file in RUNNER.iterdir() if file.is_file()}
    aws.s3.create_bucket(Bucket=BUCKET)
    aws.s3.put_object(Bucket=BUCKET, Key="digits/component.zip", Body=archive(files))
    machine = this_platform()
    recipe = model_recipe(
        component_name="com.example.digits",
        component_version="1.0.0",
        artifact_uri=f"s3://{BUCKET}/digits/component.zip",
        platform=Platform(os=machine["os"], architecture=machine["architecture"]),
        configuration={"Port": str(free_port())},
    )
    return aws.client("greengrassv2").create_component_version(inlineRecipe=recipe.to_json())["arn"]


@pytest.mark.slow
def test_the_held_out_digits_are_classified(local_aws: LocalAws, arn: str) -> None:
    samples, expected = DIGITS / "samples/digits.csv", DIGITS / "expected.csv"
    command = [sys.executable, "-c", PROGRAM, "edge", "run", arn, "--format", "json"]
    options = ["--samples", str(samples), "--expected", str(expected), "--agreement", "0.95"]
    found = subprocess.run(
        [*command, *options], env={**os.environ, **local_aws.environment()}, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, (found.stdout, found.stderr)
    report = json.loads(found.stdout)
    assert report["components"][0]["artifacts"][0]["digest_checked"]
    assert [(step["step"], step["outcome"]) for step in report["steps"]] == [
        ("Install", "succeeded"),
        ("Run", "succeeded"),
    ]
    assert report["inference"]["requests"] == len(expected.read_text().splitlines())
    assert report["inference"]["failed"] == 0
    assert report["inference"]["agreeing"] >= 95
