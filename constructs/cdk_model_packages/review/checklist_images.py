"""What a checklist asks of images: whose they are, where, and whether they are scanned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cdk_model_packages.review.checklist import OPEN, Subject, Told
from cdk_model_packages.review.shown import at, is_determined, listed, shown, type_of
from cdk_model_packages.templates import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

_ALGORITHM = "AWS::SageMaker::Algorithm"
_SCANNING = "AWS::ECR::RegistryScanningConfiguration"
_REGISTRY = re.compile(
    r"([0-9]{12}|\$\{AWS::AccountId\})\.dkr[.-]ecr[^/]*\.([a-z0-9-]+|\$\{AWS::Region\})\.(?:amazonaws|\$)"
)


def both_images(subject: Subject) -> Told | None:
    """Tell whether an algorithm has an image for training and one for inference."""
    if subject.type != _ALGORITHM:
        return None
    training = at(subject.properties, "TrainingSpecification", "TrainingImage")
    missing = [word for word, there in (("training", training), ("inference", subject.containers)) if not there]
    if not missing:
        return "yes", "it has a training and an inference image"
    return "no", f"it has no {listed(missing)} image"


def each_image(subject: Subject, tell: Callable[[Subject, str], Told]) -> Told:
    """Return the worst answer that any image gets."""
    images = subject.images
    if not images:
        return "cannot tell", "the template shows no image"
    told = [tell(subject, image) for image in images]
    return min(told, key=lambda one: ("no", "cannot tell", "yes").index(one[0]))


def _short(image: str) -> str:
    return image.split("/", 1)[-1]


def own_account(subject: Subject, image: str) -> Told:
    """Tell whether an image is in the account of the stack."""
    registry, here = _REGISTRY.match(image), subject.repositories(image)
    account = subject.place.account
    if here and (registry is None or account is None or registry[1] in {account, "${AWS::AccountId}"}):
        return "yes", f"{here[0]} is a repository of this stack"
    if registry is None:
        return ("no", f"{image} is not in ECR") if is_determined(image) and "${" not in image else OPEN
    if registry[1] in {account, "${AWS::AccountId}"}:
        return "yes", f"{_short(image)} is in the account of the stack"
    if account is None:
        return "cannot tell", f"the account of the stack is not known (--account); the image's is {registry[1]}"
    return "no", f"{_short(image)} is in account {registry[1]}, the stack in {account}"


def same_region(subject: Subject, image: str) -> Told:
    """Tell whether an image is in the region of the stack."""
    registry, region, here = _REGISTRY.match(image), subject.place.region, subject.repositories(image)
    if here and (registry is None or region is None or registry[2] in {region, "${AWS::Region}"}):
        return "yes", f"{here[0]} is a repository of this stack"
    if registry is None:
        return OPEN
    if registry[2] in {region, "${AWS::Region}"}:
        return "yes", f"{_short(image)} is in the region of the stack"
    if region is None:
        return "cannot tell", f"the region of the stack is not known (--region); the image's is {registry[2]}"
    return "no", f"{_short(image)} is in {registry[2]}, the stack in {region}"


def scanned(subject: Subject, image: str) -> Told:
    """Tell whether an image's repository scans what is pushed."""
    here = subject.repositories(image)
    if not here:
        return "cannot tell", f"the repository of {_short(image)} is not in this template"
    scan = at(subject.resources[here[0]]["Properties"], "ImageScanningConfiguration")
    value = at(scan, "ScanOnPush")
    if scan is UNKNOWN or value is UNKNOWN:
        return OPEN
    if shown(value) == "true":
        return "yes", f"ScanOnPush of {here[0]}"
    if any(type_of(one) == _SCANNING for one in subject.resources.values()):
        return "cannot tell", "the registry's scanning configuration decides"
    return "no", f"{here[0]} does not scan on push, unless the registry is set to"
