"""Where a container's model comes from, when it is not one ``model.tar.gz``."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Choice, Spec, Text, is_token
from cdk_model_packages.spec.choices import CompressionType, S3ModelDataType
from cdk_model_packages.spec.refusal import S3_MODEL_DATA_SOURCE, Refusing
from cdk_model_packages.spec.text import S3_URI


class ModelAccessConfig(Spec):
    """Agreement to a gated model's licence.

    Source: SageMaker API, ModelAccessConfig.
    """

    accept_eula: bool
    """Must be ``True`` to load a gated model: the service refuses it otherwise."""


class S3ModelDataSource(Refusing):
    """Model data in S3: one object, or every object below a prefix.

    Raises:
        SpecError: ``CT-005`` when a prefix does not end in ``/``; ``CT-006`` for a compressed prefix.

    Source: SageMaker API, S3ModelDataSource.
    """

    refused: ClassVar = S3_MODEL_DATA_SOURCE

    s3_uri: Annotated[
        str, Text("S3Uri", max_length=1024, pattern=S3_URI, like="s3://BUCKET/PREFIX/", hint="write that")
    ]
    """``s3://bucket/key`` or ``s3://bucket/prefix/``, at most 1024 characters."""

    s3_data_type: Annotated[S3ModelDataType, Choice()]
    """``S3Object`` for one object, ``S3Prefix`` for all below ``s3_uri``."""

    compression_type: Annotated[CompressionType, Choice()]
    """``Gzip`` for a ``.tar.gz`` object, ``None`` for files as they are."""

    model_access_config: ModelAccessConfig | None = None
    """For gated models only. ``None``: not a gated model."""

    @model_validator(mode="after")
    def _uri_fits_type(self) -> Self:
        if self.s3_data_type != S3ModelDataType.S3_PREFIX:
            return self
        if not is_token(self.s3_uri) and not self.s3_uri.endswith("/"):
            raise SpecError(
                "CT-005",
                "S3Uri",
                got=self.s3_uri,
                need="a prefix that ends in '/'",
                fix="append '/', or use S3Object",
            )
        if self.compression_type == CompressionType.GZIP:
            raise SpecError(
                "CT-006",
                "CompressionType",
                got="Gzip",
                need="None for an S3Prefix",
                fix="use S3Object for an archive",
            )
        return self


class ModelDataSource(Spec):
    """The uncompressed alternative to ``ModelDataUrl``.

    Batch transform cannot load it, so a package with a validation profile refuses it (CT-004).

    Source: SageMaker API, ModelDataSource.
    """

    s3_data_source: S3ModelDataSource
    """The objects in S3."""
