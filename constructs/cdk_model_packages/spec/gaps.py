"""What a file may leave to a construct: paths to upload, a role and an output place to make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import is_local_path, is_token

if TYPE_CHECKING:
    from cdk_model_packages.spec.package import PackageSpec
    from cdk_model_packages.spec.validation import ValidationSpecification


def require_no_gaps(package: PackageSpec) -> None:
    """Refuse a package that only a construct could deploy.

    Raises:
        SpecError: ``SPEC-002`` when a location is still a path, or an image lacks its registry; ``SPEC-003`` when
            what the service requires was left for a construct to make.
    """
    for container in package.all_containers():
        if not is_token(container.image) and not names_a_registry(container.image):
            raise _unresolved("Image", container.image, "REGISTRY/REPOSITORY:TAG")
        if container.model_data_url is not None and is_local_path(container.model_data_url):
            raise _unresolved("ModelDataUrl", container.model_data_url, "s3://BUCKET/KEY.tar.gz")
    if package.source_algorithm_specification is not None:
        for algorithm in package.source_algorithm_specification.source_algorithms:
            if algorithm.model_data_url is not None and is_local_path(algorithm.model_data_url):
                raise _unresolved("ModelDataUrl", algorithm.model_data_url, "s3://BUCKET/KEY.tar.gz")
    if package.validation_specification is not None:
        _require_no_gaps_in(package.validation_specification)


def names_a_registry(image: str) -> bool:
    """Tell ``REGISTRY/REPOSITORY`` from ``repository:tag``, as container engines do: a host has a dot."""
    return not is_local_path(image) and re.match(r"[^/]*[.:][^/]*/", image) is not None


def _require_no_gaps_in(validation: ValidationSpecification) -> None:
    if validation.validation_role is None:
        raise missing("ValidationRole", "give a role's ARN")
    for profile in validation.validation_profiles:
        source = profile.transform_job_definition.transform_input.data_source.s3_data_source.s3_uri
        if is_local_path(source):
            raise _unresolved("TransformInput.DataSource.S3DataSource.S3Uri", source, "s3://BUCKET/PREFIX/")
        if profile.transform_job_definition.transform_output.s3_output_path is None:
            raise missing("TransformOutput.S3OutputPath", "give s3://BUCKET/PREFIX/")


def _unresolved(path: str, value: str, need: str) -> SpecError:
    return SpecError("SPEC-002", path, got=value, need=need, fix="deploy it with a construct, which resolves it")


def missing(path: str, fix: str) -> SpecError:
    """Return the error for what only a construct would make."""
    return SpecError(
        "SPEC-003", path, got=None, need="given", fix=f"{fix}, or deploy it with a construct, which makes one"
    )
