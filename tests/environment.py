"""What the tests need besides ``pip install -r requirements.txt``: made once, before the first test.

``make test`` has made it already. Whoever runs pytest in an environment of their own gets it here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def complete() -> None:
    """Make the environment of the embedded AWS and the CDK CLI, where they are missing."""
    if not (ROOT / "node_modules/.bin/cdk").exists():
        _run("tools/cdk-cli", sys.prefix)
    if not (ROOT / ".venv-local/.ready").exists():
        _run("make", ".venv-local/.ready", f"PYTHON={sys.executable}")


def _run(*command: str) -> None:
    print(f"==> {' '.join(command)}: the tests need it", file=sys.stderr)
    subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr, timeout=600)
