"""What AWS Marketplace asks of a package, as far as its own properties show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from constructs import Construct

    from cdk_model_packages import spec

# The domain may be a CDK token.
_REGISTRY = re.compile(r"(?P<account>\d{12})\.dkr\.ecr(?:-fips)?\.(?P<region>[a-z0-9-]+)\.[^/]+/.*")
_ALGORITHM = re.compile(r"arn:[^:]+:sagemaker:[^:]+:(?P<account>\d{12}):algorithm/.+")
_ADDRESS = re.compile(r"\w+://")


def check_listing(stack: cdk.Stack, package: spec.MarketplaceModelPackageSpec) -> None:
    """Refuse what certification refuses.

    Args:
        stack: Where the package is deployed; an account or region that it does not know is not judged.
        package: With everything bound: it may hold CDK tokens.

    Raises:
        SpecError: ``MK-002`` when an image is of another account or registry, ``CT-009`` of another region;
            ``MK-005`` when the algorithm is of another account.

    Source: AWS Marketplace seller guide, ml-service-restrictions-and-limits.
    """
    for container in package.all_containers():
        _check_image(container.image, stack.account, stack.region)
    trained = package.source_algorithm_specification
    for algorithm in () if trained is None else trained.source_algorithms:
        _check_algorithm(algorithm.algorithm_name, stack.account)


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


def _check_image(image: str, account: str, region: str) -> None:
    found = _REGISTRY.fullmatch(image)
    if found is None and not is_token(image):
        need = "in an ECR repository of the publishing account"
        raise SpecError("MK-002", "Image", got=image, need=need, fix="push it there")
    if found is not None and not is_token(account) and found["account"] != account:
        need = f"in a repository of the publishing account {account}"
        raise SpecError("MK-002", "Image", got=image, need=need, fix="push it there")
    if found is not None and not is_token(region) and found["region"] != region:
        need = f"in a repository of the package's region {region}"
        raise SpecError("CT-009", "Image", got=image, need=need, fix="push it there")


def _check_algorithm(name: str, account: str) -> None:
    owner = _ALGORITHM.fullmatch(name)
    if owner is not None and not is_token(account) and owner["account"] != account:
        need = f"an algorithm of the publishing account {account}"
        raise SpecError("MK-005", "AlgorithmName", got=name, need=need, fix="use an image and an algorithm of your own")
