"""Lookout for Vision's packaging request: the service is gone, its request still says what is to be made."""

from cdk_model_packages.spec.packaging_request.configuration import (
    GreengrassConfiguration,
    ModelPackagingConfiguration,
    S3Location,
    Tag,
)
from cdk_model_packages.spec.packaging_request.request import PackagingRequest
from cdk_model_packages.spec.packaging_request.shorthand import parse_shorthand

__all__ = [
    "GreengrassConfiguration",
    "ModelPackagingConfiguration",
    "PackagingRequest",
    "S3Location",
    "Tag",
    "parse_shorthand",
]
