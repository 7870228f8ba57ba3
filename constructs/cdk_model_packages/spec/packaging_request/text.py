"""The texts of Lookout's packaging API, with the limits that its shapes have."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Text

API = "Lookout for Vision API"
_SENTENCE = r"[a-zA-Z0-9_. ()':,;?\-]+"
_TAG = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"


def _text(  # what a shape says, in its order
    shape: str, least: int, most: int, pattern: str, like: str, *, code: str = "SPEC-001", hint: str | None = None
) -> Text:
    return Text(shape, least, most, pattern, like, code, hint or f"use {like}", f"{API}, {shape}")


ProjectName = Annotated[
    str, _text("ProjectName", 1, 255, r"[a-zA-Z0-9][a-zA-Z0-9_\-]*", "letters, digits, hyphens and underscores")
]
ModelVersion = Annotated[
    str, _text("ModelVersion", 1, 10, "[1-9][0-9]*|latest", "a number without leading zero, or latest")
]
JobName = Annotated[str, _text("ModelPackagingJobName", 1, 64, "[a-zA-Z0-9-]+", "letters, digits and hyphens")]
ClientToken = Annotated[str, _text("ClientToken", 1, 64, "[a-zA-Z0-9-]+", "letters, digits and hyphens")]
Description = Annotated[
    str, _text("ModelPackagingJobDescription", 1, 256, _SENTENCE, "letters, digits, spaces and -_.()':,;?")
]
BucketName = Annotated[
    str, _text("S3BucketName", 3, 63, r"[0-9A-Za-z._\-]*", "my-bucket", hint="write a bucket's name alone, no s3://")
]
KeyPrefix = Annotated[
    str,
    _text(
        "S3KeyPrefix",
        0,
        1024,
        r"([a-zA-Z0-9!_.*'()-][/a-zA-Z0-9!_.*'()-]*)?",
        "models/edge",
        code="LV-009",
        hint="use letters, digits and /!_.*'()-, and no slash first",
    ),
]
ComponentName = Annotated[
    str, _text("ComponentName", 1, 128, r"[a-zA-Z0-9_.\-]+", "com.example.Model", hint="use letters, digits and -_.")
]
ComponentVersion = Annotated[
    str,
    _text(
        "ComponentVersion",
        1,
        64,
        r"([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})",
        "1.0.0",
        code="LV-008",
        hint="write three numbers of at most six digits, and nothing after them",
    ),
]
ComponentDescription = Annotated[
    str, _text("ComponentDescription", 1, 256, _SENTENCE, "letters, digits, spaces and -_.()':,;?")
]
TagKey = Annotated[str, _text("TagKey", 1, 128, _TAG, "letters, digits, spaces and _.:/=+-@")]
TagValue = Annotated[str, _text("TagValue", 0, 256, _TAG, "letters, digits, spaces and _.:/=+-@")]
