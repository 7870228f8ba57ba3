"""Tags of components and deployments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .names import ComponentArn, deployment_of
from .refusals import invalid, not_found

if TYPE_CHECKING:
    from .components import Components
    from .deployments import Deployments

_MOST_TAGS = 50  # https://docs.aws.amazon.com/greengrass/v2/developerguide/tag-resources.html
_RESERVED = "aws:"

Record = dict[str, Any]


class Tags:
    """TagResource, UntagResource and ListTagsForResource."""

    def __init__(self, components: Components, deployments: Deployments) -> None:
        self._components = components
        self._deployments = deployments

    def add(self, request: Record) -> None:
        """TagResource."""
        refuse_tags(request["tags"])
        holder = self._holder(request["resourceArn"])
        tags = {**holder["Tags"], **request["tags"]}
        if len(tags) > _MOST_TAGS:
            raise invalid(f"A resource holds at most {_MOST_TAGS} tags, this makes {len(tags)}")
        holder["Tags"] = tags

    def remove(self, request: Record) -> None:
        """UntagResource."""
        holder = self._holder(request["resourceArn"])
        holder["Tags"] = {key: value for key, value in holder["Tags"].items() if key not in request["tagKeys"]}

    def list(self, request: Record) -> Record:
        """ListTagsForResource."""
        return {"tags": self._holder(request["resourceArn"])["Tags"]}

    def _holder(self, arn: str) -> Record:
        component, deployment = ComponentArn.of(arn), deployment_of(arn)
        if component is not None and component.version is not None:
            return self._components.get(arn)
        if deployment is not None:
            return self._deployments.get(deployment)
        raise not_found(f"The embedded AWS knows no Greengrass resource {arn} that has tags", arn, "resource")


def refuse_tags(tags: Record) -> None:
    """Refuse tags that are AWS's own.

    Raises:
        ServiceError: Some are.
    """
    reserved = sorted(key for key in tags if key.startswith(_RESERVED))
    if reserved:
        raise invalid(f"Tag keys that begin with {_RESERVED} are reserved: {', '.join(reserved)}")
