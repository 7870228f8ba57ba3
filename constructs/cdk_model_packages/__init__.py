"""Typed AWS CDK constructs that turn a trained model into a validated, approved, deployable package.

    from cdk_model_packages import Container, InferenceImage, ModelArtifact, ModelPackageGroup

The names below are loaded when they are first used: what needs no CDK (``spec``, the ``model-packages``
command) starts without Node.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from cdk_model_packages._node import require_node, use_bundled_node

if TYPE_CHECKING:
    from cdk_model_packages.artifacts import ModelArtifact
    from cdk_model_packages.errors import (
        ArtifactError,
        LocalAwsError,
        ModelPackagesError,
        SpecError,
        exit_on_user_error,
    )
    from cdk_model_packages.images import InferenceImage
    from cdk_model_packages.registry import (
        Container,
        IModelPackage,
        IModelPackageGroup,
        ModelPackage,
        ModelPackageGroup,
    )
    from cdk_model_packages.rules import ModelPackageRules
    from cdk_model_packages.spec import (
        AssembleWith,
        BatchStrategy,
        CompressionType,
        InstanceType,
        ModelApprovalStatus,
        SkipModelValidation,
        SplitType,
        load_spec,
    )
    from cdk_model_packages.validation import SampleData, ValidationProfile

_ROOMS = {
    "artifacts": ("ModelArtifact",),
    "errors": ("ArtifactError", "LocalAwsError", "ModelPackagesError", "SpecError", "exit_on_user_error"),
    "images": ("InferenceImage",),
    "registry": ("Container", "IModelPackage", "IModelPackageGroup", "ModelPackage", "ModelPackageGroup"),
    "rules": ("ModelPackageRules",),
    "spec": (
        "AssembleWith",
        "BatchStrategy",
        "CompressionType",
        "InstanceType",
        "ModelApprovalStatus",
        "SkipModelValidation",
        "SplitType",
        "load_spec",
    ),
    "validation": ("SampleData", "ValidationProfile"),
}
_NEED_NO_CDK = {"errors", "spec"}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "ArtifactError",
    "AssembleWith",
    "BatchStrategy",
    "CompressionType",
    "Container",
    "IModelPackage",
    "IModelPackageGroup",
    "InferenceImage",
    "InstanceType",
    "LocalAwsError",
    "ModelApprovalStatus",
    "ModelArtifact",
    "ModelPackage",
    "ModelPackageGroup",
    "ModelPackageRules",
    "ModelPackagesError",
    "SampleData",
    "SkipModelValidation",
    "SpecError",
    "SplitType",
    "ValidationProfile",
    "exit_on_user_error",
    "load_spec",
]

use_bundled_node()


def __getattr__(name: str) -> object:
    room = _ROOM_OF.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if room not in _NEED_NO_CDK:
        require_node()
    return getattr(import_module(f"{__name__}.{room}"), name)


def __dir__() -> list[str]:
    return __all__
