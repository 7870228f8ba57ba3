"""Compilation by SageMaker Neo: how long it may take, and the role that it runs as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.edge.compilation.neo_compilation import NeoCompilation
    from cdk_model_packages.edge.compilation.role import compilation_role

__getattr__ = names_in(
    __name__,
    {"neo_compilation": ("NeoCompilation",), "role": ("compilation_role",)},
)

__all__ = ["NeoCompilation", "compilation_role"]
