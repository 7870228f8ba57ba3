"""Looks at objects and images of the embedded AWS through its own API."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import get_session

from .. import hooks

_GZIP_MAGIC = b"\x1f\x8b"
_ECR_IMAGE = re.compile(
    r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/"
    r"(?P<repository>[^:@]+)(?::(?P<tag>[^@]+))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)


@dataclass(frozen=True)
class S3Location:
    """A bucket and a key, or the beginning of keys."""

    bucket: str
    key: str

    @classmethod
    def of(cls, uri: str) -> S3Location | None:
        """Read an ``s3://`` URI; ``None``: it is something else."""
        parts = urlsplit(uri)
        return cls(parts.netloc, parts.path.removeprefix("/")) if parts.scheme == "s3" else None

    @property
    def uri(self) -> str:
        """The ``s3://`` URI."""
        return f"s3://{self.bucket}/{self.key}"

    @property
    def is_judged(self) -> bool:
        """Whether the bucket is this account's to look into: another account of the embedded AWS has its own."""
        return all(owner == hooks.account() for owner in hooks.bucket_owners(self.bucket))

    def first_object(self) -> S3Location:
        """Return the first object below this prefix, or what one would be called."""
        keys = _keys(self) if hooks.account() in hooks.bucket_owners(self.bucket) else []
        return S3Location(self.bucket, keys[0] if keys else f"{self.key.rstrip('/')}/sample".lstrip("/"))


def missing(location: S3Location, *, noun: str = "", prefix: bool = False, bucket_only: bool = False) -> str | None:
    """Tell what is not there; ``None``: it is, or it is not ours to judge."""
    if not location.is_judged:
        return None
    if not hooks.bucket_owners(location.bucket):
        return f"The bucket of {location.uri} does not exist in the embedded AWS."
    if bucket_only:
        return None
    if prefix:
        return None if _keys(location) else f"No object of the {noun} is below {location.uri}."
    if not _head(location):
        return f"The object {location.uri} ({noun}) does not exist."
    return None


def not_gzip(location: S3Location) -> str | None:
    """Tell why a model archive cannot be unpacked; ``None``: it is there and is a gzip."""
    finding = missing(location, noun="the model archive")
    if finding is not None or not location.is_judged:
        return finding
    if _first_bytes(location) != _GZIP_MAGIC:
        return f"The model archive {location.uri} is not a gzip-compressed file."
    return None


def image_finding(image: str) -> tuple[str | None, str | None]:
    """Look an image up.

    Returns:
        The ARN of its repository, when that is this account's, and what is wrong with it.
    """
    found = _ECR_IMAGE.fullmatch(image)
    if found is None or found["account"] != hooks.account():
        return None, None
    arn = f"arn:aws:ecr:{found['region']}:{found['account']}:repository/{found['repository']}"
    identity = {"imageDigest": found["digest"]} if found["digest"] else {"imageTag": found["tag"] or "latest"}
    try:
        client("ecr", hooks.account(), found["region"]).describe_images(
            repositoryName=found["repository"], imageIds=[identity]
        )
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == "RepositoryNotFoundException":
            return arn, f"The repository of image {image} does not exist."
        return arn, f"The image {image} is not in its repository ({code})."
    return arn, None


def _keys(location: S3Location) -> list[str]:
    answer = _s3().list_objects_v2(Bucket=location.bucket, Prefix=location.key, MaxKeys=2)
    # A key that ends in a slash is a folder that a console made, not a record.
    return [found["Key"] for found in answer.get("Contents", []) if not found["Key"].endswith("/")]


def _head(location: S3Location) -> bool:
    try:
        _s3().head_object(Bucket=location.bucket, Key=location.key)
    except ClientError:
        return False
    return True


def _first_bytes(location: S3Location) -> bytes:
    try:
        answer = _s3().get_object(Bucket=location.bucket, Key=location.key, Range="bytes=0-1")
    except ClientError:  # an empty object has no first byte
        return b""
    return bytes(answer["Body"].read())


def _s3() -> Any:
    return client("s3", hooks.account(), hooks.region())


@lru_cache
def client(service: str, account: str, region: str) -> Any:
    """Return a client of the embedded AWS itself, in the name of an account."""
    return get_session().create_client(
        service,
        region_name=region,
        endpoint_url=f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}",
        aws_access_key_id=account,  # the embedded AWS reads the account from it
        aws_secret_access_key="embedded",  # noqa: S106
        config=Config(retries={"total_max_attempts": 8, "mode": "standard"}, s3={"addressing_style": "path"}),
    )
