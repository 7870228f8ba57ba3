"""The policy of a group that is there already: CloudFormation has no resource for it, so a function calls the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from aws_cdk import aws_logs as logs
    from constructs import IDependable

    from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase

_PLACE = "ModelPackageGroupPolicies"
_CALLER = "Caller"


def put_policy(group: ModelPackageGroupBase, document: iam.PolicyDocument) -> IDependable:
    """Put a policy on a group when the stack is deployed, and take it away when that leaves the stack.

    The calls of a stack are below one construct of the stack itself, by the names of their groups, and not below the
    groups: one function makes them all, and what it is allowed must outlive each group but not the last. A group that
    leaves the stack takes its call with it, and, only when that is done, the statement that allowed it:
    CloudFormation deletes what depends on something before that, after all updates. One policy for all groups would
    be updated before. For the same reason a group of another name is another call, and one that is imported
    elsewhere in the stack the same.

    Args:
        group: The group; of the stack's own account and region.
        document: Its policy; statements may be added later.

    Returns:
        What carries the policy.

    Raises:
        SpecError: ``MPG-012`` when the stack shares the group already, through another construct: of two calls each
            would replace what the other has put.
    """
    from aws_cdk import custom_resources as cr

    place = _place(group.stack)
    group_name = group.model_package_group_name
    construct_id = f"Policy-{group.node.addr if is_token(group_name) else group_name}"
    if place.node.try_find_child(construct_id) is not None:
        need = "shared through one construct of the stack: its whole policy is replaced"
        fix = "import it once, and call share_with and add_to_resource_policy on that"
        raise SpecError("MPG-012", "ModelPackageGroupName", got=group_name, need=need, fix=fix)
    name = {"ModelPackageGroupName": group_name}
    put = cr.AwsSdkCall(
        service="SageMaker",
        action="putModelPackageGroupPolicy",
        parameters={**name, "ResourcePolicy": group.stack.to_json_string(document)},
        physical_resource_id=cr.PhysicalResourceId.of(f"{group_name}/policy"),
    )
    allowed = iam.PolicyStatement(
        actions=["sagemaker:PutModelPackageGroupPolicy", "sagemaker:DeleteModelPackageGroupPolicy"],
        resources=group.group_arns,
    )
    role, log_group = _caller(place, f"AWS{cr.AwsCustomResource.PROVIDER_FUNCTION_UUID.replace('-', '')}")
    call = cr.AwsCustomResource(
        place,
        construct_id,
        on_update=put,
        on_delete=cr.AwsSdkCall(service="SageMaker", action="deleteModelPackageGroupPolicy", parameters=name),
        policy=cr.AwsCustomResourcePolicy.from_statements([allowed]),
        role=role,
        log_group=log_group,
        install_latest_aws_sdk=False,
    )
    return cast("IDependable", call)


def _place(stack: cdk.Stack) -> Construct:
    found = stack.node.try_find_child(_PLACE)
    return Construct(stack, _PLACE) if found is None else cast("Construct", found)


def _caller(place: Construct, function_id: str) -> tuple[iam.IRole | None, logs.ILogGroup | None]:
    """Return role and log of the function that makes a stack's calls; nothing when the app has made one already.

    The CDK's own role holds a managed policy that lets it write into any log.
    """
    if cdk.Stack.of(place).node.try_find_child(function_id) is not None:
        return None, None
    from aws_cdk import aws_logs as logs

    caller = Construct(place, _CALLER)
    log_group = logs.LogGroup(
        caller, "Log", retention=logs.RetentionDays.ONE_MONTH, removal_policy=cdk.RemovalPolicy.DESTROY
    )
    role = iam.Role(
        caller,
        "Role",
        description="Puts resource policies on SageMaker model package groups",
        assumed_by=cast("iam.IPrincipal", iam.ServicePrincipal("lambda.amazonaws.com")),
    )
    log_group.grant_write(role)
    return cast("iam.IRole", role), cast("logs.ILogGroup", log_group)
