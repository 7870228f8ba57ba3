"""What a validation run would need to read and write: is it there, and may the role?

A rehearsal, not a run: no container is started. It catches what fails after an hour in the cloud: an archive
that is not where the package says, a sample prefix that is empty, a role that may not read it.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from ..s3_objects import S3Location, missing, not_gzip
from .access import JobRole
from .images import image_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_VARIABLE = "CDK_MODEL_PACKAGES_LOCAL_VALIDATION_SECONDS"
_DEFAULT_SECONDS = 0.3

Record = dict[str, Any]
Statuses = list[dict[str, str]]


def steps(package: Record) -> Iterator[tuple[str, Statuses]]:
    """Yield the status of a package and of its profiles, as a validation moves on."""
    profiles = package.get("ValidationSpecification", {}).get("ValidationProfiles", [])
    if not profiles or package.get("SkipModelValidation") == "All":
        yield "Completed", []
        return
    seconds = float(os.environ.get(SECONDS_VARIABLE, _DEFAULT_SECONDS))
    time.sleep(seconds / 3)
    yield "InProgress", [{"Name": profile["ProfileName"], "Status": "InProgress"} for profile in profiles]
    time.sleep(seconds * 2 / 3)
    role = JobRole(package["ValidationSpecification"]["ValidationRole"], "transform-job/validation")
    shared = [*_role_findings(role), *_container_findings(package, role)]
    statuses = [
        item(profile["ProfileName"], " ".join([*shared, *_profile_findings(profile, role)])) for profile in profiles
    ]
    yield "Failed" if any(found["Status"] == "Failed" for found in statuses) else "Completed", statuses


def item(name: str, failure: str) -> dict[str, str]:
    """Return one entry of ``ValidationStatuses``; an empty failure is a success."""
    if not failure:
        return {"Name": name, "Status": "Completed"}
    return {"Name": name, "Status": "Failed", "FailureReason": failure}


def _role_findings(role: JobRole) -> Iterator[str]:
    finding = role.finding()
    if finding is not None:
        yield finding


def _container_findings(package: Record, role: JobRole) -> Iterator[str]:
    containers = package.get("InferenceSpecification", {}).get("Containers")
    if containers is None:  # of an algorithm that infers nothing, or of one that is not here: its artifact is
        containers = package.get("SourceAlgorithmSpecification", {}).get("SourceAlgorithms", [])
    for container in containers:
        if "Image" in container:
            yield from _image_findings(container["Image"], role)
        if "ModelDataUrl" in container:
            yield from _archive_findings(container["ModelDataUrl"], role)
        source = container.get("ModelDataSource", {}).get("S3DataSource")
        if source is not None:
            yield from _model_source_findings(source, role)


def _image_findings(image: str, role: JobRole) -> Iterator[str]:
    repository, finding = image_finding(image)
    if finding is not None:
        yield finding
    if repository is not None:
        yield from role.may_pull(repository)


def _archive_findings(uri: str, role: JobRole) -> Iterator[str]:
    location = S3Location.of(uri)
    if location is None:  # an https URL of another service: not ours to read
        return
    finding = not_gzip(location)
    if finding is not None:
        yield finding
    yield from role.may_read(location)


def _model_source_findings(source: Record, role: JobRole) -> Iterator[str]:
    if source.get("CompressionType") == "Gzip" or source.get("S3DataType") == "S3Object":
        yield from _archive_findings(source["S3Uri"], role)
        return
    yield from _prefix_findings(source["S3Uri"], "model data", role)


def _profile_findings(profile: Record, role: JobRole) -> Iterator[str]:
    job = profile["TransformJobDefinition"]
    source = job["TransformInput"]["DataSource"]["S3DataSource"]
    if source["S3DataType"] == "S3Prefix":
        yield from _prefix_findings(source["S3Uri"], "sample data", role)
    else:
        yield from _object_findings(source["S3Uri"], "the manifest of the sample data", role)
    output = S3Location.of(job["TransformOutput"]["S3OutputPath"])
    if output is not None:
        finding = missing(output, bucket_only=True)
        if finding is not None:
            yield finding
        yield from role.may_write(output)


def _prefix_findings(uri: str, noun: str, role: JobRole) -> Iterator[str]:
    location = S3Location.of(uri)
    if location is None:
        return
    finding = missing(location, noun=noun, prefix=True)
    if finding is not None:
        yield finding
    yield from role.may_list(location)
    yield from role.may_read(location.first_object())


def _object_findings(uri: str, noun: str, role: JobRole) -> Iterator[str]:
    location = S3Location.of(uri)
    if location is None:
        return
    finding = missing(location, noun=noun)
    if finding is not None:
        yield finding
    yield from role.may_read(location)
