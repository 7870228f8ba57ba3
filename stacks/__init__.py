"""Reference stacks that app.py deploys, and those of apps with many packages or many environments."""

from stacks.algorithm_stack import AlgorithmStack
from stacks.marketplace_stack import MarketplaceStack
from stacks.model_card_stack import ModelCardStack
from stacks.model_package_fleet import ModelPackageFleet
from stacks.model_package_stack import ModelPackageStack
from stacks.promotion import PackagePromotion, PromotedPackageStack, PromotionEnvironment, PromotionError
from stacks.shared_group_stack import SharedGroupStack

__all__ = [
    "AlgorithmStack",
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
