"""Kinds of text that several values share."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import SCHEMA, Text

NAME = r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"
S3_URI = r"(https|s3)://([^/]+)/?(.*)"
S3_URI_OR_PATH = rf"{S3_URI}|\.\.?(/.*)?"
"""What a location may be in a spec that a construct deploys: the construct uploads what the path names."""

PRINTABLE = r"[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*"


def _description(source: str) -> Text:
    return Text(
        "Description",
        max_length=1024,
        pattern=PRINTABLE,
        like="one line of printable characters",
        hint="shorten it to one line",
        source=source,
    )


Description = Annotated[str | None, _description(SCHEMA)]
GroupDescription = Annotated[str | None, _description("AWS::SageMaker::ModelPackageGroup schema")]
AlgorithmDescription = Annotated[str | None, _description("AWS::SageMaker::Algorithm schema")]

Line = Annotated[
    str | None,
    Text(
        "MetadataProperties",
        max_length=1024,
        pattern=".*",
        like="one line",
        code="MP-027",
        hint="shorten it to one line",
    ),
]
"""Free text in one line, at most 1024 characters."""

SHA256_DIGEST = r"[Ss][Hh][Aa]256:[0-9a-fA-F]{64}"

KmsKeyId = Annotated[
    str,
    Text(
        "KmsKeyId",
        min_length=1,
        max_length=2048,
        pattern="[a-zA-Z0-9:/_-]*",
        code="VP-019",
        hint="name a key's id, ARN or alias, or leave it out for the default one",
    ),
]
"""A key's id, ARN or alias, at most 2048 characters."""


def image(shape: str, source: str = SCHEMA) -> Text:
    """Return the limits of an image's name."""
    return Text(
        shape,
        min_length=1,
        max_length=255,
        pattern=r"\S+",
        code="CT-010",
        hint="name an ECR image: REGISTRY/REPOSITORY@sha256:DIGEST or REGISTRY/REPOSITORY:TAG",
        source=source,
    )


def digest(shape: str, source: str = SCHEMA) -> Text:
    """Return the limits of a digest."""
    return Text(shape, max_length=72, pattern=SHA256_DIGEST, hint="write sha256: and 64 hex digits", source=source)


ContentType = Annotated[str, Text("ContentType", max_length=256, pattern=".*", like="text/csv", hint="name one type")]
ResponseMIMEType = Annotated[
    str, Text("ResponseMIMEType", max_length=1024, pattern=r"[-\w]+/.+", like="text/csv", hint="write TYPE/SUBTYPE")
]
