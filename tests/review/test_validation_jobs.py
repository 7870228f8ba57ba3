"""What runs before a package is accepted: on what, on which data, for how long at most."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_model_packages.review.report import ValidationJob
from cdk_model_packages.review.validation_jobs import validation_jobs_of
from tests.review.stack_of import ref, stack_of, sub


def profile(count: object = 2, instance: object = "ml.m5.large", name: str = "smoke") -> dict[str, Any]:
    return {
        "ProfileName": name,
        "TransformJobDefinition": {
            "TransformInput": {"DataSource": {"S3DataSource": {"S3Uri": sub("s3://${Samples}/in/")}}},
            "TransformOutput": {"S3OutputPath": "s3://acme-out/results"},
            "TransformResources": {"InstanceType": instance, "InstanceCount": count},
        },
    }


def jobs(properties: dict[str, Any], kind: str = "AWS::SageMaker::ModelPackage") -> list[ValidationJob]:
    samples = {"Type": "AWS::S3::Bucket", "Properties": {}}
    parameters = {"Open": {"Type": "String"}}
    return validation_jobs_of(
        *stack_of({"Samples": samples, "P": {"Type": kind, "Properties": properties}}, Parameters=parameters)
    )


def validated(*profiles: object, **rest: object) -> dict[str, Any]:
    return {"ModelPackageGroupName": "g", "ValidationSpecification": {"ValidationProfiles": list(profiles)}, **rest}


def test_a_profile_tells_machines_data_and_bound() -> None:
    (job,) = jobs(validated(profile()))
    assert job.resource == "P"
    assert (job.profile, job.instance_type, job.instance_count) == ("smoke", "ml.m5.large", 2)
    assert (job.reads, job.writes) == ("s3://${Samples}/in/", "s3://acme-out/results")
    assert job.instance_hours_at_most == 240
    assert "2 x 120 h" in job.note
    assert "L-33A961FD" in job.note
    assert "4 instance-hours" in job.note


@pytest.mark.parametrize(("count", "hours"), [(1, 120.0), ("3", 360.0), (ref("Open"), None), ("x", None), (None, None)])
def test_the_bound_follows_the_count(count: object, hours: float | None) -> None:
    (job,) = jobs(validated(profile(count)))
    assert job.instance_hours_at_most == hours


def test_what_is_not_determined_is_not_told() -> None:
    (job,) = jobs(validated(profile(instance=ref("Open"))))
    assert job.instance_type is None
    (job,) = jobs({"ValidationSpecification": ref("Open")})
    assert (job.instance_hours_at_most, job.note) == (None, "the template does not determine the profiles")


def test_each_profile_is_a_job() -> None:
    assert [job.profile for job in jobs(validated(profile(), profile(name="load")))] == ["smoke", "load"]


def test_nothing_runs_when_validation_is_skipped() -> None:
    (job,) = jobs(validated(profile(), SkipModelValidation="All"))
    assert (job.instance_hours_at_most, job.instance_count) == (0, 2)
    assert "VP-016" in job.note
    (job,) = jobs(validated(profile(), SkipModelValidation="None"))
    assert job.instance_hours_at_most == 240


def test_whether_it_is_skipped_may_be_open() -> None:
    (job,) = jobs(validated(profile(), SkipModelValidation=ref("Open")))
    assert job.instance_hours_at_most == 240
    assert "Nothing runs if" in job.note


def test_a_package_without_profile_runs_nothing() -> None:
    assert jobs({"ModelPackageGroupName": "g"}) == []


def test_a_certified_algorithm_runs_nothing() -> None:
    (job,) = jobs({"CertifyForMarketplace": True}, "AWS::SageMaker::Algorithm")
    assert (job.instance_hours_at_most, job.instance_count) == (0, 0)
    assert "AL-001" in job.note
    assert jobs({}, "AWS::SageMaker::Algorithm") == []


@pytest.mark.parametrize("odd", [None, 5, "x", [5], {"ValidationProfiles": 5}, {"ValidationProfiles": [None]}])
def test_no_odd_specification_is_a_traceback(odd: object) -> None:
    jobs({"ValidationSpecification": odd, "SkipModelValidation": odd})
