"""One finding of ours, accepted on the construct that has it."""

from __future__ import annotations

from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages import ModelPackageRules
from cdk_model_packages.review.run import review


def _package(scope: cdk.Stack, name: str) -> sagemaker.CfnModelPackage:
    return sagemaker.CfnModelPackage(
        scope,
        name,
        model_package_group_name="digits",
        model_package_name="digits",
        inference_specification=sagemaker.CfnModelPackage.InferenceSpecificationProperty(
            containers=[
                sagemaker.CfnModelPackage.ModelPackageContainerDefinitionProperty(
                    image="123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits@sha256:" + "0" * 64,
                    model_data_url="s3://models/model.tar.gz",
                )
            ],
            supported_content_types=["text/csv"],
            supported_response_mime_types=["text/csv"],
        ),
    )


def test_our_rule_fails_synth_with_the_constructs_path(app: cdk.App, stack: cdk.Stack) -> None:
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    _package(stack, "Package")
    with pytest.raises(RuntimeError, match="ValidationFailed") as caught:
        app.synth()
    assert "MP-001" in str(caught.value)
    assert "Stack/Package" in str(caught.value)


def test_an_acknowledged_finding_does_not_fail_synth_and_another_still_does(app: cdk.App, stack: cdk.Stack) -> None:
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    cdk.Validations.of(_package(stack, "Accepted")).acknowledge(
        cdk.Acknowledgment(id="cdk-model-packages::MP-001", reason="a test")
    )
    _package(stack, "Refused")
    with pytest.raises(RuntimeError, match="MP-001") as caught:
        app.synth()
    assert "Stack/Refused" in str(caught.value)
    assert "Stack/Accepted" not in str(caught.value)


def test_a_stack_with_acknowledged_findings_only_is_synthesized(app: cdk.App, stack: cdk.Stack) -> None:
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    cdk.Validations.of(_package(stack, "Accepted")).acknowledge(
        cdk.Acknowledgment(id="cdk-model-packages::MP-001", reason="a test")
    )
    app.synth()


def test_a_review_of_the_assembly_goes_by_the_acknowledgements(app: cdk.App, stack: cdk.Stack) -> None:
    cdk.Validations.of(_package(stack, "Accepted")).acknowledge(
        cdk.Acknowledgment(id="cdk-model-packages::MP-001", reason="a test")
    )
    _package(stack, "Refused")
    assembly = app.synth()
    report = review([Path(assembly.directory)])
    assert [(one.resource, one.suppressed) for one in report.suppressed] == [("Accepted", "a test")]
    assert [one.resource for one in report.findings if one.rule == "MP-001"] == ["Refused"]


def test_metadata_of_the_template_counts_at_synth(app: cdk.App, stack: cdk.Stack) -> None:
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    _package(stack, "Accepted").add_metadata(
        "cdk-model-packages", {"suppress": [{"rule": "MP-001", "reason": "a test"}]}
    )
    app.synth()
