"""Ports on a device."""

from __future__ import annotations

from cdk_model_packages.edge.component.arguments import is_whole_number
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

_LARGEST = 65535


def checked_port(port: int, name: str = "Port") -> int:
    """Return a port.

    Raises:
        SpecError: ``SPEC-001`` when it is none.
    """
    if not is_whole_number(port) or not 1 <= port <= _LARGEST:
        raise SpecError("SPEC-001", name, got=port, need=f"a port, 1 to {_LARGEST}", fix="choose one")
    return port


def checked_port_text(port: str, name: str = "Port") -> str:
    """Return a port as a configuration tells it; one with a CDK token is not judged.

    Raises:
        SpecError: ``SPEC-001`` when it is none.
    """
    if not is_token(port) and (not port.isdecimal() or not 1 <= int(port) <= _LARGEST):
        raise SpecError("SPEC-001", name, got=port, need=f"a port, 1 to {_LARGEST}", fix="choose one")
    return port
