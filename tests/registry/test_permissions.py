"""Permissions: the handlers' own when nothing is named, and no more than what is named otherwise."""

from __future__ import annotations

import json
import re
import runpy
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import cfnlint
import cfnlint.api
import pytest
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk.assertions import Template
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from constructs import Construct

from cdk_model_packages import (
    Algorithm,
    AlgorithmContainer,
    Container,
    InferenceImage,
    ModelArtifact,
    ModelPackage,
    ModelPackageGroup,
    SampleData,
    SpecError,
    ValidationProfile,
)
from cdk_model_packages.registry.permissions import PackagePermissions
from cdk_model_packages.spec import ChannelSpecification, TrainingInputMode
from tests.conftest import ROOT
from tests.registry.packages import IMAGE, model_folder, samples_folder, version, version_props

HANDLERS = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", "AWS::SageMaker::ModelPackage").schema["handlers"]
AUTHORIZATION = json.loads((Path(cfnlint.__file__).parent / "data/AdditionalSpecs/Policies.json").read_text())

HOME = "arn:aws:sagemaker:eu-west-1:111122223333"
REPOSITORY = "arn:aws:ecr:eu-west-1:111122223333:repository/digits"
ROLE = "arn:aws:iam::111122223333:role/Validation"
KEY = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"

SOURCED_CONDITION_KEYS = {
    # SageMaker developer guide, sagemaker-roles: its PassRole statements; Service Authorization Reference, IAM
    "iam:PassRole": {"iam:PassedToService"},
    # Service Authorization Reference, Amazon S3
    "s3:ListBucket": {"s3:prefix"},
}
"""The keys that a source shows for an action of ours. ``kms:ViaService`` is not: no source shows it for SageMaker."""

NARROWED: dict[str, Any] = {
    "model_package_group": "Digits",
    "images": [REPOSITORY],
    "model_data": ["s3://acme-models/digits/model.tar.gz"],
    "samples": ["s3://acme-samples/digits/"],
    "outputs": ["s3://acme-results/digits/"],
    "validation_roles": [ROLE],
    "encryption_keys": [KEY],
}


@pytest.fixture
def home(app: cdk.App) -> cdk.Stack:
    """A stack whose account and region are known, so that ARNs are plain text but for their partition."""
    return cdk.Stack(app, "Home", env=cdk.Environment(account="111122223333", region="eu-west-1"))


def plain(value: Any) -> Any:
    """A resolved value with its joins joined, and the partition in its place."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value == {"Ref": "AWS::Partition"}:
        return "aws"
    if "Fn::Join" in value:
        parts = [plain(part) for part in value["Fn::Join"][1]]
        return "".join(part if isinstance(part, str) else f"<{json.dumps(part)}>" for part in parts)
    return {key: plain(item) for key, item in value.items()}


def statements(stack: cdk.Stack, permissions: PackagePermissions) -> list[dict[str, Any]]:
    found = plain(stack.resolve(permissions.document))["Statement"]
    for each in found:
        for key in ("Action", "Resource"):
            each[key] = [each[key]] if isinstance(each[key], str | dict) else each[key]
    return found


def allows(found: list[dict[str, Any]], action: str, resource: str, **context: str) -> bool:
    """Decide as IAM does: an allowed action, on a resource, with every condition met."""

    def fits(pattern: Any, text: str) -> bool:
        return fnmatchcase(text, (pattern if isinstance(pattern, str) else json.dumps(pattern)).replace("[", "[[]"))

    def met(conditions: dict[str, dict[str, Any]]) -> bool:
        return all(
            any(fits(value, context.get(key.rpartition(":")[2], "")) for value in ([v] if isinstance(v, str) else v))
            for operator in conditions.values()
            for key, v in operator.items()
        )

    return any(
        action in each["Action"]
        and any(fits(arn, resource) for arn in each["Resource"])
        and met(each.get("Condition", {}))
        for each in found
    )


def test_the_lists_are_generated_from_the_schema() -> None:
    generator = runpy.run_path(str(ROOT / "tools/generate_handler_permissions.py"))
    assert generator["TARGET"].read_text(encoding="utf-8") == generator["render"]()


@pytest.mark.parametrize("step", sorted(HANDLERS))
def test_unnarrowed_a_step_has_the_actions_of_its_handler(stack: cdk.Stack, step: str) -> None:
    permissions = getattr(PackagePermissions, step)(stack)
    assert list(permissions.actions) == sorted(HANDLERS[step]["permissions"])
    written = [action for each in statements(stack, permissions) for action in each["Action"]]
    assert sorted(written) == list(permissions.actions), "each action once"


@pytest.mark.parametrize("step", sorted(HANDLERS))
def test_narrowed_a_step_has_them_too(home: cdk.Stack, step: str) -> None:
    permissions = getattr(PackagePermissions, step)(home, **NARROWED)
    assert list(permissions.actions) == sorted(HANDLERS[step]["permissions"])


def test_all_is_every_step_together(home: cdk.Stack) -> None:
    every = [
        getattr(PackagePermissions, step)(home, **NARROWED) for step in ("create", "read", "update", "delete", "list")
    ]
    joined = every[0] + every[1] + every[2] + every[3] + every[4]
    assert statements(home, PackagePermissions.all(home, **NARROWED)) == statements(home, joined)


@pytest.mark.parametrize("narrowed", [{}, NARROWED], ids=["any", "narrowed"])
def test_every_action_stands_on_a_resource_that_it_supports(home: cdk.Stack, narrowed: dict[str, Any]) -> None:
    for each in statements(home, PackagePermissions.all(home, **narrowed)):
        for action in each["Action"]:
            service, name = action.split(":")
            kinds = AUTHORIZATION[service]["Actions"][name.lower()]["Resources"]
            kinds = [kinds] if isinstance(kinds, str) else kinds
            formats = [
                re.sub(r"\\\$\\\{\w+\\\}", "[^:]*", re.escape(pattern.removesuffix(".*"))) + ".*"
                for kind in kinds
                for pattern in AUTHORIZATION[service]["Resources"][kind]["ARNFormats"]
            ]
            on_any = each["Resource"] == ["*"]
            assert on_any == (action == "sagemaker:ListModelPackages" and not narrowed), action
            assert on_any or any(re.fullmatch(form, arn) for form in formats for arn in each["Resource"]), action


@pytest.mark.parametrize("narrowed", [{}, NARROWED], ids=["any", "narrowed"])
def test_a_condition_is_one_that_a_source_shows(home: cdk.Stack, narrowed: dict[str, Any]) -> None:
    conditioned = set()
    for each in statements(home, PackagePermissions.all(home, **narrowed)):
        keys = {key for operator in each.get("Condition", {}).values() for key in operator}
        for action in each["Action"]:
            assert keys <= SOURCED_CONDITION_KEYS.get(action, set()), action
            conditioned |= {action} if keys else set()
    assert "iam:PassRole" in conditioned
    assert ("s3:ListBucket" in conditioned) == bool(narrowed)


def test_a_role_is_passed_to_sagemaker_only_and_no_other_role_is(home: cdk.Stack) -> None:
    found = statements(home, PackagePermissions.create(home, **NARROWED))
    assert allows(found, "iam:PassRole", ROLE, PassedToService="sagemaker.amazonaws.com")
    assert not allows(found, "iam:PassRole", ROLE, PassedToService="ec2.amazonaws.com")
    assert not allows(found, "iam:PassRole", f"{ROLE}2", PassedToService="sagemaker.amazonaws.com")
    unnarrowed = statements(home, PackagePermissions.create(home))
    assert allows(unnarrowed, "iam:PassRole", f"{ROLE}2", PassedToService="sagemaker.amazonaws.com")
    assert not allows(unnarrowed, "iam:PassRole", f"{ROLE}2", PassedToService="ec2.amazonaws.com")


@pytest.mark.parametrize(
    ("action", "allowed", "refused"),
    [
        ("sagemaker:CreateModelPackage", f"{HOME}:model-package-group/Digits", f"{HOME}:model-package-group/Digits2"),
        ("sagemaker:CreateModelPackage", f"{HOME}:model-package-group/digits", f"{HOME}:model-package-group/digit"),
        ("sagemaker:CreateModelPackage", f"{HOME}:model-package/digits/1", f"{HOME}:model-package/other/1"),
        ("sagemaker:DescribeModelPackage", f"{HOME}:model-package/Digits/1", f"{HOME}:model-package/Digits"),
        ("sagemaker:DeleteModelPackage", f"{HOME}:model-package/digits/12", f"{HOME}:model-package-group/digits"),
        ("sagemaker:ListModelPackages", f"{HOME}:model-package/digits/*", f"{HOME}:model-package/other/*"),
        ("sagemaker:AddTags", f"{HOME}:model-package/Digits/1", f"{HOME}:endpoint/Digits"),
        ("sagemaker:CreateModel", f"{HOME}:model/anything", f"{HOME}:endpoint/anything"),
        ("ecr:BatchGetImage", REPOSITORY, f"{REPOSITORY}-2"),
        ("ecr:StartImageScan", REPOSITORY, f"{REPOSITORY}-2"),
        (
            "s3:GetObject",
            "arn:aws:s3:::acme-models/digits/model.tar.gz",
            "arn:aws:s3:::acme-models/digits/model.tar.gz2",
        ),
        ("s3:GetObject", "arn:aws:s3:::acme-samples/digits/a.csv", "arn:aws:s3:::acme-samples/other/a.csv"),
        ("kms:CreateGrant", KEY, KEY.replace("1111", "9999")),
    ],
)
def test_what_is_named_is_allowed_and_nothing_beside_it(
    home: cdk.Stack, action: str, allowed: str, refused: str
) -> None:
    found = statements(home, PackagePermissions.all(home, **NARROWED))
    assert allows(found, action, allowed)
    assert not allows(found, action, refused)


def test_a_bucket_is_listed_below_the_prefixes_that_are_named(home: cdk.Stack) -> None:
    found = statements(home, PackagePermissions.create(home, **NARROWED))
    assert allows(found, "s3:ListBucket", "arn:aws:s3:::acme-samples", prefix="digits/a")
    assert not allows(found, "s3:ListBucket", "arn:aws:s3:::acme-samples", prefix="other/")
    assert allows(found, "s3:ListBucket", "arn:aws:s3:::acme-models", prefix="digits/model.tar.gz")
    assert not allows(found, "s3:ListBucket", "arn:aws:s3:::acme-models", prefix="digits/")


def test_results_are_listed_and_not_read(home: cdk.Stack) -> None:
    found = statements(home, PackagePermissions.create(home, **NARROWED))
    assert allows(found, "s3:ListBucket", "arn:aws:s3:::acme-results", prefix="digits/a.csv.out")
    assert not allows(found, "s3:GetObject", "arn:aws:s3:::acme-results/digits/a.csv.out")


def test_prefixes_of_one_bucket_share_a_statement(home: cdk.Stack) -> None:
    models = ["s3://acme/a.tar.gz", "s3://acme/b/", "arn:aws:s3:::other/*"]
    permissions = PackagePermissions.create(home, model_data=models)
    listings = [each for each in statements(home, permissions) if each["Action"] == ["s3:ListBucket"]]
    assert listings == [
        {
            "Sid": "ListObjects",
            "Effect": "Allow",
            "Action": ["s3:ListBucket"],
            "Resource": ["arn:aws:s3:::acme"],
            "Condition": {"StringLike": {"s3:prefix": ["a.tar.gz", "b/*"]}},
        },
        {"Sid": "ListObjects2", "Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": ["arn:aws:s3:::other"]},
    ]


def test_a_package_says_itself_what_it_needs(home: cdk.Stack, tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "Dockerfile").write_text("FROM scratch\n")
    image = InferenceImage.from_directory(tmp_path / "server")
    model = ModelArtifact.from_directory(model_folder(tmp_path))
    samples = SampleData.from_directory(samples_folder(tmp_path))
    package = version(
        home,
        containers=[Container(image=image, model_data=model)],
        validation=ValidationProfile("smoke", samples=samples, instance_type="ml.m5.large"),
    )
    found = statements(home, PackagePermissions.create(package))
    (passed,) = [each["Resource"] for each in found if "iam:PassRole" in each["Action"]]
    (role,) = Template.from_stack(home).find_resources("AWS::IAM::Role")
    assert passed == [{"Fn::GetAtt": [role, "Arn"]}]
    (repository,) = [each["Resource"] for each in found if "ecr:BatchGetImage" in each["Action"]]
    assert repository == [
        "arn:aws:ecr:eu-west-1:111122223333:repository/cdk-hnb659fds-container-assets-111122223333-eu-west-1"
    ]
    objects = [arn for each in found if "s3:GetObject" in each["Action"] for arn in each["Resource"]]
    assets = re.escape("arn:aws:s3:::cdk-hnb659fds-assets-111122223333-eu-west-1")
    model_arn, samples_arn = objects
    assert re.fullmatch(rf"{assets}/[0-9a-f]{{64}}\.tar\.gz", model_arn)
    assert re.fullmatch(rf"{assets}/[0-9a-f]{{64}}/\*", samples_arn)
    assert [each["Resource"] for each in found if each["Sid"] == "ListObjects"] == [[model_arn.partition("/")[0]]]
    assert allows(found, "sagemaker:CreateModelPackage", f"{HOME}:model-package-group/digits")
    assert not allows(found, "sagemaker:CreateModelPackage", f"{HOME}:model-package-group/other")
    assert not [each for each in found if any(action.startswith("kms:") for action in each["Action"])]


def test_the_role_of_a_validation_trusts_without_a_packages_arn(stack: cdk.Stack, tmp_path: Path) -> None:
    samples = SampleData.from_directory(samples_folder(tmp_path))
    package = version(stack, validation=ValidationProfile("smoke", samples=samples, instance_type="ml.m5.large"))
    PackagePermissions.all(package).grant_to(iam.Role(stack, "Operator", assumed_by=iam.AccountRootPrincipal()))
    assert "aws:SourceArn" not in json.dumps(Template.from_stack(stack).to_json())


def test_without_a_validation_no_role_is_passed_and_no_job_made(stack: cdk.Stack) -> None:
    package = version(stack)
    permissions = PackagePermissions.create(package)
    handlers_jobs = {"CreateModel", "CreateTrainingJob", "CreateTransformJob", "DescribeTransformJob"}
    keys = {"kms:CreateGrant", "kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"}
    left_out = {"iam:PassRole", *keys} | {f"sagemaker:{name}" for name in handlers_jobs}
    assert set(permissions.actions) == set(HANDLERS["create"]["permissions"]) - left_out


class OtherPackage(Construct):
    """A package with all parts that permissions read, as any construct of a package has them: by its L1."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        def container(name: str, **more: Any) -> dict[str, Any]:
            return {"image": f"111122223333.dkr.ecr.eu-west-1.amazonaws.com/{name}:1", **more}

        def specification(*containers: dict[str, Any], **more: Any) -> dict[str, Any]:
            types = {"supportedContentTypes": ["text/csv"], "supportedResponseMimeTypes": ["text/csv"]}
            return {"containers": list(containers), **types, **more}

        source = {"s3DataSource": {"s3Uri": "s3://acme/llm/", "s3DataType": "S3Prefix", "compressionType": "None"}}
        job = {
            "transformInput": {
                "dataSource": {"s3DataSource": {"s3Uri": "s3://acme/in/list.json", "s3DataType": "ManifestFile"}}
            },
            "transformOutput": {"s3OutputPath": "s3://acme/out/"},
            "transformResources": {"instanceType": "ml.m5.large", "instanceCount": 1, "volumeKmsKeyId": KEY[:-1] + "9"},
        }
        self.resource = sagemaker.CfnModelPackage(
            self,
            "Resource",
            model_package_name="Digits",
            inference_specification=specification(container("main", modelDataUrl="s3://acme/main.tar.gz")),
            additional_inference_specifications=[
                specification(container("more", modelDataSource=source), container("tail"), name="more")
            ],
            additional_inference_specifications_to_add=[specification(container("added"), name="added")],
            source_algorithm_specification={
                "sourceAlgorithms": [{"algorithmName": "trees", "modelDataUrl": "s3://acme/trees.tar.gz"}]
            },
            security_config={"kmsKeyId": KEY},
            validation_specification={
                "validationRole": ROLE,
                "validationProfiles": [{"profileName": "smoke", "transformJobDefinition": job}],
            },
        )


def test_every_part_of_a_package_counts(home: cdk.Stack) -> None:
    permissions = PackagePermissions.all(OtherPackage(home, "Package"))
    assert {action for step in HANDLERS.values() for action in step["permissions"]} == set(permissions.actions)
    found = statements(home, permissions)

    def on(action: str) -> set[str]:
        return {arn for each in found if action in each["Action"] for arn in each["Resource"]}

    repositories = "arn:aws:ecr:eu-west-1:111122223333:repository"
    assert on("ecr:BatchGetImage") == {f"{repositories}/{name}" for name in ("main", "more", "tail", "added")}
    assert on("s3:GetObject") == {
        f"arn:aws:s3:::acme/{key}" for key in ("main.tar.gz", "llm/*", "trees.tar.gz", "in/*")
    }
    (listing,) = [each["Condition"] for each in found if "s3:ListBucket" in each["Action"]]
    assert listing == {"StringLike": {"s3:prefix": ["main.tar.gz", "llm/*", "trees.tar.gz", "in/*", "out/*"]}}
    assert on("iam:PassRole") == {ROLE}
    assert on("kms:CreateGrant") == {KEY, KEY[:-1] + "9"}
    assert on("sagemaker:CreateModelPackage") == {f"{HOME}:model-package/Digits", f"{HOME}:model-package/digits"}
    assert on("sagemaker:ListModelPackages") == {"*"}, "a list is not about one package"


def algorithm_in(stack: cdk.Stack, *containers: AlgorithmContainer) -> Algorithm:
    """An algorithm of this account, as small as it can be."""
    channel = ChannelSpecification(
        name="train", supported_content_types=("text/csv",), supported_input_modes=(TrainingInputMode.FILE,)
    )
    return Algorithm(
        stack,
        "Algorithm",
        training_image=InferenceImage.from_uri(IMAGE),
        training_channels=[channel],
        supported_training_instance_types=["ml.m5.large"],
        containers=containers or None,
        supported_content_types=["text/csv"] if containers else None,
        supported_response_mime_types=["text/csv"] if containers else None,
        supported_transform_instance_types=["ml.m5.large"] if containers else None,
    )


def of_algorithm(stack: cdk.Stack, algorithm: Algorithm | str, **change: Any) -> ModelPackage:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="Digits")
    model = ModelArtifact.from_uri("s3://acme/trees.tar.gz")
    return ModelPackage.from_algorithm(
        stack, "Version", model_package_group=group, algorithm=algorithm, model_data=model, **change
    )


def test_the_images_of_an_algorithm_that_is_not_made_here_are_any(home: cdk.Stack) -> None:
    package = of_algorithm(home, "trees")
    permissions = PackagePermissions.create(package)
    found = statements(home, permissions)
    assert {action for action in permissions.actions if action.startswith("ecr:")} == {
        action for action in HANDLERS["create"]["permissions"] if action.startswith("ecr:")
    }
    assert allows(found, "ecr:BatchGetImage", "arn:aws:ecr:us-east-1:444455556666:repository/trees")
    assert allows(found, "s3:GetObject", "arn:aws:s3:::acme/trees.tar.gz")
    assert not allows(found, "s3:GetObject", "arn:aws:s3:::acme/other.tar.gz")
    named = statements(home, PackagePermissions.create(package, images=[REPOSITORY]))
    assert not allows(named, "ecr:BatchGetImage", f"{REPOSITORY}-2")


def test_the_images_of_an_algorithm_that_is_made_here_are_its_own(home: cdk.Stack) -> None:
    container = AlgorithmContainer(image=InferenceImage.from_repository_name("trees", "1"))
    found = statements(home, PackagePermissions.create(of_algorithm(home, algorithm_in(home, container))))
    assert allows(found, "ecr:BatchGetImage", REPOSITORY.replace("digits", "trees"))
    assert not allows(found, "ecr:BatchGetImage", REPOSITORY)


def test_an_algorithm_without_containers_tells_no_image(home: cdk.Stack) -> None:
    found = statements(home, PackagePermissions.create(of_algorithm(home, algorithm_in(home))))
    assert allows(found, "ecr:BatchGetImage", REPOSITORY)


def copy_of(stack: cdk.Stack, source: Any) -> ModelPackage:
    group = ModelPackageGroup(stack, "Copies", model_package_group_name="copies")
    return ModelPackage.from_source(stack, "Copy", model_package_group=group, source=source)


@pytest.mark.parametrize("imported", [False, True])
def test_who_copies_a_package_reads_it(home: cdk.Stack, *, imported: bool) -> None:
    source = "arn:aws:sagemaker:eu-west-1:444455556666:model-package/Digits/3"
    copied = ModelPackage.from_model_package_arn(home, "Source", source) if imported else source
    package = copy_of(home, copied)
    for step in ("create", "update"):
        found = statements(home, getattr(PackagePermissions, step)(package))
        assert allows(found, "sagemaker:DescribeModelPackage", source), step
        assert allows(found, "sagemaker:DescribeModelPackage", source.replace("Digits", "digits")), step
        assert not allows(found, "sagemaker:DescribeModelPackage", f"{source}1"), step
        assert not allows(found, "sagemaker:UpdateModelPackage", source), step
        assert allows(found, "ecr:BatchGetImage", REPOSITORY), step
        assert allows(found, "s3:GetObject", "arn:aws:s3:::theirs/model.tar.gz"), step
        assert allows(found, "s3:ListBucket", "arn:aws:s3:::theirs", prefix="any"), step
    read = statements(home, PackagePermissions.read(package))
    assert not allows(read, "sagemaker:DescribeModelPackage", source)
    named = statements(home, PackagePermissions.create(home, **NARROWED, source=copied))
    assert allows(named, "sagemaker:DescribeModelPackage", source)
    assert not allows(named, "ecr:BatchGetImage", f"{REPOSITORY}-2")


def test_a_copy_of_a_package_that_is_made_here_knows_what_is_in_it(home: cdk.Stack) -> None:
    key = kms.Key(home, "Key")
    source = version(home, encryption_key=key)
    permissions = PackagePermissions.create(copy_of(home, source))
    found = statements(home, permissions)
    (described,) = [each["Resource"] for each in found if each["Sid"] == "ReadSource"]
    assert described == [home.resolve(source.model_package_arn)]
    (images,) = [each["Resource"] for each in found if "ecr:BatchGetImage" in each["Action"]]
    assert images == ["arn:aws:ecr:eu-west-1:123456789012:repository/digits"]
    (objects,) = [each["Resource"] for each in found if "s3:GetObject" in each["Action"]]
    assert objects == ["arn:aws:s3:::bucket/m.tar.gz"]
    uses = [each["Action"] for each in found if home.resolve(key.key_arn) in each["Resource"]]
    assert uses == [["kms:Decrypt"]], "its own information is not encrypted with that"


def test_the_key_of_a_source_may_be_one_that_no_policy_can_name(home: cdk.Stack) -> None:
    permissions = PackagePermissions.create(copy_of(home, version(home, encryption_key="alias/digits")))
    assert not [action for action in permissions.actions if action.startswith("kms:")]


def test_who_registers_a_model_reads_it(home: cdk.Stack) -> None:
    model = f"{HOME}:model/digits"
    found = statements(home, PackagePermissions.create(copy_of(home, model)))
    assert allows(found, "sagemaker:DescribeModel", model)
    assert not allows(found, "sagemaker:DescribeModel", f"{model}2")


def test_a_model_that_is_made_here_is_read_too(home: cdk.Stack) -> None:
    model = sagemaker.CfnModel(home, "Model")
    found = statements(home, PackagePermissions.create(copy_of(home, model.ref)))
    (read,) = [each["Resource"] for each in found if "sagemaker:DescribeModel" in each["Action"]]
    assert read == [{"Ref": home.resolve(model.logical_id)}]


def test_a_source_that_is_a_label_is_not_read(home: cdk.Stack) -> None:
    resource = of_algorithm(home, "trees").resource
    resource.source_uri = "s3://acme/notebook.ipynb"
    assert "ReadSource" not in [each["Sid"] for each in statements(home, PackagePermissions.create(resource))]


@pytest.mark.parametrize("make", [
    lambda stack: ModelPackageGroup(stack, "Group", model_package_group_name="Digits"),
    lambda stack: ModelPackageGroup.from_model_package_group_name(stack, "Group", "Digits"),
    lambda stack: sagemaker.CfnModelPackageGroup(stack, "Group", model_package_group_name="Digits"),
], ids=["made", "imported", "L1"])  # fmt: skip
def test_a_group_says_which_it_is(home: cdk.Stack, make: Any) -> None:
    found = statements(home, PackagePermissions.all(make(home)))
    named = PackagePermissions.all(home, model_package_group="Digits")
    assert found == statements(home, named)
    assert not allows(found, "sagemaker:DeleteModelPackage", f"{HOME}:model-package/other/1")


def test_an_imported_package_says_which_it_is(home: cdk.Stack) -> None:
    arn = f"{HOME}:model-package/Digits/3"
    found = statements(home, PackagePermissions.delete(ModelPackage.from_model_package_arn(home, "Version", arn)))
    assert allows(found, "sagemaker:DeleteModelPackage", arn)
    assert not allows(found, "sagemaker:DeleteModelPackage", f"{HOME}:model-package/Digits/4")


def test_a_property_that_is_set_on_the_l1_counts(home: cdk.Stack) -> None:
    package = version(home)
    package.resource.security_config = sagemaker.CfnModelPackage.SecurityConfigProperty(kms_key_id=KEY)
    assert allows(statements(home, PackagePermissions.read(package)), "kms:Decrypt", KEY)
    assert PackagePermissions.read(package) == PackagePermissions.read(package.resource)


@pytest.mark.parametrize("step", ["create", "read", "update", "delete", "list", "all"])
def test_an_argument_that_is_none_is_refused(home: cdk.Stack, step: str) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'imagess'; did you mean 'images'"):
        getattr(PackagePermissions, step)(home, imagess=[REPOSITORY])


def test_what_is_named_besides_replaces_what_a_package_says(stack: cdk.Stack) -> None:
    package = version(stack)
    assert "kms:Decrypt" not in PackagePermissions.read(package).actions
    found = statements(stack, PackagePermissions.read(package, encryption_keys=[KEY]))
    assert allows(found, "kms:Decrypt", KEY)
    assert not allows(found, "kms:Decrypt", KEY.replace("1111", "9999"))


def test_the_key_of_a_bucket_is_for_decryption_and_only_where_objects_are_read(stack: cdk.Stack) -> None:
    key = kms.Key(stack, "Key")
    bucket = s3.Bucket(stack, "Bucket", encryption=s3.BucketEncryption.KMS, encryption_key=key)
    image = InferenceImage.from_ecr(ecr.Repository(stack, "Repository"), "sha256:" + "0" * 64)
    package = version(
        stack, containers=[Container(image=image, model_data=ModelArtifact.from_bucket(bucket, "m.tar.gz"))]
    )
    key_arn = stack.resolve(key.key_arn)
    uses = [each for each in statements(stack, PackagePermissions.create(package)) if key_arn in each["Resource"]]
    assert [each["Action"] for each in uses] == [["kms:Decrypt"]]
    assert not [a for a in PackagePermissions.read(package).actions if a.startswith("kms:")]


def test_the_librarys_objects_narrow_as_their_arns_do(home: cdk.Stack) -> None:
    bucket = s3.Bucket.from_bucket_name(home, "Bucket", "acme-models")
    group = ModelPackageGroup(home, "Group", model_package_group_name="Digits")
    named = PackagePermissions.all(
        home,
        model_package_group=group,
        images=[ecr.Repository.from_repository_name(home, "Repository", "digits")],
        model_data=[ModelArtifact.from_bucket(bucket, "digits/model.tar.gz")],
        samples=[SampleData.from_uri("s3://acme-samples/digits/")],
        outputs=["s3://acme-results/digits/"],
        validation_roles=[iam.Role.from_role_name(home, "Role", "Validation")],
        encryption_keys=[kms.Key.from_key_arn(home, "Key", KEY)],
    )
    assert statements(home, named) == statements(home, PackagePermissions.all(home, **NARROWED))


@pytest.mark.parametrize(
    ("narrowed", "action", "resource"),
    [
        ({"images": [f"111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/x@sha256:{'0' * 64}"]},
         "ecr:BatchGetImage", "arn:aws:ecr:eu-west-1:111122223333:repository/team/x"),
        ({"images": [InferenceImage.from_repository_name("team/x", "1")]},
         "ecr:BatchGetImage", "arn:aws:ecr:eu-west-1:111122223333:repository/team/x"),
        ({"model_data": ["s3://acme/llm/"]}, "s3:GetObject", "arn:aws:s3:::acme/llm/a/b"),
        ({"model_data": ["https://acme.s3.amazonaws.com/m.tar.gz"]}, "s3:GetObject", "arn:aws:s3:::acme/m.tar.gz"),
        ({"samples": ["s3://acme/day-"]}, "s3:GetObject", "arn:aws:s3:::acme/day-1.csv"),
        ({"samples": [SampleData.from_uri("s3://acme/in/list.json", manifest=True)]},
         "s3:GetObject", "arn:aws:s3:::acme/in/a.csv"),
        ({"outputs": ["s3://acme"]}, "s3:ListBucket", "arn:aws:s3:::acme"),
        ({"validation_roles": ["Digits-*"]}, "iam:PassRole", "arn:aws:iam::111122223333:role/Digits-1A2B"),
        ({"validation_roles": ["team/Validation"]}, "iam:PassRole", "arn:aws:iam::111122223333:role/team/Validation"),
        ({"encryption_keys": [KEY.rpartition("/")[2]]}, "kms:CreateGrant", KEY),
        ({"model_package_group": "team-*"}, "sagemaker:CreateModelPackage", f"{HOME}:model-package-group/team-x"),
        ({"model_package": "Digits"}, "sagemaker:CreateModelPackage", f"{HOME}:model-package/digits"),
    ],
)  # fmt: skip
def test_texts_narrow_too(home: cdk.Stack, narrowed: dict[str, Any], action: str, resource: str) -> None:
    found = statements(home, PackagePermissions.create(home, **narrowed))
    assert allows(found, action, resource, PassedToService="sagemaker.amazonaws.com")
    (arns,) = [each["Resource"] for each in found if action in each["Action"]]
    assert not allows(found, action, f"{arns[0].rpartition(':')[0]}:other", PassedToService="sagemaker.amazonaws.com")


def test_a_group_of_another_account_keeps_its_account_and_region(home: cdk.Stack) -> None:
    arn = "arn:aws:sagemaker:us-east-1:444455556666:model-package-group/Digits"
    imported = ModelPackageGroup.from_model_package_group_arn(home, "Group", arn)
    by_construct = statements(home, PackagePermissions.create(home, model_package_group=imported))
    by_text = statements(home, PackagePermissions.create(home, model_package_group=arn))
    assert by_construct == by_text
    assert allows(by_text, "sagemaker:CreateModelPackage", arn)
    assert not allows(by_text, "sagemaker:CreateModelPackage", f"{HOME}:model-package-group/Digits")


def test_the_cdks_own_group_is_known_by_its_name(home: cdk.Stack) -> None:
    group = sagemaker.CfnModelPackageGroup(home, "Group", model_package_group_name="Digits")
    package = ModelPackage(home, "Package", model_package_group=group, **version_props())
    by_group = PackagePermissions.list(home, model_package_group=group)
    for permissions in (by_group, PackagePermissions.list(package)):
        assert statements(home, permissions) == statements(home, PackagePermissions.list(home, **NARROWED))


def test_one_version_is_read_while_its_group_is_listed(home: cdk.Stack) -> None:
    version_arn = f"{HOME}:model-package/Digits/3"
    imported = ModelPackage.from_model_package_arn(home, "Version", version_arn)
    for named in (version_arn, imported):
        found = statements(home, PackagePermissions.all(home, **{**NARROWED, "model_package": named}))
        assert allows(found, "sagemaker:DeleteModelPackage", version_arn)
        assert allows(found, "sagemaker:DeleteModelPackage", version_arn.replace("Digits", "digits"))
        assert not allows(found, "sagemaker:DeleteModelPackage", f"{HOME}:model-package/Digits/4")
        assert allows(found, "sagemaker:ListModelPackages", f"{HOME}:model-package/Digits/4")
        assert allows(found, "sagemaker:CreateModelPackage", f"{HOME}:model-package/Digits/4")


def test_a_made_package_can_be_the_one_that_is_read(stack: cdk.Stack) -> None:
    package = version(stack)
    found = statements(stack, PackagePermissions.delete(stack, model_package=package))
    (managed,) = [each["Resource"] for each in found if "sagemaker:DeleteModelPackage" in each["Action"]]
    assert managed == [stack.resolve(package.model_package_arn)]


def test_joined_permissions_hold_nothing_twice(home: cdk.Stack) -> None:
    create, read = PackagePermissions.create(home, **NARROWED), PackagePermissions.read(home, **NARROWED)
    assert read + read == read
    assert create + read == create, "who may create may read"
    other = PackagePermissions.read(home, **{**NARROWED, "model_package_group": "other"})
    joined = statements(home, read + other)
    sids = [each["Sid"] for each in joined]
    assert sorted(sids) == ["ManagePackage", "ManagePackage2", "UseKeys"]
    assert allows(joined, "sagemaker:DescribeModelPackage", f"{HOME}:model-package/other/1")


def test_no_image_of_ecr_needs_no_right(home: cdk.Stack) -> None:
    permissions = PackagePermissions.create(home, images=["docker.io/team/digits:1"])
    assert not [action for action in permissions.actions if action.startswith("ecr:")]


def test_a_grant_lands_in_the_grantees_policy_also_twice(home: cdk.Stack) -> None:
    operator = iam.Role(home, "Operator", assumed_by=iam.AccountRootPrincipal())
    for group in ("Digits", "other"):
        granted = PackagePermissions.create(home, **{**NARROWED, "model_package_group": group}).grant_to(operator)
        assert granted.success
    (policy,) = Template.from_stack(home).find_resources("AWS::IAM::Policy").values()
    found = plain(policy["Properties"]["PolicyDocument"]["Statement"])
    assert not [each for each in found if "Sid" in each]
    for each in found:
        for key in ("Action", "Resource"):
            each[key] = [each[key]] if isinstance(each[key], str) else each[key]
    for group in ("Digits", "digits", "other"):
        assert allows(found, "sagemaker:CreateModelPackage", f"{HOME}:model-package-group/{group}")
    assert not allows(found, "iam:PassRole", ROLE, PassedToService="ec2.amazonaws.com")


def test_a_policy_of_another_stack_imports_what_it_needs(app: cdk.App) -> None:
    models, packages = cdk.Stack(app, "Models"), cdk.Stack(app, "Packages")
    artifact = ModelArtifact.from_bucket(s3.Bucket(models, "Bucket"), "m.tar.gz")
    image = InferenceImage.from_repository_name("digits", "1")
    package = version(packages, containers=[Container(image=image, model_data=artifact)])
    document = PackagePermissions.create(package).document
    iam.ManagedPolicy(packages, "Policy", document=document)
    (policy,) = Template.from_stack(packages).find_resources("AWS::IAM::ManagedPolicy").values()
    (objects,) = [
        each["Resource"] for each in policy["Properties"]["PolicyDocument"]["Statement"] if each["Sid"] == "ReadObjects"
    ]
    assert "Fn::ImportValue" in json.dumps(objects)


def test_everything_narrowed_fits_a_managed_policy(home: cdk.Stack) -> None:
    """A managed policy holds 6,144 characters, without white space. Source: IAM quotas."""
    narrowed = {
        "model_package_group": "D" * 63,
        "images": [f"{REPOSITORY}/{'r' * 40}{number}" for number in range(3)],
        "model_data": [f"s3://{'b' * 63}/{'k' * 100}{number}.tar.gz" for number in range(3)],
        "samples": [f"s3://{'s' * 63}/{'k' * 100}/"],
        "outputs": [f"s3://{'o' * 63}/{'k' * 100}/"],
        "validation_roles": [f"arn:aws:iam::111122223333:role/{'R' * 64}"],
        "encryption_keys": [KEY, KEY.replace("1111", "2222")],
    }
    document = plain(home.resolve(PackagePermissions.all(home, **narrowed).document))
    assert len(json.dumps(document, separators=(",", ":"))) < 6144


def test_the_linter_of_policies_has_nothing_to_say(app: cdk.App, home: cdk.Stack) -> None:
    for name, permissions in {
        "Any": PackagePermissions.all(home),
        "Narrowed": PackagePermissions.all(home, **NARROWED),
        "Package": PackagePermissions.all(OtherPackage(home, "OfAccount")),
    }.items():
        iam.ManagedPolicy(home, name, document=permissions.document)
    home.node.try_remove_child("OfAccount")  # not what is linted here
    template = app.synth().get_stack_by_name(home.stack_name).template
    assert cfnlint.api.lint(json.dumps(template), regions=["eu-west-1"]) == []


@pytest.mark.parametrize(
    ("narrowed", "told"),
    [
        (
            {"model_package_group": f"{HOME}:model-package/digits"},
            r"copy it from the group, not from a version \[MP-015\]",
        ),
        ({"model_package_group": "my_group"}, r"ModelPackageGroupName='my_group'.*\[MP-015\]"),
        (
            {"model_package": f"{HOME}:model-package-group/digits"},
            r"copy it from the package, not from its group \[MP-015\]",
        ),
        ({"source": "my_package"}, r"ModelPackageName='my_package'.*\[MP-015\]"),
        ({"images": "digits"}, r"images='digits'.*must be a list.*\[SPEC-001\]"),
        ({"images": ["digits"]}, r"Image='digits'.*images=\[repository\] \[SPEC-001\]"),
        ({"model_data": ["digits/model.tar.gz"]}, r"ModelDataUrl='digits/model.tar.gz'.*\[SPEC-001\]"),
        ({"model_data": ["arn:aws:s3:::acme"]}, r"or the ARN of objects.*\[SPEC-001\]"),
        ({"samples": ["acme"]}, r"S3Uri='acme'.*\[SPEC-001\]"),
        ({"outputs": ["acme"]}, r"S3OutputPath='acme/'.*\[SPEC-001\]"),
        ({"validation_roles": ["arn:aws:iam::111122223333:user/me"]}, r"ValidationRole=.*name the role \[SPEC-001\]"),
        ({"encryption_keys": ["alias/models"]}, r"a policy cannot name one by alias.*\[SPEC-001\]"),
    ],
)
def test_what_names_nothing_is_refused(stack: cdk.Stack, narrowed: dict[str, Any], told: str) -> None:
    with pytest.raises(SpecError, match=told):
        PackagePermissions.create(stack, **narrowed)


@pytest.mark.parametrize(
    "image",
    [cdk.Fn.ref("Image"), cdk.Fn.sub("${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/${Repository}:1")],
    ids=["parameter", "substitution"],
)
def test_an_image_that_only_the_deployment_knows_is_named_besides(stack: cdk.Stack, image: str) -> None:
    package = version(stack, containers=[Container(image=InferenceImage.from_uri(image))])
    with pytest.raises(SpecError, match=r"images=\[repository\] \[SPEC-001\]"):
        PackagePermissions.create(package)
    found = statements(stack, PackagePermissions.create(package, images=[REPOSITORY]))
    assert allows(found, "ecr:BatchGetImage", REPOSITORY)
