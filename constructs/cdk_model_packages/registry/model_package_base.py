"""What a package made here and an imported one can both do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Unpack

import aws_cdk as cdk
import jsii
from aws_cdk.interfaces import ResourceEnvironment
from aws_cdk.interfaces import aws_sagemaker as interfaces
from constructs import Construct

from cdk_model_packages._place import stack_of
from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry import grants
from cdk_model_packages.spec import ModelApprovalStatus, is_token

if TYPE_CHECKING:
    from aws_cdk import aws_events as events
    from aws_cdk import aws_iam as iam

    from cdk_model_packages.registry.events import OnEventProps


class IModelPackage(Protocol):
    """A model package, made here or elsewhere."""

    @property
    def model_package_arn(self) -> str:
        """ARN of the package."""
        ...


@jsii.implements(interfaces.IModelPackageRef)
class ModelPackageBase(Construct):
    """What made and imported packages can do."""

    has_approval: bool = True
    """Whether it is a version of a group: the service keeps no approval of other packages (MP-005)."""

    @property
    def stack(self) -> cdk.Stack:
        """The stack that it is in."""
        return stack_of(self)

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
        """Let somebody approve and reject the package, and change its metadata.

        Raises:
            SpecError: ``MP-005`` when it is no version of a group.
        """
        self._approval(ModelApprovalStatus.APPROVED)
        return grants.grant(grantee, grants.APPROVE, [self.model_package_arn])

    def on_state_change(self, construct_id: str, **options: Unpack[OnEventProps]) -> events.Rule:
        """Make a rule on every change of the package's status or approval.

        SageMaker may send more than one event for one change. A rule that is made in the stack that makes the package
        misses what happens before the rule is there: use the group's for a version's validation.

        Args:
            construct_id: Id below the package.
            options: ``target``, ``description``, ``event_pattern``, ``rule_name``, ``cross_stack_scope``, as the CDK's
                own ``on_*`` methods take them.

        Raises:
            TypeError: when an option is none of these.
            SpecError: ``MPG-011`` when the package is known to be of another account or region than the stack: events
                do not get there.

        Source: SageMaker developer guide, automating-sagemaker-with-eventbridge, "Model package state change".
        """
        return self._on(construct_id, {}, options)

    def on_approved(self, construct_id: str, **options: Unpack[OnEventProps]) -> events.Rule:
        """Make a rule on the package's approval. See :meth:`on_state_change`.

        Raises:
            SpecError: ``MP-005`` when it is no version of a group; ``MPG-011`` as :meth:`on_state_change`.
        """
        return self._on(construct_id, self._approval(ModelApprovalStatus.APPROVED), options)

    def on_rejected(self, construct_id: str, **options: Unpack[OnEventProps]) -> events.Rule:
        """Make a rule on the package's rejection. See :meth:`on_state_change`.

        Raises:
            SpecError: ``MP-005`` when it is no version of a group; ``MPG-011`` as :meth:`on_state_change`.
        """
        return self._on(construct_id, self._approval(ModelApprovalStatus.REJECTED), options)

    def _approval(self, status: ModelApprovalStatus) -> dict[str, list[str]]:
        if not self.has_approval:
            raise SpecError(
                "MP-005",
                "ModelApprovalStatus",
                got=status.value,
                need="of a version of a group: other packages have no approval",
                fix="use on_state_change",
            )
        return {"ModelApprovalStatus": [status.value]}

    def _on(self, construct_id: str, detail: dict[str, list[str]], options: OnEventProps) -> events.Rule:
        from cdk_model_packages.registry.events import state_change_rule

        return state_change_rule(self, construct_id, {"ModelPackageArn": [self.model_package_arn], **detail}, options)


class ImportedPackage(ModelPackageBase):
    """A package by its ARN; it may be of another account or region."""

    def __init__(self, scope: Construct, construct_id: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._arn = arn
        self.has_approval = is_token(arn) or arn.count("/") == 2  # GROUP/VERSION

    @property
    def env(self) -> ResourceEnvironment:
        """Account and region that the ARN names."""
        parts = cdk.Arn.split(self._arn, cdk.ArnFormat.SLASH_RESOURCE_NAME)
        return ResourceEnvironment(account=parts.account or cdk.Aws.ACCOUNT_ID, region=parts.region or cdk.Aws.REGION)

    @property
    def model_package_arn(self) -> str:
        """ARN of the package."""
        return self._arn
