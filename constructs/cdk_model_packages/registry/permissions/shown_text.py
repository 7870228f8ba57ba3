"""Texts that hold CDK tokens, and what can be seen of them before the deployment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk

from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from constructs import Construct, IConstruct

UNKNOWN = r"\$\{Token\[[^\]]+\]\}"

_PSEUDO = re.compile(r"\$\{AWS::(AccountId|Partition|Region|URLSuffix)\}")
_PSEUDO_TOKENS = {
    "AccountId": cdk.Aws.ACCOUNT_ID,
    "Partition": cdk.Aws.PARTITION,
    "Region": cdk.Aws.REGION,
    "URLSuffix": cdk.Aws.URL_SUFFIX,
}


def shown(scope: Construct, text: str) -> str:
    """Return a text with its literal parts where they can be read.

    The URI of an asset is one token, which stands for a text with the stack's account and region in it.
    Whatever else only the deployment knows stays as it is.
    """
    if re.fullmatch(UNKNOWN, text) is None:
        return text
    resolved: object = cdk.Stack.of(scope).resolve(text)
    if isinstance(resolved, Mapping):
        resolved = cast("Mapping[str, object]", resolved).get("Fn::Sub")
    if not isinstance(resolved, str):
        return text
    seen = _PSEUDO.sub(lambda found: _PSEUDO_TOKENS[found[1]], resolved)
    return text if "${" in re.sub(UNKNOWN, "", seen) else seen


def made_by(text: str) -> IConstruct | None:
    """Return the construct that a text refers to; ``None`` when it is not one reference and nothing else."""
    if not is_token(text):
        return None
    token = cdk.Tokenization.reverse_string(text)
    first = token.first_token
    if token.length != 1 or first is None or not cdk.Reference.is_reference(first):
        return None
    return cast("cdk.Reference", first).target
