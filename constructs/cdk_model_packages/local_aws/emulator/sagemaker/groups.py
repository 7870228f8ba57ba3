"""Model package groups."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import conflict, validation_error
from . import names
from .pages import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..persistence import State

KIND = "model-package-group"
Record = dict[str, Any]


class Groups:
    """The groups of every account and region, by name."""

    def __init__(self, state: State) -> None:
        self._groups = state.table("groups")

    def create(self, request: Record) -> Record:
        """CreateModelPackageGroup."""
        name = request["ModelPackageGroupName"]
        arn = names.arn(f"{KIND}/{name}")
        if name in self._groups:
            raise validation_error(f"Model Package Group already exists: {arn}")
        self._groups[name] = {
            **request,
            "Tags": request.get("Tags", []),
            "ModelPackageGroupArn": arn,
            "CreationTime": names.now(),
            "CreatedBy": names.caller(),
            "ModelPackageGroupStatus": "Completed",
            "LastVersion": 0,
        }
        return {"ModelPackageGroupArn": arn}

    def describe(self, request: Record) -> Record:
        """DescribeModelPackageGroup."""
        return self.get(request["ModelPackageGroupName"])

    def list(self, request: Record) -> Record:
        """ListModelPackageGroups."""
        return page(
            self._groups.values(),
            request,
            arn_key="ModelPackageGroupArn",
            name_key="ModelPackageGroupName",
            list_key="ModelPackageGroupSummaryList",
        )

    def delete(self, request: Record, versions: Callable[[str], int]) -> None:
        """DeleteModelPackageGroup."""
        group = self.get(request["ModelPackageGroupName"])
        left = versions(group["ModelPackageGroupName"])
        if left:
            raise conflict(
                f"Model Package Group cannot be deleted: {group['ModelPackageGroupArn']} "
                f"still contains {left} model package version(s)"
            )
        del self._groups[group["ModelPackageGroupName"]]

    def put_policy(self, request: Record) -> Record:
        """PutModelPackageGroupPolicy."""
        group = self.get(request["ModelPackageGroupName"])
        try:
            json.loads(request["ResourcePolicy"])
        except ValueError as error:
            raise validation_error(f"ResourcePolicy is not JSON: {error}") from error
        group["ResourcePolicy"] = request["ResourcePolicy"]
        return {"ModelPackageGroupArn": group["ModelPackageGroupArn"]}

    def get_policy(self, request: Record) -> Record:
        """GetModelPackageGroupPolicy."""
        return {"ResourcePolicy": self._with_policy(request)["ResourcePolicy"]}

    def delete_policy(self, request: Record) -> None:
        """DeleteModelPackageGroupPolicy."""
        del self._with_policy(request)["ResourcePolicy"]

    def get(self, name_or_arn: str) -> Record:
        """Return the record of a group, to be read and changed.

        Raises:
            ServiceError: There is no such group.
        """
        name = names.resource_of(name_or_arn, KIND)
        group = self._groups.get(name)
        if group is None:
            raise validation_error(f"ModelPackageGroup {names.arn(f'{KIND}/{name}')} does not exist.")
        return group

    def policy(self, name: str) -> str | None:
        """Return the policy of a group; ``None``: it has none, or there is no such group."""
        group = self._groups.get(name)
        return None if group is None else group.get("ResourcePolicy")

    def next_version(self, group: Record) -> int:
        """Count one version up. The count is the group's own: a deleted version's number does not return."""
        group["LastVersion"] += 1
        return int(group["LastVersion"])

    def _with_policy(self, request: Record) -> Record:
        group = self.get(request["ModelPackageGroupName"])
        if "ResourcePolicy" not in group:
            raise validation_error(f"Cannot find resource policy for: {group['ModelPackageGroupArn']}")
        return group
