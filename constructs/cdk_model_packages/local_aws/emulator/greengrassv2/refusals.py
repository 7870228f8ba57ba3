"""How Greengrass refuses, with what its errors tell beside the message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNREADABLE = "Specified artifact resource cannot be accessed"


def conflict(message: str, resource_id: str, resource_type: str) -> ServiceError:
    """Refuse a request for what is there already, or for the state that it is in."""
    return ServiceError("ConflictException", message, resourceId=resource_id, resourceType=resource_type)


def not_found(message: str, resource_id: str, resource_type: str) -> ServiceError:
    """Refuse a request for what is not there."""
    return ServiceError("ResourceNotFoundException", message, resourceId=resource_id, resourceType=resource_type)


def invalid(message: str, fields: Mapping[str, str] | None = None) -> ServiceError:
    """Refuse a request for what it says."""
    told = [{"name": name, "message": found} for name, found in (fields or {}).items()]
    return ServiceError(
        "ValidationException", f"Invalid Input: {message}", reason="FIELD_VALIDATION_FAILED", fields=told
    )


def unparsable(message: str) -> ServiceError:
    """Refuse a recipe that nobody can read."""
    return ServiceError("ValidationException", f"Invalid Input: {message}", reason="CANNOT_PARSE")


def unreadable(uris: list[str]) -> ServiceError:
    """Refuse a recipe whose artifacts the service cannot fetch.

    In the service's own words: https://github.com/aws/aws-cli/issues/6261.
    """
    fields = dict.fromkeys(uris, _UNREADABLE)
    told = ", ".join(f"{uri} = {found}" for uri, found in fields.items())
    return invalid(f"Encountered following errors in Artifacts: {{{told}}}", fields)


def unreadable_statuses(uris: list[str]) -> dict[str, str]:
    """Return the ``errors`` of a component whose artifacts went away while they were being fetched."""
    return dict.fromkeys(uris, _UNREADABLE)
