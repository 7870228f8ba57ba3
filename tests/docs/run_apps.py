"""Runs CDK apps one after the other in one process, because a start of jsii takes two seconds.

    run_apps.py FILE    FILE: a JSON list of {"page", "line", "text"}

Prints a line of JSON for each: its number of templates, or the error.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

# An app whose templates the CDK does not validate again, which costs 7 CPU seconds.
QUICK = "cdk.App(builtin_cloud_formation_validation=False, outdir={outdir!r}, "


def run(page: str, line: int, text: str, outdir: Path) -> dict[str, object]:
    """Run an app as if it were a file; a traceback names the lines of the page."""
    code = text.replace("builtin_cloud_formation_validation=False", "").replace(
        "cdk.App(", QUICK.format(outdir=str(outdir))
    )
    try:
        exec(compile("\n" * (line - 1) + code, page, "exec"), {"__name__": "__main__", "__file__": "app.py"})
    except BaseException:  # noqa: BLE001 - an app may also end itself
        return {"error": traceback.format_exc()}
    return {"templates": len(list(outdir.rglob("*.template.json")))}


if __name__ == "__main__":
    for number, block in enumerate(json.loads(Path(sys.argv[1]).read_text())):
        print(json.dumps(run(**block, outdir=Path(f"cdk.out/{number}").absolute())), flush=True)
