"""The operations of AWS IoT Greengrass V2 that the embedded AWS answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..client_tokens import ClientTokens
from ..rest_json_services import RestJsonService
from . import devices
from .components import Components
from .deployments import Deployments
from .refusals import conflict
from .tags import Tags

if TYPE_CHECKING:
    from ..errors import ServiceError


class GreengrassV2(RestJsonService):
    """Components and deployments. The devices themselves are not here."""

    name = "greengrassv2"

    def __init__(self) -> None:
        super().__init__()
        tokens = ClientTokens(self.state, "clientToken", _reused)
        self.components = Components(self.state, tokens, self.lock)
        self.deployments = Deployments(self.state, self.components, tokens)
        self.tags = Tags(self.components, self.deployments)
        self.preparations = {
            "CreateComponentVersion": self.components.check,
            "CreateDeployment": self.deployments.check,
        }
        self.operations = {
            "CreateComponentVersion": self.components.create,
            "DescribeComponent": self.components.describe,
            "GetComponent": self.components.read,
            "GetComponentVersionArtifact": self.components.artifact,
            "ListComponents": self.components.list,
            "ListComponentVersions": self.components.list_versions,
            "DeleteComponent": self.components.delete,
            "CreateDeployment": self.deployments.create,
            "GetDeployment": self.deployments.describe,
            "ListDeployments": self.deployments.list,
            "CancelDeployment": self.deployments.cancel,
            "DeleteDeployment": self.deployments.delete,
            "ListCoreDevices": devices.list_devices,
            "GetCoreDevice": devices.get_device,
            "ListEffectiveDeployments": devices.list_effective_deployments,
            "TagResource": self.tags.add,
            "UntagResource": self.tags.remove,
            "ListTagsForResource": self.tags.list,
        }

    def load_persisted_state(self, data: dict[str, Any]) -> None:
        """Take up what a former run kept, and the components that its end interrupted."""
        super().load_persisted_state(data)
        self.components.resume()


def _reused(message: str) -> ServiceError:
    return conflict(message, "clientToken", "clientToken")
