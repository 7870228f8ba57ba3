"""Compilation by SageMaker Neo: how long it may take, and the role that it runs as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.edge.compilation.compilation_role import compilation_role
    from cdk_model_packages.edge.compilation.neo_compilation import NeoCompilation

__getattr__ = names_in(
    __name__,
    {"compilation_role": ("compilation_role",), "neo_compilation": ("NeoCompilation",)},
)

__all__ = ["NeoCompilation", "compilation_role"]
