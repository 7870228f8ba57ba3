"""Names that are no input of a package, each refused with the reason and what to use instead.

They come from the 2022 reference, from the registry's list of 2024 and from SageMaker's API, whose names are not
all CloudFormation's. ``docs/properties.md`` is made of this table and the values' fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, cast

from pydantic import ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic.alias_generators import to_snake
from pydantic_core import InitErrorDetails

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Spec

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class Refusal(NamedTuple):
    """Why a name is no input.

    Attributes:
        code: Rule id.
        since: What it is, and since when it is no input.
        instead: What to use.
    """

    code: str
    since: str
    instead: str


_GONE = "a name of the 2022 reference, gone from the schema by 2023-06-29"
_API_ONLY = "SageMaker's API has it, CloudFormation's schema does not"
_CALL = "call CreateModelPackage or UpdateModelPackage yourself where you need it"
_OUTPUT = "the service's answer, not an input"


def _api_only(instead: str = _CALL) -> Refusal:
    return Refusal("MP-032", _API_ONLY, instead)


PACKAGE: Mapping[str, Refusal] = {
    "ClientToken": Refusal(
        "MP-026",
        "write-only since 2023-06-29; a constant token makes a changed package look like a repeated request",
        "leave it to CloudFormation's handler, which makes one",
    ),
    "CreatedBy": Refusal("MP-018", f"{_GONE}; {_OUTPUT}", "read it from DescribeModelPackage"),
    "CreationTime": Refusal("MP-016", f"read-only; {_OUTPUT}", "read package.creation_time"),
    "CustomerMetadataPropertiesToRemove": Refusal(
        "MP-032", "UpdateModelPackage's own", "drop the entry from CustomerMetadataProperties"
    ),
    "LastModifiedBy": Refusal("MP-018", f"{_GONE}; {_OUTPUT}", "read it from DescribeModelPackage"),
    "LastModifiedTime": Refusal(
        "MP-016", f"an input until 2024-11-21 at least, read-only by 2026-02-18; {_OUTPUT}", "read it from the package"
    ),
    "ManagedStorageType": _api_only(),
    "ModelLifeCycle": _api_only("use ModelApprovalStatus, or call UpdateModelPackage yourself"),
    "ModelPackageArn": Refusal("MP-016", f"read-only; {_OUTPUT}", "read package.model_package_arn"),
    "ModelPackageRegistrationType": _api_only(),
    "ModelPackageStatus": Refusal("MP-016", f"read-only; {_OUTPUT}", "read package.model_package_status"),
    "ModelPackageStatusDetails": Refusal(
        "MP-017",
        f"in the schema by accident; {_OUTPUT}",
        "read it from DescribeModelPackage",
    ),
    "ModelPackageStatusItem": Refusal(
        "MP-018",
        f"{_GONE}; an element of ModelPackageStatusDetails.ValidationStatuses, {_OUTPUT}",
        "read it from DescribeModelPackage",
    ),
    "ModelPackageVersion": Refusal(
        "MP-017", "in the schema by accident; the service numbers versions", "read the number from the ARN"
    ),
    "Tag": Refusal("MP-018", "stray in the schema of 2022-05, gone by 2022-11-17", "use Tags on a group"),
}

VERSION: Mapping[str, Refusal] = {
    "Tags": Refusal("MP-003", "the service refuses tags on a version", "tag the group: Tags.of(group).add(...)"),
    "ModelPackageName": Refusal(
        "MP-001", "it names an unversioned package, and a version has ModelPackageGroupName", "drop one of the two"
    ),
    "CertifyForMarketplace": Refusal(
        "MP-006", "only unversioned packages are certified", "use ModelPackageName instead of ModelPackageGroupName"
    ),
}

UNVERSIONED: Mapping[str, Refusal] = {
    "ModelPackageGroupName": Refusal(
        "MP-001", "it makes a version, and an unversioned package has ModelPackageName", "drop one of the two"
    ),
    "ModelApprovalStatus": Refusal("MP-005", "only versions are approved", "drop it, or make a version of a group"),
    "ApprovalDescription": Refusal("MP-019", "only versions are approved", "drop it, or make a version of a group"),
    "SourceUri": Refusal("MP-011", "only a version can be cloned", "drop it, or make a version of a group"),
    "CustomerMetadataProperties": Refusal("MP-024", "only versions have them", "use Tags"),
    "ModelCard": Refusal("MC-008", "only a version holds a card", "use the ModelCard construct"),
    "AdditionalInferenceSpecificationsToAdd": Refusal(
        "MP-020", "UpdateModelPackage updates versions only", "use AdditionalInferenceSpecifications"
    ),
}

CONTAINER: Mapping[str, Refusal] = {
    "AdditionalModelDataSources": _api_only("put all data into one model archive"),
    "AdditionalS3DataSource": Refusal(
        "CT-018", "in the API's shape, and the service refuses it here", "put all data into one model archive"
    ),
    "BaseModel": _api_only(),
    "IsCheckpoint": _api_only(),
    "ModelDataETag": _api_only("the archive's key holds its hash"),
    "ProductId": _api_only(),
}

S3_MODEL_DATA_SOURCE: Mapping[str, Refusal] = {
    "ETag": _api_only("the archive's key holds its hash"),
    "HubAccessConfig": _api_only(),
    "ManifestEtag": _api_only(),
    "ManifestS3Uri": _api_only("use an S3Prefix"),
}

SOURCE_ALGORITHM: Mapping[str, Refusal] = {
    "ModelDataETag": _api_only("the archive's key holds its hash"),
    "ModelDataSource": _api_only("use ModelDataUrl"),
}

ALGORITHM: Mapping[str, Refusal] = {
    "CertifyForMarketplace": Refusal(
        "AL-001",
        "CloudFormation has no ValidationSpecification for algorithms, and certification needs one",
        "certify it by calling CreateAlgorithm yourself",
    ),
    "ValidationSpecification": _api_only("call CreateAlgorithm yourself where you need it"),
}

TRANSFORM_RESOURCES: Mapping[str, Refusal] = {"TransformAmiVersion": _api_only()}


class Refusing(Spec):
    """A value that tells of some unknown names why they are no input."""

    refused: ClassVar[Mapping[str, Refusal]] = {}

    @model_validator(mode="wrap")
    @classmethod
    def _tell_why(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        given = cast("dict[str, object]", data) if isinstance(data, dict) else {}
        refused = [key for key in given if key in _spellings(cls)]
        if not refused:
            return handler(data)
        findings = [_refusal(cls, key, given[key]) for key in refused]
        try:  # what else is wrong is told together with it
            handler({key: value for key, value in given.items() if key not in refused})
        except ValidationError as error:
            findings += [_as_it_was(found) for found in error.errors(include_url=False)]
        raise ValidationError.from_exception_data(cls.__name__, findings)


def _refusal(owner: type[Refusing], key: str, value: object) -> InitErrorDetails:
    name = _spellings(owner)[key]
    refusal = owner.refused[name]
    error = SpecError(refusal.code, name, got=value, need=f"left out: {refusal.since}", fix=refusal.instead)
    return InitErrorDetails(type="value_error", loc=(key,), input=value, ctx={"error": error})


def _as_it_was(found: ErrorDetails) -> InitErrorDetails:
    return InitErrorDetails(type=found["type"], loc=found["loc"], input=found["input"], ctx=found.get("ctx", {}))


@cache
def _spellings(owner: type[Refusing]) -> Mapping[str, str]:
    """Return the service's spelling of each refused name, by either spelling."""
    return {spelling: name for name in owner.refused for spelling in (name, to_snake(name))}
