"""What a run has shown, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cdk_model_packages.edge.device.limits import NOT_SHOWN

if TYPE_CHECKING:
    from pathlib import Path

    from cdk_model_packages.edge.device.inference import InferenceResult
    from cdk_model_packages.edge.device.prepared import PlacedArtifact, PreparedComponent


class Outcome(StrEnum):
    """What became of a step."""

    SUCCEEDED = "succeeded"
    RUNNING = "running"
    SKIPPED = "skipped"
    FAILED = "failed"
    TIMED_OUT = "timed out"


@dataclass
class StepResult:
    """A step that was looked at.

    Attributes:
        component: Whose it is.
        step: Which one.
        outcome: What became of it.
        seconds: How long it took, or ran.
        exit_code: Of its script; ``None``: there is none.
        log: The file with its output; ``None``: nothing was started.
        detail: Why it is skipped or failed, in one sentence; empty: there is nothing to say.
        output: The last lines of its output, of one that failed.
    """

    component: str
    step: str
    outcome: Outcome
    seconds: float = 0.0
    exit_code: int | None = None
    log: Path | None = None
    detail: str = ""
    output: str = ""


@dataclass
class Health:
    """Whether the component answers.

    Attributes:
        url: Where it was asked.
        healthy: Whether ``GET /ping`` was answered with 200.
        seconds: Until it was, or until it was given up.
        detail: Why it is not; empty: it is.
    """

    url: str
    healthy: bool
    seconds: float
    detail: str = ""


@dataclass
class RunReport:
    """What a run has shown.

    Attributes:
        components: The component and its dependencies, dependencies first.
        platform: The device's attributes.
        user: Who ran the steps.
        root: The device's folder.
        steps: In the order in which they were run.
        findings: What is to be said, in sentences.
        health: ``None``: it was not asked for.
        inference: ``None``: no samples were sent.
    """

    platform: dict[str, str]
    user: str
    root: Path
    components: list[PreparedComponent] = field(default_factory=list["PreparedComponent"])
    steps: list[StepResult] = field(default_factory=list[StepResult])
    findings: list[str] = field(default_factory=list[str])
    health: Health | None = None
    inference: InferenceResult | None = None

    @property
    def passed(self) -> bool:
        """Whether every step succeeded, it is healthy if that was asked, and the answers are as expected."""
        failed = {Outcome.FAILED, Outcome.TIMED_OUT}
        return (
            not any(step.outcome in failed for step in self.steps)
            and (self.health is None or self.health.healthy)
            and (self.inference is None or self.inference.passed)
        )

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "passed": self.passed,
            "components": [_component(component) for component in self.components],
            "platform": self.platform,
            "user": self.user,
            "root": _kept(self.root),
            "steps": [{**asdict(step), "outcome": str(step.outcome), "log": _kept(step.log)} for step in self.steps],
            "health": None if self.health is None else asdict(self.health),
            "inference": None
            if self.inference is None
            else {**asdict(self.inference), "passed": self.inference.passed},
            "findings": self.findings,
            "not_shown": list(NOT_SHOWN),
        }


def _kept(path: Path | None) -> str | None:
    """Return a path that is there; without --keep nothing is, once a run has ended."""
    return str(path) if path is not None and path.exists() else None


def _component(component: PreparedComponent) -> dict[str, Any]:
    manifest = component.source.recipe.manifests[component.manifest]
    return {
        "name": component.name,
        "version": component.service.version,
        "origin": component.source.origin,
        "manifest": {"index": component.manifest, "name": manifest.name},
        "artifacts": [_artifact(artifact) for artifact in component.artifacts],
    }


def _artifact(artifact: PlacedArtifact) -> dict[str, Any]:
    return {
        "uri": artifact.uri,
        "path": _kept(artifact.path),
        "bytes": artifact.size,
        "sha256": artifact.sha256,
        "digest_checked": artifact.digest_checked,
        "mode": f"{artifact.mode:04o}",
        "unpacked": _kept(artifact.unpacked),
        "entries": artifact.files,
    }
