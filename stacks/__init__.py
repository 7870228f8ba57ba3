"""Reference stacks that app.py deploys."""

from stacks.model_package_stack import ModelPackageStack

__all__ = ["ModelPackageStack"]
