"""What runs a model, as the parts of a recipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from cdk_model_packages.spec.greengrass import Artifact, Dependency, Lifecycle

FOLDER = "{artifacts:decompressedPath}/component"
"""Where a device unpacks ``component.zip``."""
MODEL_FOLDER = f"{FOLDER}/model"
RUNNER_FOLDER = f"{FOLDER}/runner"


@dataclass(frozen=True)
class RecipeParts:
    """What runs a model, as the parts of a recipe.

    Attributes:
        lifecycle: What runs. ``None``: nothing does.
        artifacts: Beside the model's.
        dependencies: By the component's name. ``None``: none.
        configuration: Default configuration. ``None``: none.
    """

    lifecycle: Lifecycle | None = None
    artifacts: tuple[Artifact, ...] = ()
    dependencies: Mapping[str, Dependency] | None = None
    configuration: Mapping[str, JsonValue] | None = None
