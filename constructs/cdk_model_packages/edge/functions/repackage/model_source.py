"""Reads a model from S3: one ``.tar.gz``, or all objects below a prefix."""

from __future__ import annotations

import re
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from .errors import ModelUnreadable, NotAnArchive
from .tar_reader import read_archive

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from .file_tree import FileTree

_URI = re.compile(r"s3://([^/]+)/(.+)")
_REASONS = {
    "NoSuchKey": "there is no such object; upload the model, or correct the URI",
    "404": "there is no such object; upload the model, or correct the URI",
    "NoSuchBucket": "there is no such bucket; correct the URI",
    "AccessDenied": "may not be read; allow s3:GetObject, and kms:Decrypt where its bucket has a key",
    "403": "may not be read; allow s3:GetObject, and kms:Decrypt where its bucket has a key",
    "PermanentRedirect": "is in another region; copy the model into this one (GG-014)",
    "InvalidObjectState": "is archived; restore it first",
}


def read_model(s3: Any, uri: str, tree: FileTree) -> None:
    """Take a model's files into a tree.

    Args:
        s3: A client of S3.
        uri: ``s3://bucket/key.tar.gz``; or ``s3://bucket/prefix/`` for files as they are.
        tree: What takes them.

    Raises:
        ModelUnreadable: when it is not there, may not be read, or ``uri`` names nothing in S3.
        RepackagingError: when it cannot be repackaged.
    """
    found = _URI.fullmatch(uri)
    if found is None:
        raise ModelUnreadable(f"ModelDataUrl={uri!r}: must be like s3://bucket/key.tar.gz; write that")
    bucket, key = found.groups()
    with _explained(uri):
        if not key.endswith("/"):
            with closing(s3.get_object(Bucket=bucket, Key=key)["Body"]) as body:
                read_archive(body, tree)
            return
        for name, size in _objects(s3, bucket, key):
            if name.endswith("/"):
                tree.add_folder(name)
                continue
            with closing(s3.get_object(Bucket=bucket, Key=f"{key}{name}")["Body"]) as body:
                tree.add_file(name, body, size)


def error_code(error: ClientError) -> str:
    """Return what the service calls an error; the number of HTTP where its answer has no body."""
    response: Any = error.response
    return response.get("Error", {}).get("Code", "")


def _objects(s3: Any, bucket: str, prefix: str) -> Iterator[tuple[str, int]]:
    count = 0
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for found in page.get("Contents", []):
            name = found["Key"].removeprefix(prefix)
            count += 1
            if name:  # the prefix itself may be an object: a console's folder
                yield name, found["Size"]
    if not count:
        raise NotAnArchive(f"s3://{bucket}/{prefix}: holds no object; upload the model, or correct the URI")


@contextmanager
def _explained(uri: str) -> Generator[None]:
    try:
        yield
    except ClientError as error:
        reason = _REASONS.get(error_code(error))
        if reason is None:
            raise  # out of order for longer than the client has tried: told in the words of S3
        raise ModelUnreadable(f"{uri}: {reason}") from error
