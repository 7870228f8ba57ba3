"""Members of an API that begins them in lower case, in the spelling of templates and state machines, and back.

The keys of a map are data and stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.model import Shape


def of_api(shape: Shape, value: Any) -> Any:
    """Return a value with its members as the API spells them; what the API does not know stays as it is."""
    if shape.type_name == "structure" and isinstance(value, dict):
        names = {pascal(name): name for name in shape.members}
        found = {names.get(key, key): item for key, item in value.items()}
        return {
            name: of_api(shape.members[name], item) if name in shape.members else item for name, item in found.items()
        }
    return _inside(shape, value, of_api)


def of_template(shape: Shape, value: Any) -> Any:
    """Return a value of the API with every member in Pascal case."""
    if shape.type_name == "structure" and isinstance(value, dict):
        return {
            pascal(name): of_template(shape.members[name], item) if name in shape.members else item
            for name, item in value.items()
        }
    return _inside(shape, value, of_template)


def pascal(name: str) -> str:
    """Return a member's name with a capital in front."""
    return name[:1].upper() + name[1:]


def _inside(shape: Shape, value: Any, convert: Any) -> Any:
    if shape.type_name == "list" and isinstance(value, list):
        return [convert(shape.member, item) for item in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: convert(shape.value, item) for key, item in value.items()}
    return value
