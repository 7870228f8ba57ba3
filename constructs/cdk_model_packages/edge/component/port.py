"""Ports on a device."""

from __future__ import annotations

from cdk_model_packages.errors import SpecError

_LARGEST = 65535


def checked_port(port: int, name: str = "Port") -> int:
    """Return a port.

    Raises:
        SpecError: ``SPEC-001`` when it is none.
    """
    if isinstance(port, bool) or not 1 <= port <= _LARGEST:
        raise SpecError("SPEC-001", name, got=port, need=f"a port, 1 to {_LARGEST}", fix="choose one")
    return port
