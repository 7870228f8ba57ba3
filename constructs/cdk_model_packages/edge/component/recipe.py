"""The recipe of a component that brings a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.edge.component.inference import Inference
from cdk_model_packages.spec.greengrass import (
    Artifact,
    ArtifactPermission,
    ComponentConfiguration,
    Dependency,
    Manifest,
    Permission,
    Platform,
    Recipe,
    Unarchive,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue


def model_recipe(
    *,
    component_name: str,
    component_version: str,
    artifact_uri: str,
    platform: Platform,
    description: str | None = None,
    publisher: str | None = None,
    inference: Inference | None = None,
    configuration: Mapping[str, JsonValue] | None = None,
    dependencies: Mapping[str, Dependency | str] | None = None,
) -> Recipe:
    """Write the recipe of a component that brings a model, as the repackaging function makes its artifact.

    Args:
        component_name: 1 to 128 letters, digits and ``-_.``.
        component_version: A semantic version.
        artifact_uri: ``s3://bucket/.../component.zip``: a device unpacks it into a folder that is called like it.
        platform: The devices that take it.
        description: ``None``: none.
        publisher: ``None``: not told.
        inference: What runs the model, bound to a stack where it must be. ``None``: this library's runner.
        configuration: Default configuration beside that of ``inference``, and instead of what has the same name.
            ``None``: none.
        dependencies: Beside those of ``inference``: a version range in npm's syntax for each name. ``None``: none.

    Raises:
        ValidationError: when a value breaks a rule of the recipe format.
    """
    parts = (Inference.python() if inference is None else inference).parts()
    given = {name: _dependency(value) for name, value in (dependencies or {}).items()}
    needed = {**(parts.dependencies or {}), **given}
    defaults = {**(parts.configuration or {}), **(configuration or {})}
    model = Artifact(uri=artifact_uri, unarchive=Unarchive.ZIP, permission=ArtifactPermission(read=Permission.ALL))
    return Recipe(
        component_name=component_name,
        component_version=component_version,
        component_description=description,
        component_publisher=publisher,
        component_configuration=ComponentConfiguration(default_configuration=defaults) if defaults else None,
        component_dependencies=needed or None,
        manifests=(Manifest(platform=platform, lifecycle=parts.lifecycle, artifacts=(model, *parts.artifacts)),),
    )


def _dependency(value: Dependency | str) -> Dependency:
    return Dependency(version_requirement=value) if isinstance(value, str) else value
