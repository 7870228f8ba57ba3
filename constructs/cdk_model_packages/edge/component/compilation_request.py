"""What Neo is asked for: a version of a group, for a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.edge.compilation.role import may_find_bucket
from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.model_package import ModelPackage

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from constructs import Construct

    from cdk_model_packages.edge.compilation import NeoCompilation
    from cdk_model_packages.edge.component.artifact_place import ArtifactPlace
    from cdk_model_packages.edge.component.model_source import ModelSource
    from cdk_model_packages.edge.component.packaging import Packaging
    from cdk_model_packages.spec.edge_target import EdgeTarget

_FRAMEWORKS = ("TENSORFLOW", "KERAS", "MXNET", "ONNX", "PYTORCH", "XGBOOST", "TFLITE", "DARKNET", "SKLEARN")
_WITHOUT_SHAPES = {"XGBOOST"}
_MOST_SECONDS = 2700  # CloudFormation waits an hour, in which the model is also packaged


def compilation_request(
    scope: Construct,
    source: ModelSource,
    packaging: Packaging,
    *,
    place: ArtifactPlace,
    component_name: str,
    target: EdgeTarget,
    compilation: NeoCompilation,
) -> dict[str, Any]:
    """Return the request to Neo but for the job's name, and let Neo read the model.

    Args:
        scope: The component.
        source: The model; a version of a group.
        packaging: What starts the job.
        place: Where the compiled model goes; the function adds a folder for each request.
        component_name: The component's name.
        target: What is compiled for.
        compilation: How long it may take.

    Raises:
        SpecError: ``NC-003`` when the model is no version of a group; ``NC-010`` when its container does not tell
            framework and input; ``SPEC-001`` when it may take longer than a deployment waits.

    Source: SageMaker API, CreateCompilationJob.
    """
    version = _checked_version(scope, source, compilation)
    role = cast("iam.Role", packaging.compiles_as)
    location = source.artifact.bind(scope, role)
    may_find_bucket(cast("iam.IRole", role), scope, location.bucket_name)
    version.grant_read(role)
    if packaging.start is not None:
        version.grant_read(packaging.start)
    output = {
        "S3OutputLocation": f"s3://{place.bucket.bucket_name}/{place.folder}{component_name}/compiled/",
        **target.output_config(),
    }
    if place.bucket.encryption_key is not None:
        output["KmsKeyId"] = place.bucket.encryption_key.key_arn
    return {
        "RoleArn": role.role_arn,
        "ModelPackageVersionArn": version.model_package_arn,
        "OutputConfig": output,
        "StoppingCondition": compilation.stopping_condition(),
    }


def _checked_version(scope: Construct, source: ModelSource, compilation: NeoCompilation) -> ModelPackage:
    version, container = source.package, source.container
    if not isinstance(version, ModelPackage) or container is None:
        need = "a version of a group with a container of its own: Neo takes framework and input from it"
        fix = "register the model, group.add_version(...), and pass the version; or leave compilation out"
        raise SpecError("NC-003", "model", got=source.label(scope), need=need, fix=fix)
    value = container.value
    framework = (value.framework or "").upper()
    if framework not in _FRAMEWORKS:
        need = f"one of {', '.join(_FRAMEWORKS)} (SageMaker API, InputConfig)"
        raise SpecError("NC-010", "Framework", got=value.framework, need=need, fix="set it on the container")
    told = None if value.model_input is None else value.model_input.data_input_config
    if told is None and framework not in _WITHOUT_SHAPES:
        need = "the names and shapes of the inputs as JSON (SageMaker API, InputConfig)"
        raise SpecError("NC-010", "DataInputConfig", got=None, need=need, fix="set it on the container")
    seconds = compilation.max_runtime_seconds
    if seconds > _MOST_SECONDS:
        need = f"at most {_MOST_SECONDS}: a deployment waits an hour for compiling and packaging"
        fix = "package it with EdgePackagingJob, which waits as long as it takes"
        raise SpecError("SPEC-001", "MaxRuntimeInSeconds", got=seconds, need=need, fix=fix)
    return version
