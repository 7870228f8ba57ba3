"""Another account's pull: opened where the app makes the repository, told where it cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam

from cdk_model_packages import InferenceImage
from tests.images.stacks import PULL, repository_statements

DIGEST = "sha256:" + "ab" * 32


def principals() -> dict[str, iam.IPrincipal]:
    account = iam.AccountPrincipal("222222222222")
    condition = {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": ["o-1234567890/r-ab12/ou-ab12-11111111/*"]}}
    return {
        "account": account,
        "organization": iam.OrganizationPrincipal("o-1234567890"),
        "unit": iam.StarPrincipal().with_conditions(condition),
    }


@pytest.mark.parametrize(
    ("kind", "in_statement"),
    [("account", "222222222222"), ("organization", "o-1234567890"), ("unit", "ou-ab12-11111111")],
)
def test_a_repository_of_the_app_is_opened(stack: cdk.Stack, kind: str, in_statement: str) -> None:
    image = InferenceImage.from_ecr(ecr.Repository(stack, "Repository"), DIGEST)
    assert image.open_to(stack, principals()[kind]) is None
    (statement,) = repository_statements(stack)
    assert set(statement["Action"]) == PULL
    assert statement["Effect"] == "Allow"
    assert in_statement in json.dumps(statement)
    assert "Resource" not in statement


def test_twice_is_once(stack: cdk.Stack) -> None:
    repository = ecr.Repository(stack, "Repository")
    account = iam.AccountPrincipal("222222222222")
    for principal in (account, account, iam.AccountPrincipal("222222222222")):
        for image in (InferenceImage.from_ecr(repository, "1.0"), InferenceImage.from_ecr(repository, DIGEST)):
            assert image.open_to(stack, principal) is None
    assert len(repository_statements(stack)) == 1


def test_two_accounts_are_two_statements_and_two_repositories_two_policies(app: cdk.App) -> None:
    stack, other = cdk.Stack(app, "Stack"), cdk.Stack(app, "Other")
    images = [InferenceImage.from_ecr(ecr.Repository(each, "Repository"), DIGEST) for each in (stack, other)]
    for account in (iam.AccountPrincipal("222222222222"), iam.AccountPrincipal("333333333333")):
        for image in images:
            assert image.open_to(stack, account) is None
    for each in (stack, other):
        text = json.dumps(repository_statements(each))
        assert "222222222222" in text
        assert "333333333333" in text


@pytest.mark.parametrize(
    "uri",
    [
        "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312",
        "141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3",
    ],
)
def test_what_aws_publishes_is_open_already(stack: cdk.Stack, uri: str) -> None:
    account = iam.AccountPrincipal("222222222222")
    assert InferenceImage.from_uri(uri).open_to(stack, account) is None
    assert InferenceImage.from_dlc("pytorch", "2.6.0", processor="gpu").open_to(stack, account) is None


def test_without_the_sdk_the_cdk_knows_aws_accounts(stack: cdk.Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    from cdk_model_packages.images import dlc_data
    from cdk_model_packages.images.image_name import ImageError

    def missing() -> frozenset[str]:
        raise ImageError("not installed")

    monkeypatch.setattr(dlc_data, "aws_accounts", missing)
    account = iam.AccountPrincipal("222222222222")
    published = "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312"
    assert InferenceImage.from_uri(published).open_to(stack, account) is None
    others = f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits@{DIGEST}"
    assert InferenceImage.from_uri(others).open_to(stack, account) is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits@{DIGEST}", "digits is only named here"),
        (f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits@{DIGEST}", "let account 123456789012 allow ecr:Batch"),
        ("registry.example.com/digits:1", "registry.example.com/digits:1 is not known to be in an ECR repository"),
        ("team/digits:1.0", "image repository team/digits is not made by this app"),
        ("./server", "goes to the repository of the CDK's bootstrap"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_sentence(stack: cdk.Stack, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server/Dockerfile").write_text("FROM scratch\n")
    account = iam.AccountPrincipal("222222222222")
    sentence = InferenceImage.from_reference(text, tmp_path).open_to(stack, account)
    assert sentence is not None
    assert told in sentence
    assert "from_ecr" in sentence
    assert len(sentence.splitlines()) == 1
    assert stack.node.children == [], "only told"


def test_an_imported_repository_is_told(stack: cdk.Stack) -> None:
    repository = ecr.Repository.from_repository_name(stack, "Repository", "team/digits")
    account = iam.AccountPrincipal("222222222222")
    for _ in range(2):
        sentence = InferenceImage.from_ecr(repository, DIGEST).open_to(stack, account)
        assert sentence is not None
        assert sentence.startswith("image repository team/digits is not made by this app, so its policy was not opened")
