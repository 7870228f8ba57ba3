"""A component of a model in S3: packaged while the stack is deployed, with no more rights than that takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Template
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cdk_model_packages import Container, InferenceImage, ModelArtifact, ModelPackage, ModelPackageGroup
from cdk_model_packages.edge import ComponentVersion, NeoCompilation
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.edge_target import CompilerOptions, EdgeTarget, TargetAccelerator
from tests.edge.component.components import (
    COMPONENT,
    NAME,
    STORED,
    component,
    devices,
    joined,
    model_folder,
    no_warnings,
    normalised,
    recipe_of,
    resources,
    statements,
)
from tests.edge.component.test_edge_component import findings
from tests.registry.packages import IMAGE, version_props

ARTIFACT = "Custom::EdgeComponentArtifact"
FUNCTION = "AWS::Lambda::Function"
SHAPES = '{"pixels": [1, 64]}'


def version(stack: cdk.Stack, model: ModelArtifact | None = None, **change: Any) -> ModelPackage:
    """A version whose container tells what Neo asks for."""
    told = {"framework": "ONNX", "data_input_config": SHAPES, **change}
    data = ModelArtifact.from_uri(STORED) if model is None else model
    container = Container(image=InferenceImage.from_uri(IMAGE), model_data=data, **told)
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    return group.add_version("Version", **version_props(containers=[container]))


def encrypted(stack: cdk.Stack) -> s3.Bucket:
    return s3.Bucket(stack, "Components", encryption_key=kms.Key(stack, "Key"), enforce_ssl=True)


def test_a_model_in_s3_is_packaged_by_a_function(app: cdk.App, stack: cdk.Stack) -> None:
    made = component(stack, STORED)
    (artifact,) = resources(stack, ARTIFACT)
    properties = joined(artifact["Properties"])
    assert properties.pop("ServiceToken").startswith("<EdgePackagingPackage")
    assert len(properties.pop("Recipe")) == 64
    assert properties.pop("Bucket").startswith("<EdgeComponentArtifacts")
    assert properties == {
        "ServiceTimeout": "3600", "Prefix": "", "ComponentName": NAME, "Version": "1", "ModelDataUrl": STORED,
    }  # fmt: skip
    (resource,) = resources(stack, COMPONENT)
    recipe = recipe_of(resource)
    assert (
        recipe["ComponentVersion"]
        == joined(stack.resolve(made.component_version))
        == "<EdgeArtifactFF3E0522.ComponentVersion>"
    )
    assert recipe["Manifests"][0]["Artifacts"][0]["URI"].endswith(".Uri>")
    assert joined(resource["Properties"]["Tags"]) == {"cdk-model-packages:content": "<EdgeArtifactFF3E0522.Content>"}
    assert {one["Properties"]["Handler"] for one in resources(stack, FUNCTION)} == {
        "functions.package.handler.on_event", "framework.onEvent",
    }  # fmt: skip
    no_warnings(app, stack)


def test_what_a_function_is_made_of_is_in_its_asset(app: cdk.App, stack: cdk.Stack) -> None:
    """Its two folders, whole, and nothing of the rest of the room."""
    component(stack, STORED)
    outdir = Path(app.synth().directory)
    (code,) = [path for path in outdir.glob("asset.*") if (path / "functions").is_dir()]
    edge = Path(__file__).parents[3] / "constructs/cdk_model_packages/edge"
    wanted = {
        str(path.relative_to(edge))
        for name in ("functions", "runner")
        for path in (edge / name).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    found = {str(path.relative_to(code)) for path in code.rglob("*") if path.is_file()}
    assert found - wanted == set()
    assert {name for name in wanted - found if not name.endswith("__init__.py")} == set()


def test_one_function_serves_a_stack(stack: cdk.Stack) -> None:
    for number in range(3):
        component(stack, f"s3://models/{number}.tar.gz", f"Edge{number}", component_name=f"com.example.c{number}")
    assert len(resources(stack, FUNCTION)) == 2
    assert len(resources(stack, ARTIFACT)) == 3
    (bucket,) = resources(stack, "AWS::S3::Bucket")
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    assert "LifecycleConfiguration" not in bucket["Properties"], "devices read what is old, too"


def test_a_model_waits_for_the_right_to_read_it(stack: cdk.Stack) -> None:
    component(stack, STORED)
    (artifact,) = resources(stack, ARTIFACT)
    assert any(
        name.startswith("EdgePackagingPackage") and "RoleDefaultPolicy" in name for name in artifact["DependsOn"]
    )


def test_a_bucket_of_ones_own(stack: cdk.Stack, tmp_path: Path, cache: Path) -> None:
    """Also for a model of this machine: its archive is uploaded, and packaged from there."""
    bucket = encrypted(stack)
    component(stack, model_folder(tmp_path), artifact_bucket=bucket, artifact_prefix="/edge/x/").grant_read_artifacts(
        devices(stack)
    )
    (artifact,) = resources(stack, ARTIFACT)
    properties = joined(artifact["Properties"])
    assert (properties["Prefix"], properties["Bucket"][:11]) == ("edge/x", "<Components")
    assert properties["KmsKeyId"].startswith("<Key")
    assert properties["ModelDataUrl"].endswith(".tar.gz")
    (found,) = statements(stack, "Devices").values()
    assert [(one["Action"], one["Resource"].partition(">")[2]) for one in found] == [
        ("s3:GetObject", f"/edge/x/{NAME}/*/component.zip"),
        ("s3:GetBucketLocation", ""),
        ("kms:Decrypt", ""),
    ]


def test_files_as_they_are(stack: cdk.Stack) -> None:
    bucket = s3.Bucket.from_bucket_name(stack, "Models", "models")
    component(stack, ModelArtifact.from_prefix(bucket, "digits/1/"))
    (artifact,) = resources(stack, ARTIFACT)
    assert joined(artifact["Properties"]["ModelDataUrl"]) == "s3://models/digits/1/"


def test_a_version_of_ones_own_is_known_at_synth(stack: cdk.Stack) -> None:
    made = component(stack, STORED, component_version="3.1.4")
    component(stack, STORED, "Major", component_name="com.b", component_version=ComponentVersion.from_content(7))
    assert made.component_version == "3.1.4"
    versions = [recipe_of(one)["ComponentVersion"] for one in resources(stack, COMPONENT)]
    assert versions == ["3.1.4", "<MajorArtifact3BDC51BC.ComponentVersion>"]
    assert sorted(one["Properties"]["Version"] for one in resources(stack, ARTIFACT)) == ["3.1.4", "7"]


def test_a_changed_recipe_is_another_content(app: cdk.App) -> None:
    stacks = [cdk.Stack(app, name) for name in ("One", "Same", "Other")]
    for stack, description in zip(stacks, ("a", "a", "b"), strict=True):
        component(stack, STORED, description=description)
    one, same, other = (resources(stack, ARTIFACT)[0]["Properties"]["Recipe"] for stack in stacks)
    assert one == same != other


@pytest.mark.parametrize(("region", "refused"), [("eu-west-1", False), ("us-east-1", True)])
def test_a_bucket_elsewhere_is_refused(app: cdk.App, region: str, refused: bool) -> None:
    """GG-014."""
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(region="eu-west-1", account="111122223333"))
    bucket = s3.Bucket.from_bucket_attributes(stack, "Far", bucket_name="components", region=region)
    if refused:
        with pytest.raises(
            SpecError, match=r"artifact_bucket='us-east-1': must be a bucket of region eu-west-1.*GG-014"
        ):
            component(stack, STORED, artifact_bucket=bucket)
    else:
        component(stack, STORED, artifact_bucket=bucket)


def test_a_bucket_is_not_judged_where_a_region_is_not_known(stack: cdk.Stack) -> None:
    bucket = s3.Bucket.from_bucket_attributes(stack, "Far", bucket_name="components", region="us-east-1")
    component(stack, STORED, artifact_bucket=bucket)


def test_a_version_of_a_group_is_compiled(app: cdk.App, stack: cdk.Stack) -> None:
    options = CompilerOptions.nvidia(gpu_code="sm_72", trt_ver="8.2.1", cuda_ver="10.2")
    target = EdgeTarget.platform("ARM64", accelerator=TargetAccelerator.NVIDIA, compiler_options=options)
    component(stack, version(stack), target=target, compilation=NeoCompilation(max_runtime_seconds=2700))
    (artifact,) = resources(stack, ARTIFACT)
    properties = joined(artifact["Properties"])
    request = json.loads(properties["Compilation"])
    assert request.pop("RoleArn").startswith("<EdgePackagingCompile")
    assert request.pop("ModelPackageVersionArn").startswith("<GroupVersion")
    output = request["OutputConfig"].pop("S3OutputLocation")
    assert (output[:28], output[-29:]) == ("s3://<EdgeComponentArtifacts", f"/{NAME}/compiled/")
    assert json.loads(request["OutputConfig"].pop("CompilerOptions")) == {
        "gpu-code": "sm_72", "trt-ver": "8.2.1", "cuda-ver": "10.2",
    }  # fmt: skip
    assert request == {
        "OutputConfig": {"TargetPlatform": {"Os": "LINUX", "Arch": "ARM64", "Accelerator": "NVIDIA"}},
        "StoppingCondition": {"MaxRuntimeInSeconds": 2700},
    }
    assert "ModelDataUrl" not in properties
    assert properties["JobNamePrefix"] == "edge-component-"
    handlers = {one["Properties"]["Handler"] for one in resources(stack, FUNCTION)}
    assert {"functions.package.handler.on_event", "functions.package.handler.is_complete"} < handlers
    no_warnings(app, stack)


def test_a_compiled_model_is_encrypted_like_the_component(stack: cdk.Stack) -> None:
    component(stack, version(stack), artifact_bucket=encrypted(stack), compilation=NeoCompilation())
    (artifact,) = resources(stack, ARTIFACT)
    request = json.loads(joined(artifact["Properties"]["Compilation"]))
    assert request["OutputConfig"]["KmsKeyId"] == joined(artifact["Properties"]["KmsKeyId"])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"framework": None}, r"Framework=None: must be one of TENSORFLOW.*\[NC-010\]", id="framework"),
        pytest.param({"framework": "LIGHTGBM"}, r"Framework='LIGHTGBM'.*\[NC-010\]", id="other-framework"),
        pytest.param({"data_input_config": None}, r"DataInputConfig=None.*\[NC-010\]", id="shapes"),
    ],
)
def test_neo_must_know_the_model(stack: cdk.Stack, change: dict[str, Any], told: str) -> None:
    with pytest.raises(SpecError, match=told):
        component(stack, version(stack, **change), compilation=NeoCompilation())


def test_trees_have_no_shapes(stack: cdk.Stack) -> None:
    component(stack, version(stack, framework="XGBOOST", data_input_config=None), compilation=NeoCompilation())


@pytest.mark.usefixtures("cache")
def test_only_a_version_of_a_group_is_compiled(stack: cdk.Stack, tmp_path: Path) -> None:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    trained = ModelPackage.from_algorithm(
        stack, "T", model_package_group=group, algorithm="digits", model_data=ModelArtifact.from_uri(STORED)
    )
    local = model_folder(tmp_path)
    for number, (model, got) in enumerate(((STORED, STORED), (trained, "Stack/T"), (local, str(local)))):
        with pytest.raises(
            SpecError, match=rf"model='{got}': must be a version of a group with a container of its own.*\[NC-003\]"
        ):
            component(stack, model, f"Edge{number}", compilation=NeoCompilation())


def test_a_deployment_does_not_wait_for_ever(stack: cdk.Stack) -> None:
    with pytest.raises(SpecError, match=r"MaxRuntimeInSeconds=2701: must be at most 2700.*EdgePackagingJob"):
        component(stack, version(stack), compilation=NeoCompilation(max_runtime_seconds=2701))


@pytest.mark.usefixtures("cache")
def test_the_rules_find_nothing(app: cdk.App, stack: cdk.Stack, tmp_path: Path) -> None:
    role, bucket = devices(stack), encrypted(stack)
    component(stack, STORED, "Stored").grant_read_artifacts(role)
    made = version(stack, ModelArtifact.from_directory(model_folder(tmp_path)))
    component(stack, made, "Compiled", component_name="com.b", compilation=NeoCompilation()).grant_read_artifacts(role)
    component(stack, made, "Own", component_name="com.c", artifact_bucket=bucket).grant_read_artifacts(role)
    assert [one for one in findings(app, stack) if not one.startswith(("S3-", "KMS-"))] == []


@pytest.mark.parametrize("kind", ["packaged", "compiled"])
def test_policies_are_as_they_were_reviewed(stack: cdk.Stack, kind: str, snapshot: SnapshotAssertion) -> None:
    """Each role of the stack: of the functions, of the framework that calls them, of Neo, and of devices."""
    bucket = encrypted(stack)
    model = STORED if kind == "packaged" else version(stack)
    compilation = None if kind == "packaged" else NeoCompilation()
    made = component(stack, model, artifact_bucket=bucket, artifact_prefix="edge", compilation=compilation)
    made.grant_read_artifacts(devices(stack))
    template = Template.from_stack(stack)
    roles = {
        name: {key: value for key, value in joined(one["Properties"]).items() if key != "Tags"}
        for name, one in template.find_resources("AWS::IAM::Role").items()
    }
    found = {"roles": roles, "policies": statements(stack)}
    assert normalised(found) == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("kind", ["packaged", "compiled"])
def test_no_role_may_more_than_its_job(stack: cdk.Stack, kind: str) -> None:
    """A star stands only where the action supports no resource."""
    model = STORED if kind == "packaged" else version(stack)
    component(stack, model, compilation=None if kind == "packaged" else NeoCompilation())
    for name, found in statements(stack).items():
        for one in found:
            on = one["Resource"] if isinstance(one["Resource"], list) else [one["Resource"]]
            actions = one["Action"] if isinstance(one["Action"], list) else [one["Action"]]
            assert not [action for action in actions if action.endswith("*") and not action.startswith("kms:")], name
            assert "*" not in on or actions == ["cloudwatch:PutMetricData"], name
    managed = [role["Properties"].get("ManagedPolicyArns", []) for role in resources(stack, "AWS::IAM::Role")]
    assert all(arns == [] for arns in managed)


def test_an_imported_role_may_be_granted_to(stack: cdk.Stack) -> None:
    role = iam.Role.from_role_name(stack, "Devices", "GreengrassV2TokenExchangeRole")
    assert component(stack, STORED).grant_read_artifacts(role).success
