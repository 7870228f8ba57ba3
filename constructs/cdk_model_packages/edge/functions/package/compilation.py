"""Compilation by SageMaker Neo."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import ClientError

from ..clients import client
from .content_version import content_of

if TYPE_CHECKING:
    from .properties import Properties

_HASH_CHARACTERS = 16
_ENDED_IN_VAIN = {"FAILED", "STOPPED"}
_TAKEN = "ResourceInUse"


class CompilationFailed(Exception):  # noqa: N818  CloudFormation's event tells the name
    """Neo has not compiled the model; the text says why."""


def start_compilation(told: Properties, request_id: str) -> str:
    """Start a job, or find the one that has been started for the same request.

    Neo names what it writes by the model's file: each request writes below a folder of its own hash, so that versions
    whose files are called alike do not overwrite each other.

    Args:
        told: What the template says.
        request_id: CloudFormation's, which names another job where one has failed.

    Returns:
        The job's name.

    Raises:
        CompilationFailed: when Neo refuses the request.
    """
    request = cast("dict[str, Any]", told.compilation)
    digest = content_of(json.dumps(request, sort_keys=True))
    name = f"{told.job_name_prefix}{digest[:_HASH_CHARACTERS]}"
    with closing(client("sagemaker")) as sagemaker:
        if _start(sagemaker, name, _below(digest, request)):
            return name
        status = sagemaker.describe_compilation_job(CompilationJobName=name)["CompilationJobStatus"]
        if status not in _ENDED_IN_VAIN:
            return name
        other = content_of(digest, request_id)
        again = f"{told.job_name_prefix}{other[:_HASH_CHARACTERS]}"
        _start(sagemaker, again, _below(other, request))
    return again


def compiled_model(name: str) -> str | None:
    """Return where Neo has put a model; ``None``: it is not ready.

    Raises:
        CompilationFailed: when the job has failed, or was stopped.
    """
    with closing(client("sagemaker")) as sagemaker:
        job = sagemaker.describe_compilation_job(CompilationJobName=name)
    status = job["CompilationJobStatus"]
    if status in _ENDED_IN_VAIN:
        reason = job.get("FailureReason") or "it took longer than MaxRuntimeInSeconds, or somebody stopped it"
        raise CompilationFailed(f"compilation job {name} is {status}: {reason}")
    return job["ModelArtifacts"]["S3ModelArtifacts"] if status == "COMPLETED" else None


def _below(digest: str, request: dict[str, Any]) -> dict[str, Any]:
    """Return a request that writes below a folder of its own."""
    output = request["OutputConfig"]
    folder = f"{output['S3OutputLocation']}{digest[:_HASH_CHARACTERS]}/"
    return {**request, "OutputConfig": {**output, "S3OutputLocation": folder}}


def _start(sagemaker: Any, name: str, request: dict[str, Any]) -> bool:
    """Start a job; tell whether its name was free."""
    try:
        sagemaker.create_compilation_job(CompilationJobName=name, **request)
    except ClientError as error:
        response: Any = error.response
        told = response.get("Error", {})
        if told.get("Code") == _TAKEN:
            return False
        if told.get("Code") == "ValidationException":
            raise CompilationFailed(f"SageMaker Neo refuses to compile: {told.get('Message', '')}") from error
        raise
    return True
