"""What CloudFormation knows of a resource type, read from the schema that cfn-lint ships.

Which properties replace a resource, what ``Ref`` and ``Fn::GetAtt`` answer, which names and values are refused:
all of it is the published schema, nothing is kept by hand.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from cfnlint.jsonschema import StandardValidator
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

_PROPERTIES = "/properties/"
_SCHEMA_REGION = "us-east-1"  # has every type; where a type is not offered is not ours to know


class ResourceSchema:
    """The schema of one resource type."""

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name
        self._schema: dict[str, Any] = PROVIDER_SCHEMA_MANAGER.get_resource_schema(_SCHEMA_REGION, type_name).schema

    @property
    def document(self) -> dict[str, Any]:
        """The schema itself."""
        return self._schema

    @cached_property
    def properties(self) -> tuple[str, ...]:
        """Every property."""
        return tuple(self._schema["properties"])

    @cached_property
    def create_only(self) -> tuple[str, ...]:
        """Properties whose change replaces the resource."""
        return self._names("createOnlyProperties")

    @cached_property
    def conditionally_create_only(self) -> tuple[str, ...]:
        """Properties whose change may replace the resource."""
        return self._names("conditionalCreateOnlyProperties")

    @cached_property
    def read_only(self) -> tuple[str, ...]:
        """Properties that a template reads by ``Fn::GetAtt`` and cannot set."""
        return self._names("readOnlyProperties")

    @cached_property
    def identifier(self) -> str:
        """The property that ``Ref`` answers with."""
        return self._names("primaryIdentifier")[0]

    @cached_property
    def comparable(self) -> tuple[str, ...]:
        """Properties that drift detection can compare: those that are set and can be read back."""
        hidden = {*self.read_only, *self._names("writeOnlyProperties")}
        return tuple(name for name in self.properties if name not in hidden)

    @cached_property
    def tag_property(self) -> str | None:
        """The property that holds the tags; ``None``: the type has none."""
        tagging = self._schema.get("tagging", {})
        if not tagging.get("taggable", False):
            return None
        return str(tagging.get("tagProperty", "/properties/Tags")).removeprefix(_PROPERTIES)

    @cached_property
    def tags_are_a_map(self) -> bool:
        """Whether the tags are an object of keys and values, and not a list of pairs."""
        return self._schema["properties"].get(self.tag_property or "", {}).get("type") == "object"

    @cached_property
    def takes_system_tags(self) -> bool:
        """Whether CloudFormation adds its own ``aws:`` tags."""
        return bool(self._schema.get("tagging", {}).get("cloudFormationSystemTags", True))

    def coerced(self, properties: dict[str, Any]) -> dict[str, Any]:
        """Give scalars the type that the schema asks for, as CloudFormation does: ``"1"`` for an integer."""
        return self._coerce(self._schema, properties)

    def findings(self, properties: dict[str, Any]) -> list[str]:
        """Tell everything that CloudFormation would refuse, in its words."""
        read_only = [
            f"#: extraneous key [{name}] is not permitted, it is read-only"
            for name in self.read_only
            if name in properties
        ]
        settable = {name: value for name, value in properties.items() if name not in self.read_only}
        return read_only + refused(self._schema, settable)

    def _names(self, key: str) -> tuple[str, ...]:
        return tuple(
            pointer.removeprefix(_PROPERTIES)
            for pointer in self._schema.get(key, [])
            if "/" not in pointer.removeprefix(_PROPERTIES)
        )

    def _coerce(self, schema: dict[str, Any], value: Any) -> Any:
        reference = schema.get("$ref")
        if reference is not None:
            schema = self._schema["definitions"][reference.removeprefix("#/definitions/")]
        if isinstance(value, dict):
            known = schema.get("properties", {})
            loose = next(iter(schema.get("patternProperties", {}).values()), {})
            return {key: self._coerce(known.get(key, loose), item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._coerce(schema.get("items", {}), item) for item in value]
        return _scalar(schema.get("type"), value)


def refused(schema: dict[str, Any], value: Any) -> list[str]:
    """Tell everything that a schema refuses in a value, in CloudFormation's words."""
    return sorted({_told(error) for error in StandardValidator(schema).iter_errors(value)})


def _scalar(kind: Any, value: Any) -> Any:
    if kind == "boolean" and isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    if isinstance(kind, list):  # more than one type will do: nothing to choose
        return value
    if kind in {"integer", "number"} and isinstance(value, str):
        try:
            return int(value) if kind == "integer" else float(value)
        except ValueError:
            return value
    if kind == "string" and isinstance(value, bool):
        return str(value).lower()
    if kind == "string" and isinstance(value, int | float):
        return str(value)
    return value


def _told(error: Any) -> str:
    path = [str(part) for part in error.path]
    if error.validator == "additionalProperties":
        return f"#{_pointer(path[:-1])}: extraneous key [{path[-1]}] is not permitted"
    if error.validator == "required":
        missing = error.message.split()[0].strip("'")
        return f"#{_pointer(path)}: required key [{missing}] not found"
    return f"#{_pointer(path)}: {error.message}"


def _pointer(path: list[str]) -> str:
    return "".join(f"/{part}" for part in path)
