"""What a package that is made here names: its group, source, images, models, samples, role and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import aws_cdk as cdk
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages.registry.model_package_base import ModelPackageBase
from cdk_model_packages.registry.model_package_group import ModelPackageGroupBase
from cdk_model_packages.registry.permissions.s3_places import folder_of
from cdk_model_packages.registry.permissions.shown_text import made_by
from cdk_model_packages.spec import S3DataType, is_token
from cdk_model_packages.spec.model_package import CLONED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from constructs import Construct

    from cdk_model_packages.registry.permissions.package_scope import PackageScope


def package_parts(scope: Construct) -> PackageScope:
    """Return what a package names; the group of a group; nothing of any other construct.

    A package that is made here is read from its L1, and not from what it was made of: who sets a property of
    ``package.resource`` is heard. Only the template holds what ``add_property_override`` writes, so that is not.
    """
    if isinstance(scope, ModelPackageGroupBase | sagemaker.CfnModelPackageGroup):
        return {"model_package_group": scope}
    resource = scope if isinstance(scope, sagemaker.CfnModelPackage) else getattr(scope, "resource", None)
    if not isinstance(resource, sagemaker.CfnModelPackage):
        return {"model_package": scope} if isinstance(scope, ModelPackageBase) else {}
    jobs = list(_jobs(resource))
    images, model_data = _contents(resource)
    return {
        "model_package_group": resource.model_package_group_name,
        "model_package": resource.model_package_name,
        "source": _source(resource),
        "images": images,
        "model_data": model_data,
        "samples": [_samples(job.transform_input.data_source.s3_data_source) for job in jobs],
        "outputs": [job.transform_output.s3_output_path for job in jobs],
        "validation_roles": _roles(resource),
        "encryption_keys": [
            key for key in (_key(resource), *(job.transform_resources.volume_kms_key_id for job in jobs)) if key
        ],
    }


def key_of_source(source: ModelPackageBase | str | None) -> str | None:
    """Return the key that encrypts a package that is copied, where a policy can name it."""
    text = source.model_package_arn if isinstance(source, ModelPackageBase) else source
    made = None if text is None else made_by(text)
    key = _key(made) if isinstance(made, sagemaker.CfnModelPackage) else None
    return None if key is None or key.startswith("alias/") or ":alias/" in key else key


def _contents(resource: sagemaker.CfnModelPackage) -> tuple[list[str] | None, list[str]]:
    """Return images and models of a package; ``None``: its images are those of something that is not made here."""
    containers = list(_containers(resource))
    images: list[str] | None = [container.image for container in containers if container.image]
    algorithms = _algorithms(resource)
    model_data = [uri for each in (*containers, *algorithms) for uri in _model_data(each)]
    if resource.inference_specification is not None:
        return images, model_data
    for algorithm in algorithms:
        images = _joined(images, _images_of_algorithm(algorithm.algorithm_name))
    source = _source(resource)
    if source is not None:
        made = made_by(source)
        if isinstance(made, sagemaker.CfnModelPackage):
            of_source, models_of_source = _contents(made)
        else:
            of_source, models_of_source = None, [f"arn:{cdk.Stack.of(resource).partition}:s3:::*/*"]
        images, model_data = _joined(images, of_source), [*model_data, *models_of_source]
    return images, model_data


def _joined(some: list[str] | None, more: list[str] | None) -> list[str] | None:
    return None if some is None or more is None else [*some, *more]


def _images_of_algorithm(name: str) -> list[str] | None:
    made = made_by(name)
    specification: Any = made.inference_specification if isinstance(made, sagemaker.CfnAlgorithm) else None
    return None if specification is None else [container.image for container in specification.containers]


def _source(resource: sagemaker.CfnModelPackage) -> str | None:
    """Return what is copied; a URI of anything else is a label (MP-012)."""
    uri = resource.source_uri
    return uri if uri is not None and (is_token(uri) or CLONED.fullmatch(uri)) else None


def _key(resource: sagemaker.CfnModelPackage) -> str | None:
    security: Any = resource.security_config
    return None if security is None else security.kms_key_id


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
