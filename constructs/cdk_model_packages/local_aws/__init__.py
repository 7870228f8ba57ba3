"""The embedded AWS: MiniStack and our adapter in a process of its own, driven by the real AWS clients and CDK.

Nothing that a user deploys knows of this room; everything meets it through ``AWS_ENDPOINT_URL``. The names are
loaded when they are first used: ``emulator`` below is run in an environment that has none of what they import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdk_model_packages.local_aws.deployment import deploy, destroy
    from cdk_model_packages.local_aws.process import LocalAws, LocalAwsStatus

_MODULE_OF = {
    "LocalAws": "process",
    "LocalAwsStatus": "process",
    "deploy": "deployment",
    "destroy": "deployment",
}

__all__ = ["LocalAws", "LocalAwsStatus", "deploy", "destroy"]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
