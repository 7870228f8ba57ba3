"""What a device takes of the global lifecycle: the values of the selection keys that its manifest lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from cdk_model_packages.spec.greengrass.value import ALL


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
