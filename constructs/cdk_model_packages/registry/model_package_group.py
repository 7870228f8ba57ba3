"""A model package group: the versions of one model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase
from cdk_model_packages.registry.model_package_group_protocol import IModelPackageGroup
from cdk_model_packages.spec import ModelPackageGroupSpec, is_token
from cdk_model_packages.spec.model_package import GROUP_ARN
from cdk_model_packages.spec.text import NAME

if TYPE_CHECKING:
    from constructs import Construct

__all__ = ["IModelPackageGroup", "ModelPackageGroup", "ModelPackageGroupBase"]

_VERSION = "AWS::SageMaker::ModelPackage"


class ModelPackageGroup(ModelPackageGroupBase):
    """A model package group.

    Args:
        scope: Parent construct.
        construct_id: Id in its parent.
        model_package_group_name: 1 to 63 letters, digits and hyphens. Fixed: another name makes another
            group. ``None``: made from the construct's path.
        model_package_group_description: At most 1024 characters in one line. The service cannot change
            it: another text needs another name (MPG-003). ``None``: none.
        removal_policy: What becomes of the group when it leaves the stack. By default it stays, with
            its versions (a group with versions cannot be deleted); only when the deploy that makes it
            fails does it go, so that the next one can make it.

    Raises:
        ValidationError: when name or description break a limit.

    Tags go on the group (``Tags.of(group).add(...)``): the service refuses them on versions.

    Source: AWS::SageMaker::ModelPackageGroup schema.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        model_package_group_name: str | None = None,
        model_package_group_description: str | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ) -> None:
        super().__init__(scope, construct_id)
        # Versions below the group are retained unless they say otherwise: said once, not for each.
        cdk.MissingRemovalPolicies.of(self).retain_on_update_or_delete(apply_to_resource_types=[_VERSION])
        value = ModelPackageGroupSpec(
            model_package_group_name=model_package_group_name
            or cdk.Names.unique_resource_name(self, max_length=63, separator="-"),
            model_package_group_description=model_package_group_description,
        )
        self.model_package_group_name = self.registers_as = value.model_package_group_name
        self.resource = sagemaker.CfnModelPackageGroup(
            self,
            "Resource",
            model_package_group_name=value.model_package_group_name,
            model_package_group_description=value.model_package_group_description,
        )
        self.resource.apply_removal_policy(removal_policy)

    @property
    def model_package_group_arn(self) -> str:
        """ARN of the group."""
        return cast("sagemaker.CfnModelPackageGroup", self.resource).attr_model_package_group_arn

    @property
    def creation_time(self) -> str:
        """When the group was created, as the service writes it."""
        return cast("sagemaker.CfnModelPackageGroup", self.resource).attr_creation_time

    @property
    def model_package_group_status(self) -> str:
        """``Pending``, ``InProgress``, ``Completed``, ``Failed``, ``Deleting`` or ``DeleteFailed``.

        The group's handler reports success even when this says ``Failed`` (MPG-005).
        """
        return cast("sagemaker.CfnModelPackageGroup", self.resource).attr_model_package_group_status

    @staticmethod
    def from_model_package_group_name(scope: Construct, construct_id: str, name: str) -> ModelPackageGroupBase:
        """Refer to a group of the stack's own account and region.

        Raises:
            ValidationError: when it is not a group's name.
        """
        ModelPackageGroupSpec(model_package_group_name=name)
        arn = cdk.Stack.of(scope).format_arn(service="sagemaker", resource="model-package-group", resource_name=name)
        return _ImportedGroup(scope, construct_id, name, arn, registers_as=name)

    @staticmethod
    def from_model_package_group_arn(scope: Construct, construct_id: str, arn: str) -> ModelPackageGroupBase:
        """Refer to a group by ARN. It may be of another account; to take versions it must be of the stack's region.

        Raises:
            SpecError: ``MP-015`` when it is not a group's ARN.
        """
        if not is_token(arn) and re.fullmatch(f"{GROUP_ARN}{NAME}", arn) is None:
            raise SpecError(
                "MP-015",
                "ModelPackageGroupArn",
                got=arn,
                need="arn:PARTITION:sagemaker:REGION:ACCOUNT:model-package-group/NAME",
                fix="copy it from the group, not from a version",
            )
        parts = cdk.Arn.split(arn, cdk.ArnFormat.SLASH_RESOURCE_NAME)
        return _ImportedGroup(scope, construct_id, parts.resource_name or "", arn, registers_as=arn)


class _ImportedGroup(ModelPackageGroupBase):
    def __init__(self, scope: Construct, construct_id: str, name: str, arn: str, *, registers_as: str) -> None:
        super().__init__(scope, construct_id, environment_from_arn=arn)
        cdk.MissingRemovalPolicies.of(self).retain_on_update_or_delete(apply_to_resource_types=[_VERSION])
        self.model_package_group_name = name
        self.registers_as = registers_as
        self.resource = None
        self._arn = arn

    @property
    def model_package_group_arn(self) -> str:
        return self._arn
