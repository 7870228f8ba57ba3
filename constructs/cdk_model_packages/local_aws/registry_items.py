"""What the model registry says of one resource of a stack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

GROUP = "AWS::SageMaker::ModelPackageGroup"
PACKAGE = "AWS::SageMaker::ModelPackage"
_ALGORITHM = "AWS::SageMaker::Algorithm"
_MODEL = "AWS::SageMaker::Model"
_MODEL_CARD = "AWS::SageMaker::ModelCard"

_Described = tuple[str, list[str], list[str]]  # ARN, states, details


@dataclass(frozen=True)
class RegistryItem:
    """One resource of the registry.

    Attributes:
        noun: What it is, in words.
        arn: Its ARN. Where it is gone: what its stack calls it.
        states: What state it is in; empty: it is gone.
        details: Lines about what it is made of.
    """

    noun: str
    arn: str
    states: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


def registry_item(sagemaker: Any, type_name: str, identifier: str) -> RegistryItem | None:
    """Ask the registry about a resource.

    Args:
        sagemaker: A client.
        type_name: CloudFormation type of the resource.
        identifier: What ``Ref`` answers.

    Returns:
        What it is, or ``None``: it is nothing that the registry keeps by itself.
    """
    if type_name not in _READERS:
        return None
    noun, read = _READERS[type_name]
    try:
        arn, states, details = read(sagemaker, identifier)
    except ClientError:
        return RegistryItem(noun, identifier)
    return RegistryItem(noun, arn, tuple(states), tuple(details))


def _package(sagemaker: Any, identifier: str) -> _Described:
    found = sagemaker.describe_model_package(ModelPackageName=identifier)
    approval = found.get("ModelApprovalStatus")
    containers = found.get("InferenceSpecification", {}).get("Containers", [])
    return (
        found["ModelPackageArn"],
        [found["ModelPackageStatus"], *([approval] if approval else [])],
        [line for container in containers for line in _contents(container)],
    )


def _algorithm(sagemaker: Any, identifier: str) -> _Described:
    found = sagemaker.describe_algorithm(AlgorithmName=identifier)
    image = found["TrainingSpecification"]["TrainingImage"]
    return found["AlgorithmArn"], [found["AlgorithmStatus"]], [f"training image {image}"]


def _model(sagemaker: Any, identifier: str) -> _Described:
    found = sagemaker.describe_model(ModelName=identifier.rpartition("/")[2])  # it takes no ARN
    isolated = ["network-isolated"] if found.get("EnableNetworkIsolation") else []
    containers = found.get("Containers") or [found["PrimaryContainer"]]
    return (
        found["ModelArn"],
        ["Created", *isolated],
        [line for container in containers for line in _contents(container)],
    )


def _model_card(sagemaker: Any, identifier: str) -> _Described:
    found = sagemaker.describe_model_card(ModelCardName=identifier)
    return found["ModelCardArn"], [found["ModelCardStatus"], f"version {found['ModelCardVersion']}"], []


def _contents(container: Mapping[str, Any]) -> Iterator[str]:
    if "ModelPackageName" in container:
        yield f"package {container['ModelPackageName']}"
    elif "ModelDataUrl" in container:
        yield f"artifact {container['ModelDataUrl']}"
    elif "ModelDataSource" in container:
        yield f"artifact {container['ModelDataSource']['S3DataSource']['S3Uri']}"


_READERS: dict[str, tuple[str, Callable[[Any, str], _Described]]] = {
    PACKAGE: ("model package", _package),
    _ALGORITHM: ("algorithm", _algorithm),
    _MODEL: ("model", _model),
    _MODEL_CARD: ("model card", _model_card),
}
