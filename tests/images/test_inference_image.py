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
from tests.images.stacks import PULL, pulls, repository_statements

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


def test_a_uri_with_a_digest(stack: cdk.Stack) -> None:
    location = InferenceImage.from_uri(f"{REGISTRY}/team/digits@{DIGEST}").bind(stack)
    assert location.image == f"{REGISTRY}/team/digits@{DIGEST}"
    assert location.image_digest == DIGEST


def test_a_uri_with_a_tag_has_no_digest(stack: cdk.Stack) -> None:
    assert InferenceImage.from_uri(f"{REGISTRY}/digits:1.0").bind(stack).image_digest is None


def test_a_uri_grants_the_pull_of_its_repository(stack: cdk.Stack, role: iam.Role) -> None:
    InferenceImage.from_uri(f"{REGISTRY}/team/digits:1.0").bind(stack, role)
    granted = pulls(stack)
    assert granted.keys() == {*PULL, "ecr:GetAuthorizationToken"}
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


IRELAND = cdk.Environment(account="123456789012", region="eu-west-1")
OHIO = cdk.Environment(account="123456789012", region="us-east-2")


@pytest.mark.parametrize("form", ["uri", "imported"])
def test_an_image_is_in_the_stacks_region(app: cdk.App, form: str) -> None:
    ohio, ireland = cdk.Stack(app, "Ohio", env=OHIO), cdk.Stack(app, "Ireland", env=IRELAND)
    image = InferenceImage.from_uri(f"{REGISTRY}/digits@{DIGEST}")
    if form == "imported":
        arn = "arn:aws:ecr:eu-west-1:123456789012:repository/digits"
        image = InferenceImage.from_ecr(ecr.Repository.from_repository_arn(ireland, "Repository", arn), DIGEST)
    image.bind(ireland)
    image.bind(cdk.Stack(app, "Anywhere"))
    with pytest.raises(SpecError, match=r"in the package's region us-east-2, not in eu-west-1.*\[CT-009\]"):
        image.bind(ohio)


def test_a_repository_made_in_another_region_is_refused(app: cdk.App) -> None:
    ireland = cdk.Stack(app, "Ireland", env=IRELAND)
    repository = ecr.Repository(ireland, "Repository", repository_name="digits")
    with pytest.raises(SpecError, match="CT-009"):
        InferenceImage.from_ecr(repository, DIGEST).bind(cdk.Stack(app, "Ohio", env=OHIO))


def test_a_repository_of_another_account_in_the_app_lets_the_role_in(app: cdk.App) -> None:
    owner = cdk.Stack(app, "Owner", env=cdk.Environment(account="999999999999", region="eu-west-1"))
    stack = cdk.Stack(app, "Stack", env=IRELAND)
    repository = ecr.Repository(owner, "Repository", repository_name="digits")
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal(), role_name="validates")
    location = InferenceImage.from_ecr(repository, DIGEST).bind(stack, role)
    assert ":ecr:eu-west-1:999999999999:repository/digits" in json.dumps(stack.resolve(location.image))
    (statement,) = repository_statements(owner)
    assert set(statement["Action"]) == PULL
    assert ":iam::123456789012:" in json.dumps(statement["Principal"])
    assert "999999999999:repository/digits" in pulls(stack)["ecr:BatchGetImage"]


def test_an_imported_repository_of_another_account_is_granted_on_the_roles_side(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Stack", env=IRELAND)
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    arn = "arn:aws:ecr:eu-west-1:999999999999:repository/team/digits"
    image = InferenceImage.from_ecr(ecr.Repository.from_repository_arn(stack, "Repository", arn), DIGEST)
    assert image.bind(stack, role).image.startswith("999999999999.dkr.ecr.eu-west-1.")
    assert pulls(stack)["ecr:BatchGetImage"] == json.dumps(arn)


@pytest.mark.parametrize(
    ("text", "image"),
    [
        (f"{REGISTRY}/digits:1.0", f"{REGISTRY}/digits:1.0"),
        (f"{REGISTRY}/digits@{DIGEST}", f"{REGISTRY}/digits@{DIGEST}"),
        ("team/digits:1.0", "111111111111.dkr.ecr.eu-west-1.<suffix>/team/digits:1.0"),
        (f"digits@{DIGEST}", f"111111111111.dkr.ecr.eu-west-1.<suffix>/digits@{DIGEST}"),
        ("digits", "111111111111.dkr.ecr.eu-west-1.<suffix>/digits:latest"),
        ("dlc@" + DIGEST, "111111111111.dkr.ecr.eu-west-1.<suffix>/dlc@" + DIGEST),
        (
            "dlc:pytorch:2.6.0:gpu",
            "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312",
        ),
    ],
)
def test_a_file_names_an_image(app: cdk.App, tmp_path: Path, text: str, image: str) -> None:
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(account="111111111111", region="eu-west-1"))
    location = InferenceImage.from_reference(text, tmp_path).bind(stack)
    assert location.image.replace(stack.url_suffix, "<suffix>") == image


def test_a_file_names_a_folder(tmp_path: Path, server: Path) -> None:
    assert InferenceImage.from_reference("./server", tmp_path).local_path == server
    with pytest.raises(ArtifactError, match="no such folder"):
        InferenceImage.from_reference("./serve", tmp_path)


@pytest.mark.parametrize(
    ("text", "code"), [("My-Repo:1", "CT-010"), ("a b", "CT-010"), ("dlc:pytorch", "DLC-001"), ("dlc:x:1", "DLC-001")]
)
def test_a_file_that_names_no_image_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(SpecError, match=code):
        InferenceImage.from_reference(text, tmp_path)


def test_a_token_in_a_file_is_taken_as_a_uri(stack: cdk.Stack, tmp_path: Path) -> None:
    uri = cdk.Fn.import_value("ImageUri")
    assert InferenceImage.from_reference(uri, tmp_path).bind(stack).image == uri
