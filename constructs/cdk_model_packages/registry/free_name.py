"""Names for resources that are replaced under the same logical id: the new one is made before the old one goes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk

from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from constructs import Construct

_MOST_CHARACTERS = 63
_DIGEST_CHARACTERS = 8


def free_name(construct: Construct, content: object) -> str:
    """Return a name that no other content of this construct has (LC-001).

    Args:
        construct: Its path is the readable part.
        content: What the template says of it, without the name.
    """
    most = _MOST_CHARACTERS - _DIGEST_CHARACTERS - 1
    path = cdk.Names.unique_resource_name(construct, max_length=most, separator="-")
    return f"{path}-{digest_of(cdk.Stack.of(construct), content)}"


def digest_of(stack: cdk.Stack, content: object) -> str:
    """Return 8 hexadecimal digits that change with what the template says, and with nothing else."""
    known = stack.resolve(content) if _holds_token(content) else content  # a token's number depends on others
    text = json.dumps(known, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_CHARACTERS]


def _holds_token(content: object) -> bool:
    if isinstance(content, Mapping):
        return any(map(_holds_token, cast("Mapping[str, object]", content).values()))
    if isinstance(content, list):
        return any(map(_holds_token, cast("list[object]", content)))
    return is_token(content)
