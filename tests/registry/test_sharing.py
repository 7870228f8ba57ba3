"""Groups that are shared: their policy, what their versions are made of, and what stays closed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import botocore.session
import cdk_nag
import pytest
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import custom_resources as cr
from aws_cdk.assertions import Annotations, Match, Template

from cdk_model_packages import Container, InferenceImage, ModelArtifact, ModelPackageGroup, SpecError
from cdk_model_packages.local_aws import LocalAws
from cdk_model_packages.registry.consumers import ACCOUNT_ID, OU_PATH, Consumers
from cdk_model_packages.registry.model_package_group import ModelPackageGroupBase
from tests.conftest import ROOT
from tests.findings_of import validate
from tests.local_aws.aws import Aws
from tests.local_aws.conftest import local_aws  # noqa: F401  a fixture
from tests.registry.packages import model_folder, version_props

OWN, OTHER, THIRD = "111122223333", "222222222222", "333333333333"
ORGANIZATION = "o-a1b2c3d4e5"
OU = f"{ORGANIZATION}/r-ab12/ou-ab12-11111111/*"
REGION = "eu-west-1"
AWS_IMAGE = f"763104351884.dkr.ecr.{REGION}.amazonaws.com/pytorch-inference@sha256:{'0' * 64}"
SHAPES = botocore.session.get_session().get_service_model("organizations")
READ_VERSIONS = ["sagemaker:CreateModel", "sagemaker:DescribeModelPackage", "sagemaker:ListModelPackages"]


@pytest.fixture
def home(app: cdk.App) -> cdk.Stack:
    """A stack whose account and region are known."""
    return cdk.Stack(app, "Home", env=cdk.Environment(account=OWN, region=REGION))


def group_in(stack: cdk.Stack, name: str = "digits") -> ModelPackageGroup:
    return ModelPackageGroup(stack, "Group", model_package_group_name=name)


def plain(value: Any) -> Any:
    """A template's value with its joins made and its partition filled in."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Fn::Join"}:
        return value["Fn::Join"][0].join(plain(part) for part in value["Fn::Join"][1])
    if value == {"Ref": "AWS::Partition"}:
        return "aws"
    return {name: plain(item) for name, item in value.items()}


def properties(stack: cdk.Stack) -> dict[str, Any]:
    (group,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackageGroup").values()
    return group["Properties"]


def policy(stack: cdk.Stack) -> list[dict[str, Any]]:
    return plain(properties(stack)["ModelPackageGroupPolicy"]["Statement"])


def root(*accounts: str) -> dict[str, Any]:
    arns = [f"arn:aws:iam::{account}:root" for account in accounts]
    return {"AWS": arns[0] if len(arns) == 1 else arns}


def arn(kind: str, name: str) -> str:
    return f"arn:aws:sagemaker:{REGION}:{OWN}:{kind}/{name}"


def warnings(stack: cdk.Stack) -> list[str]:
    return [found.entry.data for found in Annotations.from_stack(stack).find_warning("*", Match.any_value())]


def in_bucket(bucket: s3.IBucket, key: str, **change: Any) -> dict[str, Any]:
    """Properties of a version of this account's image and a model in a bucket."""
    image = InferenceImage.from_uri(f"763104351884.dkr.ecr.{REGION}.amazonaws.com/pytorch-inference@sha256:{'0' * 64}")
    return (
        version_props(containers=[Container(image=image, model_data=ModelArtifact.from_bucket(bucket, key))]) | change
    )


# Whom


@pytest.mark.parametrize(
    ("shape", "good", "bad"),
    [
        ("AccountId", ["1" * 12], ["1" * 11, "1" * 13, "a" * 12]),
        ("OrganizationId", ["o-" + "a" * 10, "o-" + "0" * 32], ["o-" + "a" * 9, "o-" + "a" * 33, "o-" + "A" * 10]),
    ],
)
def test_ids_are_those_of_the_service(shape: str, good: list[str], bad: list[str]) -> None:
    pattern = SHAPES.shape_for(shape).metadata["pattern"]
    field = {"AccountId": "accounts", "OrganizationId": "organization"}[shape]
    for value in (*good, *bad):
        given: dict[str, Any] = {"accounts": (), "organization": None, "ou": None}
        given[field] = [value] if field == "accounts" else value
        if value in good:
            assert re.fullmatch(pattern, value)
            assert Consumers.of(**given)
            continue
        assert not re.fullmatch(pattern, value)
        with pytest.raises(SpecError, match=rf"{shape}='{value}': must be .* \[SPEC-001\]"):
            Consumers.of(**given)


@pytest.mark.parametrize(
    ("root_id", "ou_id"),
    [
        ("r-" + "a" * 4, "ou-" + "a" * 4 + "-" + "b" * 8),
        ("r-" + "a" * 32, "ou-" + "a" * 32 + "-" + "b" * 32),
        ("r-" + "a" * 3, "ou-" + "a" * 4 + "-" + "b" * 8),
        ("r-" + "a" * 33, "ou-" + "a" * 4 + "-" + "b" * 8),
        ("r-" + "a" * 4, "ou-" + "a" * 3 + "-" + "b" * 8),
        ("r-" + "a" * 4, "ou-" + "a" * 33 + "-" + "b" * 8),
        ("r-" + "a" * 4, "ou-" + "a" * 4 + "-" + "b" * 7),
        ("r-" + "a" * 4, "ou-" + "a" * 4 + "-" + "b" * 33),
    ],
)
def test_an_ous_path_is_made_of_the_services_ids(root_id: str, ou_id: str) -> None:
    good = bool(
        re.fullmatch(SHAPES.shape_for("RootId").metadata["pattern"], root_id)
        and re.fullmatch(SHAPES.shape_for("OrganizationalUnitId").metadata["pattern"], ou_id)
    )
    for path in (f"{ORGANIZATION}/{root_id}/{ou_id}/*", f"{ORGANIZATION}/{root_id}/{ou_id}/{ou_id}/"):
        if good:
            OU_PATH.check(path)
        else:
            with pytest.raises(SpecError, match="SPEC-001"):
                OU_PATH.check(path)


@pytest.mark.parametrize("path", ["ou-ab12-11111111", f"{ORGANIZATION}/r-ab12/*", OU[:-2], OU + "*", f"{OU[:-1]}?"])
def test_what_is_no_ous_path(path: str) -> None:
    with pytest.raises(SpecError, match=r"must be like o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/\*"):
        Consumers.of((), None, path)


def test_tokens_are_not_judged(home: cdk.Stack) -> None:
    group = group_in(home)
    group.share_with(
        accounts=[cdk.Fn.import_value("Account")],
        organization=cdk.Fn.import_value("Organization"),
        ou=cdk.Fn.import_value("Ou"),
    )
    assert len(properties(home)["ModelPackageGroupPolicy"]["Statement"]) == 6
    with pytest.raises(SpecError):
        ACCOUNT_ID.check("${Account}")


@pytest.mark.parametrize("field", ["accounts", "organization", "ou"])
def test_a_limit_names_its_source(home: cdk.Stack, field: str) -> None:
    wrong: dict[str, Any] = {field: ["1"] if field == "accounts" else "1"}
    with pytest.raises(SpecError, match=r"\(AWS Organizations API\)"):
        group_in(home).share_with(**wrong)


@pytest.mark.parametrize("given", [OTHER, "${Token[Accounts.1]}", ""])
def test_one_text_is_no_list_of_accounts(home: cdk.Stack, given: str) -> None:
    with pytest.raises(SpecError, match=r"accounts='.*': must be a list of account ids, not one text; .* \[SPEC-001\]"):
        group_in(home).share_with(accounts=given)


def test_nobody_is_an_error(home: cdk.Stack) -> None:
    with pytest.raises(SpecError, match=r"share_with=None: must be accounts, an organization or an OU; .* \[MPG-007\]"):
        group_in(home).share_with(accounts=[])


# The group's policy


def test_a_group_that_is_not_shared_has_no_policy(home: cdk.Stack) -> None:
    group_in(home)
    assert properties(home) == {"ModelPackageGroupName": "digits"}


def test_a_version_of_a_group_that_is_not_shared_costs_nothing(home: cdk.Stack) -> None:
    """What it is made of is not even looked at."""
    group_in(home).hold(object(), [object()], object())  # type: ignore[arg-type,list-item]
    assert properties(home) == {"ModelPackageGroupName": "digits"}
    assert warnings(home) == []


def test_its_own_account_needs_no_sharing(home: cdk.Stack) -> None:
    """Account ids of stages may coincide: development's and production's, for example."""
    group_in(home).share_with(accounts=[OWN])
    assert "ModelPackageGroupPolicy" not in properties(home)


def test_accounts_may_read_and_deploy(home: cdk.Stack) -> None:
    group_in(home).share_with(accounts=[OTHER, THIRD, OTHER, OWN])
    assert policy(home) == [
        {
            "Effect": "Allow",
            "Principal": root(OTHER, THIRD),
            "Action": "sagemaker:DescribeModelPackageGroup",
            "Resource": arn("model-package-group", "digits"),
        },
        {
            "Effect": "Allow",
            "Principal": root(OTHER, THIRD),
            "Action": READ_VERSIONS,
            "Resource": arn("model-package", "digits/*"),
        },
    ]


def test_they_may_register_where_it_is_said(home: cdk.Stack) -> None:
    """On the versions: on the group it has no effect (MPG-002)."""
    group_in(home).share_with(accounts=[OTHER], can_register=True)
    group, versions = policy(home)
    assert "sagemaker:CreateModelPackage" not in group["Action"]
    assert versions["Action"] == sorted([*READ_VERSIONS, "sagemaker:CreateModelPackage"])


def test_either_case_of_a_name_is_shared(home: cdk.Stack) -> None:
    group_in(home, "Digits").share_with(accounts=[OTHER])
    assert [statement["Resource"] for statement in policy(home)] == [
        [arn("model-package-group", "Digits"), arn("model-package-group", "digits")],
        [arn("model-package", "Digits/*"), arn("model-package", "digits/*")],
    ]


def test_an_organization_and_an_ou_are_conditions(home: cdk.Stack) -> None:
    group_in(home).share_with(organization=ORGANIZATION)
    assert [(one["Principal"], one["Condition"]) for one in policy(home)] == [
        ({"AWS": "*"}, {"StringEquals": {"aws:PrincipalOrgID": ORGANIZATION}})
    ] * 2


def test_an_ou_is_one_of_its_organization(home: cdk.Stack) -> None:
    group_in(home).share_with(ou=OU)
    condition = {
        "StringEquals": {"aws:PrincipalOrgID": ORGANIZATION},
        "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": [OU]},
    }
    assert [(one["Principal"], one["Condition"]) for one in policy(home)] == [({"AWS": "*"}, condition)] * 2


def test_calls_add_up_and_repeat_nothing(home: cdk.Stack) -> None:
    group = group_in(home)
    for _ in range(2):
        group.share_with(accounts=[OTHER])
        group.share_with(accounts=[OTHER, THIRD], organization=ORGANIZATION)
    once = policy(home)
    assert [one["Principal"] for one in once if "Condition" not in one] == [root(OTHER, THIRD)] * 2
    assert len(once) == 4


def test_who_reads_may_be_let_register_later(home: cdk.Stack) -> None:
    group = group_in(home)
    group.share_with(accounts=[OTHER, THIRD])
    group.share_with(accounts=[THIRD], can_register=True)
    registering = [one for one in policy(home) if one["Action"] == "sagemaker:CreateModelPackage"]
    assert [one["Principal"] for one in registering] == [root(THIRD)]
    assert [one["Principal"] for one in policy(home) if one["Action"] == READ_VERSIONS] == [root(OTHER, THIRD)]


def test_a_statement_of_ones_own(home: cdk.Stack) -> None:
    group = group_in(home)
    statement = iam.PolicyStatement(
        actions=["sagemaker:UpdateModelPackage"],
        resources=group.version_arns,
        principals=[iam.ArnPrincipal(f"arn:aws:iam::{OTHER}:role/approver")],
    )
    result = group.add_to_resource_policy(statement)
    assert result.statement_added
    assert result.policy_dependable is not None
    assert policy(home) == [
        {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{OTHER}:role/approver"},
            "Action": "sagemaker:UpdateModelPackage",
            "Resource": arn("model-package", "digits/*"),
        }
    ]


@pytest.mark.parametrize("suffix", ["", "*"])
@pytest.mark.parametrize("attribute", ["model_package_group_arn", "ref"])
@pytest.mark.parametrize("field", ["resources", "not_resources"])
def test_a_statement_does_not_refer_to_its_own_resource(
    home: cdk.Stack, field: str, attribute: str, suffix: str
) -> None:
    """CloudFormation deploys no resource that refers to itself."""
    group = group_in(home, "Digits")
    reference = f"{getattr(group if attribute != 'ref' else group.resource, attribute)}{suffix}"
    given: dict[str, Any] = {field: [reference, arn("model-package", "x/*")]}
    statement = iam.PolicyStatement(
        sid="Mine",
        actions=["sagemaker:DescribeModelPackageGroup"],
        principals=[iam.AccountPrincipal(OTHER)],
        conditions={"Bool": {"aws:SecureTransport": "true"}},
        **given,
    )
    assert group.add_to_resource_policy(statement).statement_added
    (found,) = policy(home)
    assert sorted(found.pop("NotResource" if field == "not_resources" else "Resource")) == sorted(
        [
            arn("model-package", "x/*"),
            f"{arn('model-package-group', 'Digits')}{suffix}",
            f"{arn('model-package-group', 'digits')}{suffix}",
        ]
    )
    assert found == {
        "Sid": "Mine",
        "Effect": "Allow",
        "Principal": root(OTHER),
        "Action": "sagemaker:DescribeModelPackageGroup",
        "Condition": {"Bool": {"aws:SecureTransport": "true"}},
    }
    (logical_id,) = Template.from_stack(home).find_resources("AWS::SageMaker::ModelPackageGroup")
    assert logical_id not in json.dumps(properties(home))


def of_length(group: ModelPackageGroupBase, length: int) -> iam.PolicyStatement:
    """A statement that makes a policy of so many characters."""

    def padded(characters: int) -> iam.PolicyStatement:
        return iam.PolicyStatement(
            sid="x" * characters,
            actions=["sagemaker:DescribeModelPackage"],
            resources=group.version_arns,
            principals=[iam.AccountPrincipal(OTHER)],
        )

    document = iam.PolicyDocument(statements=[padded(1)])
    written = json.dumps(plain(group.stack.resolve(document)), separators=(",", ":"))
    return padded(1 + length - len(written))


def test_the_longest_policy(home: cdk.Stack) -> None:
    """Of the length that the service's own model gives."""
    model = botocore.session.get_session().get_service_model("sagemaker")
    limit = model.shape_for("PolicyString").metadata["max"]
    group = group_in(home)
    with pytest.raises(SpecError, match=rf"{limit + 1} characters.*{limit} characters or less.*\[MPG-001\]"):
        group.add_to_resource_policy(of_length(group, limit + 1))
    assert group.add_to_resource_policy(of_length(group, limit)).statement_added
    written = plain(properties(home)["ModelPackageGroupPolicy"])
    assert len(json.dumps(written, separators=(",", ":"))) == limit


def test_too_many_accounts(home: cdk.Stack) -> None:
    group = group_in(home)
    with pytest.raises(SpecError, match=r"share with an organization or an OU instead of single accounts \[MPG-001\]"):
        group.share_with(accounts=[f"{number:012}" for number in range(1000)])


# What versions are made of


@pytest.mark.parametrize("shared_first", [True, False])
def test_all_of_a_version_is_opened_in_any_order(home: cdk.Stack, *, shared_first: bool) -> None:
    repository = ecr.Repository(home, "Images")
    bucket = s3.Bucket(home, "Models", encryption=s3.BucketEncryption.KMS)
    image = InferenceImage.from_ecr(repository, f"sha256:{'0' * 64}")
    container = Container(image=image, model_data=ModelArtifact.from_bucket(bucket, "digits/model.tar.gz"))
    group = group_in(home)
    if shared_first:
        group.share_with(accounts=[OTHER])
    group.add_version("Version", **version_props(containers=[container]))
    if not shared_first:
        group.share_with(accounts=[OTHER])
    template = Template.from_stack(home)
    opened: dict[str, Any] = {}
    for kind, name in {
        "AWS::ECR::Repository": "RepositoryPolicyText",
        "AWS::S3::BucketPolicy": "PolicyDocument",
        "AWS::KMS::Key": "KeyPolicy",
    }.items():
        (resource,) = template.find_resources(kind).values()
        found = [one for one in resource["Properties"][name]["Statement"] if plain(one["Principal"]) == root(OTHER)]
        (opened[kind],) = [one["Action"] for one in found]
    assert opened == {
        "AWS::ECR::Repository": [
            "ecr:BatchCheckLayerAvailability",
            "ecr:GetDownloadUrlForLayer",
            "ecr:BatchGetImage",
        ],
        "AWS::S3::BucketPolicy": "s3:GetObject",
        "AWS::KMS::Key": "kms:Decrypt",
    }
    assert warnings(home) == []


def test_every_version_is_opened_to_everybody(home: cdk.Stack) -> None:
    bucket = s3.Bucket(home, "Models")
    group = group_in(home)
    group.add_version("One", **in_bucket(bucket, "1.tar.gz"))
    group.share_with(accounts=[OTHER])
    group.add_version("Two", **in_bucket(bucket, "2.tar.gz"))
    group.share_with(accounts=[THIRD])
    (found,) = Template.from_stack(home).find_resources("AWS::S3::BucketPolicy").values()
    opened = {
        (str(plain(one["Principal"])), str(one["Resource"]).rpartition("/")[2][:8])
        for one in found["Properties"]["PolicyDocument"]["Statement"]
    }
    assert opened == {(str(root(who)), key) for who in (OTHER, THIRD) for key in ("1.tar.gz", "2.tar.gz")}


def test_the_key_that_encrypts_a_version(home: cdk.Stack) -> None:
    key = kms.Key(home, "Key")
    group = group_in(home)
    group.hold(home, [], key)
    group.hold(home, [], "alias/acme")
    group.share_with(accounts=[OTHER])
    Template.from_stack(home).has_resource_properties(
        "AWS::KMS::Key",
        {"KeyPolicy": {"Statement": Match.array_with([Match.object_like({"Action": "kms:Decrypt"})])}},
    )
    (warning,) = warnings(home)
    assert warning.startswith("not shared: key 'alias/acme' is not made in this app")


def test_what_stays_closed_is_told_once_for_each_thing(home: cdk.Stack, tmp_path: Path) -> None:
    imported = s3.Bucket.from_bucket_name(home, "Imported", "acme-models")
    managed = s3.Bucket(home, "Managed", encryption=s3.BucketEncryption.KMS_MANAGED)
    group = group_in(home)
    group.share_with(accounts=[OTHER], organization=ORGANIZATION)
    for number in range(2):
        group.add_version(f"Imported{number}", **in_bucket(imported, f"{number}.tar.gz"))
        group.add_version(f"Managed{number}", **in_bucket(managed, f"{number}.tar.gz"))
        local = Container(
            image=InferenceImage.from_uri(f"{THIRD}.dkr.ecr.{REGION}.amazonaws.com/digits@sha256:{'0' * 64}"),
            model_data=ModelArtifact.from_directory(model_folder(tmp_path)),
        )
        group.add_version(f"Local{number}", **version_props(containers=[local]))
    found = sorted(warning.removeprefix("not shared: ") for warning in warnings(home))
    assert [re.split(r" is | in ", warning)[0] for warning in found] == [
        "a model archive",
        "bucket 'Home/Managed'",
        "bucket 'acme-models'",
        "image repository digits",
    ]


def test_a_warning_can_be_acknowledged(home: cdk.Stack) -> None:
    group = group_in(home)
    group.share_with(accounts=[OTHER])
    group.add_version("Version", **in_bucket(s3.Bucket.from_bucket_name(home, "Imported", "acme"), "m.tar.gz"))
    (warning,) = warnings(home)
    named = re.search(r"\[ack: .*(MPG-009-[0-9a-f]{8})\]", warning)
    assert named is not None
    cdk.Validations.of(group).acknowledge(cdk.Acknowledgment(id=named[1], reason="opened by its owner"))
    assert warnings(home) == []


def test_the_guide_acknowledges_what_is_warned_of(home: cdk.Stack) -> None:
    (named,) = re.findall(r'Acknowledgment\(id="([^"]+)"', (ROOT / "docs/guide/sharing.md").read_text())
    group = group_in(home)
    group.share_with(accounts=[OTHER])
    artifact = ModelArtifact.from_uri("s3://acme-models/digits/model.tar.gz")
    group.hold(home, [Container(image=InferenceImage.from_uri(AWS_IMAGE), model_data=artifact)])
    (warning,) = warnings(home)
    assert warning.endswith(f"::{named}]")


def test_a_warnings_id_stays_the_same(app: cdk.App) -> None:
    """Though tokens are numbered as they come."""
    found: list[str] = []
    for number in range(2):
        stack = cdk.Stack(app, f"Stack{number}")
        uri = f"{cdk.Fn.import_value('Account')}.dkr.ecr.{REGION}.amazonaws.com/digits@sha256:{'0' * 64}"
        containers = [Container(image=InferenceImage.from_uri(cdk.Fn.join("", [uri])))]
        group = group_in(stack)
        group.share_with(accounts=[OTHER])
        group.add_version("Version", **version_props(containers=containers))
        found += warnings(stack)
    assert len(found) == 2
    assert found[0] == found[1]
    assert "Token" not in found[0]


# Imported groups


def imported_calls(stack: cdk.Stack) -> list[dict[str, Any]]:
    return [
        {name: json.loads(plain(resource["Properties"][name])) for name in ("Create", "Update", "Delete")}
        for resource in Template.from_stack(stack).find_resources("Custom::AWS").values()
    ]


@pytest.mark.parametrize("by_arn", [False, True])
def test_an_imported_group_is_shared_by_a_call(home: cdk.Stack, *, by_arn: bool) -> None:
    if by_arn:
        there = arn("model-package-group", "digits")
        group = ModelPackageGroup.from_model_package_group_arn(home, "Group", there)
    else:
        group = ModelPackageGroup.from_model_package_group_name(home, "Group", "digits")
    group.share_with(accounts=[OTHER])
    group.share_with(accounts=[THIRD])
    (calls,) = imported_calls(home)
    assert calls["Create"] == calls["Update"]
    assert calls["Create"]["action"] == "putModelPackageGroupPolicy"
    assert calls["Create"]["parameters"]["ModelPackageGroupName"] == "digits"
    document = json.loads(calls["Create"]["parameters"]["ResourcePolicy"])
    assert [one["Principal"] for one in document["Statement"]] == [root(OTHER, THIRD)] * 2
    assert calls["Delete"]["action"] == "deleteModelPackageGroupPolicy"
    assert calls["Delete"]["parameters"] == {"ModelPackageGroupName": "digits"}
    (warning,) = warnings(home)
    assert "replaces the whole resource policy" in warning
    assert "MPG-010" in warning


def test_the_call_may_do_nothing_else(home: cdk.Stack) -> None:
    for number in range(2):
        group = ModelPackageGroup.from_model_package_group_name(home, f"Group{number}", f"digits{number}")
        group.share_with(accounts=[OTHER])
    template = Template.from_stack(home)
    template.resource_count_is("AWS::Lambda::Function", 1)
    template.resource_count_is("AWS::IAM::Role", 1)
    allowed = {
        (action, str(plain(statement["Resource"])))
        for found in template.find_resources("AWS::IAM::Policy").values()
        for statement in found["Properties"]["PolicyDocument"]["Statement"]
        for action in statement["Action"]
        if action.startswith("sagemaker:")
    }
    assert allowed == {
        (f"sagemaker:{action}ModelPackageGroupPolicy", arn("model-package-group", f"digits{number}"))
        for action in ("Put", "Delete")
        for number in range(2)
    }
    (role,) = template.find_resources("AWS::IAM::Role").values()
    assert "ManagedPolicyArns" not in role["Properties"]


def sharing_by_calls(*groups: str) -> dict[str, Any]:
    """The resources of a stack that shares imported groups."""
    stack = cdk.Stack(cdk.App(builtin_cloud_formation_validation=False), "Stack")
    for number, name in enumerate(groups):
        group = ModelPackageGroup.from_model_package_group_name(stack, f"Group{number}", name)
        group.share_with(accounts=[OTHER])
    return Template.from_stack(stack).to_json()["Resources"]


def called(resources: dict[str, Any], group: str) -> str:
    """The logical id of a group's call."""
    (found,) = [
        logical_id
        for logical_id, one in resources.items()
        if one["Type"] == "Custom::AWS" and f'"{group}"' in json.dumps(one["Properties"]["Delete"]).replace("\\", "")
    ]
    return found


def test_dropping_a_group_changes_nothing_of_what_takes_its_policy_away() -> None:
    """Though it came first: the function keeps its role, and the role the right until the call is deleted."""
    both, rest = sharing_by_calls("digits", "letters"), sharing_by_calls("letters")
    assert {name: one for name, one in both.items() if name in rest} == rest
    dropped = {name: one for name, one in both.items() if name not in rest}
    assert sorted(one["Type"] for one in dropped.values()) == ["AWS::IAM::Policy", "Custom::AWS"]
    call = dropped[called(both, "digits")]
    (permission,) = [name for name, one in dropped.items() if one["Type"] == "AWS::IAM::Policy"]
    assert call["DependsOn"] == [permission], "so it is deleted before its permission"
    (function,) = [one for one in rest.values() if one["Type"] == "AWS::Lambda::Function"]
    (role,) = [name for name, one in rest.items() if one["Type"] == "AWS::IAM::Role"]
    assert function["Properties"]["Role"] == {"Fn::GetAtt": [role, "Arn"]}
    assert dropped[permission]["Properties"]["Roles"] == [{"Ref": role}]


def test_another_name_is_another_call() -> None:
    """Changed in place, the call that takes the old policy away would not be allowed any more."""
    before, after = sharing_by_calls("digits"), sharing_by_calls("letters")
    assert called(before, "digits") not in after
    assert called(after, "letters") not in before


def test_a_groups_call_does_not_move_with_its_import() -> None:
    """Else the call at the old place would take away what the one at the new place has put."""
    assert called(sharing_by_calls("digits"), "digits") == called(sharing_by_calls("letters", "digits"), "digits")


def test_a_group_is_shared_through_one_of_its_imports(home: cdk.Stack) -> None:
    first, second = (ModelPackageGroup.from_model_package_group_name(home, name, "digits") for name in ("One", "Two"))
    first.share_with(accounts=[OTHER])
    with pytest.raises(SpecError, match=r"ModelPackageGroupName='digits': .* import it once, .* \[MPG-012\]"):
        second.share_with(accounts=[THIRD])


def test_a_group_whose_name_is_a_token_is_shared(home: cdk.Stack) -> None:
    name = cdk.Fn.import_value("Group")
    ModelPackageGroup.from_model_package_group_name(home, "Group", name).share_with(accounts=[OTHER])
    Template.from_stack(home).resource_count_is("Custom::AWS", 1)


def test_a_function_that_makes_calls_already_is_used(home: cdk.Stack) -> None:
    cr.AwsCustomResource(
        home,
        "Mine",
        on_update=cr.AwsSdkCall(
            service="STS", action="getCallerIdentity", physical_resource_id=cr.PhysicalResourceId.of("x")
        ),
        policy=cr.AwsCustomResourcePolicy.from_sdk_calls(resources=["*"]),
        install_latest_aws_sdk=False,
    )
    ModelPackageGroup.from_model_package_group_name(home, "Group", "digits").share_with(accounts=[OTHER])
    Template.from_stack(home).resource_count_is("AWS::IAM::Role", 1)
    Template.from_stack(home).resource_count_is("AWS::Logs::LogGroup", 0)


@pytest.mark.parametrize(
    "there",
    [
        f"arn:aws:sagemaker:{REGION}:{OTHER}:model-package-group/digits",
        f"arn:aws:sagemaker:us-east-1:{OWN}:model-package-group/digits",
    ],
)
def test_a_group_of_another_account_or_region_is_not_ours_to_share(home: cdk.Stack, there: str) -> None:
    group = ModelPackageGroup.from_model_package_group_arn(home, "Group", there)
    with pytest.raises(SpecError, match=r"share it in the app that makes it, .* \[MPG-008\]") as caught:
        group.share_with(accounts=[THIRD])
    assert there in str(caught.value)
    statement = iam.PolicyStatement(actions=["sagemaker:DescribeModelPackageGroup"], resources=[there])
    assert not group.add_to_resource_policy(statement).statement_added


def test_a_group_that_may_be_of_another_account(stack: cdk.Stack) -> None:
    """The call names the group by name: it would change another group of that name in the stack's own account."""
    there = arn("model-package-group", "digits")
    with pytest.raises(SpecError, match="MPG-008"):
        ModelPackageGroup.from_model_package_group_arn(stack, "Group", there).share_with(accounts=[OTHER])
    ModelPackageGroup.from_model_package_group_name(stack, "Own", "digits").share_with(accounts=[OTHER])


def test_versions_of_an_imported_group_are_opened(home: cdk.Stack) -> None:
    bucket = s3.Bucket(home, "Models")
    group = ModelPackageGroup.from_model_package_group_name(home, "Group", "digits")
    group.add_version("Version", **in_bucket(bucket, "model.tar.gz"))
    group.share_with(accounts=[OTHER])
    (found,) = Template.from_stack(home).find_resources("AWS::S3::BucketPolicy").values()
    assert plain(found["Properties"]["PolicyDocument"]["Statement"][0]["Principal"]) == root(OTHER)


# What reviewers say


def test_reviewers_find_nothing(app: cdk.App, home: cdk.Stack) -> None:
    """cdk-nag's AwsSolutions pack fails the synthesis; the engine's findings are counted."""
    key = kms.Key(home, "Key", enable_key_rotation=True)
    group = group_in(home)
    group.hold(home, [], key)
    group.share_with(accounts=[OTHER], organization=ORGANIZATION, ou=OU, can_register=True)
    ModelPackageGroup.from_model_package_group_name(home, "Imported", "letters").share_with(accounts=[OTHER])
    cdk.Validations.of(app).add_plugins(cdk_nag.AwsSolutionsChecks())
    assembly = app.synth()
    template = Path(assembly.get_stack_by_name("Home").template_full_path)
    assert [
        found for found in validate(template, region=REGION, account=OWN) if found.severity in {"error", "fatal"}
    ] == []


# Deployed


def deployable(*, shared: bool) -> dict[str, Any]:
    """A template that needs no bootstrap."""
    app = cdk.App(builtin_cloud_formation_validation=False)
    stack = cdk.Stack(app, "Stack", synthesizer=cdk.BootstraplessSynthesizer())
    group = group_in(stack, "shared-digits")
    if shared:
        group.share_with(accounts=[OTHER], organization=ORGANIZATION)
    return Template.from_stack(stack).to_json()


def test_a_policy_comes_and_goes_with_the_sharing(local_aws: LocalAws) -> None:  # noqa: F811
    aws = Aws(local_aws.environment())
    stack = aws.deploy("sharing", deployable(shared=True))
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    found = aws.sagemaker.get_model_package_group_policy(ModelPackageGroupName="shared-digits")["ResourcePolicy"]
    statements = json.loads(found)["Statement"]
    assert [one["Principal"] for one in statements] == [root(OTHER), root(OTHER), {"AWS": "*"}, {"AWS": "*"}]
    assert {one["Resource"].rpartition(":")[2] for one in statements} == {
        "model-package-group/shared-digits",
        "model-package/shared-digits/*",
    }
    assert aws.deploy("sharing", deployable(shared=False))["StackStatus"] == "UPDATE_COMPLETE"
    with pytest.raises(aws.sagemaker.exceptions.ClientError):
        aws.sagemaker.get_model_package_group_policy(ModelPackageGroupName="shared-digits")
    aws.close()
