"""What IAM must allow whoever packages models for devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.edge.permissions.edge_packaging_permissions import EdgePackagingPermissions

__getattr__ = names_in(__name__, {"edge_packaging_permissions": ("EdgePackagingPermissions",)})

__all__ = ["EdgePackagingPermissions"]


def __dir__() -> list[str]:
    return __all__
