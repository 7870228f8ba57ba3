"""A ``model-package.yaml`` that describes a version of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages import load_spec
from cdk_model_packages.spec import ModelPackageSpec, SpecFileError

if TYPE_CHECKING:
    from pathlib import Path


def load_version(path: Path) -> ModelPackageSpec:
    """Read a file that describes a version.

    Raises:
        SpecFileError: when the file breaks a rule, or describes an unversioned package.
    """
    value = load_spec(path)
    if not isinstance(value, ModelPackageSpec):
        raise SpecFileError(f"{path}: describes an unversioned package; only a version of a group can be deployed here")
    return value
