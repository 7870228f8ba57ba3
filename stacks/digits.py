"""The example's parts, as the reference stacks use them: image, model, samples, validation."""

from __future__ import annotations

import json
from pathlib import Path

from cdk_model_packages import (
    AssembleWith,
    BatchStrategy,
    Container,
    InferenceImage,
    InstanceType,
    ModelArtifact,
    SampleData,
    SplitType,
    ValidationProfile,
)

FOLDER = Path(__file__).parents[1] / "examples" / "digits"
SPEC_FILE = FOLDER / "model-package.yaml"

CONTENT_TYPES = ("text/csv", "application/json")
TRANSFORM_TYPES = (InstanceType.ML_M5_LARGE, InstanceType.ML_M5_XLARGE)
REALTIME_TYPES = (InstanceType.ML_M5_LARGE, InstanceType.ML_T2_MEDIUM)


def inference_image() -> InferenceImage:
    """Return the server of the example."""
    return InferenceImage.from_directory(FOLDER / "server")


def training_image() -> InferenceImage:
    """Return what trains the example."""
    return InferenceImage.from_directory(FOLDER, file="training/Dockerfile")


def model() -> ModelArtifact:
    """Return the trained model."""
    return ModelArtifact.from_directory(FOLDER / "model")


def container() -> Container:
    """Return the server with the trained model in it."""
    return Container(image=inference_image(), model_data=model(), container_hostname="digits", framework="ONNX")


def validation() -> ValidationProfile:
    """Return the run over the held-out digits."""
    return ValidationProfile(
        "held-out-digits",
        samples=SampleData.from_directory(FOLDER / "samples"),
        instance_type=InstanceType.ML_M5_LARGE,
        content_type="text/csv",
        accept="text/csv",
        split_type=SplitType.LINE,
        assemble_with=AssembleWith.LINE,
        batch_strategy=BatchStrategy.MULTI_RECORD,
    )


def accuracy() -> float:
    """Return the share of held-out digits that the model reads right."""
    metadata = json.loads((FOLDER / "model" / "metadata.json").read_text(encoding="utf-8"))
    return metadata["held_out_accuracy"]
