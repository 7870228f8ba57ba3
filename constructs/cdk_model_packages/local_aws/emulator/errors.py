"""How a service of the embedded AWS refuses."""

from __future__ import annotations


class ServiceError(Exception):
    """An AWS error response.

    Attributes:
        code: The service's error name, for example ``ValidationException``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class ResourceFailedError(Exception):
    """A resource exists, and did not come up.

    Attributes:
        identifier: Physical id of what exists.
    """

    def __init__(self, identifier: str, reason: str) -> None:
        super().__init__(reason)
        self.identifier = identifier


def validation_error(message: str) -> ServiceError:
    """Refuse a request for what it says."""
    return ServiceError("ValidationException", message)


def conflict(message: str) -> ServiceError:
    """Refuse a request for the state that the resource is in."""
    return ServiceError("ConflictException", message)
