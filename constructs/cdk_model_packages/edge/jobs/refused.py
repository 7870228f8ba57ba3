"""What AWS, or the way to it, refuses, in one line that says what to do."""

from __future__ import annotations

from cdk_model_packages._screen import clean
from cdk_model_packages.errors import EdgeError

_SIGN_IN = 'sign in (aws sso login, AWS_PROFILE), or for the embedded AWS: eval "$(model-packages local env)"'
_IAM_NAMES = {"stepfunctions": "states", "greengrassv2": "greengrass"}
_NOT_ALLOWED = {"AccessDenied", "AccessDeniedException", "AccessDeniedFault", "UnauthorizedOperation", "403"}
_BAD_CREDENTIALS = {
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "MissingAuthenticationToken",
    "RequestExpired",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
}
_BUSY = {
    "ServiceUnavailable",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "TooManyRequestsException",
}


class AccessDeniedError(EdgeError):
    """A service does not allow a call."""


def refused(service: str, action: str, code: str, message: str) -> EdgeError:
    """Tell what a service answered.

    Args:
        service: Its name in boto3.
        action: The API's name of the call.
        code: Of the answer.
        message: Of the answer.
    """
    permission = f"{_IAM_NAMES.get(service, service)}:{action}"
    told = clean(message).strip().rstrip(".")
    if code in _NOT_ALLOWED:
        return AccessDeniedError(f"{permission}: access denied ({told}); ask for the permission {permission}")
    if code in _BAD_CREDENTIALS:
        return EdgeError(f"{permission}: AWS refuses the credentials ({code}); {_SIGN_IN}")
    if code in _BUSY:
        return EdgeError(f"{permission}: the service is busy ({code}), also when asked again; try again later")
    return EdgeError(f"{permission}: the service answers {code}: {told}; correct the request, or try again")


def unreached(what: str, error: Exception) -> EdgeError:
    """Tell why a service could not be asked.

    Args:
        what: What was to be called.
        error: botocore's.
    """
    from botocore import exceptions

    told = " ".join(clean(str(error)).split()).rstrip(".")
    hints: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
        ((exceptions.NoRegionError,), "no AWS region; say --region, or set AWS_REGION"),
        ((exceptions.NoCredentialsError,), f"no AWS credentials; {_SIGN_IN}"),
        ((exceptions.ProfileNotFound,), f"{told}; correct --profile or AWS_PROFILE"),
        (
            (
                exceptions.PartialCredentialsError,
                exceptions.CredentialRetrievalError,
                exceptions.TokenRetrievalError,
                exceptions.UnauthorizedSSOTokenError,
                exceptions.SSOError,
            ),
            f"the AWS credentials cannot be used ({told}); {_SIGN_IN}",
        ),
        (
            (exceptions.ConnectionError, exceptions.HTTPClientError),
            f"cannot be reached ({told}); look at the network, the region and AWS_ENDPOINT_URL",
        ),
    )
    for kinds, hint in hints:
        if isinstance(error, kinds):
            return EdgeError(f"{what}: {hint}")
    return EdgeError(f"{what}: {told}; correct the AWS environment or the request")
