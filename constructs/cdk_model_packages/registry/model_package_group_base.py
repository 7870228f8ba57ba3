"""What groups made here and imported ones can both do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import aws_cdk as cdk
import jsii
from aws_cdk.interfaces import aws_sagemaker as interfaces

from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry import grants
from cdk_model_packages.registry.consumers import Consumers
from cdk_model_packages.registry.group_policy import GroupPolicy
from cdk_model_packages.registry.sharing import Sharing
from cdk_model_packages.registry.version_keys import VersionKeys
from cdk_model_packages.spec import ModelApprovalStatus, is_token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_cloudwatch as cloudwatch
    from aws_cdk import aws_events as events
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_sagemaker as sagemaker
    from aws_cdk import aws_sns as sns
    from constructs import Construct

    from cdk_model_packages.registry.definition import Opens
    from cdk_model_packages.registry.events import OnEventProps
    from cdk_model_packages.registry.model_package import ModelPackage
    from cdk_model_packages.registry.props import ModelPackageProps


@jsii.implements(interfaces.IModelPackageGroupRef)
class ModelPackageGroupBase(cdk.Resource):
    """What made and imported groups can do."""

    model_package_group_name: str
    """Name of the group."""
    registers_as: str
    """What a version names the group by: its name, or the ARN of a group that was imported by ARN."""
    resource: sagemaker.CfnModelPackageGroup | None
    """The L1 of a group made here, the way out for what this library does not cover; ``None`` of an imported one."""

    def __init__(self, scope: Construct, construct_id: str, *, environment_from_arn: str | None = None) -> None:
        super().__init__(scope, construct_id, environment_from_arn=environment_from_arn)
        self._policy = GroupPolicy(self)
        self._sharing = Sharing(self, self._policy)
        self._keys = VersionKeys(self)

    @property
    def model_package_group_arn(self) -> str:
        """ARN of the group."""
        raise NotImplementedError  # pragma: no cover

    @property
    def model_package_group_ref(self) -> interfaces.ModelPackageGroupReference:
        """Reference for L1s and other libraries."""
        return interfaces.ModelPackageGroupReference(model_package_group_arn=self.model_package_group_arn)

    def add_version(self, construct_id: str, **props: Unpack[ModelPackageProps]) -> ModelPackage:
        """Define a version of the group.

        Args:
            construct_id: Id below the group; renaming it makes another version.
            props: See :class:`~cdk_model_packages.ModelPackage`.
        """
        from cdk_model_packages.registry.model_package import ModelPackage  # the two know each other

        return ModelPackage(self, construct_id, model_package_group=self, **props)

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody describe the group, and list and describe its versions.

        With ``kms:Decrypt`` on the keys of all versions that the app makes, before this call or after it (SC-002);
        the other grants that read versions do the same.
        """
        self._keys.grant(grantee)
        group = grants.grant(grantee, grants.READ_GROUP, self.group_arns)
        versions = grants.grant(grantee, (*grants.READ_VERSION, *grants.LIST_VERSIONS), self.version_arns)
        return group.combine(versions)

    def grant_create_model(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody create models from the group's versions.

        The models' names are not known, so ``sagemaker:CreateModel`` is for every model of the account. Keys: see
        :meth:`grant_read`.
        """
        self._keys.grant(grantee)
        models = self.stack.format_arn(service="sagemaker", resource="model", resource_name="*")
        return grants.grant(grantee, grants.CREATE_MODEL, [models]).combine(
            grants.grant(grantee, grants.READ_VERSION, self.version_arns)
        )

    def grant_decrypt(self, grantee: iam.IGrantable) -> None:
        """Let somebody decrypt what the keys of the versions encrypt that the app makes (SC-002).

        What :meth:`grant_read` and others do by themselves, for who has other rights to read versions.
        """
        self._keys.grant(grantee)

    def grant_register(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody add versions.

        The service authorises the call on the group, on the version, or on both, so both are named. Who
        registers a version with a validation also needs ``iam:PassRole`` on its role (IM-001).
        """
        return grants.grant(grantee, grants.REGISTER, [*self.group_arns, *self.version_arns])

    def grant_approve(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody approve and reject versions, and change their metadata. Keys: see :meth:`grant_read`."""
        self._keys.grant(grantee)
        return grants.grant(grantee, grants.APPROVE, self.version_arns)

    def share_with(
        self,
        *,
        accounts: Sequence[str] = (),
        organization: str | None = None,
        ou: str | None = None,
        can_register: bool = False,
    ) -> None:
        """Let other accounts see the group, and deploy its versions.

        Opens together the group's resource policy and, for every version made in this app (before this call or
        after it), the repositories of its images, its model objects, and the keys that encrypt them. Of what it
        cannot open it warns, once for each thing. Several calls add up.

        The other account must allow its own roles the same actions; see the guide "Sharing". That a group's policy
        takes conditions on organizations is not documented: try it before you rely on ``organization`` or ``ou``.

        A group that is imported has a policy that CloudFormation does not know: a function puts it there when the stack
        is deployed. That **replaces the whole policy** that the group has, and destroying the stack removes it.

        Args:
            accounts: Ids of 12 digits. Repeated ones count once, the group's own account not at all.
            organization: Id of an AWS organization, for example ``o-a1b2c3d4e5``: all its accounts.
            ou: Path of an organizational unit as ``aws:PrincipalOrgPaths`` has it:
                ``o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*`` with the units below it, without ``*`` only its own accounts.
            can_register: They may also add versions.

        Raises:
            SpecError: ``SPEC-001`` when an id or a path is none (source: AWS Organizations API), or ``accounts`` is one
                text; ``MPG-007`` when nothing is given; ``MPG-008`` when the group is, or may be, of another account or
                region than the stack; ``MPG-001`` and ``MPG-012`` as :meth:`add_to_resource_policy`.

        Source: SageMaker developer guide, model-registry-deploy and model-registry-version, "from a Different Account".
        """
        consumers = Consumers.of(accounts, organization, ou)
        if not self._policy.can_be_set:
            raise SpecError(
                "MPG-008",
                "share_with",
                got=self.model_package_group_arn,
                need="a group of the stack's own account and region",
                fix="share it in the app that makes it, or give the stack the group's account and region as its env",
            )
        self._sharing.open_to(consumers - Consumers(accounts=(self.env.account,)), can_register=can_register)

    def add_to_resource_policy(self, statement: iam.PolicyStatement) -> iam.AddToResourcePolicyResult:
        """Add a statement to the group's resource policy.

        Args:
            statement: On the group's ARN, or on ``model-package/NAME/*`` for its versions (``version_arns``), not on
                one version's ARN: the version comes after its group. A reference to the group becomes its ARN as text.

        Returns:
            Whether it was added: not when the group is of another account or region. For an imported group of the
            stack's own account see :meth:`share_with`: its whole policy is replaced.

        Raises:
            SpecError: ``MPG-001`` when the policy becomes longer than 20480 characters; ``MPG-012`` when the stack
                shares the same imported group through another construct.
        """
        from aws_cdk import aws_iam as iam

        if not self._policy.can_be_set:
            return iam.AddToResourcePolicyResult(statement_added=False)
        return iam.AddToResourcePolicyResult(statement_added=True, policy_dependable=self._policy.add([statement]))

    def hold(self, version: Construct, contents: Sequence[Opens], encryption_key: kms.IKey | str | None = None) -> None:
        """Take note of what a version is made of, for :meth:`share_with` and grants. A version calls this itself.

        Args:
            version: The version.
            contents: What its consumers read: containers, or the model that an algorithm has trained.
            encryption_key: The key that encrypts it, or its id. ``None``: none.
        """
        self._sharing.hold(version, contents, encryption_key)
        self._keys.hold(encryption_key)

    def on_state_change(self, construct_id: str, **options: Unpack[OnEventProps]) -> events.Rule:
        """Make a rule on every change of a version's status or approval.

        SageMaker may send more than one event for one change.

        Args:
            construct_id: Id below the group.
            options: ``target``, ``description``, ``event_pattern``, ``rule_name``, ``cross_stack_scope``, as the CDK's
                own ``on_*`` methods take them.

        Raises:
            TypeError: when an option is none of these.
            SpecError: ``MPG-011`` when the group is known to be of another account or region than the stack: events
                do not get there.

        Source: SageMaker developer guide, automating-sagemaker-with-eventbridge, "Model package state change".
        """
        return self._on(construct_id, {}, options)

    def on_approved(self, construct_id: str, **options: Unpack[OnEventProps]) -> events.Rule:
        """Make a rule on versions that are approved. See :meth:`on_state_change`.

        Any later change of an approved version is such an event again.
        """
        return self._on(construct_id, {"ModelApprovalStatus": [ModelApprovalStatus.APPROVED.value]}, options)

    def on_rejected(self, construct_id: str, **options: Unpack[OnEventProps]) -> events.Rule:
        """Make a rule on versions that are rejected. See :meth:`on_state_change`."""
        return self._on(construct_id, {"ModelApprovalStatus": [ModelApprovalStatus.REJECTED.value]}, options)

    def add_validation_alarm(
        self,
        construct_id: str,
        *,
        topic: sns.ITopic | None = None,
        period: cdk.Duration | None = None,
        alarm_name: str | None = None,
    ) -> cloudwatch.Alarm:
        """Make an alarm on versions that fail: their validation, or the scan of their image.

        SageMaker has no metric of it. A rule matches the event, and the alarm watches how often it does.

        Args:
            construct_id: Id of the rule below the group; the alarm is ``Alarm`` below that.
            topic: Told when the alarm goes off; more by ``add_alarm_action`` of the alarm. ``None``: nobody yet.
            period: How long one failure keeps the alarm up. ``None``: 5 minutes.
            alarm_name: ``None``: made by CloudFormation.

        Raises:
            SpecError: ``MPG-011`` as :meth:`on_state_change`.

        Source: SageMaker developer guide, automating-sagemaker-with-eventbridge; EventBridge user guide, eb-monitoring.
        """
        from cdk_model_packages.registry.alarms import matched_events_alarm

        rule = self._on(construct_id, {"ModelPackageStatus": ["Failed"]}, {})
        what = f"A version of model package group {self.model_package_group_name} has failed"
        return matched_events_alarm(rule, topic=topic, period=period, alarm_name=alarm_name, what=what)

    @property
    def group_arns(self) -> list[str]:
        """ARNs of the group as policies need them: the name as it is and in lower case (IM-002)."""
        return self._arns("model-package-group", "")

    @property
    def version_arns(self) -> list[str]:
        """ARNs of all its versions as policies need them: the name as it is and in lower case (IM-002)."""
        return self._arns("model-package", "/*")

    @property
    def _names(self) -> list[str]:
        """Its name as it is and in lower case: the service has used either."""
        name = self.model_package_group_name
        return [name] if is_token(name) else sorted({name, name.lower()})

    def _arns(self, resource: str, suffix: str) -> list[str]:
        return [
            self.stack.format_arn(
                service="sagemaker",
                account=self.env.account,
                region=self.env.region,
                resource=resource,
                resource_name=f"{name}{suffix}",
            )
            for name in self._names
        ]

    def _on(self, construct_id: str, detail: dict[str, list[str]], options: OnEventProps) -> events.Rule:
        from cdk_model_packages.registry.events import state_change_rule

        return state_change_rule(self, construct_id, {"ModelPackageGroupName": self._names, **detail}, options)
