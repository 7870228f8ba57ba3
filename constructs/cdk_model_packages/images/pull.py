"""The right to pull an image, by repository ARN."""

from __future__ import annotations

from aws_cdk import aws_iam as iam

PULL_ACTIONS = ("ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage")
"""Source: SageMaker developer guide, sagemaker-roles, CreateModel."""


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
