"""The partition of AWS that a region is in: nothing is copied from one to another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from aws_cdk import region_info

from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    import aws_cdk as cdk


@cache
def partition_of(region: str) -> str:
    """Return the partition of a region: ``aws`` where the CDK does not know it."""
    return region_info.RegionInfo.get(region).partition or "aws"


def partition_at(place: cdk.Environment | None) -> str | None:
    """Return the partition of an environment; ``None`` where its region is not told."""
    region = None if place is None else place.region
    return None if region is None or is_token(region) else partition_of(region)
