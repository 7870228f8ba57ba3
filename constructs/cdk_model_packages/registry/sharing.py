"""What is opened to those that a group is shared with: its policy, and what its versions are made of."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

import aws_cdk as cdk

from cdk_model_packages.artifacts.read_grant import open_key
from cdk_model_packages.registry.consumers import Consumers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms
    from constructs import Construct

    from cdk_model_packages.registry.definition import Opens
    from cdk_model_packages.registry.group_policy import GroupPolicy
    from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase

READ_GROUP = ("sagemaker:DescribeModelPackageGroup",)
READ_VERSIONS = ("sagemaker:DescribeModelPackage", "sagemaker:ListModelPackages", "sagemaker:CreateModel")
"""What a consumer needs. Source: SageMaker developer guide, model-registry-deploy, "from a Different Account"."""
REGISTER = ("sagemaker:CreateModelPackage",)
"""On the versions, not on the group (MPG-002)."""
NOT_SHARED = "MPG-009"
"""The warning of one thing that stays closed; its id goes on with 8 hexadecimal digits of the thing's own."""

_TOKEN = re.compile(r"\$\{Token\[[^\]]+\]\}")


class _Held(NamedTuple):
    version: Construct
    contents: Sequence[Opens]
    encryption_key: kms.IKey | str | None


class Sharing:
    """Keeps what the versions of a group are made of, and opens it when the group is shared: before or after.

    Args:
        group: The group.
        policy: Its resource policy.
    """

    def __init__(self, group: ModelPackageGroupBase, policy: GroupPolicy) -> None:
        self._group = group
        self._policy = policy
        self._held: list[_Held] = []
        self._principals: list[iam.IPrincipal] = []
        self._readers = Consumers()
        self._registrars = Consumers()
        self._told: set[str] = set()

    def hold(self, version: Construct, contents: Sequence[Opens], encryption_key: kms.IKey | str | None) -> None:
        """Take note of a version."""
        held = _Held(version, contents, encryption_key)
        self._held.append(held)
        for principal in self._principals:
            self._open(held, principal)

    def open_to(self, consumers: Consumers, *, can_register: bool) -> None:
        """Open the group and all its versions to somebody; to whom they are open already, nothing more."""
        readers = consumers - self._readers
        registrars = consumers - self._registrars if can_register else Consumers()
        new = readers.principals()
        use = (*READ_VERSIONS, *REGISTER) if can_register else READ_VERSIONS
        statements: list[iam.PolicyStatement] = []
        for principal in new:
            statements.append(_allow(principal, READ_GROUP, self._group.group_arns))
            statements.append(_allow(principal, use, self._group.version_arns))
        for principal in (registrars - readers).principals():  # who could read already
            statements.append(_allow(principal, REGISTER, self._group.version_arns))
        if statements:
            self._policy.add(statements)
        self._readers += readers
        self._registrars += registrars
        self._principals.extend(new)
        for held in self._held:
            for principal in new:
                self._open(held, principal)

    def _open(self, held: _Held, principal: iam.IPrincipal) -> None:
        for content in held.contents:
            self._tell(content.open_to(held.version, principal))
        if held.encryption_key is not None:
            self._tell([open_key(held.encryption_key, principal)])

    def _tell(self, reasons: Sequence[str | None]) -> None:
        """Warn of what stays closed: once for each thing, however many versions use it."""
        for found in reasons:
            reason = _TOKEN.sub("(known when deployed)", found or "")  # tokens are numbered: another one in every run
            if not reason or reason in self._told:
                continue
            self._told.add(reason)
            digest = hashlib.sha256(reason.encode()).hexdigest()[:8]
            cdk.Validations.of(self._group).add_warning(f"{NOT_SHARED}-{digest}", f"not shared: {reason}")


def _allow(principal: iam.IPrincipal, actions: Sequence[str], resources: Sequence[str]) -> iam.PolicyStatement:
    from aws_cdk import aws_iam as iam

    return iam.PolicyStatement(principals=[principal], actions=list(actions), resources=list(resources))
