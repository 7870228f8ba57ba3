"""Names, ARNs and the time, as Greengrass writes them."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from .. import hooks

PUBLIC_ACCOUNT = "aws"
_PUBLIC_PREFIX = "aws.greengrass."
_COMPONENT = re.compile(
    r"arn:[^:]+:greengrass:(?P<region>[^:]*):(?P<account>aws|\d+):components:(?P<name>[^:]+)(?::versions:(?P<version>[^:]+))?"
)
_DEPLOYMENT = re.compile(r"arn:[^:]+:greengrass:(?P<region>[^:]*):(?P<account>\d+):deployments:(?P<id>[^:]+)")


@dataclass(frozen=True)
class ComponentArn:
    """The ARN of a component, or of a version of one, taken apart."""

    region: str
    account: str
    name: str
    version: str | None

    @classmethod
    def of(cls, text: str) -> ComponentArn | None:
        """Read an ARN; ``None``: it is something else's."""
        found = _COMPONENT.fullmatch(text)
        return None if found is None else cls(**found.groupdict())

    @property
    def is_here(self) -> bool:
        """Whether it is of the account and region at hand."""
        return (self.account, self.region) == (hooks.account(), hooks.region())


def component_arn(name: str) -> str:
    """Return the ARN of a component of the account and region at hand."""
    return f"arn:aws:greengrass:{hooks.region()}:{hooks.account()}:components:{name}"


def version_arn(name: str, version: str) -> str:
    """Return the ARN of a version of a component."""
    return f"{component_arn(name)}:versions:{version}"


def deployment_arn(deployment_id: str) -> str:
    """Return the ARN of a deployment of the account and region at hand."""
    return f"arn:aws:greengrass:{hooks.region()}:{hooks.account()}:deployments:{deployment_id}"


def deployment_of(arn: str) -> str | None:
    """Return the id of a deployment of the account and region at hand; ``None``: the ARN is something else's."""
    found = _DEPLOYMENT.fullmatch(arn)
    here = found is not None and (found["account"], found["region"]) == (hooks.account(), hooks.region())
    return found["id"] if found is not None and here else None


def is_public(component_name: str) -> bool:
    """Tell the components that AWS provides, by their name: what versions they have is not known here."""
    return component_name.startswith(_PUBLIC_PREFIX)


def now() -> float:
    """Return the time as the API does: seconds, to the millisecond."""
    return round(time.time(), 3)
