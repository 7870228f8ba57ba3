"""The reference stack: a group of its own, or one that is there already."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk.assertions import Template

from cdk_model_packages.spec import SpecFileError
from stacks import ModelPackageStack
from tests.conftest import ROOT, opened

DIGITS = ROOT / "examples/digits/model-package.yaml"


def test_a_stack_has_a_group_and_a_version(app: cdk.App) -> None:
    template = Template.from_stack(ModelPackageStack(app, "Digits", spec_file=DIGITS))
    template.resource_count_is("AWS::SageMaker::ModelPackageGroup", 1)
    template.resource_count_is("AWS::SageMaker::ModelPackage", 1)


def test_a_version_joins_a_group_that_is_there(app: cdk.App) -> None:
    """For example one that an earlier stack has retained: it could not be made again."""
    template = Template.from_stack(ModelPackageStack(app, "Digits", spec_file=DIGITS, existing_group=True))
    template.resource_count_is("AWS::SageMaker::ModelPackageGroup", 0)
    template.has_resource(
        "AWS::SageMaker::ModelPackage", {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}
    )
    template.has_resource_properties("AWS::SageMaker::ModelPackage", {"ModelPackageGroupName": "digits"})


def test_an_existing_group_needs_a_name(app: cdk.App, tmp_path: Path) -> None:
    path = tmp_path / "model-package.yaml"
    path.write_text(DIGITS.read_text().replace("ModelPackageGroupName: digits\n", ""))
    with pytest.raises(SpecFileError, match="ModelPackageGroupName is required for an existing group; add it"):
        ModelPackageStack(app, "Digits", spec_file=path, existing_group=True)


def test_verify_reads_the_model_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDK_MODEL_PACKAGES_CACHE", str(tmp_path / "cache"))
    shutil.copytree(DIGITS.parent, tmp_path / "digits")

    def opened_models(**options: bool) -> int:
        with opened() as paths:
            app = cdk.App(builtin_cloud_formation_validation=False, outdir=str(tmp_path / "cdk.out"))
            ModelPackageStack(app, "Digits", spec_file=tmp_path / "digits/model-package.yaml", **options)
        return sum(Path(path).name == "model.onnx" for path in paths)

    assert opened_models() > 0
    assert opened_models() == 0, "sizes and times say that nothing has changed"
    assert opened_models(verify=True) > 0


def test_a_group_of_another_account_is_named_by_arn(app: cdk.App, tmp_path: Path) -> None:
    arn = "arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/digits"
    shutil.copytree(DIGITS.parent, tmp_path / "digits")
    path = tmp_path / "digits/model-package.yaml"
    path.write_text(DIGITS.read_text().replace("ModelPackageGroupName: digits\n", f"ModelPackageGroupName: {arn}\n"))
    template = Template.from_stack(ModelPackageStack(app, "Digits", spec_file=path))
    template.resource_count_is("AWS::SageMaker::ModelPackageGroup", 0)
    template.has_resource_properties("AWS::SageMaker::ModelPackage", {"ModelPackageGroupName": arn})


@pytest.mark.parametrize("named", ["group", "folder"])
def test_every_group_has_a_stack_of_its_own(tmp_path: Path, named: str) -> None:
    stack_name = runpy.run_path(str(ROOT / "app.py"))["stack_name"]
    text = DIGITS.read_text().replace("ModelPackageGroupName: digits\n", "{}")
    names = []
    for called in ["digits", "my-model", "MyModel", "mymodel", "1abc", "a" * 60]:
        path = tmp_path / (called if named == "folder" else "same") / "model-package.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.format(f"ModelPackageGroupName: {called}\n" if named == "group" else ""))
        names.append(stack_name(path))
        if named == "group":
            for account in ("111122223333", "444455556666"):
                arn = f"arn:aws:sagemaker:eu-west-1:{account}:model-package-group/{called}"
                path.write_text(text.format(f"ModelPackageGroupName: {arn}\n"))
                names.append(stack_name(path))
    assert names[0] == "DigitsModelPackage"
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,127}", name) for name in names)


def test_a_package_for_marketplace_has_a_stack_of_its_own(tmp_path: Path) -> None:
    stack_name = runpy.run_path(str(ROOT / "app.py"))["stack_name"]
    path = tmp_path / "digits" / "model-package.yaml"
    path.parent.mkdir()
    text = DIGITS.read_text()
    path.write_text(
        text.replace("ModelPackageGroupName: digits\n", "ModelPackageName: digits-2026-07\n").partition("CustomerM")[0]
    )
    assert stack_name(path) == "DigitsMarketplacePackage"


@pytest.mark.parametrize("folder", ["модель", "模型"])
def test_a_folder_may_be_called_anything(tmp_path: Path, folder: str) -> None:
    stack_name = runpy.run_path(str(ROOT / "app.py"))["stack_name"]
    (tmp_path / folder).mkdir()
    path = tmp_path / folder / "model-package.yaml"
    path.write_text(DIGITS.read_text().replace("ModelPackageGroupName: digits\n", ""))
    assert re.fullmatch(r"M[0-9a-f]{8}ModelPackage", stack_name(path))
