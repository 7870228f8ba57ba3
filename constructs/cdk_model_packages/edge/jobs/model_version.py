"""The version of a model package group that is packaged: one that is approved and complete."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec.packaging_request.request import LATEST
from cdk_model_packages.spec.text import NAME

if TYPE_CHECKING:
    from cdk_model_packages.edge.jobs.clients import Clients

_MISSING = ("ResourceNotFound", "does not exist")
_APPROVED, _COMPLETED = "Approved", "Completed"


def is_group_name(project_name: str) -> bool:
    """Tell whether a group can have the name of a project; Lookout allowed underscores, and 255 characters."""
    return re.fullmatch(NAME, project_name) is not None


def no_group_name(project_name: str) -> str:
    """Tell why a project's name is no group's."""
    return (
        f"project {project_name!r}: no model package group can have that name (letters, digits and hyphens, at most "
        "63); name the group that holds the model's versions"
    )


def find_version(clients: Clients, project_name: str, model_version: str) -> str:
    """Return the ARN of a version that may be packaged.

    Args:
        clients: Of the AWS to look in.
        project_name: The group.
        model_version: A number, or ``latest``: the newest that is approved and complete.

    Raises:
        EdgeError: when there is none, or it is not approved, or not complete.
    """
    if not is_group_name(project_name):
        raise EdgeError(no_group_name(project_name))
    group: Any = clients.call(
        "sagemaker", "describe_model_package_group", missing=_MISSING, ModelPackageGroupName=project_name
    )
    if group is None:
        raise EdgeError(f"project {project_name}: there is no model package group of that name in {clients.region}")
    if model_version == LATEST:
        return _latest(clients, project_name)
    arn = f"{group['ModelPackageGroupArn'].replace(':model-package-group/', ':model-package/')}/{model_version}"
    package: Any = clients.call("sagemaker", "describe_model_package", missing=_MISSING, ModelPackageName=arn)
    if package is None:
        raise EdgeError(f"version {model_version} of {project_name}: there is none; {_newest(clients, project_name)}")
    approval, status = package.get("ModelApprovalStatus"), package.get("ModelPackageStatus")
    if status != _COMPLETED:
        fix = "wait until it is" if status in {"Pending", "InProgress"} else "register another version"
        raise EdgeError(f"version {model_version} of {project_name}: is {status}, and must be {_COMPLETED}; {fix}")
    if approval != _APPROVED:
        raise EdgeError(
            f"version {model_version} of {project_name}: is {approval}, and must be {_APPROVED}; approve it: "
            f"aws sagemaker update-model-package --model-package-arn {arn} --model-approval-status {_APPROVED}"
        )
    return str(package["ModelPackageArn"])


def _latest(clients: Clients, project_name: str) -> str:
    token: dict[str, str] = {}
    while True:
        answer = clients.call(
            "sagemaker",
            "list_model_packages",
            ModelPackageGroupName=project_name,
            ModelApprovalStatus=_APPROVED,
            SortBy="CreationTime",
            SortOrder="Descending",
            **token,
        )
        complete = [one for one in answer["ModelPackageSummaryList"] if one["ModelPackageStatus"] == _COMPLETED]
        if complete:
            return str(max(complete, key=_number)["ModelPackageArn"])
        if not answer.get("NextToken"):
            raise EdgeError(
                f"version latest of {project_name}: the group has none that is {_APPROVED} and {_COMPLETED}; "
                "approve one, or name a number"
            )
        token = {"NextToken": answer["NextToken"]}


def _newest(clients: Clients, project_name: str) -> str:
    answer = clients.call(
        "sagemaker",
        "list_model_packages",
        ModelPackageGroupName=project_name,
        SortBy="CreationTime",
        SortOrder="Descending",
    )
    numbers = sorted((_number(one) for one in answer["ModelPackageSummaryList"]), reverse=True)
    if not numbers:
        return "the group has no version yet"
    return f"its newest is {numbers[0]}"


def _number(summary: Any) -> int:
    return int(summary["ModelPackageVersion"])
