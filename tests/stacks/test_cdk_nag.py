"""cdk-nag's AwsSolutions pack is clean on the reference stacks; what is accepted there carries its reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import aws_cdk as cdk
import cdk_nag
import pytest
from aws_cdk import aws_iam as iam
from constructs import Construct

from cdk_model_packages import ModelPackage, ModelPackageGroup, load_spec
from cdk_model_packages.spec import ModelPackageSpec
from stacks import (
    AlgorithmStack,
    EdgeStack,
    MarketplaceStack,
    ModelCardStack,
    ModelPackageFleet,
    ModelPackageStack,
    PackagePromotion,
    PromotionEnvironment,
    SharedGroupStack,
)
from stacks.acknowledged import acknowledge_package
from stacks.digits import FOLDER, SPEC_FILE

ENV = cdk.Environment(account="123456789012", region="us-east-1")
ACCOUNTS = ["111122223333", "444455556666"]
STACKS: dict[str, Callable[[cdk.App], Construct]] = {
    "ModelPackage": lambda app: ModelPackageStack(app, "Stack", spec_file=SPEC_FILE, env=ENV),
    "Marketplace": lambda app: MarketplaceStack(app, "Stack", env=ENV),
    "Algorithm": lambda app: AlgorithmStack(app, "Stack", env=ENV),
    "Shared": lambda app: SharedGroupStack(app, "Stack", accounts=ACCOUNTS, env=ENV),
    "Edge": lambda app: EdgeStack(app, "Stack", env=ENV),
    "ModelCard": lambda app: ModelCardStack(app, "Stack", env=ENV),
    "Promotion": lambda app: PackagePromotion(
        app, "Promotion", spec_file=SPEC_FILE, environments=[PromotionEnvironment("prod", env=ENV)]
    ),
    "Fleet": lambda app: ModelPackageFleet(app, "Fleet", spec_files=[SPEC_FILE], env=ENV),
}


def synthesized(make: Callable[[cdk.App], Construct], outdir: Path) -> str | None:
    """Return what the pack refuses; ``None`` when it is content."""
    app = cdk.App(builtin_cloud_formation_validation=False, outdir=str(outdir))
    cdk.Validations.of(app).add_plugins(cdk_nag.AwsSolutionsChecks())
    make(app)
    try:
        app.synth()
    except RuntimeError as error:
        return str(error)
    return None


@pytest.mark.parametrize("name", STACKS)
def test_the_pack_is_clean(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    refused = synthesized(STACKS[name], tmp_path)
    assert refused is None, f"{refused}\n{capfd.readouterr().err}"


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("s3:ListAllMyBuckets", "*"),
        ("s3:DeleteObject", "arn:aws:s3:::acme-samples/*"),
        ("logs:DeleteLogStream", "arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/TransformJobs:*"),
        ("s3:GetObject", "arn:aws:s3:::acme-*"),
    ],
)
def test_a_wildcard_is_accepted_for_its_own_actions_only(tmp_path: Path, action: str, resource: str) -> None:
    """Also where another statement of the role names the same resource."""

    def more(app: cdk.App) -> cdk.Stack:
        stack = cdk.Stack(app, "Stack", env=ENV)
        group = ModelPackageGroup(stack, "Group")
        value = load_spec(SPEC_FILE)
        assert isinstance(value, ModelPackageSpec)
        version = ModelPackage.from_spec(stack, "Version", model_package_group=group, value=value, folder=FOLDER)
        assert version.validation_role is not None
        statement = iam.PolicyStatement(actions=[action], resources=[resource])
        version.validation_role.add_to_principal_policy(statement)
        acknowledge_package(version)
        return stack

    assert synthesized(more, tmp_path) is not None
    assert f"IAM5[Resource::{resource}]" in (tmp_path / "validation-report.json").read_text()


def test_the_pack_looks(tmp_path: Path) -> None:
    """Without this, a pack that does not run would look content."""

    def bare(app: cdk.App) -> cdk.Stack:
        stack = cdk.Stack(app, "Stack")
        cdk.aws_s3.Bucket(stack, "Bucket")
        return stack

    assert synthesized(bare, tmp_path) is not None
