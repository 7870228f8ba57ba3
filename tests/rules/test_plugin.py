"""The engine at synth, through our plugin: a finding at error level fails synth, with the construct's path."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
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


def test_the_tags_of_the_stack_are_those_of_its_resources(app: cdk.App) -> None:
    """MP-004: CloudFormation hands the stack's tags to a version, which cannot have any."""
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    version(cdk.Stack(app, "Tagged", tags={"team": "vision"}))
    with pytest.raises(RuntimeError, match="MP-004"):
        app.synth()


def test_a_bucket_of_another_stack_is_known(app: cdk.App) -> None:
    """MP-045: both the policy and the model name an import."""
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    bucket = s3.Bucket(cdk.Stack(app, "Data"), "Bucket")
    stack = cdk.Stack(app, "Models")
    role = iam.Role(stack, "Role", assumed_by=cast("iam.IPrincipal", iam.ServicePrincipal("sagemaker.amazonaws.com")))
    role.add_to_policy(iam.PolicyStatement(actions=["s3:GetObject"], resources=[bucket.arn_for_objects("a/*")]))
    sagemaker.CfnModel(
        stack,
        "Model",
        execution_role_arn=role.role_arn,
        primary_container=sagemaker.CfnModel.ContainerDefinitionProperty(
            image="111122223333.dkr.ecr.eu-west-1.amazonaws.com/digits:1",
            model_data_url=bucket.s3_url_for_object("b/model.tar.gz"),
        ),
    )
    with pytest.raises(RuntimeError, match=r"no s3:GetObject on s3://\(import Data:Bucket"):
        app.synth()
