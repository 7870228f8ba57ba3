"""Parts of the global lifecycle, which a device may take by selection key."""

from __future__ import annotations

from typing import Any

from pydantic import Field, field_validator

from cdk_model_packages.spec.greengrass.value import Reading, RecipeValue


class Selectable(RecipeValue):
    """A part that may be given for each selection key.

    A recipe writes them side by side with the other keys. Which of the unknown ones they are is told by the manifests.
    """

    selected: dict[str, Any] = Field(default_factory=dict, alias="selected")
    """The whole part for each selection key."""

    @field_validator("selected")
    @classmethod
    def _are_no_fields(cls, selected: dict[str, Any]) -> dict[str, Any]:
        cls._no_fields(selected)
        return selected

    @classmethod
    def _unknown(cls, unknown: dict[str, object], reading: Reading) -> dict[str, object]:
        selected = {key: value for key, value in unknown.items() if key in reading.selections}
        more = {key: value for key, value in unknown.items() if key not in selected}
        return {name: entries for name, entries in (("selected", selected), ("more", more)) if entries}
