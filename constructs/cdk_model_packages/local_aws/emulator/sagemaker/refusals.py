"""What SageMaker refuses beyond the shapes of its requests.

The ids are those of the contract's rules. Where only the SDK or the text of the API says so and no error of the
service is on record, docs/local-aws.md lists the refusal as an assumption.
"""

from __future__ import annotations

from typing import Any

from ..errors import conflict, validation_error
from .card_content import refuse_package_content

Request = dict[str, Any]

TAGS_ON_VERSION = "Tags are not supported in Model Package versions. Please add them to the Model Package Group"
_MOST_ADDITIONAL = 15  # API, UpdateModelPackage.AdditionalInferenceSpecificationsToAdd
_INSTANCE_LISTS = ("SupportedTransformInstanceTypes", "SupportedRealtimeInferenceInstanceTypes")


def refuse_creation(request: Request) -> None:
    """Refuse a CreateModelPackage request whose members do not go together.

    Raises:
        ServiceError: Some do not.
    """
    versioned, named = "ModelPackageGroupName" in request, "ModelPackageName" in request
    if versioned and named:  # MP-001
        raise validation_error(
            "Both ModelPackageName and ModelPackageGroupName are provided in the request. "
            "Cannot determine which to use."
        )
    if not versioned and not named:  # MP-002
        raise validation_error("One of ModelPackageName and ModelPackageGroupName must be provided")
    if versioned:
        _refuse_version(request)
    else:
        _refuse_unversioned(request)
    _refuse_source(request)
    _refuse_package_card(request)


def refuse_update(package: Request, request: Request) -> None:
    """Refuse an UpdateModelPackage request that the package does not take.

    Raises:
        ServiceError: It does not.
    """
    if "ModelPackageGroupName" not in package:
        raise validation_error(
            f"UpdateModelPackage updates versioned models; {package['ModelPackageArn']} is unversioned"
        )
    _refuse_both_sources(request)
    _refuse_package_card(request)
    card, changed = package.get("ModelCard", {}), request.get("ModelCard", {})
    content = changed.get("ModelCardContent", card.get("ModelCardContent"))
    if card.get("ModelCardStatus") == "Archived" and content != card.get("ModelCardContent"):  # MC-007
        raise conflict("Model Card is in Archived state")
    known = {found["Name"] for found in package.get("AdditionalInferenceSpecifications", [])}
    more = request.get("AdditionalInferenceSpecificationsToAdd", [])
    if len(known) + len(more) > _MOST_ADDITIONAL:
        raise validation_error(
            f"A package holds at most {_MOST_ADDITIONAL} AdditionalInferenceSpecifications, "
            f"this makes {len(known) + len(more)}"
        )
    for added in more:
        if added["Name"] in known:
            raise validation_error(f"AdditionalInferenceSpecification {added['Name']} already exists")


def refuse_hyperparameters(algorithm: Request) -> None:
    """Refuse hyperparameters of a CreateAlgorithm request that contradict themselves.

    Raises:
        ServiceError: One does.
    """
    for parameter in algorithm["TrainingSpecification"].get("SupportedHyperParameters", []):
        name, kind = parameter["Name"], parameter["Type"]
        if parameter.get("IsRequired") and "DefaultValue" in parameter:  # AL-003
            raise validation_error(f"Hyperparameter {name}: one with a DefaultValue cannot be required")
        others = sorted(parameter.get("Range", {}).keys() - {f"{kind}ParameterRangeSpecification"})
        if others:  # AL-004
            raise validation_error(f"Hyperparameter {name}: {others[0]} does not match its Type {kind}")


def _refuse_version(request: Request) -> None:
    if request.get("Tags"):  # MP-003
        raise validation_error(TAGS_ON_VERSION)
    if request.get("CertifyForMarketplace"):  # MP-006; an explicit false is what AWS's own SDK sends
        raise validation_error("CertifyForMarketplace is not supported for versioned model packages")


def _refuse_unversioned(request: Request) -> None:
    if "ModelApprovalStatus" in request:  # MP-005
        raise validation_error("ModelApprovalStatus is not supported for unversioned model packages")
    if "SourceUri" in request:  # MP-011
        raise validation_error("SourceUri is not supported for unversioned model packages")
    specification = request.get("InferenceSpecification")
    missing = [name for name in _INSTANCE_LISTS if specification is not None and not specification.get(name)]
    if missing:  # MP-007
        raise validation_error(f"InferenceSpecification.{missing[0]} is required for unversioned model packages")


def _refuse_source(request: Request) -> None:
    _refuse_both_sources(request)
    if "InferenceSpecification" in request and "SourceAlgorithmSpecification" in request:  # MP-008
        raise validation_error("InferenceSpecification and SourceAlgorithmSpecification cannot both be provided")
    if not {"InferenceSpecification", "SourceAlgorithmSpecification", "SourceUri"} & request.keys():  # MP-009
        raise validation_error(
            "One of InferenceSpecification, SourceAlgorithmSpecification and SourceUri must be provided"
        )


def _refuse_package_card(request: Request) -> None:
    content = request.get("ModelCard", {}).get("ModelCardContent")
    if content is not None:  # MC-001, MC-003
        refuse_package_content(content)


def _refuse_both_sources(request: Request) -> None:
    if "SourceUri" in request and "InferenceSpecification" in request:  # MP-010
        raise validation_error("SourceUri and InferenceSpecification cannot both be provided")
