"""What a CDK app has acknowledged: beside its templates, in the metadata of its constructs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, cast

from cdk_model_packages.templates.mappings import mapping_of

if TYPE_CHECKING:
    from pathlib import Path

_PLUGIN = "cdk-model-packages::"


class Acknowledged(NamedTuple):
    """A rule that a construct accepts, for one resource below it.

    Attributes:
        rule: Its id.
        resource: Logical id.
        reason: As it was given.
    """

    rule: str
    resource: str
    reason: str


def acknowledged_in(metadata: Path) -> tuple[Acknowledged, ...]:
    """Return what ``Validations.of(construct).acknowledge`` accepted of our plugin's findings.

    Args:
        metadata: The ``STACK.metadata.json`` of a cloud assembly; one that is not there accepts nothing.
    """
    try:
        content: object = json.loads(metadata.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    accepted: dict[str, dict[str, str]] = {}
    resources: dict[str, str] = {}
    for path, entries in mapping_of(content).items():
        for entry in cast("list[object]", entries) if isinstance(entries, list) else []:
            one = mapping_of(entry)
            if one.get("type") == "aws:cdk:acknowledged-rules":
                accepted.setdefault(path, {}).update(
                    {key: str(value) for key, value in mapping_of(one["data"]).items()}
                )
            elif one.get("type") == "aws:cdk:logicalId" and isinstance(one.get("data"), str):
                resources[path] = one["data"]
    return tuple(
        Acknowledged(rule.removeprefix(_PLUGIN), resource, reason)
        for path, resource in resources.items()
        for scope, rules in accepted.items()
        if path == scope or path.startswith(f"{scope}/")
        for rule, reason in rules.items()
        if rule.startswith(_PLUGIN)
    )
