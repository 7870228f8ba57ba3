"""The variables that steps run with: a device's, and nothing of this shell but what pip needs to reach its index."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdk_model_packages.edge.device.layout import DeviceLayout
    from cdk_model_packages.edge.device.run_user import RunUser

_PASSED = re.compile(r"PIP_\w+|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|(?i:(?:https?|all|no)_proxy)")
_ALWAYS_THERE = ("/bin", "/usr/bin", "/sbin", "/usr/sbin")
"""Source: aws-greengrass-nucleus, UnixExec.ensurePresent."""
_UTF_8 = "C.UTF-8"


def base_environment(
    layout: DeviceLayout, user: RunUser, *, thing_name: str, region: str | None, run_id: str
) -> dict[str, str]:
    """Return the variables that every step has.

    Args:
        layout: The device's folders.
        user: Who runs the steps.
        thing_name: What the device is called.
        region: Where it belongs to; ``None``: nowhere.
        run_id: Stands for the nucleus's identity of the component, ``SVCUID``; marks the processes of this run.
    """
    ours = os.environ
    return {
        **{name: value for name, value in ours.items() if _PASSED.fullmatch(name)},
        "PATH": search_path(ours),
        "LANG": ours.get("LANG", _UTF_8),
        "HOME": str(layout.home),
        "TMPDIR": str(layout.temporary),
        "USER": user.name,
        "LOGNAME": user.name,
        "SVCUID": run_id,
        "AWS_IOT_THING_NAME": thing_name,
        "GG_ROOT_CA_PATH": "",
        **({} if region is None else {"AWS_REGION": region, "AWS_DEFAULT_REGION": region}),
    }


def search_path(variables: Mapping[str, str]) -> str:
    """Return this shell's ``PATH`` without a virtual environment: its packages are not on the device."""
    environments = {Path(found) for found in (variables.get("VIRTUAL_ENV"), _own_environment()) if found}
    hidden = {folder / "bin" for folder in environments}
    found = [part for part in variables.get("PATH", "").split(os.pathsep) if part and Path(part) not in hidden]
    return os.pathsep.join(dict.fromkeys([*found, *_ALWAYS_THERE]))


def _own_environment() -> str | None:
    return sys.prefix if sys.prefix != sys.base_prefix else None
