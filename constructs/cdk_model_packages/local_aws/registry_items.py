"""What the services say of one resource of a stack."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

GROUP = "AWS::SageMaker::ModelPackageGroup"
PACKAGE = "AWS::SageMaker::ModelPackage"
_ALGORITHM = "AWS::SageMaker::Algorithm"
_MODEL = "AWS::SageMaker::Model"
_MODEL_CARD = "AWS::SageMaker::ModelCard"
_COMPONENT = "AWS::GreengrassV2::ComponentVersion"
_DEPLOYMENT = "AWS::GreengrassV2::Deployment"
_STATE_MACHINE = "AWS::StepFunctions::StateMachine"

_Described = tuple[str, list[str], list[str]]  # what it is called, states, details


@dataclass(frozen=True)
class RegistryItem:
    """One resource.

    Attributes:
        noun: What it is, in words.
        arn: Its ARN, or its id where the service goes by that. Where it is gone: what its stack calls it.
        states: What state it is in; empty: it is gone.
        details: Lines about what it is made of.
    """

    noun: str
    arn: str
    states: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


def registry_item(client_of: Callable[[str], Any], type_name: str, identifier: str) -> RegistryItem | None:
    """Ask a resource's service about it.

    Args:
        client_of: Returns the client of a service.
        type_name: CloudFormation type of the resource.
        identifier: What ``Ref`` answers.

    Returns:
        What it is, or ``None``: it is nothing that is told by itself.
    """
    if type_name not in _READERS:
        return None
    noun, service, read = _READERS[type_name]
    try:
        arn, states, details = read(client_of(service), identifier)
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


def _component(greengrass: Any, identifier: str) -> _Described:
    found = greengrass.describe_component(arn=identifier)
    recipe = json.loads(greengrass.get_component(arn=identifier, recipeOutputFormat="JSON")["recipe"])
    uris = [artifact["Uri"] for manifest in recipe["Manifests"] for artifact in manifest["Artifacts"]]
    return found["arn"], [found["status"]["componentState"]], [f"artifact {uri}" for uri in dict.fromkeys(uris)]


def _deployment(greengrass: Any, identifier: str) -> _Described:
    found = greengrass.get_deployment(deploymentId=identifier)
    components = found.get("components", {}).items()
    return (
        found["deploymentId"],
        [found["deploymentStatus"], *([] if found["isLatestForTarget"] else ["superseded"])],
        [
            f"target {found['targetArn']}",
            *(f"component {name} {specification['componentVersion']}" for name, specification in components),
        ],
    )


def _state_machine(step_functions: Any, identifier: str) -> _Described:
    found = step_functions.describe_state_machine(stateMachineArn=identifier)
    newest = step_functions.list_executions(stateMachineArn=identifier, maxResults=1)["executions"]
    return found["stateMachineArn"], [found["status"]], [_execution(step_functions, one) for one in newest]


def _execution(step_functions: Any, execution: Mapping[str, Any]) -> str:
    found = step_functions.describe_execution(executionArn=execution["executionArn"])
    output: Any = json.loads(found.get("output") or "null")
    # Other machines end with anything; the CDK's own waiter with null.
    made = cast("dict[str, str]", output).get("ComponentVersionArn", "") if isinstance(output, dict) else ""
    told = f"{found['error']}: {found['cause']}" if "error" in found else made
    return f"newest execution {found['name']} {found['status']} {told}".rstrip()


def _contents(container: Mapping[str, Any]) -> Iterator[str]:
    if "ModelPackageName" in container:
        yield f"package {container['ModelPackageName']}"
    elif "ModelDataUrl" in container:
        yield f"artifact {container['ModelDataUrl']}"
    elif "ModelDataSource" in container:
        yield f"artifact {container['ModelDataSource']['S3DataSource']['S3Uri']}"


_READERS: dict[str, tuple[str, str, Callable[[Any, str], _Described]]] = {
    PACKAGE: ("model package", "sagemaker", _package),
    _ALGORITHM: ("algorithm", "sagemaker", _algorithm),
    _MODEL: ("model", "sagemaker", _model),
    _MODEL_CARD: ("model card", "sagemaker", _model_card),
    _COMPONENT: ("component", "greengrassv2", _component),
    _DEPLOYMENT: ("deployment", "greengrassv2", _deployment),
    _STATE_MACHINE: ("state machine", "stepfunctions", _state_machine),
}
