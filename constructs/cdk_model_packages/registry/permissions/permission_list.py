"""Permissions as somebody gets them: statements, a policy, a grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_iam as iam

from cdk_model_packages.registry.permissions.permission import with_sids

if TYPE_CHECKING:
    from cdk_model_packages.registry.permissions.permission import Permission


class PermissionList:
    """Permissions that belong together."""

    _permissions: tuple[Permission, ...]

    @property
    def actions(self) -> tuple[str, ...]:
        """All actions, in alphabetical order."""
        return tuple(sorted({action for each in self._permissions for action in each.actions}))

    @property
    def statements(self) -> tuple[iam.PolicyStatement, ...]:
        """One statement for each purpose, which its Sid tells. Sids are unique within these."""
        return tuple(each.statement(sid) for sid, each in with_sids(self._permissions))

    @property
    def document(self) -> iam.PolicyDocument:
        """A policy of its own, for example of an ``iam.ManagedPolicy``."""
        return iam.PolicyDocument(statements=[*self.statements])

    def grant_to(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow it to somebody.

        The statements have no Sid there: a policy that is granted to twice would hold it twice.

        Args:
            grantee: An operator's or a pipeline's role, a user, a group.
        """
        first, *others = (
            iam.Grant.add_to_principal(
                grantee=grantee,
                actions=[*each.actions],
                resource_arns=[*each.resources],
                conditions=None if each.condition is None else each.condition.as_json(),
            )
            for each in self._permissions
        )
        for other in others:
            first = first.combine(other)
        return first
