"""The way of a newcomer, with the real make, the real CDK CLI and the embedded AWS: one package through its life."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.project import Project, checkout

pytestmark = pytest.mark.slow

SPEC = "examples/digits/model-package.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = checkout(tmp_path)
    yield made
    made.run(".venv/bin/model-packages", "local", "down")


def test_a_package_through_its_life(project: Project) -> None:
    # From nothing to a deployed version.
    told = project.make("deploy-local")
    (first,) = project.versions().values()
    assert first["ModelPackageArn"] in told
    assert first["ModelPackageStatus"] == "Completed"
    assert first["ModelApprovalStatus"] == "PendingManualApproval"
    assert [one["Status"] for one in first["ModelPackageStatusDetails"]["ValidationStatuses"]] == ["Completed"]
    (container,) = first["InferenceSpecification"]["Containers"]
    artifact = container["ModelDataUrl"]
    assert artifact.endswith(".tar.gz")
    for word in ("digits", "Completed", "PendingManualApproval", artifact):
        assert word in told
    bucket, _, key = artifact.removeprefix("s3://").partition("/")
    assert project.client("s3").head_object(Bucket=bucket, Key=key)["ContentLength"] > 0

    # Again: nothing changes.
    assert "nothing changed" in project.make("deploy-local").lower()
    assert project.versions().keys() == {1}

    # Approval is changed in place, by hand with the CDK.
    project.edit(SPEC, "Task: CLASSIFICATION", "Task: CLASSIFICATION\nModelApprovalStatus: Approved")
    difference = project.cdk("diff", "--method=template")
    assert "[~] AWS::SageMaker::ModelPackage" in difference.stdout + difference.stderr
    assert "replace" not in (difference.stdout + difference.stderr).lower()
    deployed = project.cdk("deploy", "--require-approval", "never")
    assert deployed.returncode == 0, deployed.stderr
    assert {number: one["ModelApprovalStatus"] for number, one in project.versions().items()} == {1: "Approved"}

    # Another model is another version; the old one stays.
    (project.folder / "examples/digits/model/metadata.json").write_text('{"retrained": true}\n')
    project.make("deploy-local")
    versions = project.versions()
    assert versions.keys() == {1, 2}
    assert versions[2]["InferenceSpecification"]["Containers"][0]["ModelDataUrl"] != artifact
    assert versions[1]["InferenceSpecification"] == first["InferenceSpecification"]

    # What the service refuses is rolled back, and nothing is lost.
    role = "arn:aws:iam::000000000000:role/NobodyMadeThis"
    project.edit(SPEC, "ValidationSpecification:\n", f"ValidationSpecification:\n  ValidationRole: {role}\n")
    failed = project.run("make", "deploy-local")
    assert failed.returncode != 0
    assert "NobodyMadeThis" in failed.stdout + failed.stderr
    assert "Traceback" not in failed.stdout + failed.stderr
    (stack,) = project.client("cloudformation").describe_stacks(StackName="DigitsModelPackage")["Stacks"]
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert {1, 2} <= project.versions().keys()
    assert project.versions()[2] == versions[2]

    # Mended, it deploys as if nothing had been.
    project.edit(SPEC, f"  ValidationRole: {role}\n", "")
    project.make("deploy-local")
    assert {1, 2} <= project.versions().keys()

    # Destroyed, the versions and their group are still there, and it says so.
    retained = project.make("destroy-local")
    assert versions[2]["ModelPackageArn"] in retained
    assert {1, 2} <= project.versions().keys()
    assert project.client("sagemaker").describe_model_package_group(ModelPackageGroupName="digits")


def test_a_first_deploy_that_fails_leaves_nothing_in_the_way(project: Project) -> None:
    """With plain Retain, the group would stay, and no later deploy could make it."""
    role = "arn:aws:iam::000000000000:role/NobodyMadeThis"
    project.edit(SPEC, "ValidationSpecification:\n", f"ValidationSpecification:\n  ValidationRole: {role}\n")
    failed = project.run("make", "deploy-local")
    assert failed.returncode != 0
    assert "NobodyMadeThis" in failed.stderr.splitlines()[-2]
    assert project.client("sagemaker").list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    project.edit(SPEC, f"  ValidationRole: {role}\n", "")
    assert "Completed" in project.make("deploy-local")
