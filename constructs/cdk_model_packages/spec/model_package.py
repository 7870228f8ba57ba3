"""A model package version, whole: what a file describes and a construct deploys."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Choice, Spec, Text, is_local_path, is_token
from cdk_model_packages.spec.choices import ModelApprovalStatus, SkipModelValidation
from cdk_model_packages.spec.inference import InferenceSpecification
from cdk_model_packages.spec.text import NAME, S3_URI, Description
from cdk_model_packages.spec.validation import ValidationSpecification

GROUP_ARN = r"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:model-package-group/"
_METADATA_CHARACTERS = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"

MetadataKey = Annotated[
    str,
    Text(
        "CustomerMetadataProperties key",
        min_length=1,
        max_length=128,
        pattern=_METADATA_CHARACTERS,
        code="MP-023",
        hint="use letters, digits, spaces and _.:/=+-@",
    ),
]
MetadataValue = Annotated[
    str,
    Text(
        "CustomerMetadataProperties value",
        min_length=1,
        max_length=256,
        pattern=_METADATA_CHARACTERS,
        code="MP-023",
        hint="use letters, digits, spaces and _.:/=+-@",
    ),
]
CustomerMetadataProperties = Annotated[dict[MetadataKey, MetadataValue], Field(min_length=1, max_length=50)]


class ModelPackageSpec(Spec):
    """A version of a model package group.

    What the service wants as a URI may be a path beside the file (``./model``), and the validation's
    role and output may be left out: a construct that deploys the spec uploads the one and makes the
    other. :meth:`properties` and :meth:`create_model_package_request` need a spec without such gaps.

    Raises:
        SpecError: ``CT-004`` when uncompressed model data meets a validation profile; ``IT-004`` when
            the validation's instance type is not among the supported ones.

    Source: AWS::SageMaker::ModelPackage schema; SageMaker API, CreateModelPackage.
    """

    model_package_group_name: Annotated[
        str | None,
        Text(
            "ModelPackageGroupName",
            min_length=1,
            max_length=170,
            pattern=f"({GROUP_ARN})?{NAME}",
            like="a name of letters, digits and -, at most 63 characters, or a group's ARN",
            hint="change it",
        ),
    ] = None
    """Name or ARN of the group. ``None``: the construct's group."""

    model_package_description: Description = None
    """At most 1024 characters in one line. A change makes a new version."""

    inference_specification: InferenceSpecification
    """Containers, formats and instance types. A change makes a new version."""

    validation_specification: ValidationSpecification | None = None
    """What the service runs before it accepts the version. ``None``: nothing is run."""

    skip_model_validation: Annotated[SkipModelValidation | None, Choice()] = None
    """``All``: the service skips its checks of the package. ``None``: it makes them."""

    model_approval_status: Annotated[ModelApprovalStatus, Choice()] = ModelApprovalStatus.PENDING_MANUAL_APPROVAL
    """Whether the version may be deployed. Changed in place."""

    approval_description: Annotated[
        str | None,
        Text(
            "ApprovalDescription",
            max_length=1024,
            pattern=".*",
            like="one line",
            hint="shorten it to one line",
        ),
    ] = None
    """Why it was approved or rejected; at most 1024 characters in one line. Changed in place."""

    customer_metadata_properties: CustomerMetadataProperties | None = None
    """1 to 50 entries of your own; key 1 to 128, value 1 to 256 characters. Changed in place."""

    domain: str | None = None
    """Machine learning domain, for example ``COMPUTER_VISION``."""

    task: str | None = None
    """Machine learning task, for example ``CLASSIFICATION``."""

    sample_payload_url: Annotated[
        str | None,
        Text(
            "SamplePayloadUrl",
            max_length=1024,
            pattern=rf"({S3_URI})\.tar\.gz",
            like="s3://BUCKET/KEY.tar.gz",
            code="MP-029",
            hint="archive the payload",
        ),
    ] = None
    """``s3://bucket/key.tar.gz`` with sample requests, for Inference Recommender; at most 1024 characters."""

    @model_validator(mode="after")
    def _batch_transform_can_load_it(self) -> Self:
        if self.validation_specification is None:
            return self
        for container in self.inference_specification.containers:
            if container.model_data_source is not None:
                raise SpecError(
                    "CT-004",
                    "ModelDataSource",
                    got=container.model_data_source.s3_data_source.s3_uri,
                    need="ModelDataUrl where a validation runs (batch transform loads no uncompressed data)",
                    fix="archive the model, or drop ValidationSpecification",
                )
        return self

    @model_validator(mode="after")
    def _validation_runs_on_a_supported_type(self) -> Self:
        supported = self.inference_specification.supported_transform_instance_types
        if self.validation_specification is None or supported is None or any(map(is_token, supported)):
            return self
        for profile in self.validation_specification.validation_profiles:
            wanted = profile.transform_job_definition.transform_resources.instance_type
            if wanted not in supported and not is_token(wanted):
                raise SpecError(
                    "IT-004",
                    "TransformResources.InstanceType",
                    got=str(wanted),
                    need=f"one of SupportedTransformInstanceTypes {', '.join(supported)}",
                    fix="add it there, or use one of them",
                )
        return self

    def properties(self) -> dict[str, Any]:
        """Return CloudFormation properties of AWS::SageMaker::ModelPackage.

        Raises:
            SpecError: ``SPEC-002`` when a location is still a path, or an image lacks its registry;
                ``SPEC-003`` when what the service requires was left for a construct to make.
        """
        self._require_no_gaps()
        return super().properties()

    def create_model_package_request(self) -> dict[str, Any]:
        """Return the arguments of boto3's ``create_model_package``.

        The same as :meth:`properties`, without ``ApprovalDescription``: the API takes that only in
        ``update_model_package`` (MP-019).

        Raises:
            SpecError: as :meth:`properties` does; ``SPEC-003`` also when no group is named.
        """
        if self.model_package_group_name is None:
            raise _missing("ModelPackageGroupName", "name the group")
        return {name: value for name, value in self.properties().items() if name != "ApprovalDescription"}

    def _require_no_gaps(self) -> None:
        for container in self.inference_specification.containers:
            if not is_token(container.image) and not names_a_registry(container.image):
                raise _unresolved("Image", container.image, "REGISTRY/REPOSITORY:TAG")
            if container.model_data_url is not None and is_local_path(container.model_data_url):
                raise _unresolved("ModelDataUrl", container.model_data_url, "s3://BUCKET/KEY.tar.gz")
        if self.validation_specification is None:
            return
        if self.validation_specification.validation_role is None:
            raise _missing("ValidationRole", "give a role's ARN")
        for profile in self.validation_specification.validation_profiles:
            source = profile.transform_job_definition.transform_input.data_source.s3_data_source.s3_uri
            if is_local_path(source):
                raise _unresolved("TransformInput.DataSource.S3DataSource.S3Uri", source, "s3://BUCKET/PREFIX/")
            if profile.transform_job_definition.transform_output.s3_output_path is None:
                raise _missing("TransformOutput.S3OutputPath", "give s3://BUCKET/PREFIX/")


def names_a_registry(image: str) -> bool:
    """Tell ``REGISTRY/REPOSITORY`` from ``repository:tag``, as container engines do: a host has a dot."""
    return not is_local_path(image) and re.match(r"[^/]*[.:][^/]*/", image) is not None


def _unresolved(path: str, value: str, need: str) -> SpecError:
    return SpecError("SPEC-002", path, got=value, need=need, fix="deploy it with a construct, which resolves it")


def _missing(path: str, fix: str) -> SpecError:
    return SpecError(
        "SPEC-003", path, got=None, need="given", fix=f"{fix}, or deploy it with a construct, which makes one"
    )
