"""Ports of the components of a deployment: a device has each of them once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cdk_model_packages.edge.component.port import checked_port_text
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdk_model_packages.edge.deployment.deployed_component import DeployedComponent


def check_ports(deployed: Iterable[DeployedComponent]) -> None:
    """Refuse two components that listen at one port of the devices, where that is known.

    Raises:
        SpecError: ``SPEC-001``.
    """
    known: dict[str, str] = {}
    for each in deployed:
        port = _port(each)
        if port is None:
            continue
        other = known.setdefault(port, each.name)
        if other != each.name:
            need = f"another one for each component: {other} listens there, too"
            fix = 'pass port= to one, or EdgeDeployment.component(COMPONENT, merge={"Port": ...})'
            raise SpecError("SPEC-001", f"{each.name} Port", got=port, need=need, fix=fix)


def _port(deployed: DeployedComponent) -> str | None:
    default = None if deployed.made_here is None else deployed.made_here.default_port
    update = deployed.specification.configuration_update
    if default is None or is_token(default):
        return None
    if update is None or update.merge is None:
        return default
    if is_token(update.merge):
        return None
    return checked_port_text(str(json.loads(update.merge).get("Port", default)), f"{deployed.name} Port")
