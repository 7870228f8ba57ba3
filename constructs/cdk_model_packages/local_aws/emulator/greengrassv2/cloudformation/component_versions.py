"""``AWS::GreengrassV2::ComponentVersion``."""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING, Any

from ...casing import of_api
from ...errors import ResourceFailedError, ServiceError
from ...resource_types import ResourceType
from ...shapes import service_model
from ..components import DEPLOYABLE, REQUESTED
from .tags import own_tags, read_tags, retag

if TYPE_CHECKING:
    from ..service import GreengrassV2

_POLL_SECONDS = 0.05

Properties = dict[str, Any]


class ComponentVersionType(ResourceType):
    """A version of a component, made of a recipe; only its tags can change.

    As AWS's own handlers do it: aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2.
    """

    handler_codes = {  # noqa: RUF012
        "ConflictException": "AlreadyExists",
        "ValidationException": "InvalidRequest",
        "AccessDeniedException": "AccessDenied",
        "ResourceNotFoundException": "NotFound",
    }

    def __init__(self, greengrass: GreengrassV2) -> None:
        super().__init__("AWS::GreengrassV2::ComponentVersion")
        self._greengrass = greengrass

    def create(self, properties: Properties) -> str:
        """Create the version and wait until it is deployable."""
        request = _request(properties)
        arn: str = self._greengrass.call("CreateComponentVersion", request)["arn"]
        self._wait(arn)
        return arn

    def read(self, identifier: str) -> Properties | None:
        """Return the version and its tags. Its recipe is not shown."""
        try:
            found = self._greengrass.call("DescribeComponent", {"arn": identifier})
        except ServiceError:
            return None
        return {
            "Arn": identifier,
            "ComponentName": found["componentName"],
            "ComponentVersion": found["componentVersion"],
            "Tags": read_tags(self._greengrass, identifier),
        }

    def update(self, identifier: str, old: Properties, new: Properties) -> None:
        """Add and remove tags. The handler does not write a new value of a tag that is there, nor do we."""
        retag(self._greengrass, identifier, old, new, values=False)

    def delete(self, identifier: str) -> None:
        """Delete the version."""
        if self.read(identifier) is not None:
            self._greengrass.call("DeleteComponent", {"arn": identifier})

    def _wait(self, arn: str) -> None:
        while True:
            status = self._greengrass.call("DescribeComponent", {"arn": arn})["status"]
            if status["componentState"] == DEPLOYABLE:
                return
            if status["componentState"] != REQUESTED:
                reasons = "; ".join(f"{uri}: {error}" for uri, error in status["errors"].items()) or status["message"]
                raise ResourceFailedError(
                    arn,
                    f"Resource of type 'AWS::GreengrassV2::ComponentVersion' with identifier '{arn}' did not "
                    f"stabilize: {status['componentState']}: {reasons}",
                    "NotStabilized",
                )
            time.sleep(_POLL_SECONDS)


def _request(properties: Properties) -> Properties:
    shape = service_model("greengrassv2").operation_model("CreateComponentVersion").input_shape
    request = of_api(shape, {name: value for name, value in properties.items() if name != "Tags"})
    if "inlineRecipe" in request:
        request["inlineRecipe"] = base64.b64encode(request["inlineRecipe"].encode()).decode()
    tags = own_tags(properties)
    return {**request, "tags": tags} if tags else request
