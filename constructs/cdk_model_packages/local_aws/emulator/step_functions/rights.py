"""What a role must allow for a call: actions and resources of the Service Authorization Reference.

https://docs.aws.amazon.com/service-authorization/latest/reference/, pages of SageMaker, IoT Greengrass V2 and IoT.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .. import hooks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .calls import SdkCall

_VERB = re.compile(r"(?:Create|Describe|Update|Delete|Put|Get|Stop)(?P<noun>.+)")
_SAGEMAKER_NOUNS = {
    "ModelPackageGroupPolicy": ("model-package-group", "ModelPackageGroupName"),
    "ModelPackageGroup": ("model-package-group", "ModelPackageGroupName"),
    "ModelPackage": ("model-package", "ModelPackageName"),
    "Algorithm": ("algorithm", "AlgorithmName"),
    "ModelCard": ("model-card", "ModelCardName"),
    "Model": ("model", "ModelName"),
    "CompilationJob": ("compilation-job", "CompilationJobName"),
}
_PASSED = {
    "CreateCompilationJob": ("RoleArn",),
    "CreateModel": ("ExecutionRoleArn",),
    "CreateModelPackage": ("ValidationSpecification", "ValidationRole"),
    "CreateAlgorithm": ("ValidationSpecification", "ValidationRole"),
}
_ON_GROUPS = ("iot:DescribeThingGroup",)
_ON_THINGS = ("iot:DescribeThing", "iot:GetThingShadow", "iot:UpdateThingShadow")
_ON_JOBS = ("iot:CreateJob", "iot:DescribeJob")


@dataclass(frozen=True)
class Right:
    """An action on a resource.

    Attributes:
        action: For example ``sagemaker:CreateCompilationJob``.
        resource: The ARN; ``*``: the action has no resources.
        context: Values of condition keys.
    """

    action: str
    resource: str
    context: dict[str, str] = field(default_factory=dict)


def rights(call: SdkCall) -> Iterator[Right]:
    """Yield everything that a call needs."""
    if call.service == "sagemaker":
        yield from _of_sagemaker(call)
    elif call.service == "greengrassv2":
        yield from _of_greengrass(call)
    else:
        kind, name = ("thinggroup", "thingGroupName") if "Group" in call.operation else ("thing", "thingName")
        yield Right(f"iot:{call.operation}", _arn("iot", f"{kind}/{call.request.get(name, '')}"))


def _of_sagemaker(call: SdkCall) -> Iterator[Right]:
    request, resource = call.request, _sagemaker_resource(call)
    yield Right(f"sagemaker:{call.operation}", resource)
    if request.get("Tags") and call.operation.startswith("Create"):
        yield Right("sagemaker:AddTags", resource)
    role: Any = request
    for name in _PASSED.get(call.operation, ("",)):
        role = role.get(name) if isinstance(role, dict) else None
    if isinstance(role, str):
        yield Right("iam:PassRole", role, {"iam:PassedToService": "sagemaker.amazonaws.com"})


def _sagemaker_resource(call: SdkCall) -> str:
    request, found = call.request, _VERB.fullmatch(call.operation)
    if call.operation in {"AddTags", "DeleteTags", "ListTags"}:
        return str(request.get("ResourceArn", "*"))
    if call.operation == "ListModelCardVersions":
        return _named("model-card", request.get("ModelCardName", ""))
    if call.operation in {"CreateModelPackage", "ListModelPackages"} and "ModelPackageGroupName" in request:
        group = str(request["ModelPackageGroupName"])
        return f"{_named('model-package', group.rpartition('/')[2])}/*"
    if found is None or found["noun"] not in _SAGEMAKER_NOUNS:
        return "*"
    kind, member = _SAGEMAKER_NOUNS[found["noun"]]
    return _named(kind, str(request.get(member) or request.get("ModelPackageArn") or ""))


def _of_greengrass(call: SdkCall) -> Iterator[Right]:
    request, operation = call.request, call.operation
    recipe = call.recipe()
    component = _arn("greengrass", f"components:{recipe.get('componentname', '')}")
    resource = "*"
    if operation == "CreateComponentVersion":
        resource = component
    elif "arn" in request or "resourceArn" in request:
        resource = str(request.get("arn") or request.get("resourceArn"))
    elif "deploymentId" in request:
        resource = _arn("greengrass", f"deployments:{request['deploymentId']}")
    elif "coreDeviceThingName" in request:
        resource = _arn("greengrass", f"coreDevices:{request['coreDeviceThingName']}")
    yield Right(f"greengrass:{operation}", resource)
    if request.get("tags") and operation == "CreateComponentVersion":
        yield Right("greengrass:TagResource", f"{component}:versions:{recipe.get('componentversion', '')}")
    if request.get("tags") and operation == "CreateDeployment":
        yield Right("greengrass:TagResource", _arn("greengrass", "deployments:*"))
    if operation == "CreateDeployment":
        yield from _of_deployment(str(request.get("targetArn", "")))


def _of_deployment(target: str) -> Iterator[Right]:
    """Yield what the service does in the caller's name to reach the devices."""
    if ":thinggroup/" not in target:
        yield from (Right(action, target) for action in _ON_THINGS)
        return
    yield from (Right(action, target) for action in _ON_GROUPS)
    yield from (Right(action, _arn("iot", "job/*")) for action in _ON_JOBS)


def _named(kind: str, name_or_arn: str) -> str:
    return name_or_arn if name_or_arn.startswith("arn:") else _arn("sagemaker", f"{kind}/{name_or_arn}")


def _arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{hooks.region()}:{hooks.account()}:{resource}"
