"""The right to pull an image: for roles of this app, and for principals of other accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakSet

from aws_cdk import aws_iam as iam

if TYPE_CHECKING:
    from aws_cdk import aws_ecr as ecr

PULL_ACTIONS = ("ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage")
"""Source: SageMaker developer guide, sagemaker-roles, CreateModel."""

_opened: WeakKeyDictionary[ecr.IRepository, WeakSet[iam.IPrincipal]] = WeakKeyDictionary()


def grant_pull(grantable: iam.IGrantable, repository_arn: str | None) -> None:
    """Let somebody pull from a repository.

    Args:
        grantable: Who may.
        repository_arn: ``None``: the registry is not ECR, or not known yet; nothing can be granted.
    """
    if repository_arn is None:
        return
    iam.Grant.add_to_principal(grantee=grantable, actions=list(PULL_ACTIONS), resource_arns=[repository_arn])
    # The token is not tied to a repository: the action supports no resource.
    iam.Grant.add_to_principal(grantee=grantable, actions=["ecr:GetAuthorizationToken"], resource_arns=["*"])


def open_pull(repository: ecr.IRepository, principal: iam.IPrincipal) -> bool:
    """Let somebody pull by the repository's own policy; once, however often it is asked for.

    Two principals that are equal make two statements, of which the CDK writes one.

    Returns:
        Whether the repository has a policy here: one that is only referred to has none.
    """
    known = _opened.setdefault(repository, WeakSet())
    if principal in known:
        return True
    statement = iam.PolicyStatement(actions=list(PULL_ACTIONS), principals=[principal])
    if not repository.add_to_resource_policy(statement).statement_added:
        return False
    known.add(principal)
    return True
