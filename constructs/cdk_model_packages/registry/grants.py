"""Who may do what with a group and its versions.

Source: Service Authorization Reference, Amazon SageMaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_iam as iam

if TYPE_CHECKING:
    from collections.abc import Iterable

READ_GROUP = ("sagemaker:DescribeModelPackageGroup", "sagemaker:GetModelPackageGroupPolicy", "sagemaker:ListTags")
READ_VERSION = ("sagemaker:DescribeModelPackage",)
LIST_VERSIONS = ("sagemaker:ListModelPackages",)
REGISTER = ("sagemaker:CreateModelPackage",)
APPROVE = ("sagemaker:UpdateModelPackage", "sagemaker:DescribeModelPackage")
CREATE_MODEL = ("sagemaker:CreateModel",)


def grant(grantee: iam.IGrantable, actions: Iterable[str], resource_arns: Iterable[str]) -> iam.Grant:
    """Add one statement to somebody's policy."""
    return iam.Grant.add_to_principal(grantee=grantee, actions=list(actions), resource_arns=list(resource_arns))
