"""The picture in Mermaid, which GitHub and GitLab draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.review.formats._markdown_text import label

if TYPE_CHECKING:
    from cdk_model_packages.review.report import Node, Report

_MOST_NODES = 80  # more is no picture any more
_MOST_CHARACTERS = 16_000  # Mermaid refuses 50,000, and a comment needs the rest
_STYLES = (
    "classDef error stroke:#cf222e,stroke-width:3px",
    "classDef warning stroke:#bf8700,stroke-width:3px",
    "classDef outside stroke-dasharray:4 3",
)


def picture(report: Report) -> tuple[str, int]:
    """Return a flowchart and how many nodes it leaves out.

    A large picture is cut to what findings are about, and to what that touches.

    Args:
        report: What was found.
    """
    kept = _kept(report)
    while True:
        text = _flowchart(report, kept)
        if len(text) <= _MOST_CHARACTERS:
            return text, len(report.nodes) - len(kept)
        kept = kept[: len(kept) // 2]


def _kept(report: Report) -> list[Node]:
    if len(report.nodes) <= _MOST_NODES:
        return list(report.nodes)
    worst = {"error": 0, "warning": 1, "info": 2, None: 4}
    order = {node.id: worst[node.severity] for node in report.nodes}
    near = dict(order)
    for edge in report.edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if one in order and order.get(other, 4) < 4:
                near[one] = min(near[one], 3)
    return sorted(report.nodes, key=lambda node: near[node.id])[:_MOST_NODES]


def _flowchart(report: Report, kept: list[Node]) -> str:
    names = {node.id: f"n{number}" for number, node in enumerate(kept)}
    lines = ["flowchart LR"]
    templates = list(dict.fromkeys(node.template for node in kept if node.template))
    for number, template in enumerate(templates):
        if len(templates) > 1:
            lines.append(f"  subgraph t{number}[{label(template)}]")
        lines += [f"    {_node(node, names[node.id])}" for node in kept if node.template == template]
        if len(templates) > 1:
            lines.append("  end")
    lines += [f"  {_node(node, names[node.id])}" for node in kept if not node.template]
    for edge in report.edges:
        if edge.source in names and edge.target in names:
            words = f"|{label(edge.label)}|" if edge.label else ""
            lines.append(f"  {names[edge.source]} -->{words} {names[edge.target]}")
    lines += [f"  {style}" for style in _STYLES]
    for kind in ("error", "warning", "outside"):
        members = [names[node.id] for node in kept if (node.severity if node.type else "outside") == kind]
        if members:
            lines.append(f"  class {','.join(members)} {kind}")
    return "\n".join(lines)


def _node(node: Node, name: str) -> str:
    if not node.type:
        return f"{name}([{label(node.label)}])"
    return f"{name}[{label(node.label, short(node.type))}]"


def short(kind: str) -> str:
    """Return a CloudFormation type as a reader says it: ``SageMaker ModelPackage``.

    Args:
        kind: For example ``AWS::SageMaker::ModelPackage``.
    """
    return kind.removeprefix("AWS::").replace("::", " ")
