"""What a template must not say: AWS's own rule engine and our rules, run over any template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.rules.plugin import ModelPackageRules

__getattr__ = names_in(__name__, {"plugin": ("ModelPackageRules",)})

__all__ = ["ModelPackageRules"]
