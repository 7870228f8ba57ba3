"""Whether a step is skipped.

Source: aws-greengrass-nucleus, GenericExternalService.shouldSkip, KernelCommandLine.deTilde and UnixExec.which.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from pathlib import Path

    from cdk_model_packages.edge.device.layout import DeviceLayout

_CONDITION = re.compile(r"(exists|onpath) +(.+)")


def is_skipped(condition: str, layout: DeviceLayout, search_path: str) -> bool:
    """Tell whether a condition holds: ``onpath PROGRAM`` or ``exists FILE``, each with ``!`` for its contrary.

    Args:
        condition: As it is written, variables replaced.
        layout: What ``~root/`` and ``~packages/`` stand for.
        search_path: Where programs are looked for.

    Raises:
        EdgeError: It is neither; on a device the step fails.
    """
    expression = condition.strip()
    negated = expression.startswith("!")
    found = _CONDITION.fullmatch(expression.removeprefix("!").strip() if negated else expression)
    if found is None:
        raise EdgeError(
            f"Skipif {condition!r}: must be `onpath PROGRAM` or `exists FILE`: on a device the step fails [GG-024]"
        )
    if found[1] == "onpath":
        return (shutil.which(found[2], path=search_path) is not None) != negated
    return _file(found[2], layout).exists() != negated


def _file(name: str, layout: DeviceLayout) -> Path:
    """Return a file; one that is not absolute is below the nucleus's own folder, which is not the step's."""
    for prefix, folder in (("~/", layout.home), ("~root/", layout.root), ("~packages/", layout.packages)):
        if name.startswith(prefix):
            return folder / name.removeprefix(prefix)
    return layout.root / name
