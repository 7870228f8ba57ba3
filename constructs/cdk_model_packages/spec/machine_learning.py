"""What a model is about."""

from __future__ import annotations

from typing import ClassVar

from cdk_model_packages.spec.base import Text
from cdk_model_packages.spec.open_choice import Known, OpenChoice


class Domain(OpenChoice):
    """Machine learning domain: one of those that Inference Recommender knows, or ``Domain.of("...")``.

    Source: SageMaker API, CreateModelPackageInput.Domain.
    """

    text: ClassVar = Text("Domain")

    COMPUTER_VISION = Known("COMPUTER_VISION")
    NATURAL_LANGUAGE_PROCESSING = Known("NATURAL_LANGUAGE_PROCESSING")
    MACHINE_LEARNING = Known("MACHINE_LEARNING")


class Task(OpenChoice):
    """Machine learning task: one of those that Inference Recommender knows, or ``Task.of("...")`` (MP-030).

    Source: SageMaker API, CreateModelPackageInput.Task.
    """

    text: ClassVar = Text("Task")

    IMAGE_CLASSIFICATION = Known("IMAGE_CLASSIFICATION")
    OBJECT_DETECTION = Known("OBJECT_DETECTION")
    TEXT_GENERATION = Known("TEXT_GENERATION")
    IMAGE_SEGMENTATION = Known("IMAGE_SEGMENTATION")
    FILL_MASK = Known("FILL_MASK")
    CLASSIFICATION = Known("CLASSIFICATION")
    REGRESSION = Known("REGRESSION")
    OTHER = Known("OTHER")
