"""Exports that a stack does not have any more: what imports them holds the update up."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from cdk_model_packages.templates.intrinsics import Surroundings, evaluate, unnamed_text_of
from cdk_model_packages.templates.mappings import mapping_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdk_model_packages.templates import Template

_REFERENCE = re.compile(r'"Ref": "([A-Za-z0-9]+)"|"Fn::GetAtt": \["([A-Za-z0-9]+)"|\$\{([A-Za-z0-9]+)[.}]')


def gone_exports(before: Template, after: Template) -> dict[str, list[str]]:
    """Return the names of exports that are gone, by the resource whose value they gave.

    Args:
        before: The template of the stack as it is.
        after: The template that will be deployed.
    """
    kept = {_told(name, after) for name, _ in _exports(after.document)}
    found: dict[str, list[str]] = {}
    for name, value in _exports(before.document):
        written = _told(name, before)
        if written in kept:
            continue
        references = _REFERENCE.findall(json.dumps(value, default=str))
        resource = next((part for parts in references for part in parts if part in before.resources), None)
        if resource is not None:
            found.setdefault(resource, []).append(name if isinstance(name, str) else written)
    return found


def _told(name: object, template: Template) -> str:
    """Return a name in one spelling, whichever functions it is written with."""
    value = evaluate(name, Surroundings(resources=template.resources))
    return unnamed_text_of(value) or json.dumps(name, default=str)


def _exports(document: Mapping[str, Any]) -> list[tuple[object, object]]:
    outputs = mapping_of(document.get("Outputs"))
    return [
        (export["Name"], mapping_of(output).get("Value"))
        for output in outputs.values()
        for export in [mapping_of(mapping_of(output).get("Export"))]
        if "Name" in export
    ]
