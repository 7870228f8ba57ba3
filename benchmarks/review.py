"""A review against what a user would take instead: the bare engine from Python, and cfn-lint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.review_templates import template

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 7
BARE = (
    "import sys; from cloudformation_validate import CompositeEngine; CompositeEngine().validate_template(sys.argv[1])"
)
IN_ONE_PROCESS = """
import json, sys, time
from pathlib import Path
way, paths = sys.argv[1], [Path(name) for name in sys.argv[2:]]
if way == "ours":
    from cdk_model_packages.review.run import review
    look_at_all = review  # as the command does: model-packages review *.json
elif way == "engine":
    from cloudformation_validate import CompositeEngine
    engine = CompositeEngine()
    look_at_all = lambda paths: [engine.validate_template(str(path)) for path in paths]
else:
    from cfnlint.api import lint
    look_at_all = lambda paths: [lint(path.read_text()) for path in paths]
look_at_all(paths[:1])
look_at_all(paths[:1])
began = time.perf_counter()
look_at_all(paths)
print(json.dumps({"ms": (time.perf_counter() - began) * 1000 / len(paths)}))
"""


def run() -> Iterator[dict[str, object]]:
    """Measure, and yield a line for each figure."""
    # Where a build sets it the engine takes 3 % longer, and nobody has it in a shell.
    os.environ.pop("RUST_BACKTRACE", None)
    with tempfile.TemporaryDirectory() as folder:
        twenty = Path(folder) / "twenty.json"
        twenty.write_text(template(20))
        yield from _cold(twenty)
        yield from _warm(Path(folder), twenty)


def _cold(path: Path) -> Iterator[dict[str, object]]:
    tools = Path(sys.executable).parent
    commands = {
        "ours": [str(tools / "model-packages"), "review", str(path), "--format", "json"],
        "engine": [sys.executable, "-c", BARE, str(path)],
        "cfn-lint": [str(tools / "cfn-lint"), str(path)],
    }
    measured = _best(commands)
    for other, goal in (("engine", "at most 1.3"), ("cfn-lint", "at most 0.5")):
        for kind in ("wall", "cpu"):
            yield {
                "name": f"review-cold-20-resources-vs-{other}-{kind}",
                "ratio": round(measured["ours"][kind] / measured[other][kind], 3),
                "unit": f"{kind} time of theirs",
                "goal": goal,
                "seconds": {"ours": round(measured["ours"][kind], 3), other: round(measured[other][kind], 3)},
                "peak_mb": {"ours": measured["ours"]["mb"], other: measured[other]["mb"]} if kind == "cpu" else None,
            }


def _warm(folder: Path, twenty: Path) -> Iterator[dict[str, object]]:
    many = []
    for number in range(200):
        path = folder / f"{number}.json"
        path.write_text(twenty.read_text().replace("digits", f"digits-{number}-"))
        many.append(path)
    large = folder / "large.json"
    large.write_text(template(500))
    for name, paths, other, goal in (
        ("200-templates-in-one-process", many, "engine", "under 15 ms each"),
        ("200-templates-in-one-process", many[:20], "cfn-lint", None),
        ("500-resources", [large], "engine", "under 1 s"),
    ):
        ours, theirs = (_in_one_process(way, paths) for way in ("ours", other))
        yield {
            "name": f"review-{name}-vs-{other}",
            "ratio": round(ours / theirs, 3),
            "unit": "wall time of theirs",
            "goal": goal,
            "ms_each": {"ours": round(ours, 1), other: round(theirs, 1)},
        }


def _in_one_process(way: str, paths: list[Path]) -> float:
    found = subprocess.run(
        [sys.executable, "-c", IN_ONE_PROCESS, way, *map(str, paths)], check=True, capture_output=True, text=True
    )
    return float(json.loads(found.stdout.splitlines()[-1])["ms"])


def _best(commands: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    """Return the least wall and CPU seconds of each command, and its memory; the commands take turns."""
    best: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            began = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
            if os.waitstatus_to_exitcode(status) != 0:
                raise AssertionError(f"{name} did not end well: {command}")
            cpu = used.ru_utime + used.ru_stime
            known = best.setdefault(name, {"wall": wall, "cpu": cpu, "mb": used.ru_maxrss // 1024})
            known["wall"], known["cpu"] = min(known["wall"], wall), min(known["cpu"], cpu)
    return best
