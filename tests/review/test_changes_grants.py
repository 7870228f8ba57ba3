"""What the newer policies allow and the older did not."""

from typing import Any

import pytest

from cdk_model_packages.review.changes.grants import gains
from cdk_model_packages.review.changes.statements import statements

MODELS = "arn:aws:s3:::acme-models"


def allow(actions: object, resources: object = f"{MODELS}/*", **more: object) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **more}


def role(*given: dict[str, Any]) -> dict[str, Any]:
    return {
        "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": list(given)}}]},
        }
    }


def gained(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any] | None:
    found = gains(before, after)
    return found["Role"][0] if found else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([allow("s3:*")], [allow(["s3:GetObject", "s3:PutObject"])]),
        ([allow("s3:Get*")], [allow("s3:GetObject*")]),
        ([allow("S3:GETOBJECT")], [allow("s3:GetObject")]),
        ([allow("s3:GetObject", f"{MODELS}/*")], [allow("s3:GetObject", f"{MODELS}/1/*")]),
        ([allow("s3:GetObject"), allow("s3:PutObject")], [allow(["s3:PutObject", "s3:GetObject"])]),
        ([allow("*", "*")], [allow("kms:Decrypt", "*")]),
        ([allow("s3:GetObject", {"Fn::Sub": "arn:${AWS::Partition}:s3:::acme-models/*"})], [allow("s3:GetObject")]),
        ([allow("s3:GetObject", {"Fn::Sub": "${Unknown}/*"})], [allow("s3:GetObject")]),
        ([allow("s3:GetObject")], [allow("s3:GetObject", {"Fn::Sub": "${Unknown}/*"})]),
        ([allow("s3:GetObject")], []),
    ],
)
def test_nothing_is_gained(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    assert gained(role(*before), role(*after)) is None


def test_an_action_on_what_was_within_reach() -> None:
    found = gained(role(allow("s3:GetObject")), role(allow(["s3:GetObject", "s3:PutObject"])))
    assert found is not None
    assert found["path"] == ["Policies", "0", "PolicyDocument", "Statement", "0"]
    assert (found["new_actions"], found["reached_actions"]) == (["s3:PutObject"], ["s3:PutObject"])
    assert (found["new_resources"], found["wider"]) == ([], {})


def test_an_action_on_a_part_of_it() -> None:
    found = gained(role(allow("s3:GetObject")), role(allow("s3:GetObject"), allow("s3:PutObject", f"{MODELS}/out/*")))
    assert found is not None
    assert (found["new_actions"], found["reached_actions"]) == (["s3:PutObject"], [])


def test_what_is_granted_on_everything_reaches_nothing() -> None:
    token = allow("ecr:GetAuthorizationToken", "*")
    found = gained(
        role(token), role(token, allow("ecr:BatchGetImage", "arn:aws:ecr:eu-west-1:111122223333:repository/x"))
    )
    assert found is not None
    assert found["new_resources"] == ["arn:aws:ecr:eu-west-1:111122223333:repository/x"]


def test_actions_and_resources_that_were_apart_are_combined() -> None:
    before = role(allow("s3:GetObject", f"{MODELS}/*"), allow("s3:PutObject", "arn:aws:s3:::acme-out/*"))
    after = role(
        allow("s3:GetObject", f"{MODELS}/*"), allow("s3:PutObject", ["arn:aws:s3:::acme-out/*", f"{MODELS}/*"])
    )
    found = gained(before, after)
    assert found is not None
    assert found["reached_actions"] == ["s3:PutObject"]


def test_a_wider_resource_names_what_it_takes_in() -> None:
    found = gained(role(allow("s3:GetObject", f"{MODELS}/1/*")), role(allow("s3:GetObject", f"{MODELS}/*")))
    assert found is not None
    assert found["wider"] == {f"{MODELS}/*": f"{MODELS}/1/*"}


def test_all_but_some_is_all() -> None:
    found = gained(role(allow("s3:GetObject")), role({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}))
    assert found is not None
    assert found["new_actions"] == ["*"]


def test_a_new_role_gains_nothing() -> None:
    assert gains({}, role(allow("*", "*"))) == {}


def test_a_bucket_by_name_and_by_reference_is_one() -> None:
    bucket = {"B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "acme-models"}}}
    by_reference = role(allow("s3:GetObject", {"Fn::Sub": "${B.Arn}/*"}))
    assert gains(bucket | role(allow("s3:GetObject")), bucket | by_reference) == {}
    by_join = role(allow("s3:GetObject", {"Fn::Sub": "arn:${AWS::Partition}:s3:::${B}/*"}))
    assert gains(bucket | by_reference, bucket | by_join) == {}


def test_a_statement_may_move_to_another_policy() -> None:
    policy = {
        "Type": "AWS::IAM::Policy",
        "Properties": {"Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": allow("s3:GetObject")}},
    }
    assert gains(role(allow("s3:GetObject")), role() | {"Policy": policy}) == {}


def test_a_policy_document_may_be_text() -> None:
    text = '{"Statement": {"Effect": "Allow", "Action": "iot:Connect", "Resource": "*"}}'
    (found,) = statements({"P": {"Type": "AWS::IoT::Policy", "Properties": {"PolicyDocument": text}}})
    assert (found.actions, found.path) == ({"iot:Connect"}, ("PolicyDocument", "Statement"))


def test_very_many_statements_are_not_compared() -> None:
    many = [allow(f"s3:Get{number}") for number in range(201)]
    assert gains(role(), role(*many)) == {}
