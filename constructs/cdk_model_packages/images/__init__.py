"""Inference images: where a container's code comes from."""

from cdk_model_packages.images.inference_image import ImageLocation, InferenceImage

__all__ = ["ImageLocation", "InferenceImage"]
