"""How components, deployments and device roles of a stack belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cdk_model_packages.review.shown import mapping, shown, target, type_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdk_model_packages.templates import World

COMPONENT = "AWS::GreengrassV2::ComponentVersion"
DEPLOYMENT = "AWS::GreengrassV2::Deployment"
_DEVICES = "credentials.iot.amazonaws.com"


class Deployed(NamedTuple):
    """A component of a deployment.

    Attributes:
        deployment: Logical id.
        name: The component's name, as the deployment has it.
        version: As the deployment has it, as text.
        component: Logical id, where the template has the component.
    """

    deployment: str
    name: str
    version: str
    component: str | None


def document_of(recipe: Mapping[str, Any]) -> dict[str, Any]:
    """Return a recipe's content; an empty mapping where it cannot be read or is not determined.

    Args:
        recipe: As :func:`cdk_model_packages.templates.recipes.recipes_of` returns it.
    """
    return mapping(recipe.get("document"))


def deployed(world: World, recipes: Mapping[str, Mapping[str, Any]]) -> list[Deployed]:
    """Return what the deployments of a stack install.

    Args:
        world: A stack.
        recipes: Of its components.
    """
    by_name: dict[str, str] = {}
    for component, recipe in recipes.items():
        name = document_of(recipe).get("ComponentName")
        if isinstance(name, str):
            by_name.setdefault(name, component)
    found: list[Deployed] = []
    for deployment, one in world.resources.items():
        if type_of(one) != DEPLOYMENT:
            continue
        for name, wanted in mapping(one["Properties"].get("Components")).items():
            version = shown(mapping(wanted).get("ComponentVersion"))
            referred = target(version)
            is_here = referred is not None and type_of(world.resources.get(referred, {})) == COMPONENT
            found.append(Deployed(deployment, name, version, referred if is_here else by_name.get(name)))
    return found


def device_roles(world: World) -> list[str]:
    """Return the roles that core devices take on: those that trust the credentials provider of AWS IoT.

    Args:
        world: A stack.
    """
    return [
        name
        for name, one in world.resources.items()
        if type_of(one) == "AWS::IAM::Role" and _DEVICES in str(one["Properties"].get("AssumeRolePolicyDocument"))
    ]
