"""What IAM must allow whoever creates, reads, updates, deletes or lists packages."""

from cdk_model_packages.registry.permissions.package_permissions import PackagePermissions
from cdk_model_packages.registry.permissions.package_scope import PackageScope

__all__ = ["PackagePermissions", "PackageScope"]
