"""What policies allow, asked of MiniStack's own evaluator; ``hooks`` checks the names that are used here."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ministack.core import iam_evaluator
from ministack.services import iam, organizations, s3

from .hooks import account, region

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLE_ARN = re.compile(r"arn:[a-z-]+:iam::(?P<account>\d{12}):role/(?:.*/)?(?P<name>[^/]+)")
_MOST_LEVELS = 6  # a root, five organizational units: https://docs.aws.amazon.com/organizations/latest/userguide/


def trust_policy(role_name: str) -> dict[str, Any] | None:
    """Return who may assume a role of this account; ``None``: there is no such role."""
    role = iam._roles.get(role_name)
    if role is None:
        return None
    document = role["AssumeRolePolicyDocument"]
    return json.loads(document) if isinstance(document, str) else document


def role_trusts(trust_policy: dict[str, Any], service: str, context: dict[str, str]) -> bool:
    """Tell whether a role's trust policy lets a service assume the role."""
    # MiniStack matches services by letting an account's root pass any `Service` entry: narrow it to ours first.
    statements = trust_policy.get("Statement", [])
    named = [
        statement
        for statement in ([statements] if isinstance(statements, dict) else statements)
        if service in _services(statement.get("Principal"))
    ]
    root = f"arn:aws:iam::{account()}:root"
    request = iam_evaluator.EvalContext(
        principal_arn=root, principal_type="Root", principal_account=account(), action="sts:AssumeRole",
        resource_arn="*", region=region(), secure_transport=True, service_context=_lower_keys(context),
    )  # fmt: skip
    return iam_evaluator.evaluate_trust_policy({"Statement": named}, root, request)


def own_role(arn: str) -> str | None:
    """Return the name of a role of this account; ``None``: it is another account's."""
    found = _ROLE_ARN.fullmatch(arn)
    return found["name"] if found and found["account"] == account() else None


def role_may(
    role_name: str, action: str, resource_arn: str, context: dict[str, str], *, session: str = "SageMaker"
) -> bool:
    """Tell whether a role's policies, its boundary and the bucket's policy allow an action."""
    request = iam_evaluator.EvalContext(
        principal_arn=f"arn:aws:sts::{account()}:assumed-role/{role_name}/{session}",
        principal_type="AssumedRole", principal_account=account(), action=action, resource_arn=resource_arn,
        region=region(), secure_transport=True, service_context=_lower_keys(context),
    )  # fmt: skip
    policies = iam_evaluator._gather_role_policies(role_name, account())
    boundary = iam_evaluator._permissions_boundary(iam._roles, role_name, account())
    decision = iam_evaluator.evaluate(request, policies, *boundary)
    bucket = s3.bucket_policy_for_arn(resource_arn) if action.startswith("s3:") else None
    if bucket is not None:
        decision = iam_evaluator.combine_resource_policy(decision, request, *bucket, limits=tuple(boundary))
    return decision.decision == "Allow"


def policy_allows(policy: str, action: str, resource_arn: str) -> bool:
    """Tell whether a resource's policy lets the caller, who is of another account, do something with it."""
    request = iam_evaluator.EvalContext(
        principal_arn=iam_evaluator.caller_arn(), principal_type="Root", principal_account=account(), action=action,
        resource_arn=resource_arn, region=region(), secure_transport=True, principal_keys=_organization_keys(),
    )  # fmt: skip
    return iam_evaluator.evaluate_resource_policy(policy, request).decision == "Allow"


def _organization_keys() -> dict[str, Any]:
    """Return the condition keys of the organization that the caller's account is of."""
    for (manager, member), found in organizations._accounts._data.items():
        if member == account():
            organization = organizations._orgs._data[manager, "self"]["Id"]
            path = "/".join([organization, *reversed(list(_parents(manager, found["_ParentId"])))])
            return {"aws:principalorgid": organization, "aws:principalorgpaths": [f"{path}/"]}
    return {}


def _parents(manager: str, unit: str) -> Iterator[str]:
    """Yield an organizational unit and what is above it, up to the root."""
    for _ in range(_MOST_LEVELS):
        yield unit
        found = organizations._ous._data.get((manager, unit))
        if found is None:
            return
        unit = found["_ParentId"]


def _services(principal: Any) -> list[str]:
    named = principal.get("Service", []) if isinstance(principal, dict) else []
    return [named] if isinstance(named, str) else list(named)


def _lower_keys(context: dict[str, str]) -> dict[str, str]:
    return {key.lower(): value for key, value in context.items()}
