"""A version of a model package group, whole: what a file describes and a construct deploys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import refusal
from cdk_model_packages.spec.base import Choice, Text, is_token
from cdk_model_packages.spec.choices import ModelApprovalStatus
from cdk_model_packages.spec.gaps import missing
from cdk_model_packages.spec.metadata import CustomerMetadataProperties
from cdk_model_packages.spec.model_card import PackageModelCard
from cdk_model_packages.spec.package import MAX_ADDITIONAL, AdditionalInferenceSpecifications, PackageSpec
from cdk_model_packages.spec.text import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdk_model_packages.spec.additional_inference import AdditionalInferenceSpecificationDefinition

GROUP_ARN = r"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:model-package-group/"
CLONED = re.compile(r"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:(model-package|model)/.+")
"""ARNs whose packages or models the service copies into a version (MP-012)."""


class ModelPackageSpec(PackageSpec):
    """A version of a model package group.

    What the service wants as a URI may be a path beside the file (``./model``), and the validation's
    role and output may be left out: a construct that deploys the spec uploads the one and makes the
    other. :meth:`properties` and :meth:`create_model_package_request` need a spec without such gaps.

    Raises:
        SpecError: as :class:`~cdk_model_packages.spec.package.PackageSpec` does; ``MP-010`` when ``source_uri`` meets
            an inference specification; ``MP-021`` when there are more than 15 additional inference specifications;
            a code of its own for each name that is no input of a version (see ``docs/properties.md``).

    Source: AWS::SageMaker::ModelPackage schema; SageMaker API, CreateModelPackage.
    """

    refused: ClassVar = {**refusal.PACKAGE, **refusal.VERSION}

    model_package_group_name: Annotated[
        str | None,
        Text(
            "ModelPackageGroupName",
            min_length=1,
            max_length=170,
            pattern=f"({GROUP_ARN})?{NAME}",
            like="a name of letters, digits and -, at most 63 characters, or a group's ARN",
            hint="change it",
        ),
    ] = None
    """Name or ARN of the group. ``None``: the construct's group."""

    source_uri: Annotated[
        str | None,
        Text(
            "SourceUri",
            max_length=1024,
            pattern=r"[\p{L}\p{M}\p{Z}\p{N}\p{P}]*",
            like="arn:PARTITION:sagemaker:REGION:ACCOUNT:model-package/GROUP/VERSION",
            hint="name the package that is cloned",
        ),
    ] = None
    """ARN of a package that the version is a copy of, or of a model; at most 1024 characters. Then there is no
    inference specification (MP-010). Any other URI is a label only, and no definition (MP-012)."""

    additional_inference_specifications_to_add: AdditionalInferenceSpecifications = None
    """Added in place to the version that is there, which ``AdditionalInferenceSpecifications`` does not do; 15 at
    most in both together. For the first deployment use the other one: the service creates nothing from this. Each
    deployment sends the whole list, and the service refuses a name that the version has: replace what was added
    before, do not append to it."""

    model_approval_status: Annotated[ModelApprovalStatus, Choice()] = ModelApprovalStatus.PENDING_MANUAL_APPROVAL
    """Whether the version may be deployed. Changed in place."""

    approval_description: Annotated[
        str | None,
        Text(
            "ApprovalDescription",
            max_length=1024,
            pattern=".*",
            like="one line",
            hint="shorten it to one line",
        ),
    ] = None
    """Why it was approved or rejected; at most 1024 characters in one line. Changed in place."""

    model_card: PackageModelCard | None = None
    """What the version tells of itself. CloudFormation may change it in place or make a new version (MC-009).
    ``None``: none."""

    customer_metadata_properties: CustomerMetadataProperties | None = None
    """1 to 50 entries of your own; key 1 to 128, value 1 to 256 characters. Changed in place."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.source_uri is not None and self.inference_specification is not None:
            raise SpecError(
                "MP-010",
                "SourceUri",
                got=self.source_uri,
                need="left out where there is an InferenceSpecification",
                fix="drop either",
            )
        return self

    @model_validator(mode="after")
    def _additions_fit(self) -> Self:
        count = len(tuple(self._additional()))
        if count > MAX_ADDITIONAL:
            raise SpecError(
                "MP-021",
                "AdditionalInferenceSpecifications, AdditionalInferenceSpecificationsToAdd",
                got=count,
                need=f"{MAX_ADDITIONAL} or fewer in both together",
                fix="drop some",
            )
        return self

    def create_model_package_request(self) -> dict[str, Any]:
        """Return the arguments of boto3's ``create_model_package``.

        The same as :meth:`properties`, without what the API takes only in ``update_model_package``:
        ``ApprovalDescription`` (MP-019) and ``AdditionalInferenceSpecificationsToAdd`` (MP-020).

        Raises:
            SpecError: as :meth:`properties` does; ``SPEC-003`` also when no group is named.
        """
        if self.model_package_group_name is None:
            raise missing("ModelPackageGroupName", "name the group")
        return {name: value for name, value in self.properties().items() if name not in _UPDATE_ONLY}

    def _additional(self) -> Iterable[AdditionalInferenceSpecificationDefinition]:
        yield from self.additional_inference_specifications or ()
        yield from self.additional_inference_specifications_to_add or ()

    def _lacks_definition(self) -> bool:
        source = self.source_uri
        cloned = source is not None and (is_token(source) or CLONED.fullmatch(source) is not None)
        return super()._lacks_definition() and not cloned


_UPDATE_ONLY = ("ApprovalDescription", "AdditionalInferenceSpecificationsToAdd")
