"""The ``model-packages`` command: thin commands over the rooms."""

from cdk_model_packages.cli.main import main

__all__ = ["main"]
