"""The group of a package in a stack: made there, or there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages import ModelPackageGroup

if TYPE_CHECKING:
    from constructs import Construct

    from cdk_model_packages.registry.model_package_group import ModelPackageGroupBase


def group_of(
    scope: Construct, name_or_arn: str | None, *, existing: bool, construct_id: str = "Group"
) -> ModelPackageGroupBase:
    """Return the group that a package names.

    Args:
        scope: Parent construct.
        name_or_arn: What the package says. ``None``: a group that is named after its path.
        existing: Leave the group as it is; so is one that is named by ARN.
        construct_id: Id in its parent.
    """
    if name_or_arn is not None and name_or_arn.startswith("arn:"):  # of another account, or shared
        return ModelPackageGroup.from_model_package_group_arn(scope, construct_id, name_or_arn)
    if name_or_arn is not None and existing:
        return ModelPackageGroup.from_model_package_group_name(scope, construct_id, name_or_arn)
    return ModelPackageGroup(scope, construct_id, model_package_group_name=name_or_arn)
