"""Inference images: where a container's code comes from.

What knows AWS's own containers, and what asks ECR for a digest, needs no CDK: it is imported when
:class:`InferenceImage` is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.images.deep_learning_container import DeepLearningContainer
    from cdk_model_packages.images.image_name import ImageError
    from cdk_model_packages.images.image_source import ImageLocation, ImageSource
    from cdk_model_packages.images.inference_image import InferenceImage

__getattr__ = names_in(
    __name__,
    {
        "deep_learning_container": ("DeepLearningContainer",),
        "image_name": ("ImageError",),
        "image_source": (
            "ImageLocation",
            "ImageSource",
        ),
        "inference_image": ("InferenceImage",),
    },
)

__all__ = ["DeepLearningContainer", "ImageError", "ImageLocation", "ImageSource", "InferenceImage"]


def __dir__() -> list[str]:
    return __all__
