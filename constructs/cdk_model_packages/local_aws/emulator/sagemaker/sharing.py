"""Groups and their versions in the hands of another account, as the group's policy allows.

https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html#model-registry-version-xaccount
"""

from __future__ import annotations

from contextvars import Context, copy_context
from typing import TYPE_CHECKING, Any

from .. import hooks, permissions
from ..errors import ServiceError
from . import groups, packages
from .names import Arn

if TYPE_CHECKING:
    from .groups import Groups
    from .packages import Packages

_MEMBERS = ("ModelPackageGroupName", "ModelPackageName", "ModelPackageArn")
_ON_VERSIONS = {"CreateModelPackage", "ListModelPackages"}  # the guide's policies allow them on the versions

Record = dict[str, Any]


class Sharing:
    """Who may reach a group from another account of the same region."""

    def __init__(self, all_groups: Groups, all_packages: Packages) -> None:
        self._groups = all_groups
        self._packages = all_packages

    def context(self, operation: str, request: Record) -> Context | None:
        """Return the owner's context for a request about another account's group or version.

        Raises:
            ServiceError: The group's policy does not allow the caller to make it.
        """
        for member in _MEMBERS:
            arn = Arn.of(request[member]) if isinstance(request.get(member), str) else None
            if arn is not None and arn.is_shared and arn.kind in {groups.KIND, packages.KIND}:
                return self._owner(arn, operation)
        return None

    def package(self, name_or_arn: str, operation: str) -> Record:
        """Return the record of a package, of this account or of one whose group allows an operation.

        Raises:
            ServiceError: There is no such package, or the caller may not.
        """
        arn = Arn.of(name_or_arn)
        if arn is None or not arn.is_shared:
            return self._packages.get(name_or_arn)
        return self._owner(arn, operation).run(self._packages.get, name_or_arn)

    def _owner(self, arn: Arn, operation: str) -> Context:
        action, group = f"sagemaker:{operation}", arn.name.partition("/")[0]
        versions = f"arn:aws:sagemaker:{arn.region}:{arn.account}:{packages.KIND}/{group}"
        on_versions = arn.kind == groups.KIND and operation in _ON_VERSIONS
        resource = f"{versions}/*" if on_versions else arn.text
        context = copy_context()
        context.run(hooks.act_as, arn.account, arn.region)
        policy = context.run(self._groups.policy, group)
        if policy is None or not permissions.policy_allows(policy, action, resource):
            raise ServiceError(
                "AccessDeniedException",
                f"User: arn:aws:iam::{hooks.account()}:root is not authorized to perform: {action} on resource: "
                f"{resource} because no resource-based policy allows the {action} action",
            )
        return context
