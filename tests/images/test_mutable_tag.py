"""The warning of a tag that can be moved."""

from __future__ import annotations

from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from constructs import Construct

from cdk_model_packages import Container, InferenceImage
from cdk_model_packages.spec import ModelPackageContainerDefinition
from tests.images.stacks import warnings

DIGEST = "sha256:" + "ab" * 32
REGISTRY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"


@pytest.fixture
def package(stack: cdk.Stack) -> Construct:
    """Stands for the package: what binds the image."""
    return Construct(stack, "Package")


def test_a_tag_is_warned_of_once_for_each_package_and_image(stack: cdk.Stack, package: Construct) -> None:
    image = InferenceImage.from_uri(f"{REGISTRY}/digits:1.0")
    image.bind(package)
    InferenceImage.from_uri(f"{REGISTRY}/digits:1.0").bind(package)
    InferenceImage.from_uri(f"{REGISTRY}/digits:1.1").bind(package)
    image.bind(Construct(stack, "Other"))
    first, second, other = warnings(stack)
    assert first.startswith(f"/Stack/Package: image {REGISTRY}/digits is named by the tag 1.0, which a push can move;")
    assert f"model-packages image pin {REGISTRY}/digits:1.0" in first
    assert "the tag 1.1" in second
    assert other.startswith("/Stack/Other: ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{REGISTRY}/digits", "is named without a tag, which means latest"),
        (f"{REGISTRY}/digits:latest", "by the tag latest, the worst one: every push moves it"),
        ("registry.example.com/digits:2", "image registry.example.com/digits is named by the tag 2"),
        ("team/digits:1.0", "model-packages image pin team/digits:1.0"),
        ("digits", "by the tag latest, the worst one"),
        ("dlc:pytorch:2.6:cpu", "the tag 2.6-cpu-py312, which AWS moves when it patches"),
        ("dlc:pytorch:2.6:cpu", "model-packages image pin dlc:pytorch:2.6:cpu:py312"),
    ],
)
def test_what_is_said(stack: cdk.Stack, package: Construct, text: str, told: str) -> None:
    InferenceImage.from_reference(text, Path()).bind(package)
    (warning,) = warnings(stack)
    assert told in warning
    assert "Token" not in warning


@pytest.mark.parametrize("form", [f"{REGISTRY}/digits@{DIGEST}", f"digits@{DIGEST}", "./server"])
def test_a_digest_and_a_folder_are_not_warned_of(
    stack: cdk.Stack, package: Construct, tmp_path: Path, form: str
) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server/Dockerfile").write_text("FROM scratch\n")
    InferenceImage.from_reference(form, tmp_path).bind(package)
    assert warnings(stack) == []


def test_what_only_the_deployment_knows_is_not_judged(stack: cdk.Stack, package: Construct) -> None:
    parameter = cdk.CfnParameter(stack, "Tag").value_as_string
    for image in (
        InferenceImage.from_uri(cdk.Fn.import_value("ImageUri")),
        InferenceImage.from_uri(f"{REGISTRY}/{parameter}"),
        InferenceImage.from_uri(f"{REGISTRY}/digits:{parameter}"),
        InferenceImage.from_repository_name("digits", parameter),
    ):
        image.bind(package)
    assert warnings(stack) == []


def test_the_registry_may_be_known_only_at_deploy(stack: cdk.Stack, package: Construct) -> None:
    uri = f"{cdk.Aws.ACCOUNT_ID}.dkr.ecr.{cdk.Aws.REGION}.{cdk.Aws.URL_SUFFIX}/digits:1.0"
    InferenceImage.from_uri(uri).bind(package)
    (warning,) = warnings(stack)
    assert "image digits is named by the tag 1.0" in warning


@pytest.mark.parametrize(
    ("mutability", "warned"),
    [(None, True), (ecr.TagMutability.MUTABLE, True), (ecr.TagMutability.IMMUTABLE, False)],
)
def test_a_repository_whose_tags_never_move(
    stack: cdk.Stack, package: Construct, mutability: ecr.TagMutability | None, *, warned: bool
) -> None:
    repository = ecr.Repository(stack, "Repository", image_tag_mutability=mutability)
    InferenceImage.from_ecr(repository, "1.0").bind(package)
    found = warnings(stack)
    assert len(found) == warned
    assert all("the image is named by the tag 1.0" in warning for warning in found)


def test_of_an_imported_repository_nothing_is_known(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(account="123456789012", region="eu-west-1"))
    arn = "arn:aws:ecr:eu-west-1:999999999999:repository/team/digits"
    InferenceImage.from_ecr(ecr.Repository.from_repository_arn(stack, "Repository", arn), "1.0").bind(stack)
    (warning,) = warnings(stack)
    assert "image team/digits is named by the tag 1.0" in warning


@pytest.mark.parametrize("before", [True, False])
def test_it_can_be_acknowledged(stack: cdk.Stack, package: Construct, *, before: bool) -> None:
    acknowledgment = cdk.Acknowledgment(id="CT-013", reason="this registry never moves tags")
    if before:
        cdk.Validations.of(stack).acknowledge(acknowledgment)
    InferenceImage.from_uri(f"{REGISTRY}/digits:1.0").bind(package)
    if not before:
        assert len(package.node.metadata) > 0
        cdk.Validations.of(stack).acknowledge(acknowledgment)
    assert warnings(stack) == []


@pytest.mark.parametrize("image", [f"{REGISTRY}/digits:1.0", f"{REGISTRY}/digits", "digits:1.0", "dlc:sklearn:1.2-1"])
def test_who_tells_the_digest_beside_the_name_is_not_warned(stack: cdk.Stack, image: str) -> None:
    """One rule with a promotion, which copies such an image by that digest."""
    for name, digest in (("Pinned", {"ImageDigest": DIGEST}), ("Tagged", {})):
        value = ModelPackageContainerDefinition.model_validate({"Image": image, **digest})
        bound = Container.from_spec(value, Path()).bind(Construct(stack, name))
        assert bound.image_digest == value.image_digest
    (warning,) = warnings(stack)
    assert warning.startswith("/Stack/Tagged: ")


def test_who_only_asks_for_the_name_is_not_warned(stack: cdk.Stack, package: Construct) -> None:
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    for text in (f"{REGISTRY}/digits:1.0", "digits:1.0", "dlc:sklearn:1.2-1"):
        image = InferenceImage.from_reference(text, Path())
        bound = image.bind(Construct(stack, text.replace("/", "")), role)
        assert stack.resolve(image.locate(package).image) == stack.resolve(bound.image)
    assert [warning for warning in warnings(stack) if "/Package:" in warning] == []
    assert len(warnings(stack)) == 3
