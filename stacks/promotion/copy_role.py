"""Who copies: one role of an environment, by a name that is known before it exists."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

if TYPE_CHECKING:
    from constructs import Construct

_BASIC_EXECUTION = "service-role/AWSLambdaBasicExecutionRole"
_LONGEST_NAME = 64
"""Source: IAM API, roleNameType."""


class CopyRole(iam.Role):
    """The role of the Lambda functions that copy artifacts and images; each copy adds just what it needs.

    Its name is made from its path, account and region, so that a source of another account can allow
    it before it is there.

    Args:
        scope: A construct of a stack whose account and region are known.
        construct_id: Id in its parent.
    """

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(
            scope,
            construct_id,
            role_name=copy_role_name(scope),
            description="Copies the artifacts and images of a promoted SageMaker model package",
            assumed_by=cast("iam.IPrincipal", iam.ServicePrincipal("lambda.amazonaws.com")),
            managed_policies=[iam.ManagedPolicy.from_aws_managed_policy_name(_BASIC_EXECUTION)],
        )

        cdk.Validations.of(self).acknowledge(
            _acknowledged(
                f"IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/{_BASIC_EXECUTION}]",
                "lets a Lambda function write its own log, and nothing else",
            ),
            _acknowledged("IAM5[Resource::*]", "ecr:GetAuthorizationToken supports no resource"),
        )

    def allow(self, actions: list[str], resource_arns: list[str]) -> None:
        """Let the role do something."""
        self.add_to_principal_policy(iam.PolicyStatement(actions=actions, resources=resource_arns))


def copy_role_name(scope: Construct) -> str:
    """Return the name that the role below a construct has."""
    stack = cdk.Stack.of(scope)
    place = hashlib.sha256(f"{stack.account}/{stack.region}".encode()).hexdigest()[:8]
    path = cdk.Names.unique_resource_name(scope, max_length=_LONGEST_NAME - len("-copy-") - len(place), separator="-")
    return f"{path}-copy-{place}"


def _acknowledged(rule: str, reason: str) -> cdk.Acknowledgment:
    return cdk.Acknowledgment(id=f"AwsSolutions::AwsSolutions-{rule}", reason=reason)
