"""Whom a statement is about, in words: a role of the template, a service, an account, anyone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cdk_model_packages.review.shown import NOT_DETERMINED, mapping, several, shown, target

if TYPE_CHECKING:
    from collections.abc import Mapping

ANYONE = "anyone"
_ACCOUNT = re.compile(r"[0-9]{12}|\$\{AWS::AccountId\}")
_PART = r"(?:\$\{[^}]+\}|[^:]*)"
_ROOT = re.compile(rf"arn:{_PART}:iam::({_PART}):root")
_IAM = re.compile(rf"arn:{_PART}:(?:iam|sts)::{_PART}:(role|user|group|assumed-role)/.+")
_KINDS = {"AWS::IAM::Role": "role", "AWS::IAM::User": "user"}
_WORDS = {"Service": "service", "Federated": "identity provider", "CanonicalUser": "canonical user"}


def principals(statement: Mapping[str, Any], resources: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return whom a statement of a resource's policy is about.

    Args:
        statement: With ``Principal`` or ``NotPrincipal``.
        resources: Of the template: a reference to one of its roles is told by logical id.
    """
    if "NotPrincipal" in statement:
        return (f"NotPrincipal {', '.join(_each(statement['NotPrincipal'], resources))}",)
    return _each(statement.get("Principal"), resources)


def anyone_of(principal: object) -> object:
    """Return a bare principal, as ``AWS::Lambda::Permission`` has it, in the form that statements have.

    Args:
        principal: An account, an ARN, a service, or ``*``.
    """
    text = shown(principal)
    is_service = "." in text and not text.startswith(("arn:", "${")) and text != NOT_DETERMINED
    return {"Service": principal} if is_service else {"AWS": principal}


def _each(principal: object, resources: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    found = mapping(principal)
    if not found:
        return (ANYONE if principal == "*" else NOT_DETERMINED,)
    return tuple(
        dict.fromkeys(
            f"{_WORDS[kind]} {text}" if kind in _WORDS else _of_aws(text, resources)
            for kind, value in found.items()
            for text in several(value)
        )
    )


def _of_aws(text: str, resources: Mapping[str, Mapping[str, Any]]) -> str:
    if text == "*":
        return ANYONE
    if _ACCOUNT.fullmatch(text):
        return f"account {text}"
    root = _ROOT.fullmatch(text)
    if root is not None:
        return f"account {root[1]}"
    name = target(text) or ""
    if name in resources:
        return f"{_KINDS.get(str(resources[name].get('Type')), 'resource')} {name}"
    found = _IAM.fullmatch(text)
    return text if found is None else f"{'role' if found[1] == 'assumed-role' else found[1]} {text}"
