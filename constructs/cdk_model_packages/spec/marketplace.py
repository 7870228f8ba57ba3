"""An unversioned package: what AWS Marketplace lists."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import refusal
from cdk_model_packages.spec.base import Items, Text, is_token
from cdk_model_packages.spec.choices import SkipModelValidation
from cdk_model_packages.spec.gaps import missing
from cdk_model_packages.spec.metadata import Tag
from cdk_model_packages.spec.package import PackageSpec
from cdk_model_packages.spec.text import NAME

_INSTANCE_LISTS = ("supported_transform_instance_types", "supported_realtime_inference_instance_types")
_RESERVED = "aws:"


class MarketplaceModelPackageSpec(PackageSpec):
    """A package with a name of its own, certified for AWS Marketplace unless it says otherwise.

    Raises:
        SpecError: as :class:`~cdk_model_packages.spec.package.PackageSpec` does; ``MP-007`` unless both lists of
            instance types are given; ``MP-013`` for a ``ModelDataSource``; ``MK-001`` when it is certified without a
            validation; ``VP-016`` when it is certified and its validation is skipped; ``MP-025`` for tags that share
            a key, or take one that AWS reserves; a code of its own for each name that is no input of an unversioned
            package (see ``docs/properties.md``).

    Source: AWS::SageMaker::ModelPackage schema; SageMaker API, CreateModelPackage.
    """

    refused: ClassVar = {**refusal.PACKAGE, **refusal.UNVERSIONED}

    model_package_name: Annotated[
        str | None,
        Text(
            "ModelPackageName",
            min_length=1,
            max_length=63,
            pattern=NAME,
            hint="use letters, digits and -, and a letter or digit at both ends",
        ),
    ] = None
    """1 to 63 letters, digits and hyphens. ``None``: the construct makes one from its path and the content, so that
    a change finds a free name."""

    certify_for_marketplace: bool = True
    """Whether the service validates and scans it for a listing. A change makes another package."""

    tags: Annotated[tuple[Tag, ...] | None, Items("Tags", 0, 50)] = None
    """At most 50; keys differ. ``None``: none but the stack's."""

    @model_validator(mode="after")
    def _names_its_instance_types(self) -> Self:
        inference = self.inference_specification
        for name in _INSTANCE_LISTS if inference is not None else ():
            if not getattr(inference, name):
                path = "".join(word.capitalize() for word in name.split("_"))
                need = "given with at least one type in an unversioned package"
                raise SpecError("MP-007", path, got=getattr(inference, name), need=need, fix="list the types")
        return self

    @model_validator(mode="after")
    def _holds_archives(self) -> Self:
        for container in self.all_containers():
            if container.model_data_source is not None:
                raise SpecError(
                    "MP-013",
                    "ModelDataSource",
                    got=container.model_data_source.s3_data_source.s3_uri,
                    need="ModelDataUrl in an unversioned package",
                    fix="archive the model",
                )
        return self

    @model_validator(mode="after")
    def _is_validated(self) -> Self:
        if self.certify_for_marketplace and self.validation_specification is None:
            need = "given in a package that is certified"
            raise SpecError("MK-001", "ValidationSpecification", got=None, need=need, fix="add a profile")
        if self.certify_for_marketplace and self.skip_model_validation == SkipModelValidation.ALL:
            need = "None in a package that is certified"
            raise SpecError("VP-016", "SkipModelValidation", got="All", need=need, fix="drop it")
        return self

    @model_validator(mode="after")
    def _tags_are_its_own(self) -> Self:
        seen: set[str] = set()
        for tag in self.tags or ():
            if tag.key in seen and not is_token(tag.key):
                raise SpecError("MP-025", "Tag.Key", got=tag.key, need="different in each", fix="drop one")
            if tag.key.lower().startswith(_RESERVED):
                need = f"without {_RESERVED} at its start, which AWS reserves"
                raise SpecError("MP-025", "Tag.Key", got=tag.key, need=need, fix="rename it")
            seen.add(tag.key)
        return self

    def create_model_package_request(self) -> dict[str, Any]:
        """Return the arguments of boto3's ``create_model_package``.

        Raises:
            SpecError: as :meth:`properties` does; ``SPEC-003`` also when the package has no name.
        """
        if self.model_package_name is None:
            raise missing("ModelPackageName", "name the package")
        return self.properties()
