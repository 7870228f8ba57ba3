"""Tags of a template: what changes when a resource is updated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...resource_types import user_tags

if TYPE_CHECKING:
    from ..service import GreengrassV2

Properties = dict[str, Any]


def own_tags(properties: Properties) -> dict[str, str]:
    """Return the tags of the template and of the stack: the handlers leave CloudFormation's own ones away."""
    return user_tags(properties.get("Tags") or {})


def retag(greengrass: GreengrassV2, arn: str, old: Properties, new: Properties, *, values: bool) -> None:
    """Bring the tags of a resource up to date.

    Args:
        greengrass: The service.
        arn: The resource.
        old: What its template said.
        new: What it says now.
        values: Whether a new value of an old key is one to write.
    """
    former, current = own_tags(old), own_tags(new)
    added = {key: value for key, value in current.items() if key not in former or (values and former[key] != value)}
    gone = sorted(former.keys() - current.keys())
    if added:
        greengrass.call("TagResource", {"resourceArn": arn, "tags": added})
    if gone:
        greengrass.call("UntagResource", {"resourceArn": arn, "tagKeys": gone})


def read_tags(greengrass: GreengrassV2, arn: str) -> dict[str, str]:
    """Return the tags of a resource."""
    return greengrass.call("ListTagsForResource", {"resourceArn": arn})["tags"]
