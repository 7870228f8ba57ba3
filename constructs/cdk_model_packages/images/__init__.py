"""Inference images: where a container's code comes from.

What knows AWS's own containers, and what asks ECR for a digest, needs no CDK: it is imported when
:class:`InferenceImage` is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdk_model_packages.images.deep_learning_container import DeepLearningContainer
    from cdk_model_packages.images.image_name import ImageError
    from cdk_model_packages.images.image_source import ImageLocation, ImageSource
    from cdk_model_packages.images.inference_image import InferenceImage

_MODULE_OF = {
    "DeepLearningContainer": "deep_learning_container",
    "ImageError": "image_name",
    "ImageLocation": "image_source",
    "ImageSource": "image_source",
    "InferenceImage": "inference_image",
}

__all__ = ["DeepLearningContainer", "ImageError", "ImageLocation", "ImageSource", "InferenceImage"]


def __getattr__(name: str) -> object:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)


def __dir__() -> list[str]:
    return __all__
