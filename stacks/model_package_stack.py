"""One model: its group, and the version that a ``model-package.yaml`` describes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages import ArtifactError, MarketplaceModelPackage, ModelPackage, load_spec
from cdk_model_packages.spec import MarketplaceModelPackageSpec, ModelPackageSpec, SpecFileError
from stacks.acknowledged import acknowledge_package
from stacks.groups import group_of

if TYPE_CHECKING:
    from constructs import Construct

    from cdk_model_packages.registry.defined_package import DefinedPackage


class ModelPackageStack(cdk.Stack):
    """Deploys a model package file: a version and its group, or an unversioned package.

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
        spec_file: Path | str,
        existing_group: bool = False,
        verify: bool = False,
        env: cdk.Environment | None = None,
    ) -> None:
        spec_file = Path(spec_file)
        folder = spec_file.resolve().parent
        super().__init__(scope, construct_id, env=env, description=f"SageMaker model package of {folder.name}")
        value = load_spec(spec_file)
        try:
            if isinstance(value, MarketplaceModelPackageSpec):
                self.package: DefinedPackage = MarketplaceModelPackage.from_spec(
                    self, "Package", value=value, folder=folder, verify=verify
                )
            else:
                self.package = self._version(value, spec_file, existing=existing_group, verify=verify)
        except ArtifactError as error:
            raise ArtifactError(f"{spec_file}: {error}") from error
        acknowledge_package(self.package)
        cdk.CfnOutput(self, "ModelPackageArn", value=self.package.model_package_arn)
        cdk.CfnOutput(self, "ModelPackageStatus", value=self.package.model_package_status)

    def _version(self, value: ModelPackageSpec, spec_file: Path, *, existing: bool, verify: bool) -> ModelPackage:
        name = value.model_package_group_name
        if existing and name is None:
            raise SpecFileError(f"{spec_file}: ModelPackageGroupName is required for an existing group; add it")
        group = group_of(self, name, existing=existing)
        cdk.CfnOutput(self, "ModelPackageGroupName", value=group.model_package_group_name)
        return ModelPackage.from_spec(
            self, "Version", model_package_group=group, value=value, folder=spec_file.resolve().parent, verify=verify
        )
