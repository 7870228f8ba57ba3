"""The engine at synth, through our plugin: a finding at error level fails synth, with the construct's path."""

from __future__ import annotations

import json
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages import ModelPackageRules
from tests.registry.packages import version


@pytest.fixture
def checked(app: cdk.App, stack: cdk.Stack) -> cdk.Stack:
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    return stack


def test_our_own_constructs_pass(app: cdk.App, checked: cdk.Stack) -> None:
    version(checked)
    app.synth()
    report = json.loads((Path(app.outdir) / "validation-report.json").read_text())
    assert report["pluginReports"] == []


def test_an_error_of_an_l1_fails_synth(app: cdk.App, checked: cdk.Stack) -> None:
    sagemaker.CfnModelPackage(
        checked,
        "Package",
        model_package_group_name="digits",
        inference_specification={
            "containers": [],
            "supportedContentTypes": ["text/csv"],
            "supportedResponseMimeTypes": ["text/csv"],
        },
    )
    with pytest.raises(RuntimeError, match="ValidationFailed") as caught:
        app.synth()
    told = str(caught.value)
    assert "expected minimum item count: 1, found: 0" in told
    assert "Stack/Package" in told


def test_a_region_without_the_instance_type_is_told(app: cdk.App) -> None:
    """E3643 knows what each region offers; it needs the stack's region."""
    from cdk_model_packages import SampleData, ValidationProfile

    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    stack = cdk.Stack(app, "Regional", env=cdk.Environment(account="123456789012", region="eu-west-1"))
    version(
        stack,
        supported_transform_instance_types=["ml.nonsense.large"],
        validation=ValidationProfile(
            "smoke", samples=SampleData.from_uri("s3://samples/in/"), instance_type="ml.nonsense.large"
        ),
    )
    with pytest.raises(RuntimeError, match="E3643"):
        app.synth()
