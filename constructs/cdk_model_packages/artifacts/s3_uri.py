"""Bucket and key, as a URI tells them."""

from __future__ import annotations

import re
from typing import NamedTuple

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

MOST_CHARACTERS = 1024
"""Source: SageMaker API, Url."""

_AWS = r"(?:[a-z0-9.-]+\.)?amazonaws\.com(?:\.cn)?"
_URL = re.compile(r"(https|s3)://([^/]+)/?(.*)")
_FORMS = (
    re.compile(r"s3://(?P<bucket>[^/]+)/(?P<key>.*)"),
    re.compile(rf"https://s3[.-]{_AWS}/(?P<bucket>[^/]+)/(?P<key>.*)"),
    re.compile(rf"https://(?P<bucket>[^/]+)\.s3[.-]{_AWS}/(?P<key>.*)"),
)


class S3Object(NamedTuple):
    """A bucket and what is in it; either may hold CDK tokens.

    Attributes:
        bucket_name: Name of the bucket.
        key: Key of one object, or what keys start with.
    """

    bucket_name: str
    key: str


def parse_s3_uri(uri: str) -> S3Object | None:
    """Return bucket and key; ``None`` when they do not show, as in a CDK token or another host's URL."""
    for form in _FORMS:
        found = form.fullmatch(uri)
        if found is not None:
            return S3Object(found["bucket"], found["key"])
    return None


def check_archive_uri(uri: str) -> None:
    """Refuse what cannot be a ``ModelDataUrl``; a CDK token is not judged.

    Raises:
        SpecError: ``CT-001`` when it is no URI of a ``.tar.gz``.
    """
    if is_token(uri):
        return
    if len(uri) > MOST_CHARACTERS or _URL.fullmatch(uri) is None:
        need = f"like s3://BUCKET/KEY.tar.gz, at most {MOST_CHARACTERS} characters"
        raise SpecError("CT-001", "ModelDataUrl", got=uri, need=need, fix="write that")
    check_archive_key(uri)


def check_archive_key(key: str) -> None:
    """Refuse a key that does not name a ``.tar.gz``; a CDK token is not judged.

    Raises:
        SpecError: ``CT-001``.
    """
    if not is_token(key) and not key.endswith(".tar.gz"):
        fix = "archive the model, or use from_prefix for files as they are"
        raise SpecError("CT-001", "ModelDataUrl", got=key, need="the name of a .tar.gz", fix=fix)


def check_prefix(prefix: str) -> None:
    """Refuse a prefix that does not end in ``/``; a CDK token is not judged.

    Raises:
        SpecError: ``CT-005``.
    """
    if not is_token(prefix) and not prefix.endswith("/"):
        fix = "append '/', or use from_bucket for one .tar.gz"
        raise SpecError("CT-005", "S3Uri", got=prefix, need="a prefix that ends in '/'", fix=fix)
