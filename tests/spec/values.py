"""Valid values with every field set, and small variations of them."""

from __future__ import annotations

from typing import Any

IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits:1.0"
DIGEST = "sha256:" + "0" * 64
ROLE = "arn:aws:iam::123456789012:role/Validation"


def container(**change: Any) -> dict[str, Any]:
    """A container with every field set but ``ModelDataSource``, which excludes ``ModelDataUrl``."""
    return {
        "Image": IMAGE,
        "ImageDigest": DIGEST,
        "ModelDataUrl": "s3://bucket/model.tar.gz",
        "Environment": {"LOG_LEVEL": "info"},
        "ContainerHostname": "digits",
        "Framework": "SKLEARN",
        "FrameworkVersion": "1.4",
        "ModelInput": {"DataInputConfig": '{"input": [1, 64]}'},
        "NearestModelName": "resnet50",
        **change,
    }


def source(**change: Any) -> dict[str, Any]:
    """Uncompressed model data."""
    return {
        "S3DataSource": {
            "S3Uri": "s3://bucket/model/",
            "S3DataType": "S3Prefix",
            "CompressionType": "None",
            "ModelAccessConfig": {"AcceptEula": True},
            **change,
        }
    }


def inference(**change: Any) -> dict[str, Any]:
    """An inference specification with every field set."""
    return {
        "Containers": [container()],
        "SupportedContentTypes": ["text/csv"],
        "SupportedResponseMIMETypes": ["text/csv"],
        "SupportedTransformInstanceTypes": ["ml.m5.large"],
        "SupportedRealtimeInferenceInstanceTypes": ["ml.t2.medium"],
        **change,
    }


def job(**change: Any) -> dict[str, Any]:
    """A transform job with every field set."""
    return {
        "TransformInput": {
            "DataSource": {"S3DataSource": {"S3Uri": "s3://bucket/in/", "S3DataType": "S3Prefix"}},
            "ContentType": "text/csv",
            "CompressionType": "Gzip",
            "SplitType": "Line",
        },
        "TransformOutput": {
            "S3OutputPath": "s3://bucket/out/",
            "Accept": "text/csv",
            "AssembleWith": "Line",
            "KmsKeyId": "alias/results",
        },
        "TransformResources": {
            "InstanceType": "ml.m5.large",
            "InstanceCount": 2,
            "VolumeKmsKeyId": "alias/volumes",
        },
        "MaxPayloadInMB": 10,
        "MaxConcurrentTransforms": 10,
        "BatchStrategy": "MultiRecord",
        "Environment": {"BATCH": "1"},
        **change,
    }


def validation(**change: Any) -> dict[str, Any]:
    """A validation specification with every field set."""
    return {
        "ValidationRole": ROLE,
        "ValidationProfiles": [{"ProfileName": "smoke", "TransformJobDefinition": job()}],
        **change,
    }


def package(**change: Any) -> dict[str, Any]:
    """A package with every field set."""
    return {
        "ModelPackageGroupName": "digits",
        "ModelPackageDescription": "Handwritten digits, 8 by 8",
        "InferenceSpecification": inference(),
        "ValidationSpecification": validation(),
        "SkipModelValidation": "None",
        "ModelApprovalStatus": "Approved",
        "ApprovalDescription": "accuracy 0.98",
        "CustomerMetadataProperties": {"commit": "0123abc"},
        "Domain": "COMPUTER_VISION",
        "Task": "CLASSIFICATION",
        "SamplePayloadUrl": "s3://bucket/payload.tar.gz",
        **change,
    }
