"""What a compilation job reads and writes: is it there, may the role, is it a model of the framework?

A rehearsal: nothing is compiled, the files of the model are passed through. The reasons of failures are Neo's own where
https://docs.aws.amazon.com/sagemaker/latest/dg/neo-troubleshooting-compilation.html has them.
"""

from __future__ import annotations

import hashlib
import os
import time
from typing import TYPE_CHECKING, Any

from .. import hooks
from ..s3_objects import S3Location
from . import model_files
from .access import JobRole

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_VARIABLE = "CDK_MODEL_PACKAGES_LOCAL_COMPILATION_SECONDS"
_DEFAULT_SECONDS = 0.3
_ARCHIVE = ".tar.gz"

Record = dict[str, Any]


class CompilationFailedError(Exception):
    """A compilation job fails, for the reason that its description tells."""


def wait(part: float) -> None:
    """Let a part of the time go by that a compilation takes here."""
    time.sleep(float(os.environ.get(SECONDS_VARIABLE, _DEFAULT_SECONDS)) * part)


def run(job: Record, kind: str) -> Record:
    """Carry a job out and return what its description then shows.

    Args:
        job: The job.
        kind: Noun of a job in its ARN.

    Raises:
        CompilationFailedError: It cannot be.
    """
    role = JobRole(job["RoleArn"], f"{kind}/{job['CompilationJobName']}")
    for finding in _role_findings(role):
        raise CompilationFailedError(f"ClientError: AccessDenied when calling sts:AssumeRole: {finding}")
    source = job["InputConfig"]
    archive = _read(source, role)
    written = output_location(source["S3Uri"], job["OutputConfig"])
    for finding in _output_findings(written, job["OutputConfig"].get("KmsKeyId"), role):
        raise CompilationFailedError(f"ClientError: OutputConfiguration: {finding}")
    compiled = model_files.passed_through(archive)
    if written.is_judged:
        written.write(compiled)
    return {
        "ModelArtifacts": {"S3ModelArtifacts": written.uri},
        "ModelDigests": {"ArtifactDigest": hashlib.sha256(compiled).hexdigest()},
    }


def output_location(model_uri: str, output: Record) -> S3Location:
    """Return where the compiled model goes: the name of the model and the target.

    https://docs.aws.amazon.com/sagemaker/latest/dg/neo-getting-started-edge-step1.html
    """
    platform = output.get("TargetPlatform")
    target = output.get("TargetDevice") or "_".join(
        platform[name] for name in ("Os", "Arch", "Accelerator") if name in platform
    )
    stem = model_uri.rpartition("/")[2].removesuffix(_ARCHIVE)
    folder = S3Location.of(output["S3OutputLocation"]) or S3Location("", "")
    prefix = f"{folder.key.rstrip('/')}/" if folder.key else ""
    return S3Location(folder.bucket, f"{prefix}{stem}-{target.lower()}{_ARCHIVE}")


def _read(source: Record, role: JobRole) -> bytes:
    for finding in _input_findings(source, role):
        raise CompilationFailedError(f"ClientError: InputConfiguration: {finding}")
    location = S3Location.of(source["S3Uri"])
    archive = b"" if location is None else location.read()
    try:
        files = model_files.names(archive)
    except model_files.NotAnArchiveError as error:
        raise CompilationFailedError(
            "ClientError: InputConfiguration: Unable to untar input model. Please confirm the model is a tar.gz file"
        ) from error
    for finding in model_files.findings(source["Framework"], files):
        raise CompilationFailedError(f"ClientError: InputConfiguration: {finding}")
    return archive


def _role_findings(role: JobRole) -> Iterator[str]:
    finding = role.finding()
    if finding is not None:
        yield finding


def _input_findings(source: Record, role: JobRole) -> Iterator[str]:
    location = S3Location.of(source["S3Uri"])
    if location is None:
        yield f"The embedded AWS reads models of S3 only, not {source['S3Uri']}"
        return
    if not location.is_judged:
        yield f"Bucket {location.bucket} is another account's, which the embedded AWS does not read"
        return
    if location.bucket_region is None:
        yield f"S3 object does not exist. Bucket: {location.bucket}, Key: {location.key}"
    yield from _region_findings(location)
    yield from role.may_read(location)
    if not location.exists():
        yield f"S3 object does not exist. Bucket: {location.bucket}, Key: {location.key}"


def _output_findings(location: S3Location, key: str | None, role: JobRole) -> Iterator[str]:
    if location.is_judged and location.bucket_region is None:
        yield f"S3 bucket does not exist. Bucket: {location.bucket}"
    yield from _region_findings(location)
    yield from role.may_write_object(location)
    if key is not None and hooks.key_state(key) != "Enabled":
        yield f"The KMS key {key} does not exist in this account and region, or is not enabled"


def _region_findings(location: S3Location) -> Iterator[str]:
    if location.is_judged and location.bucket_region not in {None, hooks.region()}:
        yield (
            f"Bucket {location.bucket} is in region {location.bucket_region} which is different from AWS Sagemaker "
            f"service region {hooks.region()}"
        )
