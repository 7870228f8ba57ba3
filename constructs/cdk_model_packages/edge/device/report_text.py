"""A run's report for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from cdk_model_packages._screen import clean
from cdk_model_packages.edge.device.report import Outcome

if TYPE_CHECKING:
    from rich.console import Console

    from cdk_model_packages.edge.device.inference import InferenceResult
    from cdk_model_packages.edge.device.prepared import PlacedArtifact
    from cdk_model_packages.edge.device.report import RunReport

_COLORS = {
    Outcome.SUCCEEDED: "green",
    Outcome.RUNNING: "green",
    Outcome.SKIPPED: "yellow",
    Outcome.FAILED: "red",
    Outcome.TIMED_OUT: "red",
}


def print_report(report: RunReport, console: Console) -> None:
    """Print what a run has shown. Paths and URIs are to be copied: no line of theirs is broken."""

    def line(text: str) -> None:
        console.print(text, soft_wrap=True, highlight=False)

    device = " ".join(f"{name}={value}" for name, value in report.platform.items())
    line(f"device {escape(device)}, steps run as {escape(report.user)}")
    for component in report.components:
        line(f"[bold]{escape(component.name)} {escape(component.service.version)}[/bold]")
        for artifact in component.artifacts:
            line(f"  {escape(clean(_artifact(artifact)))}")
    if report.steps:
        console.print(_steps(report))
    for step in report.steps:
        if step.output:
            line(f"[bold]last lines of {escape(step.component)} {step.step}[/bold]")
            for output in step.output.splitlines():
                line(f"  {escape(clean(output))}")
    health = report.health
    if health is not None and health.healthy:
        line(f"[green]healthy[/green] after {health.seconds:.1f} s: {health.url}/ping")
    elif health is not None:
        line(f"[red]not healthy[/red]: {escape(clean(health.detail))}")
    if report.inference is not None:
        _inference(report.inference, console)
    for finding in report.findings:
        line(f"[yellow]note[/yellow] {escape(clean(finding))}")
    if report.root.exists():
        line(f"kept {escape(str(report.root))}")
    if report.steps:
        line("[green]passed[/green]" if report.passed else "[red]failed[/red]")
    else:
        line("no step was run")


def _artifact(artifact: PlacedArtifact) -> str:
    if artifact.path is None:
        return f"{artifact.uri}: left out"
    digest = "digest as in the recipe" if artifact.digest_checked else f"sha256 {artifact.sha256[:16]}…"
    unpacked = "" if artifact.unpacked is None else f", {artifact.files} files unpacked"
    return f"{artifact.uri}: {artifact.size:,} bytes, {digest}, mode {artifact.mode:04o}{unpacked}"


def _steps(report: RunReport) -> Table:
    table = Table("step", "outcome", "seconds", "", box=None, pad_edge=False)
    table.columns[2].justify = "right"
    several = len(report.components) > 1
    for step in report.steps:
        name = f"{step.component} {step.step}" if several else step.step
        outcome = f"[{_COLORS[step.outcome]}]{step.outcome}[/]"
        table.add_row(escape(name), outcome, f"{step.seconds:.1f}", escape(clean(step.detail)))
    return table


def _inference(result: InferenceResult, console: Console) -> None:
    color = "green" if result.passed else "red"
    told = f"{result.requests} requests, {result.failed} failed"
    if result.compared:
        share = result.agreeing / result.compared
        told += (
            f"; {result.agreeing} of {result.compared} answers as expected ({share:.1%}, needed {result.needed:.0%})"
        )
    times = result.latency
    told += f"; median {times.median:g} ms, 90 % {times.p90:g} ms, 99 % {times.p99:g} ms, longest {times.longest:g} ms"
    console.print(f"[{color}]{told}[/]", soft_wrap=True, highlight=False)
    if result.differences:
        table = Table("sample", "expected", "answered", box=None, pad_edge=False)
        for difference in result.differences:
            expected = "" if difference.expected is None else clean(difference.expected)
            table.add_row(escape(clean(difference.where)), escape(expected), escape(clean(difference.answered)))
        console.print(table)
