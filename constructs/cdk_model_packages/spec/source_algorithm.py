"""The algorithm that a package was trained with, instead of containers of its own."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import refusal
from cdk_model_packages.spec.base import Items, Spec, Text, is_local_path, is_token
from cdk_model_packages.spec.text import NAME, S3_URI_OR_PATH


class SourceAlgorithm(refusal.Refusing):
    """An algorithm of the account, or one subscribed to in AWS Marketplace, and what it has trained.

    Raises:
        SpecError: ``AL-006`` when ``model_data_url`` is not a ``.tar.gz``.

    Source: SageMaker API, SourceAlgorithm.
    """

    refused: ClassVar = refusal.SOURCE_ALGORITHM

    algorithm_name: Annotated[
        str,
        Text(
            "AlgorithmName",
            min_length=1,
            max_length=170,
            pattern=rf"(arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{{12}}:[a-z\-]*/)?{NAME}",
            like="an algorithm's name of letters, digits and -, at most 63 characters, or its ARN",
        ),
    ]
    """Name or ARN; at most 170 characters."""

    model_data_url: Annotated[
        str | None,
        Text(
            "ModelDataUrl",
            max_length=1024,
            pattern=S3_URI_OR_PATH,
            like="s3://BUCKET/KEY.tar.gz",
            code="AL-006",
            hint="write that, or ./FOLDER in a spec that a construct deploys",
        ),
    ] = None
    """``s3://bucket/key.tar.gz`` in the package's region, at most 1024 characters. In a spec that a construct
    deploys also ``./folder`` or ``./model.tar.gz``. ``None``: the algorithm needs none."""

    @model_validator(mode="after")
    def _is_an_archive(self) -> Self:
        url = self.model_data_url
        if url is not None and not (is_token(url) or is_local_path(url) or url.endswith(".tar.gz")):
            raise SpecError("AL-006", "ModelDataUrl", got=url, need="a .tar.gz", fix="archive the model")
        return self


class SourceAlgorithmSpecification(Spec):
    """The one algorithm that a package comes from. A change makes a new version.

    Source: SageMaker API, SourceAlgorithmSpecification.
    """

    source_algorithms: Annotated[
        tuple[SourceAlgorithm, ...], Items("SourceAlgorithms", 1, 1, code="AL-006", hint="name exactly one")
    ]
    """Exactly one."""
