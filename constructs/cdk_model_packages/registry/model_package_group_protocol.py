"""What code that takes a group may ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Unpack

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aws_cdk as cdk
    from aws_cdk import aws_cloudwatch as cloudwatch
    from aws_cdk import aws_events as events
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_sns as sns
    from aws_cdk.interfaces import aws_sagemaker as interfaces

    from cdk_model_packages.registry.events import OnEventProps
    from cdk_model_packages.registry.model_package import ModelPackage
    from cdk_model_packages.registry.props import ModelPackageProps


class IModelPackageGroup(Protocol):
    """A model package group, made here or elsewhere."""

    @property
    def model_package_group_arn(self) -> str:
        """ARN of the group."""
        ...

    @property
    def model_package_group_name(self) -> str:
        """Name of the group."""
        ...

    @property
    def model_package_group_ref(self) -> interfaces.ModelPackageGroupReference:
        """Reference for L1s and other libraries."""
        ...

    def add_version(self, construct_id: str, **props: Unpack[ModelPackageProps]) -> ModelPackage:
        """Define a version of the group."""
        ...

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody describe the group, and list and describe its versions."""
        ...

    def grant_create_model(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody create models from the group's versions."""
        ...

    def grant_register(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody add versions."""
        ...

    def grant_approve(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody approve and reject versions."""
        ...

    def share_with(
        self,
        *,
        accounts: Sequence[str] = (),
        organization: str | None = None,
        ou: str | None = None,
        can_register: bool = False,
    ) -> None:
        """Let other accounts see the group and deploy its versions."""
        ...

    def add_to_resource_policy(self, statement: iam.PolicyStatement) -> iam.AddToResourcePolicyResult:
        """Add a statement to the group's resource policy."""
        ...

    def on_state_change(self, construct_id: str, **options: Unpack[OnEventProps]) -> events.Rule:
        """Make a rule on every change of a version's status or approval."""
        ...

    def on_approved(self, construct_id: str, **options: Unpack[OnEventProps]) -> events.Rule:
        """Make a rule on versions that are approved."""
        ...

    def on_rejected(self, construct_id: str, **options: Unpack[OnEventProps]) -> events.Rule:
        """Make a rule on versions that are rejected."""
        ...

    def add_validation_alarm(
        self,
        construct_id: str,
        *,
        topic: sns.ITopic | None = None,
        period: cdk.Duration | None = None,
        alarm_name: str | None = None,
    ) -> cloudwatch.Alarm:
        """Make an alarm on versions that fail."""
        ...
