"""When a state of the job tries again.

Step Functions tells errors by name. What a service's API model does not name becomes the base class of the Java SDK:
a throttled SageMaker call is a ``SageMaker.SageMakerException``, as a refused one is, so both are repeated.

Source: Step Functions developer guide, supported-services-awssdk ("Error names"), concepts-error-handling.
"""

from __future__ import annotations

from typing import Any

_BACK_OFF = {"IntervalSeconds": 2, "BackoffRate": 2, "MaxAttempts": 5, "MaxDelaySeconds": 60, "JitterStrategy": "FULL"}


def _retry(*errors: str) -> list[dict[str, Any]]:
    return [{"ErrorEquals": list(errors), **_BACK_OFF}]


SAGEMAKER = _retry("SageMaker.SageMakerException", "SageMaker.SdkClientException")
COMPILATION_QUOTA = [
    {
        "ErrorEquals": ["SageMaker.ResourceLimitExceededException"],
        "IntervalSeconds": 60,
        "BackoffRate": 1.5,
        "MaxAttempts": 10,
        "MaxDelaySeconds": 600,
    }
]
"""Too many compilations at a time; others end meanwhile."""
GREENGRASS = _retry(
    "GreengrassV2.ThrottlingException",
    "GreengrassV2.RequestAlreadyInProgressException",
    "GreengrassV2.InternalServerException",
    "GreengrassV2.GreengrassV2Exception",
    "GreengrassV2.SdkClientException",
)
LAMBDA = _retry(
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
)
"""The errors of Lambda that the developer guide names: bp-lambda-serviceexception."""
