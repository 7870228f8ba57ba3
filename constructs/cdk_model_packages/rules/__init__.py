"""What a template must not say: AWS's own rule engine, run over what an app synthesizes."""

from cdk_model_packages.rules.plugin import ModelPackageRules

__all__ = ["ModelPackageRules"]
