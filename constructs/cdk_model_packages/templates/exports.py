"""What stacks export, as the stacks see it that import it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cdk_model_packages.templates.intrinsics import evaluate, from_text, text_of
from cdk_model_packages.templates.mappings import mapping_of
from cdk_model_packages.templates.worlds import worlds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdk_model_packages.templates.assembly import Stack
    from cdk_model_packages.templates.worlds import Place, World

Imports = dict[str, Any]
_BUCKET = "AWS::S3::Bucket"
_REFERENCE = re.compile(r"\$\{([A-Za-z0-9]+)(\.[A-Za-z0-9.]+)?\}")
_NEVER_IN_A_NAME = re.compile(r"[^A-Za-z0-9-]")


def imports_of(stacks: Iterable[Stack]) -> dict[Place, Imports]:
    """Return what stacks that are reviewed together can import, by the place that exports and imports share.

    The value is in the forms of :mod:`.intrinsics`, without references to what the importing template does not have. A
    bucket whose name CloudFormation makes up has one name in all exports that are about it.

    Args:
        stacks: Of one review.
    """
    together = list(stacks)
    found: dict[Place, Imports] = {}
    if len(together) == 1 or not any(b"ImportValue" in stack.template.text for stack in together):
        return found
    for stack in together:
        known = found.setdefault(stack.place, {})
        for name, value in _exports(stack).items():
            known[name] = None if name in known else value
    return {
        place: {name: value for name, value in known.items() if value is not None} for place, known in found.items()
    }


def _exports(stack: Stack) -> Imports:
    """Return what a stack exports however its conditions come out."""
    first, *others = [_exports_of(stack, world) for world in worlds(stack.template, stack.place)]
    return {name: value for name, value in first.items() if all(one.get(name) == value for one in others)}


def _exports_of(stack: Stack, world: World) -> Imports:
    found: Imports = {}
    for one in mapping_of(stack.template.document.get("Outputs")).values():
        output = mapping_of(one)
        if not world.conditions.get(str(output.get("Condition")), True):
            continue
        name = evaluate(mapping_of(output.get("Export")).get("Name"), world.around)
        text = text_of(evaluate(output.get("Value"), world.around))
        if isinstance(name, str) and text is not None:
            value = _abroad(text, world, stack.name or stack.template.path.stem)
            if value is not None:
                found[name] = {"Fn::Sub": value} if value.startswith("${Unknown") else from_text(value)
    return found


def _abroad(text: str, world: World, stack: str) -> str | None:
    """Return a text without references to resources; ``None`` where it needs one that has no name yet."""
    for name, attribute in set(_REFERENCE.findall(text)):
        resource = world.resources.get(name, {})
        if resource.get("Type") != _BUCKET or attribute not in {"", ".Arn"}:
            return None
        given = mapping_of(resource.get("Properties")).get("BucketName")
        bucket = given if isinstance(given, str) else f"${{Unknown-import-{_NEVER_IN_A_NAME.sub('-', stack)}_{name}}}"
        partition = world.around.pseudo.get("AWS::Partition", "${AWS::Partition}")
        before = f"arn:{partition}:s3:::" if attribute else ""
        text = text.replace(f"${{{name}{attribute}}}", f"{before}{bucket}")
    return text
