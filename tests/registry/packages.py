"""Packages for tests, as small as they can be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aws_cdk as cdk

from cdk_model_packages import Container, InferenceImage, ModelArtifact, ModelPackage, ModelPackageGroup

IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits@sha256:" + "0" * 64


def model_folder(folder: Path) -> Path:
    """A folder with a model in it."""
    model = folder / "model"
    model.mkdir(exist_ok=True)
    (model / "model.onnx").write_bytes(b"weights")
    return model


def samples_folder(folder: Path) -> Path:
    """A folder with two samples in it."""
    samples = folder / "samples"
    (samples / "more").mkdir(parents=True, exist_ok=True)
    (samples / "a.csv").write_text("1,2\n")
    (samples / "more" / "b.csv").write_text("3,4\n")
    return samples


def version_props(**change: Any) -> dict[str, Any]:
    """Properties of a small version."""
    return {
        "containers": [
            Container(image=InferenceImage.from_uri(IMAGE), model_data=ModelArtifact.from_uri("s3://bucket/m.tar.gz"))
        ],
        "supported_content_types": ["text/csv"],
        "supported_response_mime_types": ["text/csv"],
        "supported_transform_instance_types": ["ml.m5.large"],
        **change,
    }


def version(scope: cdk.Stack, **change: Any) -> ModelPackage:
    """A small version of a group of its own."""
    group = ModelPackageGroup(scope, "Group", model_package_group_name="digits")
    return group.add_version("Version", **version_props(**change))
