"""Where an image comes from, and who may pull it."""

from __future__ import annotations

import json
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Template
from pydantic import ValidationError

from cdk_model_packages import ArtifactError, InferenceImage, SpecError

DIGEST = "sha256:" + "ab" * 32
REGISTRY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"


@pytest.fixture
def role(stack: cdk.Stack) -> iam.Role:
    return iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())


@pytest.fixture
def server(tmp_path: Path) -> Path:
    folder = tmp_path / "server"
    folder.mkdir()
    (folder / "Dockerfile").write_text("FROM scratch\n")
    return folder


def pulls(stack: cdk.Stack) -> dict[str, str]:
    """Return who may do what, as action: resource in one string."""
    policies = Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
    granted: dict[str, str] = {}
    for policy in policies:
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            granted |= dict.fromkeys(actions, json.dumps(statement["Resource"]))
    return granted


def test_a_uri_with_a_digest(stack: cdk.Stack) -> None:
    location = InferenceImage.from_uri(f"{REGISTRY}/team/digits@{DIGEST}").bind(stack)
    assert location.image == f"{REGISTRY}/team/digits@{DIGEST}"
    assert location.image_digest == DIGEST


def test_a_uri_with_a_tag_has_no_digest(stack: cdk.Stack) -> None:
    assert InferenceImage.from_uri(f"{REGISTRY}/digits:1.0").bind(stack).image_digest is None


def test_a_uri_grants_the_pull_of_its_repository(stack: cdk.Stack, role: iam.Role) -> None:
    InferenceImage.from_uri(f"{REGISTRY}/team/digits:1.0").bind(stack, role)
    granted = pulls(stack)
    assert granted.keys() == {
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetDownloadUrlForLayer",
        "ecr:BatchGetImage",
        "ecr:GetAuthorizationToken",
    }
    assert ":ecr:eu-west-1:123456789012:repository/team/digits" in granted["ecr:BatchGetImage"]
    assert granted["ecr:GetAuthorizationToken"] == '"*"'


def test_a_registry_that_is_not_ecr_grants_nothing(stack: cdk.Stack, role: iam.Role) -> None:
    InferenceImage.from_uri("registry.example.com/digits:1.0").bind(stack, role)
    assert pulls(stack) == {}


@pytest.mark.parametrize("uri", ["digits:1.0", "team/digits", "./server"])
def test_a_uri_needs_a_registry(uri: str) -> None:
    with pytest.raises(SpecError, match=r"write the registry too.*\[CT-009\]"):
        InferenceImage.from_uri(uri)


def test_a_uri_is_at_most_255_characters() -> None:
    InferenceImage.from_uri("r.io/" + "i" * 250)
    with pytest.raises(ValidationError, match="CT-010"):
        InferenceImage.from_uri("r.io/" + "i" * 251)


def test_a_uri_with_tokens_for_account_and_region_grants_the_pull(stack: cdk.Stack, role: iam.Role) -> None:
    uri = f"{cdk.Aws.ACCOUNT_ID}.dkr.ecr.{cdk.Aws.REGION}.{cdk.Aws.URL_SUFFIX}/digits:1.0"
    assert InferenceImage.from_uri(uri).bind(stack, role).image == uri
    repository = json.loads(pulls(stack)["ecr:BatchGetImage"])["Fn::Join"][1]
    assert repository[-4:] == [{"Ref": "AWS::Region"}, ":", {"Ref": "AWS::AccountId"}, ":repository/digits"]


def test_a_uri_that_only_the_deployment_knows_is_taken_and_not_granted(stack: cdk.Stack, role: iam.Role) -> None:
    uri = cdk.Fn.import_value("ImageUri")
    assert InferenceImage.from_uri(uri).bind(stack, role).image == uri
    assert pulls(stack) == {}


@pytest.mark.parametrize("name", ["My-Repo", "a b", "-a", "a", "digits:1.0", "a" * 257])
def test_a_repository_has_a_name(name: str) -> None:
    InferenceImage.from_repository_name("a" * 256, "1.0")
    with pytest.raises(SpecError, match="CT-010"):
        InferenceImage.from_repository_name(name, "1.0")


@pytest.mark.parametrize("reference", ["", "x y", "sha256:abc", "t" * 129, "-t"])
def test_a_reference_is_a_tag_or_a_digest(stack: cdk.Stack, reference: str) -> None:
    InferenceImage.from_repository_name("digits", "t" * 128)
    with pytest.raises(SpecError, match="CT-010"):
        InferenceImage.from_repository_name("digits", reference)
    with pytest.raises(SpecError, match="CT-010"):
        InferenceImage.from_ecr(ecr.Repository(stack, "Repository"), reference)


def test_two_platforms_are_two_images(app: cdk.App, stack: cdk.Stack, server: Path) -> None:
    for platform in (ecr_assets.Platform.LINUX_AMD64, ecr_assets.Platform.LINUX_ARM64):
        InferenceImage.from_directory(server, platform=platform).bind(stack)
    app.synth()
    images = json.loads((Path(app.outdir) / "Stack.assets.json").read_text())["dockerImages"].values()
    assert sorted(one["source"]["platform"] for one in images) == ["linux/amd64", "linux/arm64"]


@pytest.mark.parametrize(("reference", "separator"), [("1.0", ":"), (DIGEST, "@")])
def test_an_ecr_repository(stack: cdk.Stack, role: iam.Role, reference: str, separator: str) -> None:
    repository = ecr.Repository(stack, "Repository")
    location = InferenceImage.from_ecr(repository, reference).bind(stack, role)
    assert location.image.endswith(f"{separator}{reference}")
    assert location.image_digest == (DIGEST if separator == "@" else None)
    (logical_id,) = Template.from_stack(stack).find_resources("AWS::ECR::Repository")
    assert logical_id in pulls(stack)["ecr:BatchGetImage"]


@pytest.mark.parametrize(("reference", "separator"), [("1.0", ":"), (DIGEST, "@")])
def test_a_repository_by_name(stack: cdk.Stack, role: iam.Role, reference: str, separator: str) -> None:
    location = InferenceImage.from_repository_name("team/digits", reference).bind(stack, role)
    assert location.image.endswith(f"/team/digits{separator}{reference}")
    assert ":repository/team/digits" in pulls(stack)["ecr:BatchGetImage"]


def test_a_folder_is_built_once_for_a_stack(app: cdk.App, stack: cdk.Stack, server: Path, role: iam.Role) -> None:
    image = InferenceImage.from_directory(server)
    first, second = image.bind(stack, role), InferenceImage.from_directory(server).bind(stack)
    elsewhere = image.bind(cdk.Stack(app, "Other"))
    assert stack.resolve(first.image) == stack.resolve(second.image) == stack.resolve(elsewhere.image)
    assert "ecr:BatchGetImage" in pulls(stack)
    for name in ("Stack", "Other"):
        (built,) = json.loads((Path(app.outdir) / f"{name}.assets.json").read_text())["dockerImages"].values()
        assert built["source"]["platform"] == "linux/amd64", "whatever machine deploys"


def test_other_choices_make_another_image(app: cdk.App, stack: cdk.Stack, server: Path) -> None:
    (server / "Other").write_text("FROM scratch\n")
    InferenceImage.from_directory(server).bind(stack)
    InferenceImage.from_directory(server, file="Other", build_args={"A": "1"}, target="run").bind(stack)
    app.synth()
    images = json.loads((Path(app.outdir) / "Stack.assets.json").read_text())["dockerImages"]
    assert sorted(one["source"].get("dockerFile", "-") for one in images.values()) == ["-", "Other"]


def test_a_folder_must_be_there_with_a_dockerfile(tmp_path: Path, server: Path) -> None:
    with pytest.raises(ArtifactError, match=r"none'?: no such folder; correct the path"):
        InferenceImage.from_directory(tmp_path / "none")
    with pytest.raises(ArtifactError, match=r"has no Other; add one, or name it with file="):
        InferenceImage.from_directory(server, file="Other")
