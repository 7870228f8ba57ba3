"""cdk-nag's AwsSolutions pack is clean on the reference stacks; what is accepted there carries its reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import aws_cdk as cdk
import cdk_nag
import pytest

from stacks import AlgorithmStack, MarketplaceStack, ModelCardStack, ModelPackageStack, SharedGroupStack
from stacks.digits import SPEC_FILE

ENV = cdk.Environment(account="123456789012", region="us-east-1")
ACCOUNTS = ["111122223333", "444455556666"]
STACKS: dict[str, Callable[[cdk.App], cdk.Stack]] = {
    "ModelPackage": lambda app: ModelPackageStack(app, "Stack", spec_file=SPEC_FILE, env=ENV),
    "Marketplace": lambda app: MarketplaceStack(app, "Stack", env=ENV),
    "Algorithm": lambda app: AlgorithmStack(app, "Stack", env=ENV),
    "Shared": lambda app: SharedGroupStack(app, "Stack", accounts=ACCOUNTS, env=ENV),
    "ModelCard": lambda app: ModelCardStack(app, "Stack", env=ENV),
}


def synthesized(make: Callable[[cdk.App], cdk.Stack], outdir: Path) -> str | None:
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


def test_the_pack_looks(tmp_path: Path) -> None:
    """Without this, a pack that does not run would look content."""

    def bare(app: cdk.App) -> cdk.Stack:
        stack = cdk.Stack(app, "Stack")
        cdk.aws_s3.Bucket(stack, "Bucket")
        return stack

    assert synthesized(bare, tmp_path) is not None
