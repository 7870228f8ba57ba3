"""What a merge patch of a component's recipe may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.edge.component.arguments import check_mapping
from cdk_model_packages.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from cdk_model_packages.spec.greengrass import Recipe

_IDENTITY = ("ComponentName", "ComponentVersion")


def check_overrides(overrides: Mapping[str, JsonValue] | None) -> None:
    """Refuse overrides of what an argument says.

    Raises:
        SpecError: ``SPEC-001``.
    """
    check_mapping(overrides, "recipe_overrides")
    for key in overrides or {}:
        if key in _IDENTITY:
            name = "component_name" if key == "ComponentName" else "component_version"
            need = "a change of anything but name and version"
            raise SpecError("SPEC-001", "recipe_overrides", got=key, need=need, fix=f"use {name}=")


def check_artifact(recipe: Recipe, uri: str) -> None:
    """Refuse overrides that drop the model: a list of a merge patch replaces the whole list.

    Raises:
        SpecError: ``SPEC-001``.
    """
    if not any(artifact.uri == uri for manifest in recipe.manifests for artifact in manifest.artifacts):
        need = "a change that keeps the model's artifact, whose URI comes from its content"
        fix = "leave Manifests out, a list is replaced as a whole; say what runs with inference="
        raise SpecError("SPEC-001", "recipe_overrides", got="Manifests", need=need, fix=fix)
