"""Looks at objects of the embedded AWS through its own API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import ClientError

from . import hooks
from .own_clients import client

_GZIP_MAGIC = b"\x1f\x8b"
_FIRST_REGION = "us-east-1"  # GetBucketLocation answers nothing for it


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
    def arn(self) -> str:
        """The ARN of the object."""
        return f"arn:aws:s3:::{self.bucket}/{self.key}"

    @property
    def is_judged(self) -> bool:
        """Whether the bucket is this account's to look into: another account of the embedded AWS has its own."""
        return all(owner == hooks.account() for owner in hooks.bucket_owners(self.bucket))

    @property
    def bucket_region(self) -> str | None:
        """The region of this account's bucket; ``None``: it has none of this name."""
        if hooks.account() not in hooks.bucket_owners(self.bucket):
            return None
        return _s3().get_bucket_location(Bucket=self.bucket).get("LocationConstraint") or _FIRST_REGION

    def first_object(self) -> S3Location:
        """Return the first object below this prefix, or what one would be called."""
        keys = _keys(self) if hooks.account() in hooks.bucket_owners(self.bucket) else []
        return S3Location(self.bucket, keys[0] if keys else f"{self.key.rstrip('/')}/sample".lstrip("/"))

    def exists(self) -> bool:
        """Tell whether the object is there."""
        try:
            _s3().head_object(Bucket=self.bucket, Key=self.key)
        except ClientError:
            return False
        return True

    def read(self) -> bytes:
        """Return the whole object.

        Raises:
            ClientError: It is not there.
        """
        return bytes(_s3().get_object(Bucket=self.bucket, Key=self.key)["Body"].read())

    def write(self, content: bytes) -> None:
        """Write the object.

        Raises:
            ClientError: The bucket is not there.
        """
        _s3().put_object(Bucket=self.bucket, Key=self.key, Body=content)

    def presigned_url(self, seconds: int) -> str:
        """Return an address that anybody may read the object from, for a while."""
        return _s3().generate_presigned_url(
            "get_object", Params={"Bucket": self.bucket, "Key": self.key}, ExpiresIn=seconds
        )


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
    if not location.exists():
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


def _keys(location: S3Location) -> list[str]:
    answer = _s3().list_objects_v2(Bucket=location.bucket, Prefix=location.key, MaxKeys=2)
    # A key that ends in a slash is a folder that a console made, not a record.
    return [found["Key"] for found in answer.get("Contents", []) if not found["Key"].endswith("/")]


def _first_bytes(location: S3Location) -> bytes:
    try:
        answer = _s3().get_object(Bucket=location.bucket, Key=location.key, Range="bytes=0-1")
    except ClientError:  # an empty object has no first byte
        return b""
    return bytes(answer["Body"].read())


def _s3() -> Any:
    return client("s3", hooks.account(), hooks.region())
