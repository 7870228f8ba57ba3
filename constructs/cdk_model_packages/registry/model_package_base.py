"""What a package made here and an imported one can both do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import aws_cdk as cdk
import jsii
from aws_cdk.interfaces import ResourceEnvironment
from aws_cdk.interfaces import aws_sagemaker as interfaces
from constructs import Construct

from cdk_model_packages.registry import grants

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam


class IModelPackage(Protocol):
    """A model package, made here or elsewhere."""

    @property
    def model_package_arn(self) -> str:
        """ARN of the package."""
        ...


@jsii.implements(interfaces.IModelPackageRef)
class ModelPackageBase(Construct):
    """What made and imported packages can do."""

    @property
    def stack(self) -> cdk.Stack:
        """The stack that it is in."""
        return cdk.Stack.of(self)

    @property
    def env(self) -> ResourceEnvironment:
        """Account and region of the package."""
        return self.stack.env

    @property
    def model_package_arn(self) -> str:
        """ARN of the package, for example ``arn:aws:sagemaker:REGION:ACCOUNT:model-package/GROUP/3``."""
        raise NotImplementedError  # pragma: no cover

    @property
    def model_package_ref(self) -> interfaces.ModelPackageReference:
        """Reference for L1s and other libraries."""
        return interfaces.ModelPackageReference(model_package_arn=self.model_package_arn)

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody describe the package."""
        return grants.grant(grantee, grants.READ_VERSION, [self.model_package_arn])

    def grant_create_model(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody create models from the package.

        The models' names are not known, so ``sagemaker:CreateModel`` is for every model of the account.
        """
        models = self.stack.format_arn(service="sagemaker", resource="model", resource_name="*")
        return grants.grant(grantee, grants.CREATE_MODEL, [models]).combine(self.grant_read(grantee))

    def grant_approve(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody approve and reject the package, and change its metadata."""
        return grants.grant(grantee, grants.APPROVE, [self.model_package_arn])


class ImportedPackage(ModelPackageBase):
    """A package by its ARN; it may be of another account or region."""

    def __init__(self, scope: Construct, construct_id: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._arn = arn

    @property
    def env(self) -> ResourceEnvironment:
        """Account and region that the ARN names."""
        parts = cdk.Arn.split(self._arn, cdk.ArnFormat.SLASH_RESOURCE_NAME)
        return ResourceEnvironment(account=parts.account or cdk.Aws.ACCOUNT_ID, region=parts.region or cdk.Aws.REGION)

    @property
    def model_package_arn(self) -> str:
        """ARN of the package."""
        return self._arn
