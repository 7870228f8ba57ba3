"""How a service of the embedded AWS refuses."""

from __future__ import annotations


class ServiceError(Exception):
    """An AWS error response.

    Attributes:
        code: The service's error name, for example ``ValidationException``.
        members: What the error tells beside its message, for example ``resourceId``.
    """

    def __init__(self, code: str, message: str, **members: object) -> None:
        super().__init__(message)
        self.code = code
        self.members = members


class ResourceFailedError(Exception):
    """A resource exists, and did not come up.

    Attributes:
        identifier: Physical id of what exists.
        code: CloudFormation's name of the failure.
    """

    def __init__(self, identifier: str, reason: str, code: str = "GeneralServiceException") -> None:
        super().__init__(reason)
        self.identifier = identifier
        self.code = code


def validation_error(message: str) -> ServiceError:
    """Refuse a request for what it says."""
    return ServiceError("ValidationException", message)


def internal_failure(error: Exception) -> ServiceError:
    """Tell of a bug of ours."""
    return ServiceError("InternalFailure", f"{type(error).__name__}: {error}")


def conflict(message: str) -> ServiceError:
    """Refuse a request for the state that the resource is in."""
    return ServiceError("ConflictException", message)
