"""What a review found: five sections, and the picture. Every format shows this, and nothing else."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Answer = Literal["yes", "no", "cannot tell"]


@dataclass(frozen=True)
class Finding:
    """A mistake, or an advice.

    Attributes:
        rule: Id, for example ``MP-001``; AWS's engine has ids of its own, such as ``E3012``.
        severity: ``error`` (the service refuses it, or hours are lost), ``warning`` or ``info``.
        template: The file.
        resource: Logical id; ``None`` when it is about the template.
        path: The property below the resource, for example ``Properties.Tags.0.Key``.
        message: What is wrong, with the value found.
        fix: What to do.
        source: URL or API shape that says so.
        line: In the template, from 1.
        column: From 1.
        title: The rule, in a few words.
        reason: What happens, and when.
        when: For which outcome of the template's conditions, for example ``IsProd``; empty when for all.
        construct: Path of the CDK construct that made the resource, where the template tells it.
        suppressed: Why it is suppressed; ``None`` when it is not.
    """

    rule: str
    severity: Literal["error", "warning", "info"]
    template: str
    resource: str | None
    path: str | None
    message: str
    fix: str | None
    source: str | None
    line: int | None = None
    column: int | None = None
    title: str | None = None
    reason: str | None = None
    when: str = ""
    construct: str | None = None
    suppressed: str | None = None


@dataclass(frozen=True)
class Permission:
    """What one statement lets somebody do.

    Attributes:
        template: The file.
        who: The role, service, account or anyone: ``role ValidationRole``, ``service sagemaker.amazonaws.com``.
        effect: ``Allow`` or ``Deny``.
        actions: For example ``s3:GetObject``.
        on: What they may do it on: ARNs with ``${Bucket.Arn}`` where a resource of the template is meant.
        conditions: One line each, for example ``StringEquals aws:SourceAccount 111122223333``.
        carried_by: Logical id of the resource whose policy has the statement.
        path: Where in it.
        wildcards: The actions, resources and principals that are wider than they need to be, as written.
        change: ``gained``, ``lost`` or ``kept`` since the older template; ``None`` without one.
        line: Of the statement, from 1.
    """

    template: str
    who: str
    effect: Literal["Allow", "Deny"]
    actions: tuple[str, ...]
    on: tuple[str, ...]
    conditions: tuple[str, ...]
    carried_by: str
    path: str
    wildcards: tuple[str, ...] = ()
    change: Literal["gained", "lost", "kept"] | None = None
    line: int | None = None


@dataclass(frozen=True)
class Change:
    """What a deploy does to one resource of the older template.

    Attributes:
        template: The file.
        resource: Logical id.
        type: CloudFormation type.
        action: What CloudFormation does. ``retained``: it leaves the stack, and stays.
        properties: What differs, for example ``InferenceSpecification.Containers.0.Image``.
        effect: What that means, in a sentence: which version is orphaned, which component collides.
        rules: Ids of the findings that say it harms.
    """

    template: str
    resource: str
    type: str
    action: Literal["created", "updated", "replaced", "deleted", "retained"]
    properties: tuple[str, ...]
    effect: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Readiness:
    """A line of a checklist.

    Attributes:
        template: The file.
        checklist: ``marketplace`` or ``edge``.
        resource: The package or component that it is about.
        item: What is asked.
        answer: ``yes``, ``no`` or ``cannot tell`` (from the template).
        why: What the answer rests on, or where to look.
        rule: Id of the rule that asks, where there is one.
    """

    template: str
    checklist: Literal["marketplace", "edge"]
    resource: str
    item: str
    answer: Answer
    why: str
    rule: str | None = None


@dataclass(frozen=True)
class ValidationJob:
    """A job that runs before a package is accepted.

    Attributes:
        template: The file.
        resource: The package.
        profile: The profile's name.
        instance_type: ``None`` when the template does not determine it.
        instance_count: ``None`` when the template does not determine it.
        reads: Where the samples are.
        writes: Where the results go.
        instance_hours_at_most: Upper bound; ``None`` when the count is not determined.
        note: What the bound rests on, or why nothing runs.
    """

    template: str
    resource: str
    profile: str
    instance_type: str | None
    instance_count: int | None
    reads: str | None
    writes: str | None
    instance_hours_at_most: float | None
    note: str


@dataclass(frozen=True)
class Node:
    """A resource in the picture.

    Attributes:
        id: Unique in the picture.
        label: Logical id, or the name of something outside of the template.
        type: CloudFormation type; empty for what is outside.
        template: The file; empty for what is outside.
        severity: The worst finding about it.
    """

    id: str
    label: str
    type: str
    template: str
    severity: Literal["error", "warning", "info"] | None = None


@dataclass(frozen=True)
class Edge:
    """Who reads, writes, pulls, runs as or belongs to what.

    Attributes:
        source: Id of a node.
        target: Id of a node.
        label: For example ``reads``.
    """

    source: str
    target: str
    label: str


@dataclass(frozen=True)
class Reviewed:
    """A template that was reviewed.

    Attributes:
        path: The file.
        stack: Name of the stack, where a cloud assembly tells it.
        region: ``None`` when not known.
        account: ``None`` when not known.
        before: The older template that it was compared with.
        outcome: What there is to say of the comparison where the changes say nothing: ``no changes``, or that the
            stack is new.
    """

    path: str
    stack: str | None
    region: str | None
    account: str | None
    before: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Report:
    """A whole review.

    Attributes:
        templates: What was reviewed.
        findings: Those that are not suppressed, worst first within a template.
        suppressed: Those that are, each with its reason.
        permissions: Who may do what.
        changes: What a deploy does; empty without an older template.
        readiness: The checklists.
        validation_jobs: What will run.
        nodes: Of the picture.
        edges: Of the picture.
    """

    templates: tuple[Reviewed, ...]
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    permissions: tuple[Permission, ...] = ()
    changes: tuple[Change, ...] = ()
    readiness: tuple[Readiness, ...] = ()
    validation_jobs: tuple[ValidationJob, ...] = ()
    nodes: tuple[Node, ...] = field(default=())
    edges: tuple[Edge, ...] = field(default=())

    @property
    def fails(self) -> bool:
        """Whether there is a finding at error level."""
        return any(one.severity == "error" for one in self.findings)

    def as_data(self) -> dict[str, Any]:
        """Return plain data, as ``--format json`` prints it."""
        return asdict(self)
