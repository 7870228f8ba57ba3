"""One model: its group, and the version that a ``model-package.yaml`` describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages import ArtifactError, ModelPackage, ModelPackageGroup, load_spec
from cdk_model_packages.spec import SpecFileError

if TYPE_CHECKING:
    from pathlib import Path

    from constructs import Construct

    from cdk_model_packages.registry.model_package_group import ModelPackageGroupBase


class ModelPackageStack(cdk.Stack):
    """Deploys a model package file.

    Args:
        scope: The app or a stage.
        construct_id: Name of the stack.
        spec_file: ``model-package.yaml``; paths in it are relative to it.
        existing_group: The group is there already (another stack's, or retained by an earlier one): add
            the version to it, and leave it as it is. So is a group that the file names by ARN.
        verify: Read every model file again, even if sizes and times say that nothing has changed.
        env: Account and region. ``None``: those of whoever deploys.

    Raises:
        SpecFileError: when the file breaks a rule; names file, line and field.
        ArtifactError: when a path in it names nothing of use.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec_file: Path,
        existing_group: bool = False,
        verify: bool = False,
        env: cdk.Environment | None = None,
    ) -> None:
        folder = spec_file.resolve().parent
        super().__init__(scope, construct_id, env=env, description=f"SageMaker model package of {folder.name}")
        value = load_spec(spec_file)
        name = value.model_package_group_name
        if existing_group and name is None:
            raise SpecFileError(f"{spec_file}: ModelPackageGroupName is required for an existing group; add it")
        self.group = self._group(name, existing=existing_group)
        try:
            self.version = ModelPackage.from_spec(
                self, "Version", model_package_group=self.group, value=value, folder=folder, verify=verify
            )
        except ArtifactError as error:
            raise ArtifactError(f"{spec_file}: {error}") from error
        cdk.CfnOutput(self, "ModelPackageGroupName", value=self.group.model_package_group_name)
        cdk.CfnOutput(self, "ModelPackageArn", value=self.version.model_package_arn)
        cdk.CfnOutput(self, "ModelPackageStatus", value=self.version.model_package_status)

    def _group(self, name: str | None, *, existing: bool) -> ModelPackageGroupBase:
        if name is not None and name.startswith("arn:"):  # of another account, or shared
            return ModelPackageGroup.from_model_package_group_arn(self, "Group", name)
        if name is not None and existing:
            return ModelPackageGroup.from_model_package_group_name(self, "Group", name)
        return ModelPackageGroup(self, "Group", model_package_group_name=name)
