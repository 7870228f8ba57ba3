"""Where the files of artifacts come from: S3, in the order of calls that a nucleus makes, or a folder.

Source: aws-greengrass-nucleus, S3Downloader and ArtifactDownloader.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cdk_model_packages.edge.device.regional_clients import RegionalClients

_S3 = re.compile(r"s3://([^/]+)/(.+)", re.IGNORECASE)
_BLOCK_BYTES = 1024 * 1024
_OLDEST_REGION = "us-east-1"
_NOT_THERE = ("NoSuchBucket", "NoSuchKey", "NotFound", "404")
_FIX = "upload it, or name the folder that holds the file with --artifacts"


@dataclass(frozen=True)
class Fetched:
    """One artifact's file.

    Attributes:
        size: In bytes.
        sha256: In hexadecimal digits.
        finding: What the service or a device would say of where it was; ``None``: nothing.
    """

    size: int
    sha256: str
    finding: str | None = None


class ArtifactSource(Protocol):
    """Gives the files of artifacts."""

    def fetch(self, uri: str, target: Path, seen: Callable[[int, int], None]) -> Fetched:
        """Write an artifact's file.

        Raises:
            EdgeError: There is none, or it may not be read.
        """
        ...


class S3Artifacts:
    """Artifacts of S3.

    Args:
        clients: Of the AWS that holds the buckets.
        region: The component's. ``None``: that of the clients.
    """

    def __init__(self, clients: RegionalClients, region: str | None = None) -> None:
        self._clients, self._region = clients, region

    def fetch(self, uri: str, target: Path, seen: Callable[[int, int], None]) -> Fetched:
        """Write an object to a file: ``GetBucketLocation``, ``HeadObject``, ``GetObject``, as a device calls them.

        Raises:
            EdgeError: There is no such object, or it may not be read.
        """
        bucket, key = bucket_and_key(uri)
        where = self._clients.within().call("s3", "get_bucket_location", Bucket=bucket, missing=_NOT_THERE)
        if where is None:
            raise EdgeError(f"artifact {uri}: there is no bucket {bucket}; {_FIX}")
        region = str(where.get("LocationConstraint") or _OLDEST_REGION)
        s3 = self._clients.within(region)
        head = s3.call("s3", "head_object", Bucket=bucket, Key=key, missing=_NOT_THERE)
        if head is None:
            raise EdgeError(f"artifact {uri}: bucket {bucket} has no {key}; {_FIX}")
        size = int(head["ContentLength"])
        check_space(uri, target, size)
        body = s3.call("s3", "get_object", Bucket=bucket, Key=key)["Body"]
        with closing(body):
            written = _write(body.iter_chunks(_BLOCK_BYTES), target, size, seen)
        return Fetched(written.size, written.sha256, self._elsewhere(uri, bucket, region))

    def _elsewhere(self, uri: str, bucket: str, region: str) -> str | None:
        ours = self._region or self._clients.region
        if region == ours:
            return None
        return (
            f"artifact {uri}: bucket {bucket} is in {region}, the component in {ours}: the service takes artifacts of "
            "the component's own region only; copy it to a bucket there [GG-014]"
        )


class FolderArtifacts:
    """Artifacts of a folder that stands for the bucket.

    Args:
        folder: Holds a file by its whole key, or by its name alone.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise EdgeError(f"--artifacts {folder}: is no folder; name the one that holds the artifacts' files")
        self._folder = folder.resolve()

    def fetch(self, uri: str, target: Path, seen: Callable[[int, int], None]) -> Fetched:
        """Copy a file.

        Raises:
            EdgeError: The folder has no such file.
        """
        _, key = bucket_and_key(uri)
        for name in (key, file_name(uri)):
            found = (self._folder / name).resolve()
            if found.is_file() and found.is_relative_to(self._folder):
                break
        else:
            raise EdgeError(
                f"artifact {uri}: {self._folder} has neither {key} nor {file_name(uri)}; put the file there, or leave "
                "out --artifacts to fetch it from S3"
            )
        size = found.stat().st_size
        check_space(uri, target, size)
        with found.open("rb") as file:
            return _write(iter(lambda: file.read(_BLOCK_BYTES), b""), target, size, seen)


def bucket_and_key(uri: str) -> tuple[str, str]:
    """Split the URI of an artifact in S3.

    Raises:
        EdgeError: It is none.
    """
    found = _S3.fullmatch(uri)
    if found is None:
        raise EdgeError(f"artifact {uri}: is no s3://BUCKET/KEY; only artifacts of S3 can be fetched here [GG-013]")
    return found[1], found[2]


def file_name(uri: str) -> str:
    """Return what an artifact's file is called on a device: the last part of its key."""
    return bucket_and_key(uri)[1].rstrip("/").rpartition("/")[2]


def check_space(uri: str, target: Path, needed: int) -> None:
    """Refuse a file that the disk has no room for.

    Raises:
        EdgeError: It has not.
    """
    free = shutil.disk_usage(target.parent).free
    if needed > free:
        raise EdgeError(
            f"artifact {uri}: has {needed:,} bytes, and {target.parent} has {free:,} free; make room, or set TMPDIR to "
            "another disk"
        )


def _write(blocks: Iterable[bytes], target: Path, size: int, seen: Callable[[int, int], None]) -> Fetched:
    digest, written = hashlib.sha256(), 0
    with target.open("wb") as file:
        for block in blocks:
            file.write(block)
            digest.update(block)
            written += len(block)
            seen(written, size)
    return Fetched(written, digest.hexdigest())
