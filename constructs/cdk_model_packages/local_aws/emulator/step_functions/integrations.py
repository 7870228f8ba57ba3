"""Which tasks of a state machine are ours to carry out, and what its role must allow first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..s3_objects import S3Location
from .calls import SdkCall
from .rights import Right, rights
from .roles import ExecutionRole, lambda_arn
from .tasks import task_failure, wrap_tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from .tasks import Task

_SDK = "arn:aws:states:::aws-sdk:"
_LAMBDA = "arn:aws:states:::lambda:invoke"
_CALLBACK = ".waitForTaskToken"
_ACCESS_DENIED = "AccessDeniedException"


def install() -> None:
    """Make Step Functions carry these tasks out."""
    wrap_tasks(_sdk_task, _task)


def _sdk_task(resource: str, arguments: Any, task: Task | None, run: Callable[[], Any]) -> Any:
    service, _, action = resource.removeprefix(_SDK).removesuffix(_CALLBACK).partition(":")
    call = SdkCall.of(service.lower(), action, arguments)
    if call is None:
        return run()
    if task is not None:
        role = ExecutionRole(task)
        for right in rights(call):
            if not role.may(right):
                raise call.failure(_ACCESS_DENIED, role.refusal(right))
        _require_artifacts(call, role)
    return call.run()


def _task(resource: str, arguments: Any, task: Task | None, run: Callable[[], Any]) -> Any:
    function = arguments.get("FunctionName") if resource.startswith(_LAMBDA) and isinstance(arguments, dict) else None
    if ":lambda:" in resource and ":function:" in resource:
        function = resource
    if isinstance(function, str) and task is not None:
        role, right = ExecutionRole(task), Right("lambda:InvokeFunction", lambda_arn(function))
        if not role.may(right):
            raise task_failure("Lambda.AWSLambdaException", role.refusal(right))
    return run()


def _require_artifacts(call: SdkCall, role: ExecutionRole) -> None:
    """Refuse a component whose files the role may not read, as the service does: it fetches them for the caller."""
    locations = [location for uri in call.artifacts() if (location := S3Location.of(uri)) is not None]
    refused = [location.uri for location in locations if not role.may(Right("s3:GetObject", location.arn))]
    if refused:
        told = ", ".join(f"{uri} = Specified artifact resource cannot be accessed" for uri in refused)
        raise call.failure(
            "ValidationException", f"Invalid Input: Encountered following errors in Artifacts: {{{told}}}"
        )
