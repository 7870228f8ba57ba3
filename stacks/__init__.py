"""Reference stacks that app.py deploys, and those of apps with many packages or many environments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from stacks.algorithm_stack import AlgorithmStack
    from stacks.edge_stack import EdgeStack
    from stacks.marketplace_stack import MarketplaceStack
    from stacks.model_card_stack import ModelCardStack
    from stacks.model_package_fleet import ModelPackageFleet
    from stacks.model_package_stack import ModelPackageStack
    from stacks.promotion import PackagePromotion, PromotedPackageStack, PromotionEnvironment, PromotionError
    from stacks.shared_group_stack import SharedGroupStack

__getattr__ = names_in(
    __name__,
    {
        "algorithm_stack": ("AlgorithmStack",),
        "edge_stack": ("EdgeStack",),
        "marketplace_stack": ("MarketplaceStack",),
        "model_card_stack": ("ModelCardStack",),
        "model_package_fleet": ("ModelPackageFleet",),
        "model_package_stack": ("ModelPackageStack",),
        "promotion": ("PackagePromotion", "PromotedPackageStack", "PromotionEnvironment", "PromotionError"),
        "shared_group_stack": ("SharedGroupStack",),
    },
)

__all__ = [
    "AlgorithmStack",
    "EdgeStack",
    "MarketplaceStack",
    "ModelCardStack",
    "ModelPackageFleet",
    "ModelPackageStack",
    "PackagePromotion",
    "PromotedPackageStack",
    "PromotionEnvironment",
    "PromotionError",
    "SharedGroupStack",
]
