"""The picture of templates: their resources, and which reads, writes, pulls, runs as or belongs to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.review.picture_links import links_of
from cdk_model_packages.review.picture_things import MAX_LABEL, Things
from cdk_model_packages.review.report import Edge, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    from cdk_model_packages.review.picture_things import Thing
    from cdk_model_packages.review.report import Finding
    from cdk_model_packages.templates import Template, World

MAX_NODES = 150
_WORST: tuple[Literal["error", "warning", "info"], ...] = ("error", "warning", "info")


def picture_of(stacks: Sequence[tuple[Template, World]], findings: Iterable[Finding]) -> tuple[list[Node], list[Edge]]:
    """Return the resources that are connected, what they use outside of the templates, and how.

    The same templates give the same picture. Beyond ``MAX_NODES`` the last of them are left out, and a node says so.

    Args:
        stacks: Each template, with the stack that it becomes.
        findings: Of the templates: each resource shows its worst.
    """
    things = Things([world for _, world in stacks])
    links: dict[tuple[Thing, Thing], list[str]] = {}
    for number in range(len(stacks)):
        for source, target, label in links_of(things, number):
            words = links.setdefault((source, target), [])
            if source != target and label not in words:
                words.append(label)
    links = {ends: words for ends, words in links.items() if words}
    severities = _severities(findings)
    connected = sorted({thing for ends in links for thing in ends}, key=things.order)
    ids = {thing: f"n{number}" for number, thing in enumerate(connected[:MAX_NODES])}
    nodes = [_node(ids[thing], thing, stacks, severities) for thing in ids]
    left = len(connected) - len(ids)
    if left > 0:
        nodes.append(Node(f"n{len(ids)}", f"and {left} more, not shown", "", ""))
    edges = [
        Edge(ids[source], ids[target], ", ".join(words))
        for (source, target), words in links.items()
        if source in ids and target in ids
    ]
    return nodes, sorted(edges, key=lambda edge: (int(edge.source[1:]), int(edge.target[1:])))


def _node(
    identity: str,
    thing: Thing,
    stacks: Sequence[tuple[Template, World]],
    severities: dict[tuple[str, str], Literal["error", "warning", "info"]],
) -> Node:
    if thing.stack is None:
        is_long = len(thing.name) > MAX_LABEL
        return Node(identity, f"{thing.name[:40]}...{thing.name[-50:]}" if is_long else thing.name, "", "")
    template, world = stacks[thing.stack]
    path = str(template.path)
    return Node(
        identity, thing.name, str(world.resources[thing.name]["Type"]), path, severities.get((path, thing.name))
    )


def _severities(findings: Iterable[Finding]) -> dict[tuple[str, str], Literal["error", "warning", "info"]]:
    found: dict[tuple[str, str], Literal["error", "warning", "info"]] = {}
    for finding in findings:
        if finding.suppressed is None and finding.resource is not None:
            key = (finding.template, finding.resource)
            if _WORST.index(finding.severity) <= _WORST.index(found.get(key, "info")):
                found[key] = finding.severity
    return found
