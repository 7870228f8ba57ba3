"""The names of components that a job may make."""

from __future__ import annotations

from pydantic import TypeAdapter

from cdk_model_packages.spec.greengrass import ComponentName

_NAME: TypeAdapter[str] = TypeAdapter(ComponentName)


def check_name(name: str) -> None:
    """Check a component's name, or the begin of some names with ``*`` after it.

    Raises:
        ValidationError: ``GG-002`` when it is none; ``*`` alone is none: a job makes components that are told.
    """
    _NAME.validate_python(name.removesuffix("*"))
