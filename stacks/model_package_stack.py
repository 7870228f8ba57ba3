"""One model: its group, and the version that a ``model-package.yaml`` describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages import ModelPackage, ModelPackageGroup, load_spec

if TYPE_CHECKING:
    from pathlib import Path

    from constructs import Construct


class ModelPackageStack(cdk.Stack):
    """Deploys a model package file.

    Args:
        scope: The app or a stage.
        construct_id: Name of the stack.
        spec_file: ``model-package.yaml``; paths in it are relative to it.
        env: Account and region. ``None``: those of whoever deploys.

    Raises:
        SpecFileError: when the file breaks a rule; names file, line and field.
        ArtifactError: when a path in it names nothing of use.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, spec_file: Path, env: cdk.Environment | None = None
    ) -> None:
        super().__init__(
            scope, construct_id, env=env, description=f"SageMaker model package of {spec_file.parent.name}"
        )
        value = load_spec(spec_file)
        self.group = ModelPackageGroup(self, "Group", model_package_group_name=value.model_package_group_name)
        self.version = ModelPackage.from_spec(
            self, "Version", model_package_group=self.group, value=value, folder=spec_file.parent
        )
        cdk.CfnOutput(self, "ModelPackageGroupName", value=self.group.model_package_group_name)
        cdk.CfnOutput(self, "ModelPackageArn", value=self.version.model_package_arn)
        cdk.CfnOutput(self, "ModelPackageStatus", value=self.version.model_package_status)
