"""The files of a component, which the service fetches once to remember what they were."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from .. import hooks
from ..s3_objects import S3Location

if TYPE_CHECKING:
    from collections.abc import Iterable

_S3 = "s3:"
_NOT_FETCHED = ("docker:", "greengrass:")  # by the device, or built in
_ALGORITHM = "SHA-256"

Artifact = dict[str, Any]


def unreadable_uris(artifacts: Iterable[Artifact]) -> list[str]:
    """Return the artifacts that cannot be fetched: not there, in another region, or at an address of no known kind."""
    return [uri for uri in dict.fromkeys(found["Uri"] for found in artifacts) if not _is_readable(uri)]


def remember(artifacts: Iterable[Artifact]) -> list[str]:
    """Write the digest of each artifact down, and return those that went away meanwhile."""
    lost = []
    for artifact in artifacts:
        location = _location(artifact["Uri"])
        artifact.pop("Digest", None)
        artifact.pop("Algorithm", None)
        if location is None or not location.is_judged:
            continue
        try:
            digest = hashlib.sha256(location.read()).digest()
        except ClientError:
            lost.append(artifact["Uri"])
            continue
        artifact["Digest"], artifact["Algorithm"] = base64.b64encode(digest).decode(), _ALGORITHM
    return lost


def file_name(uri: str) -> str:
    """Return what an artifact is called on a device."""
    return uri.rpartition("/")[2]


def _is_readable(uri: str) -> bool:
    if uri.lower().startswith(_NOT_FETCHED):
        return True
    location = _location(uri)
    if location is None or not location.bucket or not location.key:
        return False
    if not location.is_judged:
        return True
    return location.bucket_region == hooks.region() and location.exists()


def _location(uri: str) -> S3Location | None:
    return S3Location.of(uri) if uri.lower().startswith(_S3) else None
