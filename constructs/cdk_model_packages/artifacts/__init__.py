"""Model archives: made of a folder, checked, remembered and uploaded with a stack.

What makes and checks archives needs no CDK: it is imported when :class:`ModelArtifact` is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.artifacts.archive import Archive, build_archive
    from cdk_model_packages.artifacts.check import check_archive
    from cdk_model_packages.artifacts.folder import DEFAULT_EXCLUDE
    from cdk_model_packages.artifacts.model_artifact import ModelArtifact
    from cdk_model_packages.artifacts.model_location import ModelLocation
    from cdk_model_packages.artifacts.secret_files import SecretFileWarning

__getattr__ = names_in(
    __name__,
    {
        "archive": (
            "Archive",
            "build_archive",
        ),
        "check": ("check_archive",),
        "folder": ("DEFAULT_EXCLUDE",),
        "model_artifact": ("ModelArtifact",),
        "model_location": ("ModelLocation",),
        "secret_files": ("SecretFileWarning",),
    },
)

__all__ = [
    "DEFAULT_EXCLUDE",
    "Archive",
    "ModelArtifact",
    "ModelLocation",
    "SecretFileWarning",
    "build_archive",
    "check_archive",
]


def __dir__() -> list[str]:
    return __all__
