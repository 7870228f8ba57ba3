"""The pages about edge devices: what they list is what the code has, what they quote is what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from pydantic import ValidationError

from cdk_model_packages import EdgePackagingPermissions
from cdk_model_packages.edge.component.component_tags import CONTENT_TAG
from cdk_model_packages.edge.device import NOT_SHOWN
from cdk_model_packages.edge.functions.repackage.errors import RepackagingError
from cdk_model_packages.edge.functions.repackage.file_tree import MOST_FILES, MOST_NAME_BYTES
from cdk_model_packages.edge.jobs import start
from cdk_model_packages.edge.packaging_job.definition import Steps, definition
from cdk_model_packages.errors import EdgeError, one_line
from cdk_model_packages.spec.edge_target import EdgeTarget, TargetAccelerator, TargetArch, TargetOs
from cdk_model_packages.spec.edge_target.device_platform import NO_CORE_DEVICES, PLATFORMS
from cdk_model_packages.spec.edge_target.platform import SUPPORTED
from cdk_model_packages.spec.greengrass import MAX_RECIPE_BYTES, Recipe
from cdk_model_packages.spec.yaml_source import SpecFileError
from tests.conftest import ROOT
from tests.docs.pages import blocks
from tests.edge.jobs.stubs import ACCOUNT, REGION, StubbedAws, stubbed, stubbed_clients
from tests.edge.packaging_job.test_definition import REQUEST, VERSION_ARN, run
from tests.spec.packaging_request.values import DEVICE, PLATFORM, SHAPES, greengrass, request

__all__ = ["stubbed", "stubbed_clients"]

GUIDE = ROOT / "docs/guide/edge.md"
LOOKOUT = ROOT / "docs/guide/lookout-for-vision.md"
RUN = ROOT / "docs/guide/run-a-component.md"
TARGET = ROOT / "docs/constructs/edge-target.md"
LOCAL = ROOT / "docs/local-aws.md"
ACCELERATORS = {"NVIDIA": "NVIDIA", "Mali": "MALI", "Intel graphics": "INTEL_GRAPHICS", "": None}


def table(page: Path, heading: str) -> list[list[str]]:
    """Return the cells of the table whose first column has this heading."""
    (found,) = re.findall(rf"^\| {re.escape(heading)} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", page.read_text(), re.MULTILINE)
    return [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in found.splitlines()]


def codes(text: str) -> list[str]:
    """Return what is written as code."""
    return re.findall(r"`([^`]+)`", text)


def quoted(page: Path, title: str) -> list[str]:
    """Return the texts that a page quotes under this title."""
    return [block.text.strip() for block in blocks(page) if block.language == "text" and block.title == title]


def one_text(page: Path) -> str:
    return " ".join(page.read_text().split())


def states() -> dict[str, Any]:
    whole = Steps("aws", {}, {}, "arn", "arn", {"MaxRuntimeInSeconds": 900}, deploys=True)
    return definition(whole)["States"]


def test_the_run_tells_what_it_does_not_show() -> None:
    page = one_text(RUN).partition("## What it does not show")[2]
    assert [sentence for sentence in NOT_SHOWN if sentence not in page] == []
    assert page.count(" - ") == len(NOT_SHOWN)


def test_every_state_of_a_job_is_in_the_guide() -> None:
    told = [name for row in table(GUIDE, "Step") for name in codes(row[1])]
    ends = {name for name, state in states().items() if state["Type"] == "Fail"}
    assert sorted(told) == sorted(states().keys() - ends)


def test_every_named_failure_is_in_the_guide() -> None:
    ends = [name for name, state in states().items() if state["Type"] == "Fail"]
    told = [row[0].strip("`") for row in table(GUIDE, "Error")]
    assert sorted(told[:-1]) == sorted(ends)
    assert told[-1].startswith("any other name")


def test_every_refusal_of_an_archive_is_in_the_guide() -> None:
    told = [row[0].strip("`") for row in table(GUIDE, "`RepackagingFailed:`")]
    assert sorted(told[:-1]) == sorted(kind.__name__ for kind in RepackagingError.__subclasses__())


def test_the_guides_limits_are_the_codes() -> None:
    limits = "\n".join(row[0] for row in table(GUIDE, "Limit"))
    for number in (MAX_RECIPE_BYTES, MOST_FILES, MOST_NAME_BYTES):
        assert f"{number:,}" in limits
    assert CONTENT_TAG in GUIDE.read_text()


def test_the_guides_causes_are_those_of_the_job() -> None:
    refused = {**REQUEST, "ComponentName": "other", "S3OutputLocation": {"Bucket": "artifacts"}}
    job = {"folder": "digits/", "componentNames": ["com.example.digits", "com.example.digits.*"]}
    pending = {
        "ModelPackageArn": VERSION_ARN,
        "ModelApprovalStatus": "PendingManualApproval",
        "ModelPackageStatus": "Completed",
    }
    ends = [run(refused, job=job), run(sagemaker_describeModelPackage=[pending])]
    assert quoted(GUIDE, "cause") == [end["cause"] for end in ends]


def test_what_start_refuses_is_quoted_word_for_word(stubbed: StubbedAws) -> None:
    """The page has the embedded AWS's account and region, the stubs have their own."""
    told: list[str] = []

    def refuse(name: str, bucket: str) -> None:
        with pytest.raises(EdgeError) as caught:
            start(request(greengrass(ComponentName=name, S3OutputLocation={"Bucket": bucket})), clients=stubbed.clients)
        told.append(f"error: {caught.value}".replace(ACCOUNT, "000000000000").replace(REGION, "us-east-1"))

    stubbed.has_machine()
    stubbed.has_group()
    stubbed.has_version(1, "PendingManualApproval")
    refuse("model", "bucket")
    stubbed.has_machine()
    stubbed.has_group()
    stubbed.has_version()
    stubbed.has_bucket()
    stubbed.answers("greengrassv2", "describe_component", {"status": {"componentState": "DEPLOYABLE"}})
    refuse("com.example.digits", "bucket")
    stubbed.has_machine()
    stubbed.has_group()
    stubbed.has_version()
    stubbed.refuses("s3", "get_bucket_location", "NoSuchBucket")
    refuse("model", "bucket")
    assert quoted(GUIDE, "edge start") == told


def test_the_old_commands_are_those_of_the_old_page(tmp_path: Path) -> None:
    """With the program's name changed, and nothing else; each is carried whole."""
    commands = [block.text for block in blocks(LOOKOUT) if block.language == "sh"]
    assert [re.findall(r'--configuration "(.*)"\n', command) for command in commands] == [[PLATFORM], [DEVICE]]
    notes: list[str] = []
    for command, project in zip(commands, ("test-project-01", "project_01"), strict=True):
        done = subprocess.run(
            ["bash", "-euc", f"{command.strip()} --dry-run"],
            env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
            cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["ProjectName"] == project
        notes += [done.stderr.strip()] if done.stderr else []
    assert quoted(LOOKOUT, "edge start --dry-run") == notes


def test_no_field_of_the_old_request_is_lost() -> None:
    told = [name for row in table(LOOKOUT, "Request") for name in codes(row[0])]
    greengrass_fields = SHAPES["GreengrassConfiguration"]["members"].keys() - {"TargetPlatform", "S3OutputLocation"}
    nested = [
        f"{field}.{name}"
        for field, shape in (("TargetPlatform", "TargetPlatform"), ("S3OutputLocation", "S3Location"))
        for name in SHAPES[shape]["members"]
    ]
    fields = SHAPES["StartModelPackagingJobRequest"]["members"].keys() - {"Configuration"}
    assert sorted(told) == sorted([*fields, *greengrass_fields, *nested])
    described = [name for row in table(LOOKOUT, "Description") for name in codes(row[0])]
    assert sorted(described) == sorted(SHAPES["ModelPackagingDescription"]["members"])


def test_a_device_that_neo_does_not_know_is_quoted() -> None:
    with pytest.raises(ValidationError, match="jetson-xavier") as caught:
        request(greengrass(TargetDevice="jetson-xavier")).configuration  # noqa: B018
    (told,) = quoted(LOOKOUT, "edge start")
    start_of_it, _, rest = told.partition("Greengrass.TargetDevice=")
    assert start_of_it == "error: ModelPackagingConfiguration: "
    assert rest in one_line(caught.value)


def test_the_old_list_of_rights_is_in_the_table(stack: cdk.Stack) -> None:
    made = EdgePackagingPermissions(
        stack,
        bucket="edge-artifacts",
        component_name="c",
        tags=True,
        encryption_key="12345678-aaaa-bbbb-cccc-123456789012",
    )
    told = [row[0].strip("`") for row in table(LOOKOUT, "Action")]
    assert sorted(told[1:]) == sorted(made.actions)


def test_the_targets_page_has_every_device() -> None:
    devices = {
        row[0].strip("`"): (row[1].strip("`"), ACCELERATORS[row[2]])
        for row in table(TARGET, "Device | `architecture` in the recipe")
    }
    assert devices == {str(device): (found.architecture, found.accelerator) for device, found in PLATFORMS.items()}
    others = {name: row[1] for row in table(TARGET, "Device | Why") for name in codes(row[0])}
    assert others == {str(device): why for device, why in NO_CORE_DEVICES.items()}
    with pytest.raises(ValidationError, match="coreml") as caught:
        EdgeTarget.device("coreml")
    assert quoted(TARGET, "EdgeTarget.device('coreml')")[0] in one_line(caught.value)


def test_the_targets_page_has_every_platform() -> None:
    kinds = (None, TargetAccelerator.NVIDIA, TargetAccelerator.INTEL_GRAPHICS, TargetAccelerator.MALI)
    for row in table(TARGET, "`arch`"):
        arch = TargetArch(row[0].strip("`"))
        assert EdgeTarget.platform(arch).greengrass_platform().architecture == row[1].strip("`")
        offered = [kind for kind, cell in zip(kinds, row[2:], strict=True) if cell == "yes"]
        assert offered == [kind for kind in kinds if arch in SUPPORTED[TargetOs.LINUX][kind]]


def test_a_recipes_mistake_is_quoted_with_its_line() -> None:
    page = ROOT / "docs/constructs/recipe.md"
    (recipe,) = [block.text for block in blocks(page) if block.title == "recipe.yaml"]
    Recipe.from_text(recipe, "recipe.yaml")
    with pytest.raises(SpecFileError) as caught:
        Recipe.from_text(recipe.replace("amd64", "x86_64"), "recipe.yaml")
    assert quoted(page, "Recipe.from_text") == [str(caught.value)]


def test_every_variable_of_the_embedded_aws_is_on_its_page() -> None:
    rooms = (ROOT / "constructs/cdk_model_packages/local_aws").rglob("*.py")
    named = set(re.findall(r'"(CDK_MODEL_PACKAGES_\w+)"', "".join(path.read_text() for path in rooms)))
    assert named - {"CDK_MODEL_PACKAGES_LOCAL_RECORD"} == {row[0].strip("`") for row in table(LOCAL, "Variable")} - {
        "SFN_WAIT_SCALE"
    }
