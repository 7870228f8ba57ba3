"""Tags of a component version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cdk_model_packages.edge.component.arguments import check_mapping, check_text
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTENT_TAG = "cdk-model-packages:content"
"""Tells a version's content, so that another one of the same name and version can be told apart (GG-005)."""
_MOST_TAGS = 50
_MOST_VALUE_CHARACTERS = 256
_KEY = re.compile(r"(?!aws:)[a-zA-Z+-=._:/]{1,128}")
_SOURCE = "AWS::GreengrassV2::ComponentVersion schema"


def component_tags(tags: Mapping[str, str] | None, content: str) -> dict[str, str]:
    """Return a component's tags, with the one that tells its content.

    Raises:
        SpecError: ``GG-034`` when there are more than 50 with that, or one is none of the service's.
    """
    check_mapping(tags, "Tags")
    for key, value in (tags or {}).items():
        check_text(key, "Tags", "GG-034")
        check_text(value, f"Tags.{key}", "GG-034")
        if not is_token(key) and _KEY.fullmatch(key) is None:
            need = f"1 to 128 letters, digits and +-=._:/, and not begin with aws: ({_SOURCE})"
            raise SpecError("GG-034", "Tags", got=key, need=need, fix="rename it")
        if not is_token(value) and len(value) > _MOST_VALUE_CHARACTERS:
            need = f"at most {_MOST_VALUE_CHARACTERS} characters, not {len(value)} ({_SOURCE})"
            raise SpecError("GG-034", f"Tags.{key}", got=f"{value[:40]}...", need=need, fix="shorten it")
    found = {**(tags or {}), CONTENT_TAG: content}
    if len(found) > _MOST_TAGS:
        need = f"at most {_MOST_TAGS - 1} tags, and {CONTENT_TAG} ({_SOURCE})"
        raise SpecError("GG-034", "Tags", got=len(tags or {}), need=need, fix="drop some")
    return found
