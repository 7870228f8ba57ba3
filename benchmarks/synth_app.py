"""A CDK app with N model packages, written in one of three ways: ``python -m benchmarks.synth_app WAY N OUT``.

All three make the same template, but for logical ids: a group, and N versions that are retained, keep
tags off, and come after the group.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_sagemaker as sagemaker

if TYPE_CHECKING:
    from collections.abc import Callable

IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits@sha256:" + "0" * 64


def url(index: int) -> str:
    """Where package number ``index`` has its model."""
    return f"s3://models/{index}/model.tar.gz"


def ours(stack: cdk.Stack, count: int) -> None:
    """Write it with this library."""
    from cdk_model_packages import Container, InferenceImage, ModelArtifact, ModelPackageGroup

    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    image = InferenceImage.from_uri(IMAGE)
    for index in range(count):
        group.add_version(
            f"V{index}",
            containers=[
                Container(
                    image=image,
                    model_data=ModelArtifact.from_uri(url(index)),
                    environment={"LOG_LEVEL": "info"},
                    framework="SKLEARN",
                    framework_version="1.4",
                )
            ],
            supported_content_types=["text/csv"],
            supported_response_mime_types=["text/csv"],
            supported_transform_instance_types=["ml.m5.large"],
            supported_realtime_inference_instance_types=["ml.m5.large", "ml.m5.xlarge"],
            model_package_description=f"version {index}",
            customer_metadata_properties={"commit": f"{index:040x}"},
        )


def raw(stack: cdk.Stack, count: int, inference: Callable[[int], object]) -> None:
    """Write it with the CDK's L1 classes."""
    group = sagemaker.CfnModelPackageGroup(stack, "Group", model_package_group_name="digits")
    group.apply_removal_policy(cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
    for index in range(count):
        version = sagemaker.CfnModelPackage(
            stack,
            f"V{index}",
            model_package_group_name="digits",
            model_package_description=f"version {index}",
            inference_specification=inference(index),  # pyright: ignore[reportArgumentType]
            model_approval_status="PendingManualApproval",
            customer_metadata_properties={"commit": f"{index:040x}"},
        )
        version.apply_removal_policy(cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        version.add_property_deletion_override("Tags")
        version.add_resource_dependency(group)


def plain(index: int) -> object:
    """Return the inference specification as plain dicts."""
    return {
        "containers": [
            {
                "image": IMAGE,
                "imageDigest": IMAGE.partition("@")[2],
                "modelDataUrl": url(index),
                "environment": {"LOG_LEVEL": "info"},
                "framework": "SKLEARN",
                "frameworkVersion": "1.4",
            }
        ],
        "supportedContentTypes": ["text/csv"],
        "supportedResponseMimeTypes": ["text/csv"],
        "supportedTransformInstanceTypes": ["ml.m5.large"],
        "supportedRealtimeInferenceInstanceTypes": ["ml.m5.large", "ml.m5.xlarge"],
    }


def typed(index: int) -> object:
    """Return the inference specification as the L1's typed structs."""
    return sagemaker.CfnModelPackage.InferenceSpecificationProperty(
        containers=[
            sagemaker.CfnModelPackage.ModelPackageContainerDefinitionProperty(
                image=IMAGE,
                image_digest=IMAGE.partition("@")[2],
                model_data_url=url(index),
                environment={"LOG_LEVEL": "info"},
                framework="SKLEARN",
                framework_version="1.4",
            )
        ],
        supported_content_types=["text/csv"],
        supported_response_mime_types=["text/csv"],
        supported_transform_instance_types=["ml.m5.large"],
        supported_realtime_inference_instance_types=["ml.m5.large", "ml.m5.xlarge"],
    )


def main(way: str, count: int, outdir: str) -> None:
    """Synthesize without any validation: what is measured is building."""
    app = cdk.App(builtin_cloud_formation_validation=False, outdir=outdir, analytics_reporting=False)
    stack = cdk.Stack(app, "Stack")
    if way == "ours":
        ours(stack, count)
    else:
        raw(stack, count, {"plain": plain, "typed": typed}[way])
    app.synth()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
