"""Every IAM statement of a stack: whose it is, and what it says, as text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from cdk_model_packages.review.principals import anyone_of, principals
from cdk_model_packages.review.shown import NOT_DETERMINED, mapping, several, shown, target, type_of
from cdk_model_packages.templates import UNKNOWN, unnamed_text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdk_model_packages.templates import World

Keys = tuple[str | int, ...]

_HOLDERS = {"AWS::IAM::Role": "role", "AWS::IAM::User": "user", "AWS::IAM::Group": "group"}
_ATTACHED = (("Roles", "AWS::IAM::Role"), ("Users", "AWS::IAM::User"), ("Groups", "AWS::IAM::Group"))
_ATTACHED_TO_ONE = {
    "AWS::IAM::RolePolicy": ("RoleName", "AWS::IAM::Role"),
    "AWS::IAM::UserPolicy": ("UserName", "AWS::IAM::User"),
    "AWS::IAM::GroupPolicy": ("GroupName", "AWS::IAM::Group"),
}
_NAMES = {"AWS::IAM::Role": "RoleName", "AWS::IAM::User": "UserName", "AWS::IAM::Group": "GroupName"}
_MANAGED = "AWS::IAM::ManagedPolicy"

# Policies that hang on what they protect: their property, and whether "*" as a resource means the carrier alone.
_ON_RESOURCES = {
    "AWS::ECR::PublicRepository": ("RepositoryPolicyText", True),
    "AWS::ECR::RegistryPolicy": ("PolicyText", False),
    "AWS::ECR::Repository": ("RepositoryPolicyText", True),
    "AWS::KMS::Key": ("KeyPolicy", True),
    "AWS::KMS::ReplicaKey": ("KeyPolicy", True),
    "AWS::Logs::ResourcePolicy": ("PolicyDocument", False),
    "AWS::S3::AccessPoint": ("Policy", False),
    "AWS::S3::BucketPolicy": ("PolicyDocument", False),
    "AWS::SageMaker::ModelPackageGroup": ("ModelPackageGroupPolicy", False),
    "AWS::SecretsManager::ResourcePolicy": ("ResourcePolicy", False),
    "AWS::SNS::TopicInlinePolicy": ("PolicyDocument", False),
    "AWS::SNS::TopicPolicy": ("PolicyDocument", False),
    "AWS::SQS::QueueInlinePolicy": ("PolicyDocument", False),
    "AWS::SQS::QueuePolicy": ("PolicyDocument", False),
}


@dataclass(frozen=True)
class Statement:
    """One statement, for each of those whom it concerns.

    Attributes:
        carried_by: Logical id of the resource that has it.
        keys: Where in it.
        who: ``role ValidationRole``, ``service sagemaker.amazonaws.com``, ``account 111122223333``, ``anyone``.
        effect: What it does.
        actions: As written; ``NotAction a, b`` is one entry.
        on: As written; ``NotResource a, b`` is one entry.
        conditions: One line each, sorted.
    """

    carried_by: str
    keys: Keys
    who: tuple[str, ...]
    effect: Literal["Allow", "Deny"]
    actions: tuple[str, ...]
    on: tuple[str, ...]
    conditions: tuple[str, ...] = ()


def statements_of(world: World) -> list[Statement]:
    """Return every statement of a stack, in the order of its resources.

    Args:
        world: A stack.
    """
    reader = _Reader(world)
    return [found for name, one in world.resources.items() for found in reader.resource(name, one)]


class _Reader:
    def __init__(self, world: World) -> None:
        self._resources = world.resources
        self._ids = {
            (kind, shown(one["Properties"].get(_NAMES[kind]))): name
            for name, one in world.resources.items()
            if (kind := type_of(one)) in _NAMES and one["Properties"].get(_NAMES[kind]) is not None
        }
        self._with_policy: dict[str, list[str]] = {}
        for name, one in world.resources.items():
            if (kind := type_of(one)) in _HOLDERS:
                for arn in several(one["Properties"].get("ManagedPolicyArns")):
                    self._with_policy.setdefault(target(arn) or "", []).append(f"{_HOLDERS[kind]} {name}")

    def resource(self, name: str, one: dict[str, Any]) -> Iterator[Statement]:
        """Yield the statements that one resource carries."""
        kind, properties = type_of(one), one["Properties"]
        if kind in _HOLDERS:
            yield from self._holder(name, kind, properties)
        elif kind in {"AWS::IAM::Policy", _MANAGED}:
            holders = [self._named(a_kind, text) for key, a_kind in _ATTACHED for text in several(properties.get(key))]
            holders += self._with_policy.get(name, []) if kind == _MANAGED else []
            who = tuple(dict.fromkeys(holders)) or (f"whoever has policy {name}",)
            yield from self._identity(name, ("PolicyDocument",), properties.get("PolicyDocument"), who)
        elif kind in _ATTACHED_TO_ONE:
            key, a_kind = _ATTACHED_TO_ONE[kind]
            who = (self._named(a_kind, shown(properties.get(key))),)
            yield from self._identity(name, ("PolicyDocument",), properties.get("PolicyDocument"), who)
        elif kind == "AWS::IoT::Policy":
            who = (f"devices with IoT policy {name}",)
            yield from self._identity(name, ("PolicyDocument",), properties.get("PolicyDocument"), who)
        elif kind in _ON_RESOURCES:
            key, is_own = _ON_RESOURCES[kind]
            yield from self._protecting(name, key, properties.get(key), f"${{{name}.Arn}}" if is_own else None)
        elif kind == "AWS::Lambda::Permission":
            yield _lambda_permission(name, properties, self._principals)

    def _holder(self, name: str, kind: str, properties: dict[str, Any]) -> Iterator[Statement]:
        who = (f"{_HOLDERS[kind]} {name}",)
        if "AssumeRolePolicyDocument" in properties:
            yield from self._protecting(
                name, "AssumeRolePolicyDocument", properties["AssumeRolePolicyDocument"], f"${{{name}.Arn}}"
            )
        boundary = properties.get("PermissionsBoundary")
        within = () if boundary is None else (f"within the permissions boundary {shown(boundary)}",)
        for number, policy in enumerate(_items(properties.get("Policies"))):
            document = mapping(policy).get("PolicyDocument", UNKNOWN)
            yield from self._identity(name, ("Policies", number, "PolicyDocument"), document, who, within)
        for number, arn in enumerate(several(properties.get("ManagedPolicyArns"))):
            if self._resources.get(target(arn) or "", {}).get("Type") != _MANAGED:
                action = f"managed policy {arn.rsplit('/', 1)[-1]}"
                yield Statement(name, ("Properties", "ManagedPolicyArns", number), who, "Allow", (action,), (), within)

    def _identity(
        self, name: str, keys: Keys, document: object, who: tuple[str, ...], within: tuple[str, ...] = ()
    ) -> Iterator[Statement]:
        for where, statement in _statements(("Properties", *keys), document):
            yield Statement(
                name, where, who, *_effect(statement), _actions(statement), _on(statement, None),
                (*_conditions(statement), *within),
            )  # fmt: skip

    def _protecting(self, name: str, key: str, document: object, own: str | None) -> Iterator[Statement]:
        for where, statement in _statements(("Properties", key), document):
            yield Statement(
                name, where, self._principals(statement), *_effect(statement), _actions(statement),
                _on(statement, own), _conditions(statement),
            )  # fmt: skip

    def _principals(self, statement: dict[str, Any]) -> tuple[str, ...]:
        return principals(statement, self._resources)

    def _named(self, kind: str, text: str) -> str:
        """Return who a policy is attached to: a resource of the template, or somebody outside by name."""
        return f"{_HOLDERS[kind]} {target(text) or self._ids.get((kind, text), text)}"


def _statements(keys: Keys, document: object) -> Iterator[tuple[Keys, dict[str, Any]]]:
    """Yield the statements of a policy; one that is not determined as such."""
    if document is None:
        return
    text = unnamed_text_of(document)
    if text is not None:
        try:
            parsed = json.loads(text.replace("${!", "${"))
        except (ValueError, RecursionError):
            yield keys, {}
            return
        for _, statement in _statements((), cast("object", parsed) if isinstance(parsed, dict) else UNKNOWN):
            yield keys, statement  # a text has no places of its own
        return
    found: object = mapping(document).get("Statement", UNKNOWN)
    if isinstance(found, list):
        for number, one in enumerate(cast("list[object]", found)):
            yield (*keys, "Statement", number), mapping(one)
    else:
        yield (*keys, "Statement"), mapping(found)


def _items(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else [] if value is None else [value]


def _effect(statement: dict[str, Any]) -> tuple[Literal["Allow", "Deny"]]:
    return ("Deny" if statement.get("Effect") == "Deny" else "Allow",)


def _actions(statement: dict[str, Any]) -> tuple[str, ...]:
    if "NotAction" in statement:
        return (f"NotAction {', '.join(several(statement['NotAction']))}",)
    return several(statement.get("Action")) or (NOT_DETERMINED,)


def _on(statement: dict[str, Any], own: str | None) -> tuple[str, ...]:
    if "NotResource" in statement:
        return (f"NotResource {', '.join(several(statement['NotResource']))}",)
    found = several(statement.get("Resource"))
    if own is not None and found in {(), ("*",)}:
        return (own,)
    return found or (NOT_DETERMINED,)


def _conditions(statement: dict[str, Any]) -> tuple[str, ...]:
    condition = statement.get("Condition")
    lines = sorted(
        f"{operator} {key} {', '.join(several(value))}"
        for operator, compared in mapping(condition).items()
        for key, value in mapping(compared).items()
    )
    effect = statement.get("Effect")
    if condition and not lines:
        lines.append(f"condition {shown(condition)}")
    if not isinstance(effect, str) or effect not in {"Allow", "Deny"}:
        lines.append(f"effect {shown(effect)}")
    return tuple(lines)


def _lambda_permission(name: str, properties: dict[str, Any], who: Any) -> Statement:
    lines = [
        f"{operator} {key} {shown(properties[given])}"
        for given, operator, key in (
            ("SourceArn", "ArnLike", "aws:SourceArn"),
            ("SourceAccount", "StringEquals", "aws:SourceAccount"),
            ("PrincipalOrgID", "StringEquals", "aws:PrincipalOrgID"),
            ("EventSourceToken", "StringEquals", "lambda:EventSourceToken"),
            ("FunctionUrlAuthType", "StringEquals", "lambda:FunctionUrlAuthType"),
        )
        if properties.get(given) is not None
    ]
    return Statement(
        name, ("Properties",), who({"Principal": anyone_of(properties.get("Principal"))}), "Allow",
        several(properties.get("Action")) or (NOT_DETERMINED,), (shown(properties.get("FunctionName")),),
        tuple(sorted(lines)),
    )  # fmt: skip
