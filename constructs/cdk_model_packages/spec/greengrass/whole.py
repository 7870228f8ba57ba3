"""Rules of a recipe as a whole: what its parts cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import is_token
from cdk_model_packages.spec.greengrass.dependency import (
    DOCKER_APPLICATION_MANAGER,
    RETIRED,
    TOKEN_EXCHANGE_SERVICE,
)
from cdk_model_packages.spec.greengrass.lifecycle import GlobalLifecycle, Lifecycle
from cdk_model_packages.spec.greengrass.platform import Platform
from cdk_model_packages.spec.greengrass.value import ALL, NUCLEUS, REFERENCE, Finding, Place
from cdk_model_packages.spec.greengrass.variables import variable_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdk_model_packages.spec.greengrass.recipe import Recipe

_FACTORY = f"ArtifactDownloaderFactory.java of {NUCLEUS}"


def findings_of(recipe: Recipe) -> Iterator[Finding]:
    """Return what is wrong with a recipe as a whole."""
    if not recipe.manifests:
        need = f"one manifest at least: no device can load the component (RecipeLoader.java of {NUCLEUS})"
        fix = "add a manifest; one without a platform matches every device"
        yield ("Manifests",), SpecError("GG-041", "Manifests", got=[], need=need, fix=fix)
    yield from _never_used(recipe)
    yield from _retired(recipe)
    yield from _unknown_steps(recipe)
    yield from variable_findings(recipe)


def _never_used(recipe: Recipe) -> Iterator[Finding]:
    platforms = [manifest.platform or Platform() for manifest in recipe.manifests]
    for later, platform in enumerate(platforms):
        for earlier in range(later):
            if platforms[earlier].covers(platform):
                need = f"before Manifests[{earlier}], which comes first and matches the same devices ({REFERENCE})"
                fix = "put stricter platforms first, and the manifest without a platform last"
                error = SpecError("GG-006", "Platform", got=platform.properties(), need=need, fix=fix)
                yield ("Manifests", later, "Platform"), error
                break


def _retired(recipe: Recipe) -> Iterator[Finding]:
    for name in recipe.component_dependencies or ():
        if name in RETIRED:
            need = f"left out: its service ended on {RETIRED[name]}"
            error = SpecError("GG-031", name, got=name, need=need, fix="run the model with a component of your own")
            yield ("ComponentDependencies", name), error


def without_docker(recipe: Recipe) -> Iterator[Finding]:
    """A component outside of AWS that is depended on may bring what is missing: then nothing is told."""
    dependencies = recipe.component_dependencies or {}
    if any(not name.startswith("aws.greengrass.") for name in dependencies):
        return
    for number, manifest in enumerate(recipe.manifests):
        for index, artifact in enumerate(manifest.artifacts):
            needed = [
                name
                for name, is_needed in (
                    (DOCKER_APPLICATION_MANAGER, artifact.image is not None),
                    (TOKEN_EXCHANGE_SERVICE, artifact.is_private_ecr),
                )
                if is_needed and name not in dependencies
            ]
            for name in needed:
                need = f"with {name} among the ComponentDependencies: a device cannot pull it without ({_FACTORY})"
                fix = 'add it, for example with VersionRequirement "^2.0.0"'
                error = SpecError("GG-029", "URI", got=artifact.uri, need=need, fix=fix)
                yield ("Manifests", number, "Artifacts", index, "URI"), error


def _unknown_steps(recipe: Recipe) -> Iterator[Finding]:
    """A plugin or a Lambda component has steps of its own kind."""
    if recipe.component_type is not None:
        return
    selections = {ALL, *(key for manifest in recipe.manifests for key in manifest.selections)}
    for place, lifecycle in lifecycles_of(recipe):
        keys = [*lifecycle.more, *(lifecycle.selected if isinstance(lifecycle, GlobalLifecycle) else ())]
        for key in keys:
            is_selection = isinstance(lifecycle, GlobalLifecycle) and (key in selections or key == key.lower())
            if not is_selection and not is_token(key):
                need = f"a step: this one never runs (Lifecycle.java of {NUCLEUS})"
                fix = "use Bootstrap, Install, Startup, Run, Shutdown or Recover"
                yield (*place, key), SpecError("GG-042", key, got=key, need=need, fix=fix)


def lifecycles_of(recipe: Recipe) -> Iterator[tuple[Place, Lifecycle | GlobalLifecycle]]:
    """Return the lifecycles of the manifests, and the recipe's own with those below its selection keys."""
    for number, manifest in enumerate(recipe.manifests):
        if manifest.lifecycle is not None:
            yield ("Manifests", number, "Lifecycle"), manifest.lifecycle
    if recipe.lifecycle is not None:
        yield from recipe.lifecycle.lifecycles(("Lifecycle",))
