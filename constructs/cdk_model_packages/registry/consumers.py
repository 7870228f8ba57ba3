"""Who a group is shared with: other accounts, organizations, organizational units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token
from cdk_model_packages.spec.base import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aws_cdk import aws_iam as iam

_ORGANIZATION = r"o-[a-z0-9]{10,32}"
_ROOT = r"r-[0-9a-z]{4,32}"
_OU = r"ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}"

_SOURCE = "AWS Organizations API"

ACCOUNT_ID = Text("AccountId", pattern="[0-9]{12}", like="123456789012, 12 digits", hint="correct it", source=_SOURCE)
ORGANIZATION_ID = Text(
    "OrganizationId", pattern=_ORGANIZATION, like="o-a1b2c3d4e5", hint="copy the organization's id", source=_SOURCE
)
OU_PATH = Text(
    "PrincipalOrgPaths",
    pattern=rf"{_ORGANIZATION}/{_ROOT}/({_OU}/)+\*?",
    like="o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*",
    hint="write the path from the organization to the OU, then /* with the OUs below it, or / without",
    source=_SOURCE,
)
"""Source: AWS Organizations API, AccountId, OrganizationId, RootId, OrganizationalUnitId; IAM user guide,
"Understand the AWS Organizations entity path"."""


@dataclass(frozen=True)
class Consumers:
    """Who a group is shared with. Any text may be a CDK token.

    Attributes:
        accounts: Account ids.
        organizations: Ids of organizations.
        ous: Paths of organizational units.
    """

    accounts: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    ous: tuple[str, ...] = ()

    @classmethod
    def of(cls, accounts: Iterable[str], organization: str | None, ou: str | None) -> Consumers:
        """Take what a user wrote, each once.

        Raises:
            SpecError: ``SPEC-001`` when an id is none, or when the accounts are one text; ``MPG-007`` when nothing is
                given.
        """
        if isinstance(accounts, str):  # a sequence, too: of its characters
            fix = f"write accounts=[{accounts!r}]" if accounts else "name at least one"
            raise SpecError("SPEC-001", "accounts", got=accounts, need="a list of account ids, not one text", fix=fix)
        self = cls(
            tuple(dict.fromkeys(accounts)),
            () if organization is None else (organization,),
            () if ou is None else (ou,),
        )
        if not self:
            need = "accounts, an organization or an OU"
            raise SpecError("MPG-007", "share_with", got=None, need=need, fix="name at least one")
        for limit, values in ((ACCOUNT_ID, self.accounts), (ORGANIZATION_ID, self.organizations), (OU_PATH, self.ous)):
            for value in values:
                if not is_token(value):
                    limit.check(value)
        return self

    def __bool__(self) -> bool:
        return bool(self.accounts or self.organizations or self.ous)

    def __add__(self, others: Consumers) -> Consumers:
        return Consumers(
            (*self.accounts, *others.accounts),
            (*self.organizations, *others.organizations),
            (*self.ous, *others.ous),
        )

    def __sub__(self, others: Consumers) -> Consumers:
        return Consumers(
            tuple(one for one in self.accounts if one not in others.accounts),
            tuple(one for one in self.organizations if one not in others.organizations),
            tuple(one for one in self.ous if one not in others.ous),
        )

    def principals(self) -> list[iam.IPrincipal]:
        """Return them as principals of resource policies; all accounts are one, so that they share statements."""
        from aws_cdk import aws_iam as iam

        found: list[iam.PrincipalBase] = []
        if self.accounts:
            accounts = [cast("iam.IPrincipal", iam.AccountPrincipal(account)) for account in self.accounts]
            found.append(iam.CompositePrincipal(*accounts))
        found.extend(iam.OrganizationPrincipal(organization) for organization in self.organizations)
        found.extend(
            # The organization, too: a fixed value, where a policy for a pattern alone may be taken for a public one.
            iam.OrganizationPrincipal(cdk.Fn.select(0, cdk.Fn.split("/", ou))).with_conditions(
                {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": [ou]}}
            )
            for ou in self.ous
        )
        return [cast("iam.IPrincipal", principal) for principal in found]
