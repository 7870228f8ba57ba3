"""One inference container of a model package."""

from __future__ import annotations

import json
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import text
from cdk_model_packages.spec.base import Entries, Spec, Text, is_local_path, is_token
from cdk_model_packages.spec.model_data import ModelDataSource
from cdk_model_packages.spec.refusal import CONTAINER, Refusing
from cdk_model_packages.spec.text import S3_URI_OR_PATH

EnvironmentKey = Annotated[
    str,
    Text(
        "Environment key",
        min_length=1,
        max_length=1024,
        pattern=r"[a-zA-Z_][a-zA-Z0-9_]*",
        code="CT-014",
        hint="use letters, digits and _, and no digit first",
    ),
]
EnvironmentValue = Annotated[str, Text("Environment value", max_length=1024, hint="move it into the model archive")]
Environment = Annotated[
    dict[EnvironmentKey, EnvironmentValue],
    Entries("Environment", maximum=16, code="CT-015", hint="move values into the model archive"),
]
"""At most 16 variables of at most 1024 characters each: the schema's limit; the API's shape says 100."""


class ModelInput(Spec):
    """The shape of a model's input, for SageMaker Neo and Inference Recommender.

    Raises:
        SpecError: ``CT-019`` when ``data_input_config`` is not JSON.

    Source: AWS::SageMaker::ModelPackage schema (1024 characters; the API takes 16384).
    """

    data_input_config: Annotated[
        str, Text("DataInputConfig", min_length=1, max_length=1024, code="CT-019", hint="shorten it")
    ]
    """JSON, for example ``{"input": [1, 64]}``; 1 to 1024 characters."""

    @model_validator(mode="after")
    def _is_json(self) -> Self:
        if is_token(self.data_input_config):
            return self
        try:
            json.loads(self.data_input_config)
        except ValueError as error:
            raise SpecError(
                "CT-019", "DataInputConfig", got=self.data_input_config, need="JSON", fix=f"mend it: {error}"
            ) from None
        return self


class ModelPackageContainerDefinition(Refusing):
    """A container image with the model it loads.

    Raises:
        SpecError: ``CT-001`` when ``model_data_url`` is not a ``.tar.gz``; ``CT-003`` when it is given
            together with ``model_data_source``; ``CT-012`` when ``image_digest`` contradicts ``image``.

    Source: SageMaker API, ModelPackageContainerDefinition.
    """

    refused: ClassVar = CONTAINER

    image: Annotated[
        str,
        text.image("Image"),
    ]
    """ECR image with its digest or tag, at most 255 characters. In a spec that a construct deploys also ``./folder``
    (built from its Dockerfile), ``repository:tag`` in the stack's own account and region, or
    ``dlc:FRAMEWORK:VERSION``, for example ``dlc:pytorch:2.6.0:gpu``: a Deep Learning Container of AWS."""

    image_digest: Annotated[
        str | None,
        text.digest("ImageDigest"),
    ] = None
    """``sha256:`` and 64 hexadecimal digits (the API's text calls it an MD5 hash; its pattern does not).
    ``None``: whatever ``image`` names."""

    model_data_url: Annotated[
        str | None,
        Text(
            "ModelDataUrl",
            max_length=1024,
            pattern=S3_URI_OR_PATH,
            like="s3://BUCKET/KEY.tar.gz",
            code="CT-001",
            hint="write that, or ./FOLDER in a spec that a construct deploys",
        ),
    ] = None
    """``s3://bucket/key.tar.gz``, at most 1024 characters. In a spec that a construct deploys also
    ``./folder`` (archived and uploaded) or ``./model.tar.gz`` (uploaded). ``None``: the image holds all."""

    model_data_source: ModelDataSource | None = None
    """Uncompressed model data. ``None``: see ``model_data_url``."""

    environment: Environment | None = None
    """Variables of the container. ``None``: none."""

    container_hostname: Annotated[
        str | None,
        Text(
            "ContainerHostname",
            max_length=63,
            pattern=r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
            hint="use letters, digits and -",
        ),
    ] = None
    """DNS host name, at most 63 characters. In a pipeline all containers have one, or none has."""

    framework: str | None = None
    """Machine learning framework of the image, for example ``SKLEARN``, ``ONNX``."""

    framework_version: Annotated[
        str | None,
        Text(
            "FrameworkVersion",
            min_length=3,
            max_length=10,
            pattern=r"[0-9]\.[A-Za-z0-9.]+",
            hint="write like 1.4",
        ),
    ] = None
    """Version of the framework, 3 to 10 characters, for example ``1.4``."""

    model_input: ModelInput | None = None
    """The shape of the model's input. ``None``: not told."""

    nearest_model_name: str | None = None
    """A model that Inference Recommender has benchmarked and that is like this one."""

    @model_validator(mode="after")
    def _one_source_of_data(self) -> Self:
        if self.model_data_url is not None and self.model_data_source is not None:
            raise SpecError(
                "CT-003",
                "ModelDataUrl, ModelDataSource",
                got=self.model_data_url,
                need="one of them",
                fix="drop either",
            )
        url = self.model_data_url
        if url is not None and not (is_token(url) or is_local_path(url) or url.endswith(".tar.gz")):
            raise SpecError(
                "CT-001",
                "ModelDataUrl",
                got=url,
                need="a .tar.gz",
                fix="archive it, or use ModelDataSource for a prefix",
            )
        return self

    @model_validator(mode="after")
    def _digests_agree(self) -> Self:
        _, at, digest = self.image.partition("@")
        if not at or self.image_digest is None or is_token(self.image) or is_token(self.image_digest):
            return self
        if digest.lower() != self.image_digest.lower():
            raise SpecError(
                "CT-012",
                "ImageDigest",
                got=self.image_digest,
                need=f"the image's own {digest}",
                fix="drop it",
            )
        return self
