"""A ``model-package.yaml`` that describes a version of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages import SpecError, load_spec
from cdk_model_packages.spec import ModelPackageSpec

if TYPE_CHECKING:
    from pathlib import Path


def load_version(path: Path, code: str) -> ModelPackageSpec:
    """Read a file that describes a version.

    Args:
        path: The file.
        code: Rule id for a file that describes an unversioned package.

    Raises:
        SpecFileError: when the file breaks a rule.
        SpecError: ``code``.
    """
    return require_version(load_spec(path), str(path), code)


def require_version(value: object, origin: str, code: str) -> ModelPackageSpec:
    """Refuse a package that is no version of a group.

    Args:
        value: The package.
        origin: Where it comes from.
        code: Rule id.

    Raises:
        SpecError: ``code``.
    """
    if not isinstance(value, ModelPackageSpec):
        raise SpecError(
            code,
            f"{origin}: ModelPackageGroupName",
            got=None,
            need="given, because only a version of a group can be deployed here",
            fix="deploy an unversioned package by ModelPackageStack or MarketplaceModelPackage",
        )
    return value
