"""The transform jobs that run before a package is accepted: on what, on which data, for how long at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdk_model_packages.review.report import ValidationJob
from cdk_model_packages.review.shown import NOT_DETERMINED, at, is_determined, mappings, shown, type_of
from cdk_model_packages.templates import UNKNOWN

if TYPE_CHECKING:
    from cdk_model_packages.templates import Template, World

LONGEST_HOURS = 120.0
"""How long the service lets a job run by default: 432,000 seconds.

Source: Service Quotas, SageMaker, "Longest run time for a training job" (L-33A961FD). The service publishes no quota
for transform jobs, and TransformJobDefinition has no stopping condition: what is told for training stands in.
"""

STACK_WAITS_HOURS = 2.0
"""How long CloudFormation waits for a package: the handler states no time, so that the registry's default counts.

Source: CloudFormation registry meta-schema, handlerDefinition.timeoutInMinutes, default 120.
"""

_PACKAGE = "AWS::SageMaker::ModelPackage"
_ALGORITHM = "AWS::SageMaker::Algorithm"


def validation_jobs_of(template: Template, world: World) -> list[ValidationJob]:
    """Return the jobs that a deploy of a template starts.

    Args:
        template: As it was read.
        world: The stack that it becomes.
    """
    found: list[ValidationJob] = []
    for name, one in world.resources.items():
        kind = type_of(one)
        if kind == _PACKAGE:
            found.extend(_of_package(str(template.path), name, one["Properties"]))
        elif kind == _ALGORITHM and shown(one["Properties"].get("CertifyForMarketplace")) == "true":
            found.append(_nothing(str(template.path), name))
    return found


def _of_package(path: str, name: str, properties: dict[str, Any]) -> list[ValidationJob]:
    specification = properties.get("ValidationSpecification")
    profiles = at(specification, "ValidationProfiles")
    skipped = properties.get("SkipModelValidation")
    jobs = [_job(path, name, profile, skipped) for profile in mappings(profiles)]
    is_open = specification is UNKNOWN or profiles is UNKNOWN
    if is_open or (isinstance(profiles, list) and UNKNOWN in profiles):
        note = "the template does not determine the profiles"
        jobs.append(ValidationJob(path, name, NOT_DETERMINED, None, None, None, None, None, note))
    return jobs


def _job(path: str, name: str, profile: dict[str, Any], skipped: object) -> ValidationJob:
    job = profile.get("TransformJobDefinition")
    count = _count(at(job, "TransformResources", "InstanceCount"))
    instance = shown(at(job, "TransformResources", "InstanceType"))
    hours, note = _bound(count, skipped)
    return ValidationJob(
        template=path,
        resource=name,
        profile=shown(profile.get("ProfileName")),
        instance_type=instance if is_determined(instance) else None,
        instance_count=count,
        reads=_place(at(job, "TransformInput", "DataSource", "S3DataSource", "S3Uri")),
        writes=_place(at(job, "TransformOutput", "S3OutputPath")),
        instance_hours_at_most=hours,
        note=note,
    )


def _bound(count: int | None, skipped: object) -> tuple[float | None, str]:
    if skipped == "All":
        return 0.0, "nothing runs: SkipModelValidation is All (VP-016)"
    if count is None:
        return None, "the template does not determine how many instances"
    note = (
        f"{count} x {LONGEST_HOURS:g} h, the service's default for its longest jobs (432,000 s, quota L-33A961FD, told "
        f"for training): a profile sets no limit. The stack waits {STACK_WAITS_HOURS:g} h "
        f"({count * STACK_WAITS_HOURS:g} instance-hours) and then fails, while the job may run on"
    )
    if skipped is not None and skipped != "None":
        note += f". Nothing runs if SkipModelValidation, {shown(skipped)}, becomes All"
    return count * LONGEST_HOURS, note


def _count(value: object) -> int | None:
    """Return a number of instances, which a template may write as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6 else None


def _place(value: object) -> str | None:
    return None if value is None else shown(value)


def _nothing(path: str, name: str) -> ValidationJob:
    note = (
        "nothing runs: AWS::SageMaker::Algorithm has no ValidationSpecification, which certification needs; "
        "create it through the API (AL-001)"
    )
    return ValidationJob(path, name, "(none)", None, 0, None, None, 0.0, note)
