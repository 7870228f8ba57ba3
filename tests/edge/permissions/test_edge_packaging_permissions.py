"""What the old job documented, for one component and one place."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cdk_model_packages.edge import EdgePackagingPermissions
from cdk_model_packages.errors import SpecError
from tests.edge.component.components import joined, statements
from tests.registry.test_permissions import AUTHORIZATION

KEY = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"
DOCUMENTED = {
    # Lookout for Vision developer guide, package-job-sdk
    "s3:PutObject",
    "s3:GetBucketLocation",
    "greengrass:CreateComponentVersion",
    "greengrass:DescribeComponent",
}


@pytest.fixture
def home(app: cdk.App) -> cdk.Stack:
    return cdk.Stack(app, "Home", env=cdk.Environment(account="111122223333", region="eu-west-1"))


def permissions(stack: cdk.Stack, **change: Any) -> EdgePackagingPermissions:
    return EdgePackagingPermissions(stack, **{"bucket": "components", "component_name": "com.example.digits", **change})


def written(stack: cdk.Stack, found: EdgePackagingPermissions) -> list[dict[str, Any]]:
    return joined(stack.resolve(found.document))["Statement"]


def test_the_list_is_the_documented_one(home: cdk.Stack) -> None:
    assert set(permissions(home).actions) == DOCUMENTED
    assert set(permissions(home, tags=True).actions) == DOCUMENTED | {"greengrass:TagResource"}
    assert set(permissions(home, encryption_key=KEY).actions) == DOCUMENTED | {"kms:GenerateDataKey"}


def test_policies_are_as_they_were_reviewed(home: cdk.Stack, snapshot: SnapshotAssertion) -> None:
    key = kms.Key(home, "Key")
    bucket = s3.Bucket(home, "Components", encryption_key=key)
    found = {
        "least": written(home, permissions(home)),
        "prefix": written(home, permissions(home, prefix="/edge/digits/")),
        "bucket-with-a-key": written(home, permissions(home, bucket=bucket, prefix="edge")),
        "all": written(home, permissions(home, prefix="edge", encryption_key=KEY, tags=True)),
        "many": written(home, permissions(home, component_name="com.example.*")),
    }
    assert found == snapshot(extension_class=JSONSnapshotExtension)


def test_it_is_granted_without_sids(home: cdk.Stack) -> None:
    role = iam.Role(home, "Pipeline", assumed_by=iam.ServicePrincipal("codebuild.amazonaws.com"))
    for name in ("com.a", "com.b"):
        permissions(home, component_name=name, prefix="edge").grant_to(role).assert_success()
    (found,) = statements(home).values()
    assert all("Sid" not in one for one in found)
    assert {one["Effect"] for one in found} == {"Allow"}
    assert len([one for one in found if one["Action"] == "s3:PutObject"]) == 1, "what both need stands there once"


def test_every_action_stands_on_a_resource_that_it_supports(home: cdk.Stack) -> None:
    kinds = {"s3:PutObject": "object", "s3:GetBucketLocation": "bucket", "kms:GenerateDataKey": "key"}
    for one in written(home, permissions(home, encryption_key=KEY, tags=True)):
        actions = one["Action"] if isinstance(one["Action"], list) else [one["Action"]]
        for action in actions:
            service, name = action.split(":")
            known = AUTHORIZATION[service]["Actions"][name.lower()]["Resources"]
            known = [known] if isinstance(known, str) else known
            assert one["Resource"] != "*"
            assert kinds.get(action, "component") in " ".join(known).lower(), action


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"component_name": "a b"}, "GG-002"),
        ({"component_name": ""}, "GG-002"),
        ({"component_name": "a" * 129}, "GG-002"),
        ({"bucket": "s3://components"}, "SPEC-001"),
        ({"encryption_key": "alias/components"}, "SPEC-001"),
    ],
)
def test_what_a_policy_cannot_name_is_refused(home: cdk.Stack, change: dict[str, Any], code: str) -> None:
    with pytest.raises(SpecError, match=rf"\[{code}\]"):
        permissions(home, **change)


def test_tokens_pass(home: cdk.Stack) -> None:
    text = cdk.CfnParameter(home, "Text").value_as_string
    found = written(home, permissions(home, bucket=text, component_name=text))
    assert [one["Resource"] for one in found] == [
        "arn:<Partition>:s3:::<Text>/*",
        "arn:<Partition>:s3:::<Text>",
        "arn:<Partition>:greengrass:eu-west-1:111122223333:components:<Text>",
        "arn:<Partition>:greengrass:eu-west-1:111122223333:components:<Text>:versions:*",
    ]
