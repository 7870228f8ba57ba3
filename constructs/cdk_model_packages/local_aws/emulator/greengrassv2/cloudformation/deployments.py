"""``AWS::GreengrassV2::Deployment``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...casing import of_api, of_template
from ...errors import ServiceError
from ...resource_types import ResourceType
from ...shapes import service_model
from .. import names
from ..deployments import CANCELED
from .tags import own_tags, read_tags, retag

if TYPE_CHECKING:
    from ..service import GreengrassV2

Properties = dict[str, Any]


class DeploymentType(ResourceType):
    """A deployment. A change of anything but its tags makes a new one, which supersedes it.

    As AWS's own handlers do it: aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2.
    """

    handler_codes = {  # noqa: RUF012
        "ConflictException": "ResourceConflict",
        "ValidationException": "InvalidRequest",
        "AccessDeniedException": "AccessDenied",
        "ResourceNotFoundException": "NotFound",
    }

    def __init__(self, greengrass: GreengrassV2) -> None:
        super().__init__("AWS::GreengrassV2::Deployment")
        self._greengrass = greengrass

    def create(self, properties: Properties) -> str:
        """Create the deployment."""
        shape = service_model("greengrassv2").operation_model("CreateDeployment").input_shape
        request = of_api(shape, {name: value for name, value in properties.items() if name != "Tags"})
        tags = own_tags(properties)
        answer = self._greengrass.call("CreateDeployment", {**request, **({"tags": tags} if tags else {})})
        return str(answer["deploymentId"])

    def read(self, identifier: str) -> Properties | None:
        """Return the deployment and its tags."""
        try:
            found = self._greengrass.call("GetDeployment", {"deploymentId": identifier})
        except ServiceError:
            return None
        shape = service_model("greengrassv2").operation_model("GetDeployment").output_shape
        tags = read_tags(self._greengrass, names.deployment_arn(identifier))
        return {**of_template(shape, found), "Tags": tags}

    def update(self, identifier: str, old: Properties, new: Properties) -> None:
        """Change the tags."""
        retag(self._greengrass, names.deployment_arn(identifier), old, new, values=True)

    def delete(self, identifier: str) -> None:
        """Cancel the deployment, then delete it."""
        found = self.read(identifier)
        if found is None:
            return
        if found["DeploymentStatus"] != CANCELED:
            self._greengrass.call("CancelDeployment", {"deploymentId": identifier})
        self._greengrass.call("DeleteDeployment", {"deploymentId": identifier})
