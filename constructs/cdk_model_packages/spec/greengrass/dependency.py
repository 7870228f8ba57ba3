"""A component that another one needs."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

import nodesemver
from pydantic import BeforeValidator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import is_token
from cdk_model_packages.spec.greengrass.choice import AnyCase
from cdk_model_packages.spec.greengrass.text import Written
from cdk_model_packages.spec.greengrass.value import REFERENCE, RecipeValue

if TYPE_CHECKING:
    from collections.abc import Mapping

RETIRED: Mapping[str, str] = {
    "aws.iot.lookoutvision.EdgeAgent": "2025-10-31",
    "aws.greengrass.SageMakerEdgeManager": "2024-04-26",
}
"""Components of AWS whose service has ended, and when (GG-031)."""

_TOO_LARGE = re.compile(r"(?:^|[\s<>=^~v|])(?:[0-9]+\.){0,2}[0-9]{10,}")

DOCKER_APPLICATION_MANAGER = "aws.greengrass.DockerApplicationManager"
TOKEN_EXCHANGE_SERVICE = "aws.greengrass.TokenExchangeService"  # noqa: S105 (the name of a component)


class DependencyType(StrEnum):
    """What happens to a component when one that it depends on changes state.

    Source: DependencyType.java of aws-greengrass-component-common.
    """

    HARD = "HARD"
    """It is restarted with the other one."""

    SOFT = "SOFT"


def is_version_requirement(text: str) -> bool:
    """Tell whether npm, and so the recipe library of Greengrass, can read a requirement.

    Args:
        text: The requirement.

    Source: DependencyProperties.java of aws-greengrass-component-common, which uses semver4j (Requirement.java).
    """
    if _TOO_LARGE.search(text):  # a number of Java has at most ten digits
        return False
    try:
        read = nodesemver.valid_range(text.replace("==", "="), loose=False)  # pyright: ignore[reportUnknownMemberType]
    except ValueError:
        return False
    return read is not None or text.strip() == "latest"


def _requirement(value: object) -> object:
    if isinstance(value, str) and not is_token(value) and "${" not in value and not is_version_requirement(value):
        need = f"a version range of npm, such as ^1.2.0 or >=1.0.0 <2.0.0 ({REFERENCE})"
        raise SpecError("GG-021", "VersionRequirement", got=value, need=need, fix="write one")
    return value


class Dependency(RecipeValue):
    """What is needed of another component.

    Raises:
        SpecError: ``GG-021`` for a requirement that npm could not read.

    Source: DependencyProperties.java of aws-greengrass-component-common.
    """

    needed: ClassVar = {"VersionRequirement": "GG-021"}
    rule: ClassVar = "GG-021"

    version_requirement: Annotated[str, BeforeValidator(_requirement), Written("VersionRequirement", "GG-021")]
    """A version range in npm's syntax, such as ``^2.0.0``."""

    dependency_type: Annotated[DependencyType | None, AnyCase("GG-021", "DependencyType", DependencyType)] = None
    """``None``: ``HARD``."""
