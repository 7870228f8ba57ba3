"""Model archives: made of a folder, checked, remembered and uploaded with a stack.

What makes and checks archives needs no CDK: it is imported when :class:`ModelArtifact` is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdk_model_packages.artifacts.archive import Archive, build_archive
    from cdk_model_packages.artifacts.check import check_archive
    from cdk_model_packages.artifacts.folder import DEFAULT_EXCLUDE
    from cdk_model_packages.artifacts.model_artifact import ModelArtifact
    from cdk_model_packages.artifacts.model_location import ModelLocation
    from cdk_model_packages.artifacts.secret_files import SecretFileWarning

_MODULE_OF = {
    "DEFAULT_EXCLUDE": "folder",
    "Archive": "archive",
    "ModelArtifact": "model_artifact",
    "ModelLocation": "model_location",
    "SecretFileWarning": "secret_files",
    "build_archive": "archive",
    "check_archive": "check",
}

__all__ = [
    "DEFAULT_EXCLUDE",
    "Archive",
    "ModelArtifact",
    "ModelLocation",
    "SecretFileWarning",
    "build_archive",
    "check_archive",
]


def __getattr__(name: str) -> object:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)


def __dir__() -> list[str]:
    return __all__
