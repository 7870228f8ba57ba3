"""The resource policy of a group: on the group's own resource, or put there by an API call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.imported_group_policy import put_policy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        """Add statements. Where they refer to the group, they name it by text instead.

        Returns:
            What carries the policy.

        Raises:
            SpecError: ``MPG-001`` when the policy becomes too long.
        """
        statements = [self._without_reference(statement) for statement in statements]
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
        cdk.Validations.of(self._group).add_warning(
            REPLACES_POLICY,
            f"group {self._group.model_package_group_name!r} is not made in this app: sharing it here replaces the "
            "whole resource policy that it has, and destroying the stack removes it; share it where it is made if you "
            "can",
        )
        return put_policy(self._group, document)

    def _without_reference(self, statement: iam.PolicyStatement) -> iam.PolicyStatement:
        """Name the group by text where a statement refers to it: no resource may refer to itself."""
        resources, not_resources = self._named(statement.resources), self._named(statement.not_resources)
        if (resources, not_resources) == (statement.resources, statement.not_resources):
            return statement
        return statement.copy(resources=resources or None, not_resources=not_resources or None)

    def _named(self, arns: list[str]) -> list[str]:
        resource = self._group.resource
        for reference in () if resource is None else (resource.attr_model_package_group_arn, resource.ref):
            if any(reference in arn for arn in arns):
                arns = [arn.replace(reference, name) for arn in arns for name in self._group.group_arns]
        return list(dict.fromkeys(arns))


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
