"""A model package group: the versions of one model."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Spec, Text
from cdk_model_packages.spec.text import GroupDescription


class ModelPackageGroupSpec(Spec):
    """A group.

    Source: AWS::SageMaker::ModelPackageGroup schema.
    """

    model_package_group_name: Annotated[
        str,
        Text(
            "ModelPackageGroupName",
            min_length=1,
            max_length=63,
            pattern=r"[a-zA-Z0-9](-*[a-zA-Z0-9])*",
            source="AWS::SageMaker::ModelPackageGroup schema",
            hint="use letters, digits and -, and a letter or digit at both ends",
        ),
    ]
    """1 to 63 letters, digits and hyphens. Fixed: a change makes another group."""

    model_package_group_description: GroupDescription = None
    """At most 1024 characters in one line. The service cannot change it: a new text needs a new name (MPG-003)."""
