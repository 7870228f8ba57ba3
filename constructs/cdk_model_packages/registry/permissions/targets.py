"""The ARNs that each part of a policy is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages import spec
from cdk_model_packages.registry.options import checked
from cdk_model_packages.registry.permissions.arns import (
    group_and_version_arns,
    key_arn,
    package_arns,
    repository_arn,
    role_arn,
    sagemaker_arn,
    source_arns,
)
from cdk_model_packages.registry.permissions.package_parts import key_of_source, package_parts
from cdk_model_packages.registry.permissions.package_scope import PackageScope
from cdk_model_packages.registry.permissions.s3_places import S3Places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from constructs import Construct


@dataclass(frozen=True)
class Targets:
    """What is acted on, as ARNs.

    Attributes:
        registered_in: What the service may authorise ``CreateModelPackage`` on: group, version, or both.
        created: Packages that ``create`` makes: their numbers are not known before.
        packages: Packages that the other steps are for.
        sources: Packages that are copied.
        source_models: Models that are copied.
        listed: What ``ListModelPackages`` is authorised on.
        validation: Models and jobs of a validation: the service makes their names.
        roles: Roles that are passed.
        repositories: Repositories of images.
        objects: Objects that are read.
        listings: Buckets, and what the listed prefixes match; ``None``: any prefix.
        keys: Keys of packages and volumes.
        object_keys: Keys of buckets, and of a package that is copied: decryption only.
    """

    registered_in: tuple[str, ...]
    created: tuple[str, ...]
    packages: tuple[str, ...]
    sources: tuple[str, ...]
    source_models: tuple[str, ...]
    listed: tuple[str, ...]
    validation: tuple[str, ...]
    roles: tuple[str, ...]
    repositories: tuple[str, ...]
    objects: tuple[str, ...]
    listings: tuple[tuple[str, tuple[str, ...] | None], ...]
    keys: tuple[str, ...]
    object_keys: tuple[str, ...]


def targets(scope: Construct, narrowed: PackageScope) -> Targets:
    """Return the ARNs of what a user, or the package itself, names; wildcards of their kind for the rest.

    Raises:
        TypeError: when ``narrowed`` has a name that :class:`PackageScope` has not.
        SpecError: ``SPEC-001`` when one that takes a list is given something else.
    """
    checked(narrowed, PackageScope, "PackagePermissions")
    for name in ("images", "model_data", "samples", "outputs", "validation_roles", "encryption_keys"):
        spec.listed(narrowed.get(name), name)
    names: PackageScope = {**package_parts(scope), **narrowed}
    roles = names.get("validation_roles")
    images = names.get("images")
    keys = names.get("encryption_keys")
    source = names.get("source")
    partition = cdk.Stack.of(scope).partition
    registered_in, created, packages, listed = _packages(scope, names)
    sources, source_models = ((), ()) if source is None else source_arns(scope, source)
    objects, listings, object_keys = _objects(scope, names, partition)
    source_key = key_of_source(source)
    if source_key is not None:
        object_keys = (*object_keys, key_arn(scope, source_key))
    return Targets(
        registered_in=registered_in,
        created=created,
        packages=packages,
        sources=sources,
        source_models=source_models,
        listed=listed,
        validation=()
        if roles is not None and not roles
        else tuple(sagemaker_arn(scope, f"{kind}/*") for kind in ("model", "training-job", "transform-job")),
        roles=_once([role_arn(scope, "*")] if roles is None else (role_arn(scope, role) for role in roles)),
        repositories=_once(
            [f"arn:{partition}:ecr:*:*:repository/*"]
            if images is None
            else (arn for image in images if (arn := repository_arn(scope, image)) is not None)
        ),
        objects=objects,
        listings=listings,
        keys=_once([f"arn:{partition}:kms:*:*:key/*"] if keys is None else (key_arn(scope, key) for key in keys)),
        object_keys=() if keys is None else _once(object_keys),
    )


def _packages(
    scope: Construct, names: PackageScope
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    group, package = names.get("model_package_group"), names.get("model_package")
    one = None if package is None else package_arns(scope, package)
    if group is not None:
        groups, versions = group_and_version_arns(scope, group)
        return (*groups, *versions), versions, one or versions, versions
    if one is not None:
        return one, one, one, ("*",)
    any_package = sagemaker_arn(scope, "model-package/*")
    return (sagemaker_arn(scope, "model-package-group/*"), any_package), (any_package,), (any_package,), ("*",)


def _objects(
    scope: Construct, names: PackageScope, partition: str
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...] | None], ...], tuple[str, ...]]:
    models, samples, outputs = names.get("model_data"), names.get("samples"), names.get("outputs")
    if models is None and samples is None and outputs is None:
        return (f"arn:{partition}:s3:::*/*",), ((f"arn:{partition}:s3:::*", None),), ()
    places = S3Places(scope)
    for model in models or ():
        places.add_model(model)
    for sample in samples or ():
        places.add_samples(sample)
    for output in outputs or ():
        places.add_output(output)
    listings = tuple((arn, None if "*" in found else tuple(found)) for arn, found in places.listings.items())
    return tuple(places.objects), listings, tuple(places.key_arns)


def _once(arns: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(arns))
