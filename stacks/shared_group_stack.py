"""A group that other accounts deploy from, with a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_kms as kms

from cdk_model_packages import ModelPackageGroup
from stacks import digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from constructs import Construct


class SharedGroupStack(cdk.Stack):
    """Deploys the group, its key and a version.

    Image and model are uploaded with the stack, to the CDK's bootstrap bucket and repository, whose policies belong
    to the bootstrap: ``share_with`` cannot open those and warns of it. With a bucket and a repository of your own it
    opens them, too (``docs/guide/sharing.md``).

    Args:
        scope: The app or a stage.
        construct_id: Name of the stack.
        accounts: Ids of the accounts that deploy from the group.
        env: Account and region. ``None``: those of whoever deploys.

    Raises:
        SpecError: ``SPEC-001`` when an id is none.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, accounts: Sequence[str], env: cdk.Environment | None = None
    ) -> None:
        super().__init__(scope, construct_id, env=env, description="SageMaker model package group for other accounts")
        key = kms.Key(self, "Key", enable_key_rotation=True, description="Encrypts versions of a shared group")
        self.group = ModelPackageGroup(self, "Group", model_package_group_name="digits-shared")
        self.group.share_with(accounts=accounts)
        self.version = self.group.add_version(
            "Version",
            containers=[digits.container()],
            supported_content_types=digits.CONTENT_TYPES,
            supported_response_mime_types=digits.CONTENT_TYPES,
            encryption_key=cast("kms.IKey", key),
        )
        self.group.on_approved("Approved", description="A version may be deployed by the accounts that share the group")
        self.group.add_validation_alarm("Failed")
        cdk.CfnOutput(self, "ModelPackageGroupArn", value=self.group.model_package_group_arn)
        cdk.CfnOutput(self, "ModelPackageArn", value=self.version.model_package_arn)
