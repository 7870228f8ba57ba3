"""Who reads a group's versions may decrypt what their keys encrypt."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk.assertions import Template

from cdk_model_packages import ModelPackage, ModelPackageGroup
from tests.registry.packages import version_props

KEY = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-abcd-0123-0123456789ab"
READS = ["grant_read", "grant_create_model", "grant_approve"]


def decrypted(stack: cdk.Stack) -> list[Any]:
    """What the policies of a stack's roles let decrypt, and nothing more with keys than that."""
    found = [
        statement
        for policy in Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if "kms:" in str(statement["Action"])
    ]
    assert all(statement["Action"] == "kms:Decrypt" for statement in found)
    return [statement["Resource"] for statement in found]


def reader(stack: cdk.Stack) -> iam.Role:
    return iam.Role(stack, "Reader", assumed_by=iam.AccountRootPrincipal())


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("named_by", ["construct", "ARN", "id"])
@pytest.mark.parametrize("imported", [False, True])
def test_keys_of_versions_before_the_grant_and_after_it(
    stack: cdk.Stack, name: str, named_by: str, *, imported: bool
) -> None:
    group = (
        ModelPackageGroup.from_model_package_group_name(stack, "Group", "digits")
        if imported
        else ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    )
    made = kms.Key(stack, "Key")
    other = {"construct": kms.Key.from_key_arn(stack, "Other", KEY), "ARN": KEY, "id": KEY.rpartition("/")[2]}[named_by]
    role = reader(stack)
    group.add_version("Before", **version_props(encryption_key=made))
    getattr(group, name)(role)
    group.add_version("After", **version_props(encryption_key=other))
    first, second = decrypted(stack)
    assert first == stack.resolve(made.key_arn)
    assert str(second).endswith(f"{KEY.rpartition(':')[2]}'" + "]]}" if named_by == "id" else KEY)


def test_a_key_is_granted_once(stack: cdk.Stack) -> None:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    role = reader(stack)
    for number in range(3):
        group.add_version(f"Version{number}", **version_props(encryption_key=KEY))
        for name in READS:
            getattr(group, name)(role)
    assert decrypted(stack) == [KEY]


def test_who_registers_reads_nothing(stack: cdk.Stack) -> None:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    group.add_version("Version", **version_props(encryption_key=KEY))
    group.grant_register(reader(stack))
    assert decrypted(stack) == []


def test_versions_without_a_key_need_none(stack: cdk.Stack) -> None:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    group.add_version("Version", **version_props())
    group.grant_read(reader(stack))
    assert decrypted(stack) == []


@pytest.mark.parametrize("granted_first", [True, False])
def test_a_key_of_a_later_stack_lets_the_reader_in_itself(app: cdk.App, *, granted_first: bool) -> None:
    """A policy beside the group that named it would make the two stacks wait for each other."""
    base, later = cdk.Stack(app, "Base"), cdk.Stack(app, "Later")
    group = ModelPackageGroup(base, "Group", model_package_group_name="digits")
    role = reader(base)
    if granted_first:
        group.grant_read(role)
    key = kms.Key(later, "Key")

    ModelPackage(later, "Version", model_package_group=group, **version_props(encryption_key=key))
    if not granted_first:
        group.grant_read(role)
    assert decrypted(base) == []
    (found,) = Template.from_stack(later).find_resources("AWS::KMS::Key").values()
    (let_in,) = [one for one in found["Properties"]["KeyPolicy"]["Statement"] if one["Action"] == "kms:Decrypt"]
    assert "Fn::ImportValue" in str(let_in["Principal"])
    assert let_in["Resource"] == "*", "of a key's policy: the key"


def test_a_key_of_an_earlier_stack_is_named_by_the_readers_policy(app: cdk.App) -> None:
    keys, packages = cdk.Stack(app, "Keys"), cdk.Stack(app, "Packages")
    group = ModelPackageGroup(packages, "Group", model_package_group_name="digits")
    group.add_version("Version", **version_props(encryption_key=kms.Key(keys, "Key")))
    group.grant_read(reader(packages))
    (found,) = decrypted(packages)
    assert "Fn::ImportValue" in found


def test_somebody_who_is_no_construct_is_let_in_by_the_keys_policy(stack: cdk.Stack) -> None:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    group.add_version("Version", **version_props(encryption_key=kms.Key(stack, "Key")))
    group.grant_read(iam.ArnPrincipal("arn:aws:iam::123456789012:role/reader"))
    (found,) = Template.from_stack(stack).find_resources("AWS::KMS::Key").values()
    assert "role/reader" in str(found["Properties"]["KeyPolicy"])


def test_an_imported_role_may_read_too(app: cdk.App) -> None:
    base, later = cdk.Stack(app, "Base"), cdk.Stack(app, "Later")
    group = ModelPackageGroup(base, "Group", model_package_group_name="digits")
    group.grant_read(iam.Role.from_role_arn(base, "Reader", "arn:aws:iam::123456789012:role/reader"))
    key = kms.Key(later, "Key")
    ModelPackage(later, "Version", model_package_group=group, **version_props(encryption_key=key))
    assert decrypted(base) == []
    (found,) = Template.from_stack(later).find_resources("AWS::KMS::Key").values()
    assert "role/reader" in str(found["Properties"]["KeyPolicy"])
