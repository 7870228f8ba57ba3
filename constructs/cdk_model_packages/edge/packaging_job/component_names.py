"""The names of components that a job may make."""

from __future__ import annotations

from cdk_model_packages.spec.greengrass import check_component_name


def check_name(name: str) -> None:
    """Check a component's name, or the begin of some names with ``*`` after it.

    Raises:
        SpecError: ``GG-002`` when it is none; ``*`` alone is none: a job makes components that are told.
    """
    check_component_name(name.removesuffix("*") or name)
