"""The components of one device, each after those that it depends on."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, cast

import nodesemver

from cdk_model_packages.edge.device.prepared import PreparedComponent
from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cdk_model_packages.edge.device.component_source import ComponentSource

_NEWEST = "latest"


def in_order(
    source: ComponentSource,
    dependencies: Sequence[ComponentSource],
    device: Mapping[str, str],
    update: Mapping[str, Any],
    findings: list[str],
) -> list[PreparedComponent]:
    """Choose the manifest of each component, and put each after those that it depends on.

    Args:
        source: The component that is run.
        dependencies: Recipes that are given with it.
        device: The device's attributes.
        update: What is merged into the configuration of the component that is run.
        findings: Takes what is to be said.

    Raises:
        EdgeError: A device would refuse them.
    """
    sources = {one.recipe.component_name: one for one in (*dependencies, source)}
    if len(sources) <= len(dependencies):
        raise EdgeError("two recipes are of one component; give each component once")
    run = source.recipe.component_name
    chosen = {
        name: PreparedComponent.choose(one, device, update if name == run else {}) for name, one in sources.items()
    }
    for component in chosen.values():
        _check_dependencies(component, chosen, findings)
    graph = {name: component.dependencies & chosen.keys() for name, component in chosen.items()}
    try:
        return [chosen[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise EdgeError(f"components depend on each other: {' -> '.join(error.args[1])}; break the circle") from None


def _check_dependencies(
    component: PreparedComponent, chosen: Mapping[str, PreparedComponent], findings: list[str]
) -> None:
    for name, dependency in (component.source.recipe.component_dependencies or {}).items():
        asked = dependency.version_requirement
        if name not in chosen:
            told = f"{component.name}: depends on {name} {asked or ''}".rstrip()
            findings.append(f"{told}, which is not on this device; give its recipe with --dependency")
        elif asked and not _satisfies(chosen[name].service.version, asked):
            raise EdgeError(
                f"{component.name}: depends on {name} {asked}, and the recipe that is given has version "
                f"{chosen[name].service.version}: a deployment would fail; give a version that fits"
            )


def _satisfies(version: str, requirement: str) -> bool:
    satisfies = cast("Callable[..., bool]", nodesemver.satisfies)  # pyright: ignore[reportUnknownMemberType]
    return requirement.strip() == _NEWEST or satisfies(version, requirement, loose=True)
