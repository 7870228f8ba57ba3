"""The batch transform job that a validation profile runs."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Choice, Count, Spec, Text, is_token
from cdk_model_packages.spec.choices import (
    AssembleWith,
    BatchStrategy,
    CompressionType,
    S3DataType,
    SplitType,
)
from cdk_model_packages.spec.container import Environment
from cdk_model_packages.spec.instance_type import InstanceType
from cdk_model_packages.spec.refusal import TRANSFORM_RESOURCES, Refusing
from cdk_model_packages.spec.text import S3_URI, S3_URI_OR_PATH, KmsKeyId

DEFAULT_MAX_PAYLOAD_IN_MB = 6
DEFAULT_MAX_CONCURRENT_TRANSFORMS = 1
MAX_PAYLOADS_IN_FLIGHT_MB = 100

MimeType = Annotated[str | None, Text("MIME type", max_length=256, pattern=".*", hint="write like text/csv")]


class S3DataSource(Spec):
    """Input objects of a transform job.

    Source: SageMaker API, TransformS3DataSource.
    """

    s3_uri: Annotated[
        str,
        Text(
            "S3Uri",
            max_length=1024,
            pattern=S3_URI_OR_PATH,
            like="s3://BUCKET/PREFIX/",
            hint="write that, or ./FOLDER in a spec that a construct deploys",
        ),
    ]
    """A key name prefix, or a manifest object; at most 1024 characters. In a spec that a construct
    deploys also ``./folder``, uploaded with the stack."""

    s3_data_type: Annotated[S3DataType, Choice()] = S3DataType.S3_PREFIX
    """What ``s3_uri`` names. ``AugmentedManifestFile`` is in the schema; batch transform refuses it."""


class DataSource(Spec):
    """Where a transform job's input is.

    Source: SageMaker API, TransformDataSource.
    """

    s3_data_source: S3DataSource
    """Objects in S3."""


class TransformInput(Spec):
    """The input of a transform job and how it is read.

    Source: SageMaker API, TransformInput.
    """

    data_source: DataSource
    """Where the input is."""

    content_type: MimeType = None
    """MIME type sent with each request, at most 256 characters. ``None``: none is sent."""

    compression_type: Annotated[CompressionType | None, Choice()] = None
    """``Gzip``: the service unpacks each object first. ``None``: not compressed."""

    split_type: Annotated[SplitType | None, Choice()] = None
    """How an object becomes records. ``None``: one object is one record."""


class TransformOutput(Spec):
    """Where the results of a transform job go.

    Source: SageMaker API, TransformOutput.
    """

    s3_output_path: Annotated[
        str | None,
        Text("S3OutputPath", max_length=1024, pattern=S3_URI, like="s3://BUCKET/PREFIX/", hint="write that"),
    ] = None
    """``s3://bucket/prefix/``, at most 1024 characters. The service requires it; ``None`` only in a spec
    that a construct deploys: it makes a bucket."""

    accept: MimeType = None
    """MIME type asked for with each request, at most 256 characters. ``None``: the container's choice."""

    assemble_with: Annotated[AssembleWith | None, Choice()] = None
    """``Line``: a line break after each response. ``None``: responses as they are."""

    kms_key_id: KmsKeyId | None = None
    """Key for the output objects; id, ARN or alias. ``None``: the bucket's default."""


class TransformResources(Refusing):
    """The machines of a transform job.

    Source: SageMaker API, TransformResources; 1 to 100 instances.
    """

    refused: ClassVar = TRANSFORM_RESOURCES

    instance_type: InstanceType
    """For example ``ml.m5.large``; must be one that the package supports."""

    instance_count: Annotated[
        int,
        Field(strict=True),
        Count(
            "InstanceCount",
            minimum=1,
            maximum=100,
            code="IT-006",
            hint="use fewer instances",
            source="SageMaker API, TransformInstanceCount",
        ),
    ] = 1
    """1 to 100. More than one helps only when the input has more than one object."""

    volume_kms_key_id: KmsKeyId | None = None
    """Key for the volumes; not for instance types with local storage. ``None``: the service's own."""


class TransformJobDefinition(Spec):
    """The transform job that validates a package.

    Raises:
        SpecError: ``VP-004`` (``VP-005`` where a default counts) when payload times concurrency exceeds
            100 MB; ``VP-003`` when the payload alone does.

    Source: SageMaker API, TransformJobDefinition and CreateTransformJobRequest.MaxPayloadInMB.
    """

    transform_input: TransformInput
    """What is read."""

    transform_output: Annotated[TransformOutput, Field(default_factory=TransformOutput)]
    """Where results go."""

    transform_resources: TransformResources
    """On which machines."""

    max_payload_in_mb: Annotated[
        int | None,
        Field(strict=True, alias="MaxPayloadInMB"),
        Count(
            "MaxPayloadInMB",
            maximum=100,
            code="VP-003",
            hint="send smaller requests",
            source="SageMaker API, CreateTransformJobRequest.MaxPayloadInMB",
        ),
    ] = None
    """Largest request in MB, 0 to 100; 0 means no limit, by chunked transfer. ``None``: the service's 6."""

    max_concurrent_transforms: Annotated[
        int | None, Field(strict=True), Count("MaxConcurrentTransforms", hint="use 0 or more")
    ] = None
    """Parallel requests for each instance, 0 or more. ``None``: what the container asks for, else 1."""

    batch_strategy: Annotated[BatchStrategy | None, Choice()] = None
    """How records share a request. ``None``: the service's choice."""

    environment: Environment | None = None
    """Variables of the container during this job, at most 16. ``None``: none."""

    @model_validator(mode="after")
    def _fits_in_memory(self) -> Self:
        payload_mb = DEFAULT_MAX_PAYLOAD_IN_MB if self.max_payload_in_mb is None else self.max_payload_in_mb
        concurrent = (
            DEFAULT_MAX_CONCURRENT_TRANSFORMS
            if self.max_concurrent_transforms is None
            else self.max_concurrent_transforms
        )
        if is_token(payload_mb) or is_token(concurrent):
            return self
        if payload_mb * concurrent > MAX_PAYLOADS_IN_FLIGHT_MB:
            raise SpecError(
                "VP-005" if self.max_payload_in_mb is None else "VP-004",
                "MaxPayloadInMB * MaxConcurrentTransforms",
                got=payload_mb * concurrent,
                need=f"{MAX_PAYLOADS_IN_FLIGHT_MB} MB or less",
                fix=f"lower either one (payload {payload_mb} MB, concurrency {concurrent})",
            )
        return self
