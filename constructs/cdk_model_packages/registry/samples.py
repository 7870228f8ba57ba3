"""What a validation sends to a container must not be the model itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.artifacts.s3_uri import parse_s3_uri
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import S3DataType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdk_model_packages import spec


def check_samples(package: spec.PackageSpec) -> None:
    """Refuse samples whose prefix holds a model archive: all below it is sent to the container.

    Args:
        package: With everything bound; a URI that only the deployment knows is not judged.

    Raises:
        SpecError: ``VP-025``.

    Source: https://github.com/aws/amazon-sagemaker-examples/issues/1620
    """
    for samples in _sample_prefixes(package):
        below = parse_s3_uri(samples)
        for archive in _archives(package):
            place = parse_s3_uri(archive)
            if below is None or place is None or place.bucket_name != below.bucket_name:
                continue
            if place.key.startswith(below.key):
                need = f"outside the samples' prefix {samples}, which is sent to the container as a whole"
                raise SpecError("VP-025", "ModelDataUrl", got=archive, need=need, fix="move one of the two")


def _sample_prefixes(package: spec.PackageSpec) -> Iterator[str]:
    validation = package.validation_specification
    for profile in () if validation is None else validation.validation_profiles:
        source = profile.transform_job_definition.transform_input.data_source.s3_data_source
        if source.s3_data_type == S3DataType.S3_PREFIX:
            yield source.s3_uri


def _archives(package: spec.PackageSpec) -> Iterator[str]:
    for container in package.all_containers():
        if container.model_data_url is not None:
            yield container.model_data_url
    trained = package.source_algorithm_specification
    for algorithm in () if trained is None else trained.source_algorithms:
        if algorithm.model_data_url is not None:
            yield algorithm.model_data_url
