"""The statements of a stack's policies in one form: who may do what on what, under which conditions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from cdk_model_packages.review.changes.values import UNKNOWN_TEXT
from cdk_model_packages.templates import UNKNOWN, unnamed_text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["identity", "trust", "resource"]
Conditions = dict[tuple[str, str], frozenset[str]]
ITSELF = "itself"
_ROOT = re.compile(r"^(?:arn:[^:]+:iam::)?([0-9]{12}|\$\{AWS::AccountId\})(?::root)?$")
_BUCKET = re.compile(r"\$\{([A-Za-z0-9]+)\.Arn\}|arn:aws:s3:::\$\{([A-Za-z0-9]+)\}")
_SAME = re.compile(r"((?:^|:)(?:String|Arn))(?:Equals|Like)$")
_PARTITION = "${AWS::Partition}"
_ATTACHED = {
    "AWS::IAM::Policy": ("Roles", "Users", "Groups"),
    "AWS::IAM::ManagedPolicy": ("Roles", "Users", "Groups"),
    "AWS::IAM::RolePolicy": ("RoleName",),
    "AWS::IAM::UserPolicy": ("UserName",),
    "AWS::IAM::GroupPolicy": ("GroupName",),
}
_OF_RESOURCE = {
    "AWS::S3::BucketPolicy": ("PolicyDocument", "Bucket"),
    "AWS::S3::AccessPoint": ("Policy", None),
    "AWS::KMS::Key": ("KeyPolicy", None),
    "AWS::ECR::Repository": ("RepositoryPolicyText", None),
    "AWS::SageMaker::ModelPackageGroup": ("ModelPackageGroupPolicy", None),
    "AWS::SecretsManager::ResourcePolicy": ("ResourcePolicy", "SecretId"),
    "AWS::SNS::TopicPolicy": ("PolicyDocument", "Topics"),
    "AWS::SQS::QueuePolicy": ("PolicyDocument", "Queues"),
}
_PRINCIPALS = {"AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"}


@dataclass(frozen=True, eq=False)
class Statement:
    """What one statement lets somebody do, or forbids.

    Attributes:
        subject: Whose policy it is: the role, or the resource that it protects.
        carrier: Logical id of the resource that has it.
        path: Below that resource's Properties.
        kind: ``identity``, ``trust`` or ``resource``.
        effect: ``Allow`` or ``Deny``.
        principals: Empty for an identity's own policy.
        actions: In lower case but for the service's own spelling; ``*`` and ``s3:*`` stay.
        resources: ``itself`` for a policy that speaks of the resource it is on.
        conditions: By operator and key. ``StringEquals`` and ``StringLike`` are ``String``, likewise for ``Arn``.
    """

    subject: str
    carrier: str
    path: tuple[str, ...]
    kind: Kind
    effect: str
    principals: frozenset[str]
    actions: frozenset[str]
    resources: frozenset[str]
    conditions: Conditions

    def narrowed(self, principals: frozenset[str], actions: frozenset[str], resources: frozenset[str]) -> Statement:
        """Return the same of fewer principals, actions and resources."""
        return replace(self, principals=principals, actions=actions, resources=resources)

    def __eq__(self, other: object) -> bool:
        """Tell whether two say the same, wherever they are written."""
        return isinstance(other, Statement) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said[:-1])

    @property
    def _said(self) -> tuple[object, ...]:
        return self.effect, self.kind, self.principals, self.actions, self.resources, self.conditions


def statements(resources: Mapping[str, dict[str, Any]]) -> Iterator[Statement]:
    """Yield the statements of a stack.

    Args:
        resources: With their intrinsic functions carried out.
    """
    buckets = _bucket_names(resources)
    for one in _statements(resources):
        yield replace(one, resources=frozenset(_bucket_arn(text, buckets) for text in one.resources))


def _statements(resources: Mapping[str, dict[str, Any]]) -> Iterator[Statement]:
    for name, one in resources.items():
        kind, properties = str(one["Type"]), one["Properties"]
        if kind in _PRINCIPALS:
            yield from _read(properties, "AssumeRolePolicyDocument", _Place(name, name, "trust"))
            for index, policy in enumerate(_list(properties.get("Policies"))):
                place = _Place(name, name, "identity", ("Policies", str(index)))
                yield from _read(_mapping(policy), "PolicyDocument", place)
        elif kind in _ATTACHED:
            for subject in {_subject(value) for key in _ATTACHED[kind] for value in _list(properties.get(key))}:
                yield from _read(properties, "PolicyDocument", _Place(subject, name, "identity"))
        elif kind in _OF_RESOURCE:
            key, protected = _OF_RESOURCE[kind]
            subject = name if protected is None else ",".join(map(_subject, _list(properties.get(protected))))
            yield from _read(properties, key, _Place(subject, name, "resource"))
        elif kind == "AWS::IoT::Policy":
            yield from _read(properties, "PolicyDocument", _Place(name, name, "identity"))
        elif kind == "AWS::Lambda::Permission":
            yield from _invocation(name, properties)
        elif kind == "AWS::RAM::ResourceShare":
            yield from _share(name, properties)


def _bucket_names(resources: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """Return, for each bucket of the stack, the ARN that is written for it in one spelling."""
    found: dict[str, str] = {}
    for name, one in resources.items():
        if one["Type"] == "AWS::S3::Bucket":
            given = one["Properties"].get("BucketName")
            found[name] = f"arn:aws:s3:::{given}" if isinstance(given, str) else f"arn:aws:s3:::${{{name}}}"
    return found


def _bucket_arn(text: str, buckets: Mapping[str, str]) -> str:
    found = _BUCKET.match(text)
    if found is None or (found[1] or found[2]) not in buckets:
        return text
    return buckets[found[1] or found[2]] + text[found.end() :]


@dataclass(frozen=True)
class _Place:
    subject: str
    carrier: str
    kind: Kind
    above: tuple[str, ...] = ()


def _read(holder: Mapping[str, Any], key: str, place: _Place) -> Iterator[Statement]:
    document = holder.get(key)
    if isinstance(document, str):
        try:
            document = json.loads(document)
        except ValueError:
            return
    whole = _mapping(document).get("Statement")
    for index, one in enumerate(_list(whole)):
        below = ("Statement", str(index)) if isinstance(whole, list) else ("Statement",)
        content = _mapping(one)
        if content and content.get("Effect") in ("Allow", "Deny"):
            yield Statement(
                subject=place.subject,
                carrier=place.carrier,
                path=(*place.above, key, *below),
                kind=place.kind,
                effect=content["Effect"],
                principals=_principals(content) if place.kind != "identity" else frozenset(),
                actions=_words(content, "Action"),
                resources=_words(content, "Resource") or frozenset({ITSELF}),
                conditions=_conditions(content.get("Condition")),
            )


def _invocation(name: str, properties: Mapping[str, Any]) -> Iterator[Statement]:
    keys = {"SourceArn": "aws:SourceArn", "SourceAccount": "aws:SourceAccount", "PrincipalOrgID": "aws:PrincipalOrgID"}
    conditions = {("String", keys[key]): _texts(properties[key]) for key in keys if key in properties}
    subject, principals = _subject(properties.get("FunctionName")), _texts(properties.get("Principal", "*"))
    actions = _texts(properties.get("Action", "lambda:InvokeFunction"))
    yield Statement(
        subject, name, ("Principal",), "resource", "Allow", principals, actions, frozenset({ITSELF}), conditions
    )


def _share(name: str, properties: Mapping[str, Any]) -> Iterator[Statement]:
    principals = frozenset(_principal(one) for one in _texts(properties.get("Principals")))
    shared = _texts(properties.get("ResourceArns"))
    actions = frozenset({"ram:share"})
    yield Statement(name, name, ("Principals",), "resource", "Allow", principals, actions, shared, {})


def _principals(statement: Mapping[str, Any]) -> frozenset[str]:
    if "NotPrincipal" in statement:
        return frozenset({"*"})
    given: object = statement.get("Principal")
    if isinstance(given, dict) and given is not UNKNOWN and unnamed_text_of(cast("object", given)) is None:
        values = [value for one in cast("dict[str, object]", given).values() for value in _texts(one)]
        return frozenset(map(_principal, values))
    return frozenset(map(_principal, _texts(cast("object", given))))


def _principal(text: str) -> str:
    """Return a principal in one spelling: an account is its number."""
    account = _ROOT.match(text)
    return account[1] if account else text


def _words(statement: Mapping[str, Any], key: str) -> frozenset[str]:
    """Return actions or resources; all but some are all."""
    if f"Not{key}" in statement:
        return frozenset({"*"})
    return _texts(statement.get(key))


def _conditions(given: object) -> Conditions:
    return {
        (_SAME.sub(r"\1", str(operator)), str(key)): _texts(value)
        for operator, keys in _mapping(given).items()
        for key, value in _mapping(keys).items()
    }


def _texts(value: object) -> frozenset[str]:
    found = (unnamed_text_of(one) for one in _list(value))
    return frozenset(UNKNOWN_TEXT if one is None else one.replace(_PARTITION, "aws") for one in found)


def _subject(value: object) -> str:
    """Return the logical id that a value refers to, or the name that it is."""
    text = unnamed_text_of(value) or UNKNOWN_TEXT
    found = re.fullmatch(r"\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}", text)
    return found[1] if found else text


def _list(value: object) -> list[Any]:
    if value is None:
        return []
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict) or value is UNKNOWN:
        return {}
    return cast("dict[str, Any]", value)
