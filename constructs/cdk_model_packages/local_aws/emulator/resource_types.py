"""A CloudFormation resource type on top of a service's API, driven by the type's schema."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from . import hooks
from .errors import ResourceFailedError, ServiceError
from .schemas import ResourceSchema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SYSTEM_TAG = "aws:"
_KEPT = {"Retain"}  # `RetainExceptOnCreate` names the very case: a creation that fails

Properties = dict[str, Any]


class ResourceType(ABC):
    """One type: four verbs of its own, everything else from the schema.

    The properties that the verbs see have passed the schema and hold its types.

    Attributes:
        name_property: What CloudFormation names when the template does not; ``None``: the template must.
        handler_codes: CloudFormation's names of the service's errors, where the type's handlers are known.
    """

    name_property: ClassVar[str | None] = None
    handler_codes: ClassVar[Mapping[str, str]] = {}

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name
        self.schema = ResourceSchema(type_name)

    @abstractmethod
    def create(self, properties: Properties) -> str:
        """Make the resource, wait until it is up and return its primary identifier.

        Raises:
            ResourceFailedError: It exists and did not come up.
            ServiceError: The service refuses it.
        """

    @abstractmethod
    def read(self, identifier: str) -> Properties | None:
        """Return its properties, the read-only ones too; ``None``: it does not exist."""

    @abstractmethod
    def update(self, identifier: str, old: Properties, new: Properties) -> None:
        """Change what differs, in place."""

    @abstractmethod
    def delete(self, identifier: str) -> None:
        """Remove it. What is gone already is no error."""

    def handlers(self) -> dict[str, Callable[..., Any]]:
        """Return what the CloudFormation engine calls."""
        return {"create": self._create, "update": self._update, "delete": self._delete}

    def read_for_drift(self, identifier: str, expected: Properties) -> Properties | None:
        """Return the properties to compare with those of the template."""
        del expected
        return self.read(identifier)

    def _create(self, logical_id: str, properties: Properties, stack_name: str) -> tuple[str, Properties]:
        accepted = self._accepted(logical_id, properties)
        if self.name_property is not None and self.name_property not in accepted:
            longest = self.schema.document["properties"][self.name_property]["maxLength"]
            accepted[self.name_property] = hooks.generated_name(stack_name, logical_id, longest)
        try:
            identifier = self.create(accepted)
        except ResourceFailedError as failed:
            if hooks.deletion_policy(stack_name, logical_id) not in _KEPT:
                self.delete(failed.identifier)
            raise ValueError(self._refusal(str(failed), failed.code)) from failed
        except ServiceError as refused:
            raise ValueError(self._refusal(str(refused), refused.code)) from refused
        return identifier, self._attributes(identifier)

    def _update(self, identifier: str, old: Properties, new: Properties, stack_name: str) -> tuple[str, Properties]:
        del stack_name
        accepted = self._accepted(identifier, new)
        try:
            self.update(identifier, self._effective(old), accepted)
        except ServiceError as refused:
            raise ValueError(self._refusal(str(refused), refused.code)) from refused
        return identifier, self._attributes(identifier)

    def _delete(self, identifier: str, properties: Properties) -> None:
        del properties
        try:
            self.delete(identifier)
        except ServiceError as refused:
            raise ValueError(self._refusal(str(refused), refused.code)) from refused

    def _accepted(self, name: str, properties: Properties) -> Properties:
        coerced = self.schema.coerced(properties)
        refused = self.schema.findings(self._without_system_tags(coerced))
        if refused:
            raise ValueError(f"Properties validation failed for resource {name} with message: [{'; '.join(refused)}]")
        return self._effective(properties)

    def _effective(self, properties: Properties) -> Properties:
        coerced = self.schema.coerced(properties)
        return coerced if self.schema.takes_system_tags else self._without_system_tags(coerced)

    def _without_system_tags(self, properties: Properties) -> Properties:
        # CloudFormation's own `aws:` tags are not the template's: the schema does not judge them.
        name = self.schema.tag_property
        if name not in properties:
            return properties
        tags = user_tags(properties[name])
        rest = {key: value for key, value in properties.items() if key != name}
        return {**rest, name: tags} if tags else rest

    def _attributes(self, identifier: str) -> Properties:
        found = self.read(identifier) or {}
        names = (*self.schema.read_only, *([self.name_property] if self.name_property else []))
        return {name: found[name] for name in names if name in found}

    def _refusal(self, message: str, code: str) -> str:
        told = self.handler_codes.get(code, code)
        return (
            f'Resource handler returned message: "{message}" (HandlerErrorCode: {told}, ResourceType: {self.type_name})'
        )


def user_tags(tags: Any) -> Any:
    """Return the tags, a list or a map, without those that CloudFormation adds itself."""
    if isinstance(tags, dict):
        return {key: value for key, value in tags.items() if not key.startswith(_SYSTEM_TAG)}
    return [tag for tag in tags or [] if not tag.get("Key", "").startswith(_SYSTEM_TAG)]


def changed_names(old: Properties, new: Properties) -> list[str]:
    """Return the properties that an update adds, changes or takes away."""
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
