"""What a component takes of packages, and what devices may read of it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Template

from cdk_model_packages import Container, InferenceImage, ModelArtifact, ModelPackage, ModelPackageGroup
from cdk_model_packages.edge import Inference
from cdk_model_packages.edge.component.read_grants import grant_zip
from cdk_model_packages.edge.component.zip_asset import ZipLocation
from cdk_model_packages.errors import EdgeError
from tests.edge.component.components import COMPONENT, NAME, component, devices, recipe_of, resources, statements
from tests.edge.component.test_edge_component import ASSETS, zips
from tests.registry.packages import IMAGE, version_props


def package(stack: cdk.Stack, **change: Any) -> ModelPackage:
    return ModelPackageGroup(stack, "Group", model_package_group_name="digits").add_version(
        "Version", **version_props(**change)
    )


def test_a_package_becomes_a_component(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    """Of its one container's model; when it is registered, and not before."""
    container = Container(image=InferenceImage.from_uri(IMAGE), model_data=ModelArtifact.from_directory(model))
    made = package(stack, containers=[container])
    component(stack, made)
    (resource,) = resources(stack, COMPONENT)
    (version,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackage")
    assert version in resource["DependsOn"]
    (path,) = [path for key, path in zips(app).items() if key.endswith("/component.zip")]
    with zipfile.ZipFile(path) as found:
        assert found.read("model/model.onnx") == b"weights"


def test_a_package_without_one_known_model_is_refused(stack: cdk.Stack, model: Path) -> None:
    image, data = InferenceImage.from_uri(IMAGE), ModelArtifact.from_directory(model)
    two = [Container(image=image, model_data=data, container_hostname=name) for name in ("a", "b")]
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    cases = {
        "Two": (
            group.add_version("Two", **version_props(containers=two)),
            "has 2 containers, and a component runs one",
        ),
        "Image": (
            group.add_version("Image", **version_props(containers=[Container(image=image)])),
            "its container's image holds the model",
        ),
        "Copy": (
            ModelPackage.from_source(
                stack,
                "Copy",
                model_package_group=group,
                source="arn:aws:sagemaker:eu-west-1:111122223333:model-package/d/1",
            ),
            "what it is made of is not known in this app",
        ),
    }
    for name, (version, told) in cases.items():
        with pytest.raises(EdgeError, match=told):
            component(stack, version, f"Edge{name}")


def test_what_an_algorithm_has_trained_becomes_a_component(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    trained = ModelPackage.from_algorithm(
        stack,
        "Trained",
        model_package_group=group,
        algorithm="digits-algorithm",
        model_data=ModelArtifact.from_directory(model),
    )
    component(stack, trained)
    assert [key for key in zips(app) if key.endswith("/component.zip")]


def test_devices_may_read_the_artifact(stack: cdk.Stack, model: Path) -> None:
    component(stack, model).grant_read_artifacts(devices(stack)).assert_success()
    (found,) = statements(stack).values()
    bucket = f"arn:<Partition>:s3:::{ASSETS}"
    assert found == [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"{bucket}/greengrass/{NAME}/*/component.zip"},
        {"Effect": "Allow", "Action": "s3:GetBucketLocation", "Resource": bucket},
    ]


def test_devices_may_decrypt_where_the_assets_have_a_key(stack: cdk.Stack) -> None:
    location = ZipLocation("assets", "k/component.zip", "k/*/component.zip", "arn:aws:kms:eu-west-1:111122223333:key/k")
    grant_zip(stack, devices(stack), location)
    (found,) = statements(stack).values()
    assert found[-1] == {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": location.key_arn}


def test_devices_may_pull_the_image_and_read_the_files(stack: cdk.Stack, model: Path) -> None:
    repository = ecr.Repository(stack, "Images", image_tag_mutability=ecr.TagMutability.IMMUTABLE)
    role = devices(stack)
    image = Inference.container(InferenceImage.from_ecr(repository, "1"))
    component(stack, model, inference=image).grant_read_artifacts(role)
    files = Inference.command("sh {artifacts:decompressedPath}/files/run", files=model)
    component(stack, model, "Files", component_name="com.example.files", inference=files).grant_read_artifacts(role)
    (found,) = statements(stack).values()
    resource_of = {json.dumps(one["Action"]): one["Resource"] for one in found}
    pull = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    assert resource_of[json.dumps(pull)].startswith("<Images")
    assert resource_of['"ecr:GetAuthorizationToken"'] == "*"
    read = [key for one in found if one["Action"] == "s3:GetObject" for key in listed(one["Resource"])]
    assert sorted(key.partition("/greengrass/")[2] for key in read) == [
        "com.example.digits/*/component.zip", "com.example.files/*/component.zip", "com.example.files/*/files.zip",
    ]  # fmt: skip


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_a_mutable_tag_is_warned_of_once(app: cdk.App, stack: cdk.Stack, model: Path) -> None:
    image = Inference.container(InferenceImage.from_repository_name("digits", "latest"))
    component(stack, model, inference=image).grant_read_artifacts(devices(stack))
    messages = [str(one.entry.data) for one in app.synth().get_stack_by_name("Stack").messages]
    assert len([one for one in messages if "CT-013" in one]) == 1
    (artifact,) = [
        one for one in recipe_of(resources(stack, COMPONENT)[0])["Manifests"][0]["Artifacts"] if "docker:" in one["URI"]
    ]
    assert artifact["URI"] == "docker:<AccountId>.dkr.ecr.<Region>.<URLSuffix>/digits:latest"


def test_a_role_of_another_account_is_told(stack: cdk.Stack, model: Path) -> None:
    """The asset bucket's policy is the bootstrap's: the grant is the role's own half."""
    role = iam.Role.from_role_arn(stack, "Far", "arn:aws:iam::111122223333:role/Devices")
    grant = component(stack, model).grant_read_artifacts(role)
    assert grant.success
