"""Which services and resource types the embedded AWS adds: whatever the subpackages here name."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from . import __path__ as folders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .resource_types import ResourceType
    from .services import Service


def services() -> Iterator[Service]:
    """Yield every service."""
    for package in _packages():
        yield from import_module(package).SERVICES


def resource_types() -> Iterator[ResourceType]:
    """Yield every resource type."""
    for package in _packages():
        yield from import_module(package).RESOURCE_TYPES


def _packages() -> list[str]:
    return [f"{__package__}.{found.name}" for found in pkgutil.iter_modules(folders) if found.ispkg]
