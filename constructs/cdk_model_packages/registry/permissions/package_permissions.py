"""The policy that each step of a package's life needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from cdk_model_packages.registry.permissions.handler_permissions import HANDLER_PERMISSIONS
from cdk_model_packages.registry.permissions.permission import Condition, Permission, merged
from cdk_model_packages.registry.permissions.permission_list import PermissionList
from cdk_model_packages.registry.permissions.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from constructs import Construct

    from cdk_model_packages.registry.permissions.package_scope import PackageScope
    from cdk_model_packages.registry.permissions.targets import Targets

_TO_SAGEMAKER = Condition("StringEquals", "iam:PassedToService", ("sagemaker.amazonaws.com",))
"""Source: SageMaker developer guide, sagemaker-roles (IM-001)."""

_PACKAGE_ACTIONS = (
    "sagemaker:UpdateModelPackage",
    "sagemaker:DescribeModelPackage",
    "sagemaker:DeleteModelPackage",
    "sagemaker:AddTags",
    "sagemaker:ListTags",
    "sagemaker:DeleteTags",
)
_VALIDATION_ACTIONS = (
    "sagemaker:CreateModel",
    "sagemaker:CreateTrainingJob",
    "sagemaker:CreateTransformJob",
    "sagemaker:DescribeTransformJob",
)
_IMAGE_ACTIONS = (
    "ecr:BatchGetImage",
    "ecr:DescribeImages",
    "ecr:StartImageScan",
    "ecr:DescribeImageScanFindings",
)
_KEY_ACTIONS = ("kms:CreateGrant", "kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt")


@dataclass(frozen=True)
class PackagePermissions(PermissionList):
    """What IAM must allow an operator, or CloudFormation's execution role, for ``AWS::SageMaker::ModelPackage``.

    Made for a step of a package's life, and joined with ``+``::

        PackagePermissions.create(package) + PackagePermissions.read(package)

    Each step is made from ``scope`` and the arguments of :class:`PackageScope`. When ``scope`` is a package that
    is made here, it says itself what it needs: its group, source, images, models, samples, outputs, role and keys. A
    package that is imported says which it is, and a group that it is the group. What is named besides replaces that.
    Any other construct says only which stack the package is in. What is left out stays as wide as the resource type's
    handlers ask for.

    What a package takes over from an algorithm or from another package it knows where that is made here. Otherwise
    it allows any repository for an algorithm or a copy, and any object for a copy: name them besides.

    A replacement runs ``create`` and then ``delete``: an ``update`` alone is not enough for a stack that may change
    an image or a model.

    Raises:
        TypeError: when an argument is none of :class:`PackageScope`.
        SpecError: ``MP-015`` when a group, a package or a source is named wrongly; ``SPEC-001`` when an image, an
            object, a role or a key is, or does not show in a CDK token.

    Source: registry schema of AWS::SageMaker::ModelPackage, ``handlers``; Service Authorization Reference.
    """

    _permissions: tuple[Permission, ...]

    @classmethod
    def create(cls, scope: Construct, **narrowed: Unpack[PackageScope]) -> PackagePermissions:
        """Return what making a package needs: registration, source, images and objects, validation, keys.

        Args:
            scope: The package, its group, or another construct of their stack.
            narrowed: See :class:`PackageScope`.
        """
        return cls._step("create", targets(scope, narrowed))

    @classmethod
    def read(cls, scope: Construct, **narrowed: Unpack[PackageScope]) -> PackagePermissions:
        """Return what describing a package needs: itself, its tags, its key.

        Args:
            scope: The package, its group, or another construct of their stack.
            narrowed: See :class:`PackageScope`.
        """
        return cls._step("read", targets(scope, narrowed))

    @classmethod
    def update(cls, scope: Construct, **narrowed: Unpack[PackageScope]) -> PackagePermissions:
        """Return what a change in place needs: approval, metadata, tags, inference specifications to add.

        Args:
            scope: The package, its group, or another construct of their stack.
            narrowed: See :class:`PackageScope`.
        """
        return cls._step("update", targets(scope, narrowed))

    @classmethod
    def delete(cls, scope: Construct, **narrowed: Unpack[PackageScope]) -> PackagePermissions:
        """Return what deleting a package needs. A package that is retained is not deleted.

        Args:
            scope: The package, its group, or another construct of their stack.
            narrowed: See :class:`PackageScope`.
        """
        return cls._step("delete", targets(scope, narrowed))

    @classmethod
    def list(cls, scope: Construct, **narrowed: Unpack[PackageScope]) -> PackagePermissions:
        """Return what listing packages needs; drift detection and imports do that.

        Where no group is named it is for ``*``: a list over all groups is not about one package.

        Args:
            scope: The package, its group, or another construct of their stack.
            narrowed: See :class:`PackageScope`; only the group narrows a list.
        """
        return cls._step("list", targets(scope, narrowed))

    @classmethod
    def all(cls, scope: Construct, **narrowed: Unpack[PackageScope]) -> PackagePermissions:
        """Return what all steps together need.

        Args:
            scope: The package, its group, or another construct of their stack.
            narrowed: See :class:`PackageScope`.
        """
        found = targets(scope, narrowed)
        every = [each for step in HANDLER_PERMISSIONS for each in cls._step(step, found)._permissions]
        return cls(merged(every))

    def __add__(self, other: PackagePermissions) -> PackagePermissions:
        """Join two: what both allow stands there once."""
        return PackagePermissions(merged((*self._permissions, *other._permissions)))

    @classmethod
    def _step(cls, step: str, found: Targets) -> PackagePermissions:
        needed = HANDLER_PERMISSIONS[step]
        packages = found.created if step == "create" else found.packages
        reads_contents = "s3:GetObject" in needed
        wanted = [
            Permission(each.purpose, tuple(a for a in needed if a in each.actions), each.resources, each.condition)
            for each in _permissions(found, packages, reads_objects=reads_contents)
        ]
        if reads_contents:  # the handlers' lists know of no source
            wanted.append(Permission("ReadSource", ("sagemaker:DescribeModelPackage",), found.sources))
            wanted.append(Permission("ReadSource", ("sagemaker:DescribeModel",), found.source_models))
        return cls(merged(wanted))


def _permissions(found: Targets, packages: tuple[str, ...], *, reads_objects: bool) -> Iterator[Permission]:
    """Yield what all handlers together may do; the order is that of the policy."""
    # The service authorises registration on the group, on the version, or on both.
    yield Permission("RegisterPackage", ("sagemaker:CreateModelPackage",), found.registered_in)
    yield Permission("ManagePackage", _PACKAGE_ACTIONS, packages)
    yield Permission("ListPackages", ("sagemaker:ListModelPackages",), found.listed)
    yield Permission("ValidatePackage", _VALIDATION_ACTIONS, found.validation)
    yield Permission("PassValidationRole", ("iam:PassRole",), found.roles, _TO_SAGEMAKER)
    yield Permission("ReadImages", _IMAGE_ACTIONS, found.repositories)
    yield Permission("ReadObjects", ("s3:GetObject",), found.objects)
    for bucket, prefixes in found.listings:
        below = None if prefixes is None else Condition("StringLike", "s3:prefix", prefixes)
        yield Permission("ListObjects", ("s3:ListBucket",), (bucket,), below)
    yield Permission("UseKeys", _KEY_ACTIONS, found.keys)
    if reads_objects:
        yield Permission("DecryptObjects", ("kms:Decrypt",), found.object_keys)
