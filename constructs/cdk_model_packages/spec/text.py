"""Kinds of text that several values share."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Text

NAME = r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"
S3_URI = r"(https|s3)://([^/]+)/?(.*)"
S3_URI_OR_PATH = rf"{S3_URI}|\.\.?(/.*)?"
"""What a location may be in a spec that a construct deploys: the construct uploads what the path names."""

Description = Annotated[
    str | None,
    Text(
        "Description",
        max_length=1024,
        pattern=r"[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*",
        like="one line of printable characters",
        hint="shorten it to one line",
    ),
]

ContentType = Annotated[str, Text("ContentType", max_length=256, pattern=".*", like="text/csv", hint="name one type")]
ResponseMIMEType = Annotated[
    str, Text("ResponseMIMEType", max_length=1024, pattern=r"[-\w]+/.+", like="text/csv", hint="write TYPE/SUBTYPE")
]
