"""Compilation jobs of SageMaker Neo."""

from __future__ import annotations

import logging
import threading
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from .. import hooks
from ..errors import ServiceError, validation_error
from . import compilation, names
from .compilation import CompilationFailedError
from .compilation_refusals import refuse_compilation, refuse_input, takes_version
from .pages import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..persistence import State

KIND = "compilation-job"
_STARTING, _RUNNING, _COMPLETED, _FAILED = "STARTING", "INPROGRESS", "COMPLETED", "FAILED"
_STOPPING, _STOPPED = "STOPPING", "STOPPED"
_UNFINISHED = (_STARTING, _RUNNING, _STOPPING)
_LONGEST_REASON = 1024  # API, FailureReason

Record = dict[str, Any]

logger = logging.getLogger(__name__)


class CompilationJobs:
    """The compilation jobs of every account and region, by name.

    Args:
        find_package: Returns the record of a package version that the caller may describe, by ARN.
    """

    def __init__(self, state: State, lock: threading.RLock, find_package: Callable[[str], Record]) -> None:
        self._state = state
        self._jobs = state.table("compilation_jobs")
        self._lock = lock
        self._find_package = find_package

    def create(self, request: Record) -> Record:
        """CreateCompilationJob."""
        name = request["CompilationJobName"]
        arn = names.arn(f"{KIND}/{name}")
        if name in self._jobs:
            raise ServiceError(
                "ResourceInUse",
                "Compilation job names must be unique within an AWS account and region, "
                f"and a compilation job with this name already exists ({arn})",
            )
        refuse_compilation(request)
        now = names.now()
        self._jobs[name] = {
            **request,
            "InputConfig": request.get("InputConfig") or self._input_of_package(request),
            "CompilationJobArn": arn,
            "CompilationJobStatus": _STARTING,
            "CreationTime": now,
            "LastModifiedTime": now,
            "FailureReason": "",
            "ModelArtifacts": {},
            "Tags": request.get("Tags", []),
        }
        self._run_in_background(name)
        return {"CompilationJobArn": arn}

    def describe(self, request: Record) -> Record:
        """DescribeCompilationJob."""
        return self.get(request["CompilationJobName"])

    def list(self, request: Record) -> Record:
        """ListCompilationJobs."""
        changed_after = request.get("LastModifiedTimeAfter", float("-inf"))
        changed_before = request.get("LastModifiedTimeBefore", float("inf"))
        records = [
            _summary(job)
            for job in self._jobs.values()
            if request.get("StatusEquals") in {None, job["CompilationJobStatus"]}
            and changed_after < job["LastModifiedTime"] < changed_before
        ]
        return page(
            records,
            request,
            arn_key="CompilationJobArn",
            name_key="CompilationJobName",
            list_key="CompilationJobSummaries",
            sort_key="CompilationJobStatus" if request.get("SortBy") == "Status" else "CreationTime",
        )

    def stop(self, request: Record) -> None:
        """StopCompilationJob."""
        job = self.get(request["CompilationJobName"])
        if job["CompilationJobStatus"] not in _UNFINISHED:
            raise validation_error(
                f"Compilation job {job['CompilationJobName']} is {job['CompilationJobStatus']}: it cannot be stopped"
            )
        self._move_on(job, _STOPPING)

    def delete(self, request: Record) -> None:
        """DeleteCompilationJob. One that runs is to be stopped first."""
        job = self.get(request["CompilationJobName"])
        if job["CompilationJobStatus"] in _UNFINISHED:
            raise validation_error(
                f"Compilation job {job['CompilationJobName']} is {job['CompilationJobStatus']}: "
                "stop it, and delete it when it is STOPPED"
            )
        del self._jobs[job["CompilationJobName"]]

    def get(self, name_or_arn: str) -> Record:
        """Return the record of a job, to be read and changed.

        Raises:
            ServiceError: There is no such job.
        """
        name = names.resource_of(name_or_arn, KIND)
        job = self._jobs.get(name)
        if job is None:
            raise ServiceError("ResourceNotFound", f"Could not find compilation job '{name}'.")
        return job

    def resume(self) -> None:
        """Start the jobs again that a former run did not finish."""
        for account, region, name, job in self._state.everywhere("compilation_jobs"):
            if job["CompilationJobStatus"] in _UNFINISHED:
                context = copy_context()
                context.run(hooks.act_as, account, region)
                context.run(self._run_in_background, name)

    def _input_of_package(self, request: Record) -> Record:
        arn = request["ModelPackageVersionArn"]
        containers = self._find_package(arn).get("InferenceSpecification", {}).get("Containers", [])
        container = containers[0] if containers else {}
        framework = str(container.get("Framework", "")).upper()
        found = {
            "S3Uri": container.get("ModelDataUrl"),
            "Framework": framework or None,
            "FrameworkVersion": container.get("FrameworkVersion") if takes_version(framework) else None,
            "DataInputConfig": container.get("ModelInput", {}).get("DataInputConfig"),
        }
        missing = [name for name in ("S3Uri", "Framework") if found[name] is None]
        if missing:
            wanted = {"S3Uri": "ModelDataUrl", "Framework": "Framework"}[missing[0]]
            raise validation_error(
                f"Model package {arn}: its first container has no {wanted}, which a compilation needs"
            )
        source = {name: value for name, value in found.items() if value is not None}
        refuse_input(source, request["OutputConfig"])
        return source

    def _run_in_background(self, name: str) -> None:
        threading.Thread(target=copy_context().run, args=(self._run, name), name=f"compile {name}", daemon=True).start()

    def _run(self, name: str) -> None:
        job = self._jobs.get(name)
        if job is None:
            return
        result: Record = {}
        try:
            compilation.wait(1 / 3)
            if self._goes_on(job, _RUNNING, CompilationStartTime=names.now()):
                compilation.wait(2 / 3)
                result = compilation.run(job, KIND)
        except CompilationFailedError as failed:
            self._end(job, _FAILED, FailureReason=str(failed)[:_LONGEST_REASON])
        except Exception as error:
            # A job that runs for ever is worse to meet than one that says what went wrong.
            logger.exception("compilation job %s", name)
            self._end(job, _FAILED, FailureReason=f"The embedded AWS failed: {error}"[:_LONGEST_REASON])
        else:
            self._end(job, _COMPLETED, **result)

    def _goes_on(self, job: Record, status: str, **more: Any) -> bool:
        with self._lock:
            if job["CompilationJobStatus"] == _STOPPING:
                return False
            self._move_on(job, status, **more)
            return True

    def _end(self, job: Record, status: str, **more: Any) -> None:
        with self._lock:
            if job["CompilationJobStatus"] == _STOPPING:
                status, more = _STOPPED, {}
            self._move_on(job, status, CompilationEndTime=names.now(), **more)

    def _move_on(self, job: Record, status: str, **more: Any) -> None:
        with self._lock:
            job.update(more, CompilationJobStatus=status, LastModifiedTime=names.now())


def _summary(job: Record) -> Record:
    output = job["OutputConfig"]
    platform = output.get("TargetPlatform", {})
    return {
        **job,
        "CompilationTargetDevice": output.get("TargetDevice"),
        "CompilationTargetPlatformOs": platform.get("Os"),
        "CompilationTargetPlatformArch": platform.get("Arch"),
        "CompilationTargetPlatformAccelerator": platform.get("Accelerator"),
    }
