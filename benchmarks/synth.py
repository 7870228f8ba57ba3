"""CPU time of synth: this library against the CDK's L1 classes, and our plugin against the built-in run."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
WAYS = ("ours", "plain", "typed")
COUNTS = (1, 100, 400)
ROUNDS = 5


def run() -> Iterator[dict[str, object]]:
    """Measure, and yield a line for each figure."""
    yield from _packages()
    yield from _validation()


def _packages() -> Iterator[dict[str, object]]:
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            seconds = _best({way: ["-m", "benchmarks.synth_app", way, str(count), f"{folder}/{way}"] for way in WAYS})
            contents = {way: _content(Path(folder) / way) for way in WAYS}
        if len(set(contents.values())) != 1:
            raise AssertionError(f"the ways do not make the same template of {count} packages")
        for other in ("plain", "typed"):
            yield {
                "name": f"synth-{count}-packages-vs-{other}",
                "ratio": round(seconds["ours"] / seconds[other], 3),
                "unit": "CPU time of theirs",
                "goal": "at most 1" if (count, other) == (400, "plain") else None,
                "seconds": {"ours": round(seconds["ours"], 3), other: round(seconds[other], 3)},
            }


def _validation() -> Iterator[dict[str, object]]:
    """``app.py`` as it is, and the same app with the CDK's own run in the plugin's place."""
    builtin = (
        "import runpy, aws_cdk as cdk, cdk_model_packages as library; make = cdk.App; "
        "cdk.App = lambda **_: make(); "
        "nothing = type('Nothing', (), {'__getattr__': lambda *_: lambda *_: None})(); "
        "cdk.Validations.of = staticmethod(lambda _: nothing); "
        "runpy.run_path('app.py', run_name='__main__')"
    )
    seconds = _best({"plugin": ["app.py"], "built-in": ["-c", f"import cdk_model_packages; {builtin}"]})
    yield {
        "name": "app-synth-vs-builtin-validation",
        "ratio": round(seconds["plugin"] / seconds["built-in"], 3),
        "unit": "CPU time of the same app with the CDK's built-in validation",
        "goal": "below 0.5",
        "seconds": {way: round(value, 3) for way, value in seconds.items()},
    }


def _best(commands: dict[str, Sequence[str]]) -> dict[str, float]:
    """Return the least CPU seconds of each command, Node's included; the commands take turns."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, arguments in commands.items():
            best[name] = min(best.get(name, float("inf")), _cpu_seconds(arguments))
    return best


def _cpu_seconds(arguments: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "CDK_OUTDIR": folder} if arguments[0] != "-m" else os.environ
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def _content(assembly: Path) -> str:
    """Return a template without its logical ids."""
    (template,) = assembly.glob("*.template.json")
    resources = json.loads(template.read_text())["Resources"].values()
    return json.dumps(
        sorted(json.dumps({**one, "DependsOn": len(one.get("DependsOn", []))}, sort_keys=True) for one in resources)
    )
