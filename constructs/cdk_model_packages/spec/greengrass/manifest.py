"""What a component is on some devices: its artifacts, and what runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Self

from pydantic import BeforeValidator, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.greengrass.artifact import Artifact
from cdk_model_packages.spec.greengrass.lifecycle import Lifecycle
from cdk_model_packages.spec.greengrass.platform import Platform
from cdk_model_packages.spec.greengrass.text import Written
from cdk_model_packages.spec.greengrass.value import REFERENCE, RecipeValue

if TYPE_CHECKING:
    from collections.abc import Mapping


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Manifest(RecipeValue):
    """What a component is on the devices that a platform describes: its artifacts, and what runs.

    Raises:
        SpecError: ``GG-009`` when two artifacts have one file name.

    Source: component recipe reference; PlatformSpecificManifest.java of aws-greengrass-component-common.
    """

    rule: ClassVar = "GG-041"

    name: Annotated[str | None, Written("Name")] = None
    """For people."""

    platform: Platform | None = None
    """``None``: every device."""

    lifecycle: Lifecycle | None = None
    """What runs. ``None`` or empty: what the recipe's own lifecycle says."""

    selections: Annotated[tuple[str, ...], BeforeValidator(_one_or_many)] = ()
    """Keys of the recipe's own lifecycle, the first one that is there wins. Not used with a lifecycle (GG-018)."""

    artifacts: tuple[Artifact, ...] = ()
    """Files and images, each file with a name of its own."""

    @model_validator(mode="after")
    def _own_names(self) -> Self:
        names: dict[str, int] = {}
        for number, artifact in enumerate(self.artifacts):
            name = artifact.file_name
            if name is None:
                continue
            if name in names:
                need = f"with a file name of its own: Artifacts[{names[name]}] is {name}, too ({REFERENCE})"
                fix = "upload one of them under another name"
                raise SpecError("GG-009", f"Artifacts[{number}].URI", got=artifact.uri, need=need, fix=fix)
            names[name] = number
        return self

    def is_for(self, device: Mapping[str, str]) -> bool:
        """Tell whether a device meets its platform.

        Args:
            device: What its nucleus reports.
        """
        return (self.platform or Platform()).matches(device)

    @property
    def runs_on_its_own(self) -> bool:
        """Whether it has a lifecycle that is not empty, so that the recipe's own is not used."""
        return self.lifecycle is not None and bool(self.lifecycle.properties())
