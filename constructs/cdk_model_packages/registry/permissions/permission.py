"""One statement of a policy, as plain data that can be merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aws_cdk import aws_iam as iam

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Condition:
    """A condition of a statement: one operator, one key.

    Attributes:
        operator: For example ``StringEquals``.
        key: A key that the Service Authorization Reference lists for the action.
        values: Any of them fits.
    """

    operator: str
    key: str
    values: tuple[str, ...]

    def as_json(self) -> dict[str, dict[str, str | list[str]]]:
        """Return it as a policy writes it."""
        value = self.values[0] if len(self.values) == 1 else list(self.values)
        return {self.operator: {self.key: value}}


@dataclass(frozen=True)
class Permission:
    """Actions on resources, and what they are for.

    Attributes:
        purpose: For example ``ReadImages``; the statement's Sid.
        actions: With their service, for example ``ecr:BatchGetImage``.
        resources: ARNs.
        condition: ``None``: none.
    """

    purpose: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    condition: Condition | None = None

    def statement(self, sid: str | None = None) -> iam.PolicyStatement:
        """Return it for the CDK."""
        return iam.PolicyStatement(
            sid=sid,
            actions=list(self.actions),
            resources=list(self.resources),
            conditions=None if self.condition is None else self.condition.as_json(),
        )


def merged(permissions: Iterable[Permission]) -> tuple[Permission, ...]:
    """Join what is for the same resources under the same condition; an action stands there once."""
    joined: dict[tuple[str, tuple[str, ...], Condition | None], dict[str, None]] = {}
    for each in permissions:
        if each.actions and each.resources:
            place = joined.setdefault((each.purpose, each.resources, each.condition), {})
            place.update(dict.fromkeys(each.actions))
    return tuple(
        Permission(purpose, tuple(actions), resources, condition)
        for (purpose, resources, condition), actions in joined.items()
    )


def with_sids(permissions: Iterable[Permission]) -> list[tuple[str, Permission]]:
    """Name each by its purpose, and number the second and later ones: a Sid stands once in a policy."""
    seen: dict[str, int] = {}
    named: list[tuple[str, Permission]] = []
    for each in permissions:
        count = seen[each.purpose] = seen.get(each.purpose, 0) + 1
        named.append((each.purpose if count == 1 else f"{each.purpose}{count}", each))
    return named
