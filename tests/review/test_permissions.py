"""Who may do what: every carrier of statements, what is wide, and what is gained and lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cdk_model_packages.review.permissions import permissions_of
from cdk_model_packages.review.report import Permission
from cdk_model_packages.templates import Place
from tests.review.stack_of import HERE, allow, arn, ref, role, stack_of, sub

READ = allow("s3:GetObject", "arn:aws:s3:::acme/*")


def told(resources: dict[str, Any], *, place: Place | None = None, **rest: Any) -> list[Permission]:
    return permissions_of(*stack_of(resources, **({} if place is None else {"place": place}), **rest))


def compared(
    before: dict[str, Any], after: dict[str, Any]
) -> list[tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    found = permissions_of(*stack_of(after), stack_of(before)[1])
    return [(one.change, one.actions, one.on) for one in found if one.actions != ("sts:AssumeRole",)]


def policy(kind: str, document: object, key: str = "PolicyDocument", **rest: object) -> dict[str, Any]:
    return {"P": {"Type": kind, "Properties": {key: document, **rest}}}


def test_a_role_tells_who_assumes_it_and_what_it_may() -> None:
    template, world = stack_of({"Role": role(READ)})
    trust, read = permissions_of(template, world)
    assert (trust.who, trust.actions, trust.on) == (
        "service sagemaker.amazonaws.com",
        ("sts:AssumeRole",),
        ("${Role.Arn}",),
    )
    assert (read.who, read.effect, read.actions, read.on) == (
        "role Role",
        "Allow",
        ("s3:GetObject",),
        ("arn:aws:s3:::acme/*",),
    )
    assert (read.carried_by, read.path) == ("Role", "Properties.Policies.0.PolicyDocument.Statement.0")
    lines = template.text.decode().splitlines()
    assert read.line is not None
    assert "s3:GetObject" in "".join(lines[read.line - 1 : read.line + 5])


@pytest.mark.parametrize(
    ("resources", "who"),
    [
        (policy("AWS::IAM::Policy", {"Statement": READ}, Roles=["deployer"]), "role deployer"),
        (policy("AWS::IAM::RolePolicy", {"Statement": READ}, RoleName="deployer"), "role deployer"),
        (policy("AWS::IAM::UserPolicy", {"Statement": READ}, UserName="ann"), "user ann"),
        (policy("AWS::IAM::GroupPolicy", {"Statement": READ}, GroupName="team"), "group team"),
        (policy("AWS::IAM::ManagedPolicy", {"Statement": READ}, Groups=["team"]), "group team"),
        (policy("AWS::IAM::ManagedPolicy", {"Statement": READ}), "whoever has policy P"),
        (policy("AWS::IoT::Policy", {"Statement": READ}), "devices with IoT policy P"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_policies_are_of_those_they_are_attached_to(resources: dict[str, Any], who: str) -> None:
    (found,) = told(resources)
    assert (found.who, found.carried_by) == (who, "P")


def test_a_policy_is_of_the_templates_role_by_reference_name_and_managed_policy() -> None:
    found = told(
        {
            "Role": role(RoleName="device", ManagedPolicyArns=[ref("Shared")]),
            "Shared": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": READ}}},
            "ByRef": policy("AWS::IAM::Policy", {"Statement": READ}, Roles=[ref("Role")])["P"],
            "ByName": policy("AWS::IAM::Policy", {"Statement": READ}, Roles=["device"])["P"],
        }
    )
    assert [(one.who, one.carried_by) for one in found[1:]] == [
        ("role Role", "Shared"),
        ("role Role", "ByRef"),
        ("role Role", "ByName"),
    ]


@pytest.mark.parametrize("kind", ["AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy"])
def test_a_resources_policy_tells_its_principals(kind: str) -> None:
    (found,) = told(policy(kind, {"Statement": READ | {"Principal": {"AWS": "444455556666"}}}))
    assert (found.who, found.on) == ("account 444455556666", ("arn:aws:s3:::acme/*",))


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("AWS::KMS::Key", "KeyPolicy"),
        ("AWS::ECR::Repository", "RepositoryPolicyText"),
        ("AWS::ECR::PublicRepository", "RepositoryPolicyText"),
    ],
)
def test_everything_means_the_carrier_in_its_own_policy(kind: str, key: str) -> None:
    statement = allow("kms:Decrypt", Principal={"AWS": arn("P")})
    (found,) = told(policy(kind, {"Statement": [statement]}, key))
    assert (found.on, found.wildcards) == (("${P.Arn}",), ())


@pytest.mark.parametrize(
    ("account", "wildcards"), [(ref("AWS::AccountId"), ()), ("444455556666", ("kms:*",))], ids=["own", "foreign"]
)
@pytest.mark.parametrize("place", [HERE, Place()], ids=["known", "not known"])
def test_a_key_that_its_own_account_administers_is_not_wide(
    account: object, wildcards: tuple[str, ...], place: Place
) -> None:
    document = {"Statement": allow("kms:*", Principal={"AWS": account})}
    template, world = stack_of(policy("AWS::KMS::Key", document, "KeyPolicy"), place=place)
    (found,) = permissions_of(template, world, place=place)
    assert found.wildcards == wildcards


@pytest.mark.parametrize("as_text", [False, True], ids=["object", "text"])
def test_a_group_policy_is_an_object_or_a_text(*, as_text: bool) -> None:
    statement = allow(["sagemaker:DescribeModelPackage"], "arn:x", Principal={"AWS": "arn:aws:iam::444455556666:root"})
    document: object = {"Statement": [statement]}
    kind, key = "AWS::SageMaker::ModelPackageGroup", "ModelPackageGroupPolicy"
    (found,) = told(policy(kind, json.dumps(document) if as_text else document, key))
    assert (found.who, found.actions) == ("account 444455556666", ("sagemaker:DescribeModelPackage",))
    assert found.path == f"Properties.{key}" + ("" if as_text else ".Statement.0")


def test_a_text_with_references_is_read() -> None:
    text = '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"${Role.Arn}"},"Action":"x:Y","Resource":"${Other}"}]}'
    found = told({"Role": role(), **policy("AWS::SageMaker::ModelPackageGroup", sub(text), "ModelPackageGroupPolicy")})
    assert (found[-1].who, found[-1].on) == ("role Role", ("(not determined)",))


@pytest.mark.parametrize(
    ("principal", "who"),
    [
        ("*", ["anyone"]),
        ({"AWS": "*"}, ["anyone"]),
        ({"AWS": sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")}, ["account ${AWS::AccountId}"]),
        ({"AWS": ["arn:aws:iam::444455556666:role/x/y"]}, ["role arn:aws:iam::444455556666:role/x/y"]),
        ({"AWS": {"Fn::ImportValue": "elsewhere"}}, ["(not determined)"]),
        (
            {"Service": ["a.amazonaws.com", "b.amazonaws.com"], "Federated": "cognito"},
            ["service a.amazonaws.com", "service b.amazonaws.com", "identity provider cognito"],
        ),
    ],
)
def test_principals_are_told_in_words(principal: object, who: list[str]) -> None:
    found = told(policy("AWS::S3::BucketPolicy", {"Statement": [READ | {"Principal": principal}]}), place=Place())
    assert [one.who for one in found] == who


def test_a_lambda_permission_is_a_statement() -> None:
    properties = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": arn("Function"),
        "Principal": "s3.amazonaws.com",
        "SourceArn": "arn:aws:s3:::acme",
        "SourceAccount": ref("AWS::AccountId"),
    }
    function = {"Type": "AWS::Lambda::Function", "Properties": {}}
    (found,) = told({"Function": function, "P": {"Type": "AWS::Lambda::Permission", "Properties": properties}})
    assert (found.who, found.actions, found.on) == (
        "service s3.amazonaws.com",
        ("lambda:InvokeFunction",),
        ("${Function.Arn}",),
    )
    assert found.conditions == (
        "ArnLike aws:SourceArn arn:aws:s3:::acme",
        "StringEquals aws:SourceAccount 111122223333",
    )


def test_what_is_excepted_is_told_as_such() -> None:
    statement = {
        "Effect": "Allow",
        "NotPrincipal": {"AWS": "444455556666"},
        "NotAction": ["s3:DeleteObject", "s3:PutObject"],
        "NotResource": "arn:aws:s3:::acme/secret/*",
    }
    (found,) = told(policy("AWS::S3::BucketPolicy", {"Statement": [statement]}))
    assert (found.who, found.actions, found.on) == (
        "NotPrincipal account 444455556666",
        ("NotAction s3:DeleteObject, s3:PutObject",),
        ("NotResource arn:aws:s3:::acme/secret/*",),
    )
    assert found.wildcards == (found.who, *found.actions, *found.on)


@pytest.mark.parametrize(
    ("statement", "wildcards"),
    [
        (allow("s3:*", "arn:aws:s3:::acme/*"), ("s3:*",)),
        (allow("s3:GetObject"), ("*",)),
        (allow("s3:GetObject", "arn:aws:s3:::*/models/*"), ("arn:aws:s3:::*/models/*",)),
        (allow("s3:GetObject", "arn:aws:s3:::acme/*"), ()),
        (allow("ecr:BatchGetImage", sub("arn:${AWS::Partition}:ecr:eu-west-1:111122223333:repository/*")), "all"),
        (allow("logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/*"), ()),
        (allow("ecr:GetAuthorizationToken"), ()),
        (allow(["ecr:GetAuthorizationToken", "ecr:BatchGetImage"]), ("*",)),
        ({**allow("s3:*"), "Effect": "Deny"}, ()),
    ],
    ids=str,
)
def test_what_is_wider_than_needed_is_marked(statement: dict[str, object], wildcards: tuple[str, ...] | str) -> None:
    found = told({"Role": role(statement)})[-1]
    assert found.wildcards == (found.on if wildcards == "all" else wildcards)


def test_managed_policies_of_aws_are_told_by_name() -> None:
    names = [sub("arn:${AWS::Partition}:iam::aws:policy/AmazonSageMakerFullAccess"), "arn:aws:iam::aws:policy/a/ReadX"]
    _, full, read = told({"Role": role(ManagedPolicyArns=names)}, place=Place())
    assert (full.actions, full.wildcards) == (("managed policy AmazonSageMakerFullAccess",),) * 2
    assert (read.actions, read.wildcards, read.path) == (
        ("managed policy ReadX",),
        (),
        "Properties.ManagedPolicyArns.1",
    )


def test_a_permissions_boundary_is_a_condition() -> None:
    found = told({"Role": role(READ, PermissionsBoundary="arn:aws:iam::111122223333:policy/Edge")})[-1]
    assert found.conditions == ("within the permissions boundary arn:aws:iam::111122223333:policy/Edge",)


def test_what_is_not_determined_is_told_in_words() -> None:
    statement = allow(ref("Action"), sub("arn:aws:s3:::${Bucket}/*"), Condition=ref("Condition"))
    parameters = {name: {"Type": "String"} for name in ("Action", "Bucket", "Condition", "Document")}
    resources = {"Role": role(statement), **policy("AWS::IAM::Policy", ref("Document"), Roles=[ref("Role")])}
    _, own, other = told(resources, Parameters=parameters)
    assert (own.actions, own.on, own.conditions) == (
        ("(not determined)",),
        ("arn:aws:s3:::(parameter Bucket)/*",),
        ("condition (not determined)",),
    )
    assert (other.who, other.actions) == ("role Role", ("(not determined)",))


def test_only_what_differs_is_gained_and_lost() -> None:
    before = {"Role": role(allow(["s3:GetObject", "s3:DeleteObject"], ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]))}
    after = {"Role": role(allow(["s3:PutObject", "s3:GetObject"], ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]))}
    both = ("arn:aws:s3:::a/*", "arn:aws:s3:::b/*")
    assert compared(before, after) == [
        ("gained", ("s3:PutObject",), both),
        ("kept", ("s3:GetObject",), both),
        ("lost", ("s3:DeleteObject",), both),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(READ, READ, ["kept"], id="same"),
        pytest.param(READ, {**READ, "Sid": "new", "Action": ["S3:getobject"]}, ["kept"], id="spelling"),
        pytest.param(allow("s3:*", "arn:aws:s3:::acme/*"), READ, ["kept", "lost"], id="narrowed"),
        pytest.param(READ, allow("s3:Get*", "arn:aws:s3:::acme/*"), ["gained"], id="widened"),
        pytest.param(READ, {**READ, "Condition": {"Bool": {"a:b": True}}}, ["kept", "lost"], id="condition-added"),
        pytest.param({**READ, "Condition": {"Bool": {"a:b": True}}}, READ, ["gained"], id="condition-dropped"),
        pytest.param(READ, {**READ, "Effect": "Deny"}, ["gained", "lost"], id="denied"),
        pytest.param(
            {"Effect": "Allow", "NotAction": "s3:*", "Resource": "arn:a"},
            {"Effect": "Allow", "NotAction": "s3:GetObject", "Resource": "arn:a"},
            ["gained", "lost"],
            id="exceptions",
        ),
    ],
)
def test_a_statement_is_compared_by_what_it_means(
    before: dict[str, object], after: dict[str, object], expected: list[str]
) -> None:
    assert [change for change, *_ in compared({"Role": role(before)}, {"Role": role(after)})] == expected


def test_a_statement_that_moves_to_another_carrier_is_kept() -> None:
    after = {"Role": role(), **policy("AWS::IAM::Policy", {"Statement": [READ]}, Roles=[ref("Role")])}
    assert [change for change, *_ in compared({"Role": role(READ)}, after)] == ["kept"]


def test_what_is_lost_has_no_line_here() -> None:
    template, world = stack_of({"Role": role()})
    *_, lost = permissions_of(template, world, stack_of({"Role": role(READ)})[1])
    assert (lost.change, lost.line, lost.template) == ("lost", None, "template.json")


@pytest.mark.parametrize("odd", [None, 5, "x", [], [5], {"Statement": 5}, {"Statement": [None]}, "5", '{"Statement":'])
def test_no_odd_policy_is_a_traceback(odd: object) -> None:
    resources = {"Role": role(Policies=odd, ManagedPolicyArns=odd, AssumeRolePolicyDocument=odd)}
    resources |= policy("AWS::SageMaker::ModelPackageGroup", odd, "ModelPackageGroupPolicy")
    permissions_of(*stack_of(resources), stack_of({"Role": role(READ)})[1])
