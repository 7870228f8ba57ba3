"""What AWS Marketplace asks of a package, as far as its own properties show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import S3DataType, is_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from constructs import Construct

    from cdk_model_packages import spec

_REGISTRY = re.compile(r"(?P<account>\d{12})\.dkr\.ecr(?:-fips)?\.(?P<region>[a-z0-9-]+)\.[a-z0-9.]+/.*")
_ADDRESS = re.compile(r"\w+://")


def check_listing(stack: cdk.Stack, package: spec.MarketplaceModelPackageSpec) -> None:
    """Refuse what certification refuses.

    Args:
        stack: Where the package is deployed; an account or region that it does not know is not judged.
        package: With everything bound: it may hold CDK tokens.

    Raises:
        SpecError: ``MK-002`` when an image is of another account, ``CT-009`` of another region; ``VP-025`` when the
            validation's samples hold a model archive.

    Source: AWS Marketplace seller guide, ml-service-restrictions-and-limits.
    """
    account, region = stack.account, stack.region
    for container in package.all_containers():
        image = _REGISTRY.fullmatch(container.image)
        if image is not None and not is_token(account) and image["account"] != account:
            need = f"in a repository of the publishing account {account}"
            raise SpecError("MK-002", "Image", got=container.image, need=need, fix="push it there")
        if image is not None and not is_token(region) and image["region"] != region:
            need = f"in a repository of the package's region {region}"
            raise SpecError("CT-009", "Image", got=container.image, need=need, fix="push it there")
    for samples in _sample_prefixes(package):
        for archive in _archives(package):
            if archive.startswith(samples):
                need = f"outside the samples' prefix {samples}, which is sent to the container as a whole"
                raise SpecError("VP-025", "ModelDataUrl", got=archive, need=need, fix="move one of the two")


def warn_of_listing(package: Construct, value: spec.MarketplaceModelPackageSpec) -> None:
    """Warn of what only a person can judge. Each warning can be acknowledged by its id."""
    validations = cdk.Validations.of(package)
    validations.add_warning(
        "MK-008",
        "buyers see what this package is validated with: provide only samples that you may expose publicly [MK-008]",
    )
    for container in value.all_containers():
        for key, text in (container.environment or {}).items():
            if not is_token(text) and _ADDRESS.match(text):
                validations.add_warning(
                    "MK-006",
                    f"Environment.{key}={text!r} names an address, and a listed container runs without network; "
                    "put what it needs into image or model archive [MK-006]",
                )


def _sample_prefixes(package: spec.MarketplaceModelPackageSpec) -> Iterator[str]:
    validation = package.validation_specification
    for profile in () if validation is None else validation.validation_profiles:
        source = profile.transform_job_definition.transform_input.data_source.s3_data_source
        if source.s3_data_type == S3DataType.S3_PREFIX:
            yield source.s3_uri


def _archives(package: spec.MarketplaceModelPackageSpec) -> Iterator[str]:
    for container in package.all_containers():
        if container.model_data_url is not None:
            yield container.model_data_url
    trained = package.source_algorithm_specification
    for algorithm in () if trained is None else trained.source_algorithms:
        if algorithm.model_data_url is not None:
            yield algorithm.model_data_url
