"""AWS's own image of one region, as another region has it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aws_cdk import region_info

from cdk_model_packages.images import ImageError, dlc_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdk_model_packages.images.dlc_data import ImageData
    from cdk_model_packages.images.image_name import ImageName


def in_region(image: ImageName, region: str) -> ImageName | None:
    """Return the same repository and tag of the account that publishes for another region.

    Args:
        image: An image in ECR.
        region: Where it is wanted.

    Returns:
        ``None`` when it is none of AWS's own images as far as the SageMaker SDK knows, or that is not
        installed; and when AWS does not publish it in that region.
    """
    try:
        found = next(
            (
                data.registries[region]
                for data in _published()
                if data.repository == image.repository
                and data.registries.get(image.region or "") == image.account
                and region in data.registries
            ),
            None,
        )
    except ImageError:  # the extra is not installed
        return None
    if found is None:
        return None
    suffix = region_info.RegionInfo.get(region).domain_suffix or "amazonaws.com"
    return replace(image, registry=f"{found}.dkr.ecr.{region}.{suffix}", account=found, region=region)


def _published() -> Iterator[ImageData]:
    for framework in dlc_data.frameworks():
        for scope in dlc_data.scopes(framework).values():
            for version in scope.versions.values():
                if isinstance(version, dlc_data.VariantsData):
                    yield from version.variants.values()
                else:
                    yield version
