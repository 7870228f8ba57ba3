"""The way of a newcomer, with the real make, the real CDK CLI and the embedded AWS: one package through its life."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.project import GROUP, Project, checkout, template_of

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

    # Every other form of the example is there, too.
    sagemaker = project.client("sagemaker")
    (unversioned,) = sagemaker.list_model_packages(ModelPackageType="Unversioned")["ModelPackageSummaryList"]
    listed = sagemaker.describe_model_package(ModelPackageName=unversioned["ModelPackageName"])
    assert (listed["CertifyForMarketplace"], listed["ModelPackageStatus"]) == (True, "Completed")
    (algorithm,) = sagemaker.list_algorithms()["AlgorithmSummaryList"]
    (trained,) = project.versions("digits-trained").values()
    source = trained["SourceAlgorithmSpecification"]["SourceAlgorithms"][0]
    assert algorithm["AlgorithmArn"] == source["AlgorithmName"]
    (model,) = sagemaker.list_models()["Models"]
    (container,) = sagemaker.describe_model(ModelName=model["ModelName"])["Containers"]
    assert container["ModelPackageName"] == trained["ModelPackageArn"]
    policy = sagemaker.get_model_package_group_policy(ModelPackageGroupName="digits-shared")["ResourcePolicy"]
    assert all(account in policy for account in ("111122223333", "444455556666"))
    (card,) = sagemaker.list_model_cards()["ModelCardSummaries"]
    for arn in (listed["ModelPackageArn"], algorithm["AlgorithmArn"], model["ModelArn"], card["ModelCardArn"]):
        assert arn in told

    # And on edge devices: a component, its deployment, and the job that has packaged the approved version.
    assert "com.example.digits:versions:1." in told
    assert re.search(r"newest execution \S+ SUCCEEDED arn:\S+:com\.example\.digits\.approved:versions:1\.0\.0", told)
    greengrass = project.client("greengrassv2")
    (deployment,) = greengrass.list_deployments()["deployments"]
    deployed_to = greengrass.get_deployment(deploymentId=deployment["deploymentId"])
    assert deployed_to["targetArn"].endswith(":thinggroup/digits-line")
    assert deployed_to["components"].keys() == {"com.example.digits"}

    # Again: nothing changes.
    assert "nothing changed" in project.make("deploy-local").lower()
    assert project.versions().keys() == {1}

    # Approval is changed in place, by hand with the CDK.
    project.edit(SPEC, "Task: CLASSIFICATION", "Task: CLASSIFICATION\nModelApprovalStatus: Approved")
    difference = project.cdk("diff", "DigitsModelPackage", "--method=template")
    assert "[~] AWS::SageMaker::ModelPackage" in difference.stdout + difference.stderr
    assert "replace" not in (difference.stdout + difference.stderr).lower()
    deployed = project.cdk("deploy", "DigitsModelPackage", "--require-approval", "never")
    assert deployed.returncode == 0, deployed.stderr
    assert {number: one["ModelApprovalStatus"] for number, one in project.versions().items()} == {1: "Approved"}

    # Another image replaces the version; the old one stays.
    project.edit("examples/digits/server/Dockerfile", "USER server", "USER server\nENV ANOTHER_IMAGE=1")
    difference = project.cdk("diff", "DigitsModelPackage", "--method=template")
    assert "requires replacement" in difference.stdout + difference.stderr
    template = template_of(project)["Resources"]
    (version,) = [one for one in template.values() if one["Type"] == "AWS::SageMaker::ModelPackage"]
    assert version["UpdateReplacePolicy"] == "Retain"
    project.make("deploy-local")
    versions = project.versions()
    assert versions.keys() == {1, 2}
    images = {one["InferenceSpecification"]["Containers"][0]["Image"] for one in versions.values()}
    assert len(images) == 2
    assert versions[1]["InferenceSpecification"] == first["InferenceSpecification"]

    # Another model is another version, too.
    (project.folder / "examples/digits/model/metadata.json").write_text('{"held_out_accuracy": 0.99}\n')
    project.make("deploy-local")
    versions = project.versions()
    assert versions.keys() == {1, 2, 3}
    assert versions[3]["InferenceSpecification"]["Containers"][0]["ModelDataUrl"] != artifact
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
    assert {1, 2, 3} <= project.versions().keys()
    assert project.versions()[3] == versions[3]

    # Mended, it deploys as if nothing had been.
    project.edit(SPEC, f"  ValidationRole: {role}\n", "")
    project.make("deploy-local")
    assert {1, 2, 3} <= project.versions().keys()

    # Destroyed, the versions and their group are still there, and it says so.
    retained = project.make("destroy-local")
    assert versions[3]["ModelPackageArn"] in retained
    for kept in ("model-package/DigitsMarketplace-", "algorithm/DigitsAlgorithm-", card["ModelCardName"]):
        assert kept in retained
    assert {1, 2, 3} <= project.versions().keys()
    assert project.client("sagemaker").describe_model_package_group(ModelPackageGroupName="digits")


def test_a_first_deploy_that_fails_leaves_nothing_in_the_way(project: Project) -> None:
    """With plain Retain, the group would stay, and no later deploy could make it."""
    role = "arn:aws:iam::000000000000:role/NobodyMadeThis"
    project.edit(SPEC, "ValidationSpecification:\n", f"ValidationSpecification:\n  ValidationRole: {role}\n")
    failed = project.run("make", "deploy-local")
    assert failed.returncode != 0
    assert "NobodyMadeThis" in failed.stderr.splitlines()[-2]
    groups = project.client("sagemaker").list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert GROUP not in {group["ModelPackageGroupName"] for group in groups}
    project.edit(SPEC, f"  ValidationRole: {role}\n", "")
    assert "Completed" in project.make("deploy-local")
