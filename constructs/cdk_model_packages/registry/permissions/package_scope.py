"""What a policy is narrowed to: the arguments that all steps share."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_ecr as ecr
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms
    from aws_cdk.interfaces import aws_sagemaker as interfaces

    from cdk_model_packages.artifacts import ModelArtifact
    from cdk_model_packages.images import InferenceImage
    from cdk_model_packages.registry.model_package_base import ModelPackageBase
    from cdk_model_packages.validation import SampleData


class PackageScope(TypedDict, total=False):
    """What :class:`~cdk_model_packages.PackagePermissions` narrows to.

    Left out or ``None``: any resource of the kind, which the docstring of each says. An empty sequence: the
    package has none, and nothing is allowed. In a text, ``*`` is the policy's own wildcard. Names are of the
    account and region of the stack; write an ARN for another. An image or a model that is made from a folder is
    uploaded with the stack.
    """

    model_package_group: interfaces.IModelPackageGroupRef | str | None
    """The group, its name or its ARN. Left out: any package and group of the stack's account and region."""

    model_package: ModelPackageBase | str | None
    """One package: an unversioned one's name, or any one's ARN. ``create`` looks at it only where no group is
    named, because the service makes the number of a version. Left out: any version of the group."""

    source: ModelPackageBase | str | None
    """What the package is a copy of (``SourceUri``): a package, its ARN, or a model's ARN. Left out: nothing beside
    the packages above is read."""

    images: Sequence[ecr.IRepository | InferenceImage | str] | None
    """Images, their repositories, ECR URIs, or repository ARNs. Left out: any repository, of any account."""

    model_data: Sequence[ModelArtifact | str] | None
    """Models: artifacts, ``s3://bucket/key.tar.gz``, ``s3://bucket/prefix/``, or ARNs of objects. Left out:
    any object, as long as ``samples`` and ``outputs`` are left out, too; else none."""

    samples: Sequence[SampleData | str] | None
    """Validation input: sample data, ``s3://bucket/prefix``, or ARNs of objects. Left out: as ``model_data``."""

    outputs: Sequence[str] | None
    """Where the validation writes: ``s3://bucket/prefix/``. It is listed, never read: the role writes there.
    Left out: as ``model_data``."""

    validation_roles: Sequence[iam.IRole | str] | None
    """Roles that run validations: roles, names or ARNs. Empty: no validation, so no model and no job is made.
    Left out: any role of the stack's account, passed to SageMaker only."""

    encryption_keys: Sequence[kms.IKey | str] | None
    """Keys of packages and of validation volumes, their ARNs or ids. The keys of buckets that the same app
    makes are added, for decryption. Left out: any key, of any account."""
