"""What a device takes of the global lifecycle: the values of the selection keys that its manifest lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.spec.greengrass.reading import selections_of
from cdk_model_packages.spec.greengrass.value import ALL

if TYPE_CHECKING:
    from cdk_model_packages.spec.greengrass.manifest import Manifest
    from cdk_model_packages.spec.greengrass.recipe import Recipe


def taken_lifecycle(recipe: Recipe, manifest: Manifest) -> dict[str, Any]:
    """Return what runs on a device that takes a manifest, as a recipe writes it.

    A step may be left without a script, which the device tells as an error.

    Args:
        recipe: The recipe.
        manifest: One of its manifests.

    Source: convertLifecycleFromFile of RecipeLoader.java of aws-greengrass-nucleus.
    """
    if manifest.lifecycle is not None and manifest.runs_on_its_own:
        return manifest.lifecycle.properties()
    document = recipe.properties()
    return selected_of(document.get("Lifecycle", {}), selections_of(document), manifest.selections) or {}


def selected_of(source: Mapping[str, Any], keys: frozenset[str], selections: Sequence[str]) -> dict[str, Any] | None:
    """Return what is left of a part of the global lifecycle; ``None``: nothing.

    Where a selection key is on a level, the first that the manifest lists counts, else ``all``; the rest is dropped.

    Args:
        source: The lifecycle, or a part of it.
        keys: The selection keys of all manifests of the recipe.
        selections: Those of the manifest, in its order.

    Source: filterPlatform of PlatformResolver.java of aws-greengrass-nucleus.
    """
    if not keys.isdisjoint(source):
        chosen = next((source[key] for key in (*selections, ALL) if source.get(key) is not None), None)
        return cast("dict[str, Any] | None", _of(chosen, keys, selections))
    left = {name: _of(value, keys, selections) for name, value in source.items()}
    return {name: value for name, value in left.items() if value is not None}


def _of(value: object, keys: frozenset[str], selections: Sequence[str]) -> object:
    return selected_of(cast("Mapping[str, Any]", value), keys, selections) if isinstance(value, Mapping) else value
