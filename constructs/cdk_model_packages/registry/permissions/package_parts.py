"""What a package that is made here names: its group, images, models, samples, role and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages.registry.permissions.s3_places import folder_of
from cdk_model_packages.spec import S3DataType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from constructs import Construct

    from cdk_model_packages.registry.permissions.package_scope import PackageScope


def package_parts(scope: Construct) -> PackageScope:
    """Return what a package names, read from its L1; empty when the construct is none.

    Read from there, and not from what it was made of: an escape hatch may have changed it since.
    """
    resource = getattr(scope, "resource", None)
    if not isinstance(resource, sagemaker.CfnModelPackage):
        return {}
    containers = list(_containers(resource))
    jobs = list(_jobs(resource))
    security: Any = resource.security_config
    keys = [
        None if security is None else security.kms_key_id,
        *(job.transform_resources.volume_kms_key_id for job in jobs),
    ]
    return {
        "model_package_group": resource.model_package_group_name,
        "model_package": resource.model_package_name,
        "images": [container.image for container in containers if container.image],
        "model_data": [uri for each in (*containers, *_algorithms(resource)) for uri in _model_data(each)],
        "samples": [_samples(job.transform_input.data_source.s3_data_source) for job in jobs],
        "outputs": [job.transform_output.s3_output_path for job in jobs],
        "validation_roles": _roles(resource),
        "encryption_keys": [key for key in keys if key],
    }


def _containers(resource: sagemaker.CfnModelPackage) -> Iterator[Any]:
    additional: Any = resource.additional_inference_specifications or []
    to_add: Any = resource.additional_inference_specifications_to_add or []
    for specification in cast("list[Any]", [resource.inference_specification, *additional, *to_add]):
        if specification is not None:
            yield from specification.containers


def _algorithms(resource: sagemaker.CfnModelPackage) -> list[Any]:
    specification: Any = resource.source_algorithm_specification
    return [] if specification is None else specification.source_algorithms


def _jobs(resource: sagemaker.CfnModelPackage) -> list[Any]:
    validation: Any = resource.validation_specification
    return [] if validation is None else [each.transform_job_definition for each in validation.validation_profiles]


def _roles(resource: sagemaker.CfnModelPackage) -> list[str]:
    validation: Any = resource.validation_specification
    return [] if validation is None else [validation.validation_role]


def _model_data(container: Any) -> Iterator[str]:
    if container.model_data_url:
        yield container.model_data_url
    source = getattr(container, "model_data_source", None)
    if source is not None:
        yield source.s3_data_source.s3_uri


def _samples(source: Any) -> str:
    return folder_of(source.s3_uri) if source.s3_data_type == S3DataType.MANIFEST_FILE else source.s3_uri
