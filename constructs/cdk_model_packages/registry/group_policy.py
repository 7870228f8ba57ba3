"""The resource policy of a group: on the group's own resource, or put there by an API call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from cdk_model_packages.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import aws_logs as logs
    from constructs import IDependable

    from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase

MAX_LENGTH = 20480
"""Characters of the policy as JSON. Source: SageMaker API, PolicyString."""

REPLACES_POLICY = "MPG-010"
"""The warning that the policy of an imported group is replaced."""

# The shortest that CloudFormation can make of them, so that no policy is refused that would fit.
_SHORTEST = {"AWS::Partition": "aws", "AWS::Region": "us-east-1", "AWS::AccountId": "0" * 12}


class GroupPolicy:
    """The policy of one group. Nothing is made before the first statement.

    Args:
        group: The group.
    """

    def __init__(self, group: ModelPackageGroupBase) -> None:
        self._group = group
        self._document: iam.PolicyDocument | None = None
        self._carrier: IDependable | None = None
        self._statements: list[iam.PolicyStatement] = []

    @property
    def can_be_set(self) -> bool:
        """Whether the group is of the stack's own account and region, as far as anyone can tell now."""
        here, there = self._group.stack, self._group.env
        return (here.account, here.region) == (there.account, there.region)

    def add(self, statements: Sequence[iam.PolicyStatement]) -> IDependable | None:
        """Add statements.

        Returns:
            What carries the policy.

        Raises:
            SpecError: ``MPG-001`` when the policy becomes too long.
        """
        self._check_length([*self._statements, *statements])
        self._statements.extend(statements)
        if self._document is None:
            self._document = iam.PolicyDocument(minimize=True)
            self._carrier = self._attach(self._document)
        self._document.add_statements(*statements)
        return self._carrier

    def _check_length(self, statements: Sequence[iam.PolicyStatement]) -> None:
        # Of copies: what has been rendered once cannot be changed any more.
        document = iam.PolicyDocument(minimize=True, statements=[statement.copy() for statement in statements])
        rendered = shortest(self._group.stack.resolve(document))
        length = len(json.dumps(rendered, separators=(",", ":"), ensure_ascii=False))
        if length > MAX_LENGTH:
            raise SpecError(
                "MPG-001",
                "ModelPackageGroupPolicy",
                got=f"{length} characters",
                need=f"{MAX_LENGTH} characters or less as JSON",
                fix="share with an organization or an OU instead of single accounts",
            )

    def _attach(self, document: iam.PolicyDocument) -> IDependable:
        resource = self._group.resource
        if resource is not None:
            resource.model_package_group_policy = document
            return cast("IDependable", resource)
        return self._call(document)

    def _call(self, document: iam.PolicyDocument) -> IDependable:
        """Put the policy by the service's API: CloudFormation has no resource for the policy of an existing group."""
        from aws_cdk import custom_resources as cr

        group = self._group
        name = {"ModelPackageGroupName": group.model_package_group_name}
        put = cr.AwsSdkCall(
            service="SageMaker",
            action="putModelPackageGroupPolicy",
            parameters={**name, "ResourcePolicy": group.stack.to_json_string(document)},
            physical_resource_id=cr.PhysicalResourceId.of(f"{group.model_package_group_name}/policy"),
        )
        allowed = iam.PolicyStatement(
            actions=["sagemaker:PutModelPackageGroupPolicy", "sagemaker:DeleteModelPackageGroupPolicy"],
            resources=group.group_arns,
        )
        cdk.Validations.of(group).add_warning(
            REPLACES_POLICY,
            f"group {group.model_package_group_name!r} is not made in this app: sharing it here replaces the whole "
            "resource policy that it has, and destroying the stack removes it; share it where it is made if you can",
        )
        role, log_group = self._caller(f"AWS{cr.AwsCustomResource.PROVIDER_FUNCTION_UUID.replace('-', '')}")
        call = cr.AwsCustomResource(
            group,
            "Policy",
            on_update=put,
            on_delete=cr.AwsSdkCall(service="SageMaker", action="deleteModelPackageGroupPolicy", parameters=name),
            policy=cr.AwsCustomResourcePolicy.from_statements([allowed]),
            role=role,
            log_group=log_group,
            install_latest_aws_sdk=False,
        )
        return cast("IDependable", call)

    def _caller(self, function_id: str) -> tuple[iam.IRole | None, logs.ILogGroup | None]:
        """Return role and log of the function that makes a stack's calls; nothing when there is one already.

        The CDK's own role holds a managed policy that lets it write into any log.
        """
        if self._group.stack.node.try_find_child(function_id) is not None:
            return None, None
        from aws_cdk import aws_logs as logs

        log_group = logs.LogGroup(
            self._group,
            "PolicyLog",
            retention=logs.RetentionDays.ONE_MONTH,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        role = iam.Role(
            self._group,
            "PolicyRole",
            description="Puts resource policies on SageMaker model package groups",
            assumed_by=cast("iam.IPrincipal", iam.ServicePrincipal("lambda.amazonaws.com")),
        )
        log_group.grant_write(role)
        return cast("iam.IRole", role), cast("logs.ILogGroup", log_group)


def shortest(value: Any) -> Any:
    """Return a resolved value as short as CloudFormation can make it: what only it knows counts nothing."""
    if isinstance(value, list):
        return [shortest(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    items = cast("Mapping[str, Any]", value)
    match items:
        case {"Ref": str(name), **rest} if not rest:
            return _SHORTEST.get(name, "")
        case {"Fn::Join": [str(separator), parts], **rest} if not rest:
            return separator.join(shortest(parts))
        case _ if len(items) == 1 and next(iter(items)).startswith("Fn::"):
            return ""
        case _:
            return {name: shortest(item) for name, item in items.items()}
