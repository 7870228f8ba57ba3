"""What is checked before a job is started: afterwards, it would fail after minutes, or leave something behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdk_model_packages.edge.jobs.refused import AccessDeniedError
from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from cdk_model_packages.edge.jobs.clients import Clients
    from cdk_model_packages.spec.packaging_request import GreengrassConfiguration, S3Location

_NO_BUCKET = ("NoSuchBucket", "404")
_OLDEST_REGION = "us-east-1"
"""What S3 has no name for. Source: S3 API, GetBucketLocation."""
_FORMER_NAMES = {"EU": "eu-west-1"}
_LONGEST_KEY = 1024
"""Source: S3 user guide, object-keys."""
_HASH_CHARACTERS = 16
_FILE = "component.zip"
_SOURCE = "Lookout for Vision API, S3Location"


def check_output(clients: Clients, location: S3Location, component_name: str) -> None:
    """Refuse a bucket that the component could not be in.

    Raises:
        EdgeError: LV-009, when it is not there, may not be read, or is in another region or account; and when the
            artifact's key would be too long.
    """
    bucket, account = location.bucket, clients.identity.account
    try:
        answer: Any = clients.call(
            "s3", "get_bucket_location", missing=_NO_BUCKET, Bucket=bucket, ExpectedBucketOwner=account
        )
    except AccessDeniedError as error:
        raise EdgeError(
            f"S3OutputLocation.Bucket={bucket!r}: is not of account {account}, where Greengrass is used, or you may "
            f"not look at it ({_SOURCE}): {error} [LV-009]"
        ) from None
    if answer is None:
        raise EdgeError(
            f"S3OutputLocation.Bucket={bucket!r}: there is no such bucket ({_SOURCE}); correct the name, or make it in "
            f"{clients.region} [LV-009]"
        )
    constraint = answer.get("LocationConstraint") or _OLDEST_REGION
    region = _FORMER_NAMES.get(constraint, constraint)
    if region != clients.region:
        raise EdgeError(
            f"S3OutputLocation.Bucket={bucket!r}: is in {region}, and must be in {clients.region}, where Greengrass is "
            f"used ({_SOURCE}); name a bucket of {clients.region}, or say --region {region} [LV-009]"
        )
    parts = [(location.prefix or "").rstrip("/"), component_name, "x" * _HASH_CHARACTERS, _FILE]
    length = len("/".join(filter(None, parts)))
    if length > _LONGEST_KEY:
        raise EdgeError(
            f"S3OutputLocation.Prefix: makes a key of {length} characters, and S3 takes {_LONGEST_KEY}; shorten it"
        )


def check_free(clients: Clients, greengrass: GreengrassConfiguration, version: str) -> None:
    """Refuse the version of a component that is there already: versions cannot change.

    Raises:
        EdgeError: GG-005.
    """
    name = greengrass.component_name
    arn = clients.arn("greengrass", f"components:{name}:versions:{version}")
    answer: Any = clients.call("greengrassv2", "describe_component", missing=("ResourceNotFoundException",), arn=arn)
    if answer is not None:
        state = answer.get("status", {}).get("componentState", "there")
        raise EdgeError(
            f"ComponentName={name!r}, ComponentVersion={version!r}: exists already and is {state}, and a version "
            "cannot change (Greengrass V2 API, CreateComponentVersion); name another ComponentVersion [GG-005]"
        )
