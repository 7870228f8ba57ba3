"""What AWS Marketplace asks of a model package or algorithm before it can be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cdk_model_packages.review.checklist import OPEN, Item, Subject, Told
from cdk_model_packages.review.checklist_images import both_images, each_image, own_account, same_region, scanned
from cdk_model_packages.review.shown import (
    NOT_DETERMINED,
    at,
    is_determined,
    listed,
    mapping,
    mappings,
    several,
    shown,
    target,
    type_of,
)
from cdk_model_packages.templates import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

_ALGORITHM = "AWS::SageMaker::Algorithm"


def _certified(subject: Subject) -> Told:
    value = subject.properties.get("CertifyForMarketplace")
    if value is UNKNOWN:
        return OPEN
    if subject.is_certified:
        return "yes", "CertifyForMarketplace is true"
    return (
        "no",
        "CertifyForMarketplace is not true: it cannot be listed, and the rules of certification do not judge it",
    )


def _unversioned(subject: Subject) -> Told | None:
    if subject.type == _ALGORITHM:
        return None
    group = subject.properties.get("ModelPackageGroupName")
    return ("yes", "it is in no group") if group is None else ("no", f"it is a version of {shown(group)}")


def _validated(subject: Subject) -> Told:
    if subject.type == _ALGORITHM:
        return "no", "AWS::SageMaker::Algorithm has no ValidationSpecification; create it through the API"
    specification = subject.properties.get("ValidationSpecification")
    profiles = at(specification, "ValidationProfiles")
    if specification is UNKNOWN or profiles is UNKNOWN:
        return OPEN
    names = [shown(one.get("ProfileName")) for one in mappings(profiles)]
    if not names:
        return "no", "it has no validation profile"
    if subject.properties.get("SkipModelValidation") == "All":
        return "no", "SkipModelValidation is All"
    return "yes", f"profile {listed(names)}"


def _role(subject: Subject) -> Told | None:
    """Tell what is known of the validation role: the rules follow its policies, as far as the template has them."""
    role = at(subject.properties, "ValidationSpecification", "ValidationRole")
    if role is None:
        return None
    name = target(shown(role)) or ""
    found = subject.resources.get(name)
    if found is None:
        return "cannot tell", f"{shown(role)} is not in this template"
    outside = [arn for arn in several(found["Properties"].get("ManagedPolicyArns")) if target(arn) is None]
    if outside:
        return "cannot tell", f"what {outside[0]} allows, the template does not say"
    return "yes", f"no rule misses a permission of {name}"


def _places(subject: Subject) -> Told:
    values = [one.get("ModelDataUrl") for one in subject.containers]
    for profile in mappings(at(subject.properties, "ValidationSpecification", "ValidationProfiles")):
        job = profile.get("TransformJobDefinition")
        values.append(at(job, "TransformInput", "DataSource", "S3DataSource", "S3Uri"))
        values.append(at(job, "TransformOutput", "S3OutputPath"))
    buckets = sorted({shown(one).removeprefix("s3://").split("/", 1)[0] for one in values if one is not None})
    resources = subject.resources
    outside = [one for one in buckets if type_of(resources.get(target(one) or "", {})) != "AWS::S3::Bucket"]
    if outside:
        return "cannot tell", f"where {listed(outside)} is, the template does not say"
    return "yes", f"{listed(buckets)} of this stack" if buckets else "nothing of it is in S3"


def _region(subject: Subject) -> Told:
    region = subject.place.region
    if region is None:
        return "cannot tell", "the region of the stack is not known (--region)"
    if not subject.is_certified:
        return "cannot tell", f"{region} is judged once CertifyForMarketplace is true"
    return "yes", region


def _instance_types(subject: Subject) -> Told:
    specification = mapping(subject.properties.get("InferenceSpecification"))
    wanted = ("SupportedTransformInstanceTypes", "SupportedRealtimeInferenceInstanceTypes")
    return _all_there(specification, wanted, subject)


def _mime_types(subject: Subject) -> Told:
    specification = mapping(subject.properties.get("InferenceSpecification"))
    return _all_there(specification, ("SupportedContentTypes", "SupportedResponseMIMETypes"), subject)


def _all_there(specification: dict[str, object], wanted: tuple[str, ...], subject: Subject) -> Told:
    if not specification:
        is_open = subject.properties.get("InferenceSpecification") is UNKNOWN
        return OPEN if is_open else ("cannot tell", "it has no InferenceSpecification: SageMaker fills it in")
    missing = [key for key in wanted if specification.get(key) in (None, [])]
    if missing:
        return "no", f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} not given"
    counts = [f"{len(several(specification[key]))} in {key}" for key in wanted]
    return OPEN if any(specification[key] is UNKNOWN for key in wanted) else ("yes", listed(counts))


def _no_model_data_source(subject: Subject) -> Told:
    if any("ModelDataSource" in one for one in subject.containers):
        return "no", "a container has ModelDataSource"
    is_open = UNKNOWN in (subject.properties.get("InferenceSpecification"), *_raw_containers(subject))
    return OPEN if is_open else ("yes", "no container has ModelDataSource")


def _raw_containers(subject: Subject) -> list[object]:
    found = at(subject.properties, "InferenceSpecification", "Containers")
    return cast("list[object]", found) if isinstance(found, list) else [found]


def _one_archive(subject: Subject) -> Told | None:
    urls = [shown(one["ModelDataUrl"]) for one in subject.containers if "ModelDataUrl" in one]
    urls += [
        shown(one.get("ModelDataUrl"))
        for one in mappings(at(subject.properties, "SourceAlgorithmSpecification", "SourceAlgorithms"))
    ]
    if not urls:
        return None if subject.type == _ALGORITHM else ("yes", "no ModelDataUrl: the image carries the model")
    other = [url for url in urls if not url.endswith(".tar.gz")]
    if not other:
        return "yes", listed(urls)
    return (
        OPEN
        if any(not is_determined(url) or url.endswith("}") for url in other)
        else ("no", f"{other[0]} is no .tar.gz")
    )


def _environment(subject: Subject) -> Told | None:
    found = [one.get("Environment") for one in subject.containers]
    if UNKNOWN in found or any(value is UNKNOWN for one in found for value in mapping(one).values()):
        return OPEN
    keys = sorted({key for one in found for key in mapping(one)})
    if not subject.is_certified and keys:
        return "cannot tell", f"{listed(keys)}: judged once CertifyForMarketplace is true"
    return "yes", f"nothing in {listed(keys)} leads outside" if keys else "no container has an Environment"


def _named(key: str, missing: str) -> Callable[[Subject], Told | None]:
    def tell(subject: Subject) -> Told | None:
        name = key.replace("ModelPackage", "Algorithm") if subject.type == _ALGORITHM else key
        value = subject.properties.get(name)
        if value is None or value == "":
            return "no", f"{name} is not given: {missing}"
        text = shown(value)
        return OPEN if text == NOT_DETERMINED else ("yes", text if len(text) <= 80 else f"{text[:77]}...")

    return tell


def _never(why: str) -> Callable[[Subject], Told]:
    return lambda _: ("cannot tell", why)


MARKETPLACE = (
    Item("It is certified for Marketplace", ("MP-006",), _certified),
    Item("It is no version of a group", ("MP-006",), _unversioned),
    Item(
        "It has a name that customers see", ("MP-002",), _named("ModelPackageName", "the service has nothing to list")
    ),
    Item("It has a description", (), _named("ModelPackageDescription", "buyers see it in the console")),
    Item(
        "A validation profile runs before it is accepted",
        ("MK-001", "VP-001", "VP-016", "AL-001", "AL-009"),
        _validated,
    ),
    Item("The region is enabled by default", ("MK-003",), _region),
    Item("Training and inference image are both given", ("AL-002",), both_images),
    Item("The image is in the account that publishes", ("MK-002",), lambda one: each_image(one, own_account)),
    Item("The image is the seller's own", ("MK-005",), lambda one: each_image(one, own_account)),
    Item("The image is in the region of the package", ("CT-009",), lambda one: each_image(one, same_region)),
    Item("Model and samples are in the region of the package", ("CT-002", "VP-018"), _places),
    Item("The validation role may do what validation needs", ("VP-012", "VP-013", "VP-014", "IM-019"), _role),
    Item("The image is scanned when it is pushed", ("MK-007",), lambda one: each_image(one, scanned)),
    Item("The scan finds nothing critical or high", (), _never("see the scan's findings in ECR")),
    Item("No container has ModelDataSource", ("MK-004", "MP-013"), _no_model_data_source),
    Item("The model is one .tar.gz", ("CT-001", "AL-006"), _one_archive),
    Item("The environment configures no network", ("MK-006",), _environment),
    Item(
        "The container works without a network",
        (),
        _never("try it: docker run --network none"),
    ),
    Item("Instance types for transform and for endpoints are listed", ("MP-007",), _instance_types),
    Item("Content types and response types are listed", (), _mime_types),
    Item("Samples hold nothing private", ("MK-008",), _never("buyers see the validation data: look at it")),
)
