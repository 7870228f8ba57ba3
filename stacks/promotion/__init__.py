"""One package into many environments: artifacts and images copied, nothing dropped on the way."""

from stacks.promotion.package_promotion import PackagePromotion
from stacks.promotion.promoted_package_stack import PromotedPackageStack
from stacks.promotion.promotion_environment import PromotionEnvironment
from stacks.promotion.promotion_plan import PromotionError

__all__ = ["PackagePromotion", "PromotedPackageStack", "PromotionEnvironment", "PromotionError"]
